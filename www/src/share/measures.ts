/** How long a link is and what that means, and the link as a picture. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';

/** Characters of a link that a phone's camera still reads from a screen. */
export const QR_MOST = 500;

/** Characters at the ends of the meter and at its two marks. */
const SCALE = 8000;
const MARKS = [2000, 4000] as const;

/** Many programs take addresses up to the first mark, fewer up to the second: which ones, nobody can promise. */
export function meter(length: number): TemplateResult {
  const level = length <= MARKS[0] ? 'short' : length <= MARKS[1] ? 'middle' : 'long';
  return html`<div class="smeter"><svg viewBox="0 0 400 6" preserveAspectRatio="none" aria-hidden="true"><rect class="mtrack" width="400" height="6" rx="3"></rect>
      <rect class="mfill ${level}" width=${Math.max(3, Math.min(400, (length / SCALE) * 400))} height="6" rx="3"></rect></svg>
    <div class="smarks" aria-hidden="true">${MARKS.map((mark) => html`<span>${count(mark)}</span>`)}</div>
    <p class="num">${t(`share.length.${level}`, { count: count(length) })}</p></div>`;
}

export function qrPart(link: string, qr: typeof import('./qr.ts') | null): TemplateResult {
  const fits = link.length <= QR_MOST;
  return html`<div class="sqr">${fits && qr ? html`${qr.picture(link)}
      <button class="b small" type="button" @click=${(event: Event) => fullScreen(event)}>${icon('i-expand', 12)}${t('share.fullScreen')}</button>`
    : html`<p class="sqrno muted">${fits ? nothing : t('share.noQr', { most: count(QR_MOST) })}</p>`}
    <p class="muted">${t('share.inside')}</p></div>`;
}

function fullScreen(event: Event): void {
  const picture = (event.currentTarget as HTMLElement).parentElement?.querySelector('.qr');
  void picture?.requestFullscreen?.().catch(() => undefined);
}
