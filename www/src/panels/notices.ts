/** Messages with what can be done about them. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { say, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Notice } from '../state.ts';

const LOOKS = { info: 'info', warning: 'st-caught', error: 'st-fail' } as const;
const ICONS = { info: 'i-info', warning: 'i-warn', error: 'i-s-fail' } as const;

export function mountNotices(root: HTMLElement, app: App, zone: Notice['zone']): void {
  panel(
    root,
    app,
    (state) => [state.notices],
    (state) => state.notices.filter((notice) => notice.zone === zone).map((notice) => banner(app, notice)),
  );
  if (zone === 'page') inDialog(app);
}

/** What goes wrong while a dialog is open is said in it: behind it nobody would see it. */
function inDialog(app: App): void {
  const host = document.createElement('div');
  const told = new Set<number>();
  app.store.subscribe(({ notices }, before) => {
    if (notices === before.notices) return;
    const frame = [...document.querySelectorAll('dialog:modal')].at(-1)?.firstElementChild;
    if (!host.isConnected) told.clear();
    for (const notice of notices) if (frame && notice.zone === 'page' && notice.kind !== 'info' && !before.notices.includes(notice)) told.add(notice.id);
    render(notices.filter(({ id }) => told.has(id)).map((notice) => banner(app, notice)), host);
    if (told.size === 0) host.remove();
    else if (host.parentElement !== frame) frame?.firstElementChild?.after(host);
  });
}

function banner({ store, actions }: App, notice: Notice): TemplateResult {
  const dismiss = (): void => store.dispatch({ type: 'dismiss', id: notice.id });
  const { undo, back, also, lines = [] } = notice;
  const undone = (): void => {
    if (undo?.action) store.dispatch(undo.action);
    undo?.does?.();
    if (back) void actions.workspace.openExecution(back.execution).then(() => actions.run.seek(back.event));
    dismiss();
  };
  return html`<div class="notice ${LOOKS[notice.kind]}" role=${notice.kind === 'error' ? 'alert' : 'status'}>
    ${icon(ICONS[notice.kind], 16)}
    <div class="grow"><b>${say(notice.key, notice.params)}</b>
      ${lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}</div>
    ${undo || back ? html`<button class="b small" type="button" @click=${undone}>${say(undo?.label ?? 'action.undo')}</button>` : nothing}
    ${also ? html`<button class="b small" type="button" @click=${() => {
      also.does();
      dismiss();
    }}>${say(also.label)}</button>` : nothing}
    <button class="b ghost tiny" type="button" aria-label=${t('action.dismiss')} @click=${dismiss}>${icon('i-close', 12)}</button>
  </div>`;
}
