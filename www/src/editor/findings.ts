/** Findings under an editor of the user's JSON, each with the way to its place. */

import { html, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import type { DiagnosticView, SeverityView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { problemTitle } from '../problems/words.ts';

const ICONS: Record<SeverityView, [string, string]> = { error: ['i-s-fail', 'st-fail'], warning: ['i-warn', 'st-caught'], notice: ['i-info', 'st-info'] };
const ROWS = 50;

export function findings(found: readonly DiagnosticView[], go: (offset: number) => void): TemplateResult {
  const left = found.length - ROWS;
  return html`<ul ?hidden=${found.length === 0}>${found.slice(0, ROWS).map((problem) => {
    const [mark, look] = ICONS[problem.severity];
    const { line, column } = problem;
    return html`<li class="prow ${look}">${icon(mark, 14, '', t(`problems.${problem.severity}`))}
      <div class="pt"><b>${problemTitle(problem)}</b>${problem.location ? html`<span class="muted">${problem.location}</span>` : ''}</div>
      <button class="link num" type="button" aria-label=${t('problems.go', { line, column })} @click=${() => go(problem.place.from)}>${line}:${column}</button></li>`;
  })}${left > 0 ? html`<li class="prow muted">${t('problems.more', { count: count(left) })}</li>` : ''}</ul>`;
}
