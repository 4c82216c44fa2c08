/** A text as a QR code, drawn dark on white in both themes: cameras want it so. */

import { svg, html, type TemplateResult } from 'lit-html';
import { encode } from 'uqr';
import { t } from '../i18n.ts';

/** Modules of white around it, as the standard asks. */
const QUIET = 4;

export function picture(text: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'L', border: QUIET });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<div class="qr"><svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${t('share.qr')} shape-rendering="crispEdges">
    ${svg`<rect class="qrlight" width=${size} height=${size}></rect><path class="qrdark" d=${path}></path>`}</svg></div>`;
}
