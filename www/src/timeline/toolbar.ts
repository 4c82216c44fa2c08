import { html, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { zoomBy, type Zoom } from './zoom.ts';

/** How many rows, what is left out of them, and the zoom. */
export function toolbar(zoom: Zoom, shown: { count: number; reached: boolean }, hide: () => void): TemplateResult {
  const button = (words: Key, key: string, symbol: string, act: () => void, off = false): TemplateResult => html`
    <button class="b ghost tiny" type="button" aria-label=${t(words)} title="${t(words)} (${key})" ?disabled=${off} @click=${act}>${icon(symbol, 13)}</button>`;
  return html`<span class="num tcount" role="status">${t('timeline.count', { count: count(shown.count) })}</span>
    <button class="fchip ${shown.reached ? 'on' : ''}" type="button" aria-pressed=${shown.reached ? 'true' : 'false'} @click=${hide}>${t('timeline.hide')}</button>
    <span class="grow"></span>
    <span class="tzoom" role="group" aria-label=${t('timeline.zoom')}>
      ${button('timeline.zoomOut', '−', 'i-minus', () => zoomBy(zoom, -1), zoom.zoomed === null)}
      ${button('timeline.zoomIn', '+', 'i-plus', () => zoomBy(zoom, 1))}
      ${button('timeline.fit', '0', 'i-fit', () => zoom.zoomTo(null), zoom.zoomed === null)}</span>`;
}
