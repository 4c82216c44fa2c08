/** What of the machine on the desk goes out, and how. */

import '../i18n/later.ts';
import '../styles/share.css';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { tabStrip } from '../tabs.ts';
import { SHARE_TABS } from './tabs.ts';

export function openShare(app: App, first = 'link'): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'dlg share';
  dialog.setAttribute('aria-labelledby', 'share-title');
  // What is typed or pressed here is not for the page.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  const share = new Share(app, dialog, first);
  dialog.addEventListener('close', () => {
    share.stop();
    dialog.remove();
  });
  dialog.showModal();
}

class Share {
  private readonly unwatch: () => void;
  private stopTab: () => void = () => undefined;
  private shown = '';

  constructor(private readonly app: App, private readonly dialog: HTMLDialogElement, private chosen: string) {
    this.draw();
    this.unwatch = app.store.subscribe(({ ui, document }, before) => {
      if (ui.lang !== before.ui.lang || document.name !== before.document.name) this.draw();
    });
  }

  stop(): void {
    this.unwatch();
    this.stopTab();
  }

  private draw(): void {
    const close = (): void => this.dialog.close();
    const tabs = SHARE_TABS.map(({ id, label }) => ({ id, words: t(label) }));
    render(html`<div class="dframe w640">
      <header><h2 id="share-title" class="grow">${t('share.title', { name: this.app.store.state.document.name })}</h2>
        <button class="b ghost icon" type="button" aria-label=${t('action.close')} title=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      ${tabStrip('share', t('share.share'), tabs, this.chosen, (id) => this.choose(id))}
      <div id="share-panel" class="dbody" role="tabpanel" aria-labelledby="share-${this.chosen}" tabindex="0"><div class="shost"></div></div>
      <footer><p class="muted grow">${icon('i-info', 14)} ${t('share.readable')}</p>
        <button class="b" type="button" @click=${close}>${t('share.done')}</button></footer></div>`, this.dialog);
    this.fill();
  }

  private choose(id: string): void {
    this.chosen = id;
    this.draw();
  }

  private fill(): void {
    if (this.shown === this.chosen) return;
    this.shown = this.chosen;
    this.stopTab();
    this.stopTab = () => undefined;
    const tab = SHARE_TABS.find(({ id }) => id === this.chosen);
    const host = this.dialog.querySelector<HTMLElement>('.shost');
    if (!tab || !host) return;
    const place = document.createElement('div');
    host.replaceChildren(place);
    lazily(this.app, tab.load, ({ mount }) => {
      if (place.isConnected) this.stopTab = mount(place, this.app);
    });
  }
}
