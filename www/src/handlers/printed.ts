/** What the handlers of a step printed, attempt by attempt. */

import '../i18n/later.ts';
import '../styles/handlers.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import type { Print, State } from '../state.ts';
import { printKey } from './which.ts';

export function mountPrinted(host: HTMLElement, app: App): () => void {
  const draw = ({ run }: State): void => {
    const step = run?.step;
    const prints = step ? Object.keys(run.printed).flatMap((key) => {
      const attempt = Number(key.split('/')[2]);
      const print = key === printKey(0, step.entered, attempt) ? run.printed[key] : undefined;
      return print ? [{ attempt, print }] : [];
    }) : [];
    render(prints.sort((a, b) => a.attempt - b.attempt).map(({ attempt, print }) => html`
      <h4 class="subh">${prints.length > 1 || attempt > 0 ? t('handlers.printedBy', { attempt: attempt + 1 }) : t('handlers.printed')}</h4>
      ${printView(print)}`), host);
  };
  draw(app.store.state);
  return app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.ui.lang !== before.ui.lang) draw(state);
  });
}

/** Lines as Lambda's log has them, with their level in words where it is not the usual. */
export function printView({ lines, dropped }: Print): TemplateResult {
  return html`<ol class="printed" tabindex="0" aria-label=${t('handlers.printed')}>${lines.map(({ level, text }) => html`
      <li class="p-${level.toLowerCase()}">${level === 'INFO' ? nothing : html`<b>${level}</b> `}${text}</li>`)}
      ${dropped > 0 ? html`<li class="muted">${t('handlers.dropped', { count: dropped })}</li>` : nothing}</ol>`;
}
