/** Lines with − and +, all of them or one side's; hidden words say the same. */

import '../styles/diff.css';
import { html, nothing, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import type { DiffLine } from './lines.ts';

/** `before` leaves out what was put in, `after` what was taken out. */
export function diffView(lines: readonly DiffLine[], label: string, side: 'both' | 'before' | 'after' = 'both'): TemplateResult {
  const left = { both: null, before: 'add', after: 'del' }[side];
  return html`<div class="diff code" tabindex="0" role="group" aria-label=${label}>${lines.filter(({ kind }) => kind !== left).map(line)}</div>`;
}

function line({ kind, text, left }: DiffLine): TemplateResult {
  if (kind === 'gap') {
    return html`<div class="dl gap"><span class="dm"></span><span>… ${t('test.stage.left', { count: count(left ?? 0) })}</span></div>`;
  }
  const sign = { add: '+', del: '−', same: '' }[kind];
  return html`<div class="dl ${kind}"><span class="dm" aria-hidden="true">${sign}</span>${kind === 'same' ? nothing
    : html`<span class="vh">${t(kind === 'add' ? 'test.added' : 'test.removed')} </span>`}<span class="dt">${text}</span></div>`;
}
