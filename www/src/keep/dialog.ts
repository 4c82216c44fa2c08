/** A small dialog of its own beside the page's: closes by Escape, its buttons, or a press beside it. */

import '../i18n/later.ts';
import '../styles/share.css';
import { html, render, type TemplateResult } from 'lit-html';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';

export interface Small {
  draw(body: TemplateResult): void;
  close(): void;
}

export function small(title: Key, width: string, closed: () => void = () => undefined): Small {
  const dialog = document.createElement('dialog');
  dialog.className = 'dlg';
  dialog.setAttribute('aria-labelledby', 'small-title');
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  const close = (): void => dialog.close();
  return {
    close,
    draw(body) {
      render(html`<div class="dframe ${width}"><header><h2 id="small-title" class="grow">${t(title)}</h2>
        <button class="b ghost icon" type="button" autofocus aria-label=${t('action.close')} title=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
        <div class="dbody" tabindex="0">${body}</div></div>`, dialog);
      if (!dialog.open) dialog.showModal();
    },
  };
}
