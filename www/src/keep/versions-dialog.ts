/** Earlier texts of the definition on the desk: what is different in each, and one press to have it back. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { diffLines } from '../diff/lines.ts';
import { diffView } from '../diff/view.ts';
import { ago, bytes, count, moment } from '../format.ts';
import { t } from '../i18n.ts';
import { small } from './dialog.ts';
import { keepVersion, versionsOf, type Version } from './versions.ts';

export async function openVersions(app: App): Promise<void> {
  const { machineId, definition } = app.store.state.document;
  const versions = (await versionsOf(machineId)).filter(({ text }) => text !== definition);
  const dialog = small('keep.versions', 'w640');
  let open = -1;
  const restore = async ({ text }: Version): Promise<void> => {
    dialog.close();
    await keepVersion(machineId, definition);
    if (app.store.state.document.machineId !== machineId) return;
    app.store.dispatch({ type: 'edit', change: { definition: text } });
    const undo = { label: 'action.undo', action: { type: 'edit', change: { definition } } } as const;
    app.store.dispatch({ type: 'notice', notice: { kind: 'info', key: 'keep.restored', zone: 'define', undo } });
  };
  const draw = (): void => dialog.draw(html`<div class="sone"><p>${t(versions.length > 0 ? 'keep.versionsWhat' : 'keep.noVersions')}</p>
    <ul class="versions">${versions.map((version, at) => html`<li>
      <div class="sbuttons"><span class="grow"><b>${ago(version.time, Date.now())}</b> <span class="muted num">${moment(version.time)} · ${bytes(version.text.length)} · ${changes(version, definition)}</span></span>
        <button class="b small" type="button" aria-expanded=${at === open ? 'true' : 'false'} @click=${() => {
          open = at === open ? -1 : at;
          draw();
        }}>${t('keep.compare')}</button>
        <button class="b small" type="button" aria-label=${t('keep.restoreOf', { time: moment(version.time) })} @click=${() => void restore(version)}>${t('keep.restore')}</button></div>
      ${at === open ? diffView(diffLines(version.text, definition), t('keep.compareOf', { time: moment(version.time) })) : nothing}</li>`)}</ul></div>`);
  draw();
}

/** How many lines are other than now. */
function changes({ text }: Version, now: string): TemplateResult {
  const lines = diffLines(text, now);
  const of = (kind: string): string => count(lines.filter((line) => line.kind === kind).length);
  return html`<span title=${t('keep.changes')}>+${of('add')} −${of('del')}</span>`;
}
