/** How much of its limits a run has used, and what it would cost at a price of the reader's. */

import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import type { MetersView } from '../generated.ts';
import { language, t, type Key } from '../i18n.ts';

const KEY = 'stepglass.price';
/** US dollars for 1,000 state transitions, until the reader says otherwise. */
const USUAL = 0.025;

export function meters(app: App, view: MetersView): TemplateResult {
  const show = view.payloadEvent;
  const event = show === null ? nothing : html` <button class="link num" type="button" @click=${() => app.actions.select.event(show, 'page')}>${t('vars.event', { id: count(show) })}</button>`;
  return html`<section><h3>${t('explain.meters')}</h3><dl class="meters">
    ${meter('explain.events', view.events, view.mostEvents, count)}
    ${meter('explain.payload', view.payload, view.mostPayload, binary, event)}
    ${meter('explain.variables', view.variables, view.mostVariables, binary)}
    ${meter('explain.transitions', view.transitions, null, count)}</dl></section>`;
}

function meter(name: Key, value: number, most: number | null, words: (value: number) => string, more: unknown = nothing): TemplateResult {
  const share = most === null ? 0 : Math.min(100, (value / most) * 100);
  return html`<div class="meter"><dt>${t(name)}${more}</dt><dd><svg width="100%" height="8" aria-hidden="true">
      ${most === null ? nothing : svg`<rect class="all" width="100%" height="8" rx="4"></rect><rect class=${share > 80 ? 'much' : 'part'} width="${Math.max(1, share)}%" height="8" rx="4"></rect>`}</svg>
    <span class="num">${words(value)}${most === null ? nothing : html` / ${words(most)}`}</span></dd></div>`;
}

/** The limits are given in units of 1,024. */
function binary(value: number): string {
  const format = (number: number): string => new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(number);
  if (value < 1024) return `${value} B`;
  return value < 1024 * 1024 ? `${format(value / 1024)} KiB` : `${format(value / 1024 / 1024)} MiB`;
}

export function cost({ transitions, retries }: MetersView, type: string, redraw: () => void): TemplateResult {
  const params = { count: count(transitions), retries: count(retries) };
  if (type === 'EXPRESS') return html`<section><h3>${t('explain.cost')}</h3><p>${t('explain.costExpress', params)}</p></section>`;
  const price = read();
  const change = (event: Event): void => {
    const value = (event.target as HTMLInputElement).valueAsNumber;
    if (value >= 0) keep(value);
    redraw();
  };
  const dollars = new Intl.NumberFormat(language(), { style: 'currency', currency: 'USD', maximumFractionDigits: 6, minimumFractionDigits: 2 });
  return html`<section><h3>${t('explain.cost')}</h3><p>${t('explain.costStandard', params)} <b class="num">${dollars.format((transitions * price) / 1000)}</b></p>
    <label class="price"><span>${t('explain.price')}</span><input type="number" min="0" step="0.001" .value=${String(price)} @change=${change}></label></section>`;
}

function read(): number {
  try {
    const kept = Number.parseFloat(localStorage.getItem(KEY) ?? '');
    return kept >= 0 ? kept : USUAL;
  } catch {
    return USUAL;
  }
}

function keep(price: number): void {
  try {
    localStorage.setItem(KEY, String(price));
  } catch {
    // The price is asked again at the next visit.
  }
}
