/** Both executions as a whole, and what they were started with. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Compared } from '../actions/compare.ts';
import { diffLines } from '../diff/lines.ts';
import { diffView } from '../diff/view.ts';
import { count, duration } from '../format.ts';
import type { ComparedSide, StartRequest } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { pretty } from '../json-text.ts';
import { chip, statusOfExecution } from '../marks.ts';
import type { CompareDialog } from './dialog.ts';

/** The letter of one of the two. */
export const side = (at: 0 | 1): TemplateResult => html`<b class="cmptag">${at === 0 ? 'A' : 'B'}</b>`;

export function totals(dialog: CompareDialog, { view: { a, b } }: Compared): TemplateResult {
  const row = (words: Key, shown: (of: ComparedSide) => unknown, by: (of: ComparedSide) => unknown): TemplateResult => {
    const same = by(a) === by(b);
    return html`<tr class=${same ? '' : 'differs'}><th scope="row">${t(words)}</th><td class="num">${shown(a)}</td><td class="num">${shown(b)}</td>
      <td>${same ? nothing : html`<span class="cmpno">≠<span class="vh"> ${t('compare.differs')}</span></span>`}</td></tr>`;
  };
  const status = ({ status: name }: ComparedSide): TemplateResult => chip(statusOfExecution(name), t(`details.${name}` as Key));
  return html`<section aria-labelledby="compare-totals"><h3 id="compare-totals">${t('compare.totals')}</h3>
    <div class="scroll"><table class="mini cmptotals"><thead><tr><td></td><th scope="col" title=${dialog.name(0)}>${side(0)} ${dialog.name(0)}</th><th scope="col" title=${dialog.name(1)}>${side(1)} ${dialog.name(1)}</th><td></td></tr></thead>
    <tbody>${row('details.status', status, (of) => of.status)}
      ${row('details.duration', (of) => duration(of.duration), () => null)}
      ${row('details.transitions', (of) => count(of.transitions), (of) => of.transitions)}
      ${row('executions.events', (of) => count(of.events), (of) => of.events)}
      ${row('compare.retries', (of) => count(of.retries), (of) => of.retries)}
    </tbody></table></div>${payload('details.input', a.input, b.input)}${payload('compare.outcome', a.outcome ?? '', b.outcome ?? '')}</section>`;
}

export function started({ requests: [a, b] }: Compared): TemplateResult {
  const parts: [Key, (of: StartRequest) => string][] = [
    ['define.definition', (of) => of.definition],
    ['define.mocks', (of) => pretty(of.mocks || '{}')],
    ['define.services', (of) => of.doubles],
    ['define.files', (of) => pretty(of.files ?? '')],
  ];
  const different = parts.filter(([, of]) => of(a) !== of(b));
  return html`<section aria-labelledby="compare-started"><h3 id="compare-started">${t('compare.started')}</h3>
    ${different.length === 0 ? html`<p class="muted">${t('compare.sameTexts')}</p>` : different.map(([words, of]) => texts(words, of(a), of(b)))}</section>`;
}

const payload = (words: Key, a: string, b: string): TemplateResult =>
  pretty(a) === pretty(b) ? html`<p class="cmpsame">${icon('i-check', 12)}${t('compare.sameOf', { what: t(words) })}</p>` : texts(words, pretty(a), pretty(b));

function texts(words: Key, a: string, b: string): TemplateResult {
  return html`<details class="cmptexts"><summary><span class="cmpno">≠</span> ${t('compare.otherOf', { what: t(words) })}</summary>
    ${diffView(diffLines(a, b), t(words))}</details>`;
}
