/** The dialog that is open. One `dialog` element: it holds the focus and gives it back. */

import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import { bind } from '../commands.ts';
import { panel } from '../dom.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';

type Contents = typeof import('../dialogs/contents.ts');

export function mountDialogs(root: HTMLElement, app: App): void {
  const close = (): void => app.store.dispatch({ type: 'ui', change: { dialog: null } });
  // It tells of a close a little later: by then another may stand there.
  const closed = (): unknown => dialog.open || close();
  render(html`<dialog class="dlg" aria-labelledby="dialog-title" @close=${closed} @click=${(event: Event) => {
    if (event.target === event.currentTarget) close();
  }}></dialog>`, root);
  const dialog = root.firstElementChild as HTMLDialogElement;
  let asked = false;
  app.store.subscribe(({ ui }) => {
    if (asked || !ui.dialog) return;
    asked = true;
    lazily(app, () => import('../dialogs/contents.ts'), (contents) => fill(dialog, app, contents, close), () => {
      asked = false;
      close();
    });
  });
  bind('help', () => app.store.dispatch({ type: 'ui', change: { dialog: 'help' } }));
}

function fill(dialog: HTMLDialogElement, app: App, { CONTENTS, steady, forget }: Contents, close: () => void): void {
  panel(dialog, app, (state) => [state.ui, state.workspace, state.document, state.run?.executionId], (state) => {
    const { dialog: open } = state.ui;
    if (!open) return forget(), nothing;
    const { title, width, body } = CONTENTS[open];
    return html`<div class="dframe ${width}"><header><h2 id="dialog-title" class="grow">${t(title)}</h2>
      <button class="b ghost icon" type="button" autofocus aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody" tabindex="0">${body(app, { ...state, workspace: steady(state.workspace) })}</div></div>`;
  });
  const show = ({ ui }: App['store']['state']): void => {
    if (ui.dialog && !dialog.open) dialog.showModal();
    if (!ui.dialog && dialog.open) dialog.close();
  };
  app.store.subscribe(show);
  show(app.store.state);
}
