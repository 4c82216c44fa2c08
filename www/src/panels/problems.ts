/** Under the editor: what is wrong, where, and what mends it; then the foot line. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { bind } from '../commands.ts';
import { panel } from '../dom.ts';
import type { Cursor } from '../editor/code-editor.ts';
import { bytes, count } from '../format.ts';
import type { DiagnosticView, EditView, SeverityView } from '../generated.ts';
import { has, say, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { grouped, problemTitle } from '../problems/words.ts';
import type { State } from '../state.ts';
import type { EditorPanel } from './editor.ts';

const SEVERITIES: readonly SeverityView[] = ['error', 'warning', 'notice'];
const ICONS: Record<SeverityView, string> = { error: 'i-s-fail', warning: 'i-warn', notice: 'i-info' };
const LOOKS: Record<SeverityView, string> = { error: 'st-fail', warning: 'st-caught', notice: 'st-info' };
/** Rows drawn at once; a text with more findings says how many are left. */
const ROWS = 100;

export function mountProblems(root: HTMLElement, app: App, editor: EditorPanel): void {
  let open = true;
  let cursor: Cursor = { offset: 0, line: 1, column: 1 };
  let at = -1;
  const fold = (): void => {
    open = !open;
    draw();
  };
  const draw = panel(
    root,
    app,
    ({ check, document }) => [check.view, check.text, document.definition],
    (state) => strip(app, state, editor, cursor, open, fold),
  );
  editor.onCursor((now) => {
    cursor = now;
    draw();
  });
  const go = (by: number): boolean => {
    const found = app.store.state.check.view?.diagnostics ?? [];
    if (found.length === 0) return false;
    at = (Math.max(at, by < 0 ? 0 : -1) + by + found.length) % found.length;
    const problem = found[at];
    if (problem) show(app, editor, problem);
    return true;
  };
  bind('nextProblem', () => go(1));
  bind('previousProblem', () => go(-1));
}

function show(app: App, editor: EditorPanel, problem: DiagnosticView): void {
  app.store.dispatch({ type: 'ui', change: { zone: 'define', left: 'define', define: 'definition' } });
  requestAnimationFrame(() => editor.go(problem.place.from));
}

function strip(app: App, state: State, editor: EditorPanel, cursor: Cursor, open: boolean, fold: () => void): TemplateResult {
  const found = state.check.view?.diagnostics ?? [];
  const groups = grouped(found);
  const rows = groups.slice(0, ROWS).map((group) => row(app, state, editor, group));
  const left = groups.length - ROWS;
  return html`<section class="problems" aria-label=${t('problems.label')}>
    <ul id="problem-rows" ?hidden=${!open || found.length === 0} tabindex="-1">${rows}
      ${left > 0 ? html`<li class="prow muted">${t('problems.more', { count: count(left) })}</li>` : nothing}</ul>
    ${foot(state, cursor, open, fold)}</section>`;
}

/** One finding, or several that say the same, each with its place. */
function row(app: App, state: State, editor: EditorPanel, group: readonly DiagnosticView[]): TemplateResult | typeof nothing {
  const [problem] = group;
  if (!problem) return nothing;
  const help = `help.${problem.name}`;
  const current = state.check.text === state.document.definition;
  return html`<li class="prow ${LOOKS[problem.severity]}">${icon(ICONS[problem.severity], 14, '', t(`problems.${problem.severity}`))}
    <div class="pt"><b>${group.length > 1 ? say(`problem.${problem.name}.many`, { count: group.length }) : problemTitle(problem)}</b>${has(help) ? html`<span>${say(help)}</span> ` : nothing}
      ${problem.code === null ? nothing : html`<code>${problem.code}</code>`}
      ${group.length > 1 ? places(app, editor, group) : problem.location ? html` <span class="muted">${problem.location}</span>` : nothing}</div>
    ${group.length > 1 ? nothing : goTo(app, editor, problem)}
    ${problem.fixes.length > 0 && current
      ? html`<button class="b small" type="button" @click=${() => fix(app, state, problem.fixes)}>${t('problems.fix')}</button>`
      : nothing}</li>`;
}

function goTo(app: App, editor: EditorPanel, problem: DiagnosticView): TemplateResult {
  const { line, column } = problem;
  return html`<button class="link num" type="button" aria-label=${t('problems.go', { line, column })}
    @click=${() => show(app, editor, problem)}>${line}:${column}</button>`;
}

function places(app: App, editor: EditorPanel, group: readonly DiagnosticView[]): TemplateResult {
  const shown = group.slice(0, ROWS);
  return html`<ul class="pplaces">${shown.map((problem) => html`<li><code>${problem.quoted[0] ?? ''}</code> ${goTo(app, editor, problem)}</li>`)}
    ${group.length > shown.length ? html`<li>${t('problems.more', { count: count(group.length - shown.length) })}</li>` : nothing}</ul>`;
}

function fix(app: App, state: State, fixes: readonly EditView[]): void {
  const text = [...fixes]
    .sort((a, b) => b.place.from - a.place.from)
    .reduce((now, { place, text: by }) => now.slice(0, place.from) + by + now.slice(place.to), state.check.text);
  app.actions.document.definition(text);
}

function foot(state: State, cursor: Cursor, open: boolean, fold: () => void): TemplateResult {
  const { check, document } = state;
  const found = check.view?.diagnostics ?? [];
  const counts = SEVERITIES.map((severity) => ({
    severity,
    number: found.filter((problem) => problem.severity === severity).length,
  })).filter(({ number }) => number > 0);
  return html`<div class="pfoot">
    ${counts.length > 0
      ? html`<button class="pcounts" type="button" aria-expanded=${open ? 'true' : 'false'} aria-controls="problem-rows" @click=${fold}>
          ${counts.map(({ severity, number }) => html`<span class=${LOOKS[severity]}>${icon(ICONS[severity], 12)}
            ${t(`problems.${severity}s`, { count: number })}</span>`)}${icon(open ? 'i-chev-d' : 'i-chev-r', 10)}</button>`
      : html`<span>${check.view ? t('problems.none') : t('problems.checking')}</span>`}
    <span class="grow"></span>
    <span class="num fcursor">${t('problems.cursor', { line: cursor.line, column: cursor.column })}</span>
    <span class="num">${bytes(sizeOf(document.definition))}</span>
    ${drawn(state)}</div>`;
}

function drawn({ check }: State): TemplateResult | typeof nothing {
  if (!check.view) return nothing;
  if (check.view.whole && check.view.scene) return html`<span class="okmark">${icon('i-check', 12)}${t('problems.drawn')}</span>`;
  if (check.view.scene) return html`<span class="st-caught lastgood">${t('problems.partial')}</span>`;
  return check.good ? html`<span class="st-caught lastgood">${t('problems.lastGood')}</span>` : html`<span>${t('problems.noGraph')}</span>`;
}

let measured = { text: '', size: 0 };

/** UTF-8 bytes, measured once a text. */
function sizeOf(text: string): number {
  if (measured.text !== text) measured = { text, size: new TextEncoder().encode(text).length };
  return measured.size;
}
