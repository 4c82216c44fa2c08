/** What this browser keeps, and what can be done with all of it. */

import { html, nothing } from 'lit-html';
import type { App } from '../app.ts';
import { bytes, count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { clearAll, exportAll } from './all.ts';
import { small } from './dialog.ts';

export async function openKept(app: App): Promise<void> {
  const { context, openFile } = await app.actions.workspace.outside();
  const { workspace } = app.store.state;
  const used = await navigator.storage?.estimate?.().then(({ usage }) => usage, () => undefined);
  const dialog = small('keep.title', 'w520');
  const clear = async (): Promise<void> => {
    if (!confirm(t('keep.confirm', { machines: workspace.machines.length, executions: workspace.executions.length }))) return;
    dialog.close();
    await clearAll(context);
    await app.actions.workspace.openGallery('hello-world', true);
  };
  const open = async (event: Event): Promise<void> => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    dialog.close();
    app.store.dispatch({ type: 'ui', change: { dialog: null } });
    if (file) await openFile(file);
  };
  dialog.draw(html`<div class="sone">
    <p>${t('keep.what', { machines: count(workspace.machines.length), executions: count(workspace.executions.length) })}
      ${used === undefined || workspace.storage !== 'browser' ? nothing : t('keep.size', { size: bytes(used) })}</p>
    ${workspace.storage === 'memory' || workspace.storage === 'refused' ? html`<p class="snote st-caught">${icon('i-warn', 14)}<span>${
      workspace.storage === 'memory' ? html`${t('workspace.memory')} ${t('keep.memory')}` : t('keep.refusedWhat')}</span></p>` : nothing}
    <div class="sbuttons"><button class="b primary" type="button" @click=${() => void exportAll(context)}>${t('keep.export')}</button>
      <span class="muted">${t('keep.exportHelp')}</span></div>
    <div class="sbuttons"><label class="b upfile">${t('keep.import')}<input type="file" accept=".json,application/json" @change=${(event: Event) => void open(event)}></label>
      <span class="muted">${t('keep.importHelp')}</span></div>
    <div class="sbuttons"><button class="b" type="button" @click=${() => void clear()}>${icon('i-trash', 14)}${t('keep.clear')}</button>
      <span class="muted">${t('keep.clearHelp')}</span></div></div>`);
}
