/** Messages with what can be done about them. */

import { html, nothing, type TemplateResult } from 'lit-html';
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
}

function banner({ store, actions }: App, notice: Notice): TemplateResult {
  const dismiss = (): void => store.dispatch({ type: 'dismiss', id: notice.id });
  const { undo, back, lines = [] } = notice;
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
    <button class="b ghost tiny" type="button" aria-label=${t('action.dismiss')} @click=${dismiss}>${icon('i-close', 12)}</button>
  </div>`;
}
