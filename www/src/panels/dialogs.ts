/** The dialog that is open. One `dialog` element: it holds the focus and gives it back. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { bind } from '../commands.ts';
import { dashboard, gallery } from '../dialogs/dashboard.ts';
import { executions } from '../dialogs/executions.ts';
import { settings } from '../dialogs/settings.ts';
import { panel } from '../dom.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { slot } from '../slot.ts';
import type { State, Ui } from '../state.ts';

const fillHelp = slot(async () => (await import('../dialogs/help.ts')).mountHelp);

type Open = Exclude<Ui['dialog'], null>;

const CONTENTS: Record<Open, { title: Key; width: string; body: (app: App, state: State) => TemplateResult }> = {
  dashboard: { title: 'dashboard.title', width: 'w860', body: dashboard },
  gallery: { title: 'dashboard.gallery', width: 'w860', body: gallery },
  executions: { title: 'executions.title', width: 'w860', body: executions },
  settings: { title: 'settings.title', width: 'w520', body: settings },
  help: { title: 'help.title', width: 'w640', body: () => html`<div class="helping"></div>` },
};

export function mountDialogs(root: HTMLElement, app: App): void {
  const close = (): void => app.store.dispatch({ type: 'ui', change: { dialog: null } });
  render(html`<dialog class="dlg" aria-labelledby="dialog-title" @close=${close} @click=${(event: Event) => {
    if (event.target === event.currentTarget) close();
  }}></dialog>`, root);
  const dialog = root.firstElementChild as HTMLDialogElement;
  panel(dialog, app, (state) => [state.ui, state.workspace, state.document, state.run?.executionId], (state) => {
    const { dialog: open } = state.ui;
    if (!open) return nothing;
    const { title, width, body } = CONTENTS[open];
    return html`<div class="dframe ${width}"><header><h2 id="dialog-title" class="grow">${t(title)}</h2>
      <button class="b ghost icon" type="button" autofocus aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody" tabindex="0">${body(app, state)}</div></div>`;
  });
  app.store.subscribe((state) => {
    fillHelp(dialog.querySelector<HTMLElement>('.helping'), app);
    if (state.ui.dialog && !dialog.open) dialog.showModal();
    if (!state.ui.dialog && dialog.open) dialog.close();
  });
  bind('help', () => app.store.dispatch({ type: 'ui', change: { dialog: 'help' } }));
}
