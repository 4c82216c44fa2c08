import { bind } from '../commands.ts';
import { html, type TemplateResult } from 'lit-html';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';

export interface ZoomActions {
  zoom(factor: number): void;
  fit(): void;
  follow(): void;
}

/** The same by keys. */
export function bindZoom(does: ZoomActions): void {
  bind('fit', () => does.fit());
  bind('zoomIn', () => does.zoom(1.25));
  bind('zoomOut', () => does.zoom(0.8));
  bind('follow', () => does.follow());
}

/** Follow, in, per cent, out, fit. */
export function drawZoom(scale: number, follow: boolean, does: ZoomActions): TemplateResult {
  const tool = (words: string, symbol: string, act: () => void): TemplateResult => html`
    <button class="b ghost icon" type="button" aria-label=${words} title=${words} @click=${act}>${icon(symbol)}</button>`;
  return html`
    <button class="b ghost icon follow ${follow ? 'on' : ''}" type="button" aria-pressed=${follow ? 'true' : 'false'}
      aria-label=${t('graph.follow')} title="${t('graph.follow')} (F)" @click=${does.follow}>${icon('i-follow')}</button>
    ${tool(t('graph.zoomIn'), 'i-plus', () => does.zoom(1.25))}
    <span class="zv">${Math.round(scale * 100)}%</span>
    ${tool(t('graph.zoomOut'), 'i-minus', () => does.zoom(0.8))}
    ${tool(t('graph.fit'), 'i-fit', does.fit)}`;
}
