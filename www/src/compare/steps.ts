/** The visits of both executions, aligned; each opens to what differs in it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { diffLines } from '../diff/lines.ts';
import { diffView } from '../diff/view.ts';
import { count, duration } from '../format.ts';
import type { ComparedVisit, CompareRow, StepView } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView, pretty } from '../json-text.ts';
import { mark, statusOf, typeIcon } from '../marks.ts';
import type { CompareDialog } from './dialog.ts';
import { side } from './totals.ts';

type Kind = 'same' | 'differs' | 'onlyA' | 'onlyB';
const KINDS: readonly Kind[] = ['same', 'differs', 'onlyA', 'onlyB'];
/** Rows that are drawn at first, and with every press on *Show more*. */
const MANY = 200;

const kindOf = ({ a, b, differs }: CompareRow): Kind => (a === null ? 'onlyB' : b === null ? 'onlyA' : differs.length > 0 ? 'differs' : 'same');

export class Steps {
  private drawn = MANY;
  private hidden = new Set<Kind>();
  private readonly open = new Map<CompareRow, readonly [StepView | null, StepView | null] | null>();

  constructor(private readonly dialog: CompareDialog) {}

  reset(): void {
    this.drawn = MANY;
    this.open.clear();
  }

  draw(all: readonly CompareRow[]): TemplateResult {
    const rows = all.filter((row) => !this.hidden.has(kindOf(row)));
    const shown = rows.slice(0, this.drawn);
    return html`<section aria-labelledby="compare-steps"><h3 id="compare-steps">${t('compare.steps')}</h3>
      <div class="cmpkinds" role="group" aria-label=${t('compare.shownKinds')}>${KINDS.map((kind) => this.filter(kind, all))}</div>
      ${rows.length === 0 ? html`<p class="none muted">${t('compare.noSteps')}</p>` : html`<ol class="cmprows">
        <li class="cmprow cmphead" aria-hidden="true"><span></span><span>${t('compare.step')}</span><span>${side(0)}</span><span>${side(1)}</span><span></span></li>
        ${repeat(shown, (row) => row, (row) => this.row(row))}</ol>`}
      ${rows.length > shown.length ? html`<button class="b small" type="button" @click=${() => {
        this.drawn += MANY;
        this.dialog.draw();
      }}>${t('compare.more', { count: count(rows.length - shown.length) })}</button>` : nothing}</section>`;
  }

  private filter(kind: Kind, all: readonly CompareRow[]): TemplateResult {
    const on = !this.hidden.has(kind);
    const toggle = (): void => {
      if (!this.hidden.delete(kind)) this.hidden.add(kind);
      this.dialog.draw();
    };
    return html`<button class="fchip ${on ? 'on' : ''}" type="button" aria-pressed=${on ? 'true' : 'false'} @click=${toggle}>
      <span aria-hidden="true">${SIGNS[kind]}</span> ${t(`compare.kind.${kind}`)} <span class="num">${count(all.filter((row) => kindOf(row) === kind).length)}</span></button>`;
  }

  private async toggle(row: CompareRow): Promise<void> {
    if (this.open.delete(row)) return this.dialog.draw();
    this.open.set(row, null);
    this.dialog.draw();
    const ask = { a: row.a?.entered ?? null, b: row.b?.entered ?? null };
    const steps = await this.dialog.app.actions.inspect.compared('visits', ask).catch(() => undefined);
    if (!steps || !this.open.has(row)) return;
    this.open.set(row, steps);
    this.dialog.draw();
  }

  private row(row: CompareRow): TemplateResult {
    const kind = kindOf(row);
    const isOpen = this.open.has(row);
    const steps = this.open.get(row);
    const words = kind === 'differs' ? row.differs.map((part) => t(`compare.part.${part}` as Key)).join(', ') : t(`compare.kind.${kind}`);
    return html`<li class="cmpitem ${kind}"><button class="cmprow" type="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${() => void this.toggle(row)}>
        <span class="cmpsign" aria-hidden="true">${SIGNS[kind]}</span>
        <span class="cmpname">${icon(isOpen ? 'i-tri-d' : 'i-tri-r', 10)}${icon(typeIcon(row.type), 14)}<span class="tname">${row.name}</span>${row.iteration.map((index) => html`<span class="num muted">#${index}</span>`)}</span>
        ${visit(0, row.a)}${visit(1, row.b)}<span class="cmpwhat">${words}</span></button>
      ${isOpen ? html`<div class="cmpdetail">${this.ways(row)}${steps ? details(steps) : html`<p class="muted">${t('insight.loading')}</p>`}</div>` : nothing}</li>`;
  }

  private ways({ a, b }: CompareRow): TemplateResult {
    const way = (at: 0 | 1, one: ComparedVisit | null): unknown => (one === null ? nothing : html`<button class="b small" type="button"
      aria-label=${t('compare.goOf', { event: count(one.entered), name: this.dialog.name(at) })} @click=${() => void this.dialog.go(at, one.entered)}>${side(at)} ${t('compare.goEvent', { event: count(one.entered) })}</button>`);
    return html`<div class="cmpgo">${way(0, a)}${way(1, b)}</div>`;
  }
}

const SIGNS: Record<Kind, string> = { same: '=', differs: '≠', onlyA: '−', onlyB: '+' };

function visit(at: 0 | 1, one: ComparedVisit | null): TemplateResult {
  if (one === null) return html`<span class="cmpvisit muted">${side(at)}<span>–</span></span>`;
  const status = statusOf(one.status);
  return html`<span class="cmpvisit st-${status}">${side(at)}${mark(status)}<span class="cmpst">${t(`legend.${status}`)}</span><span class="num muted">${one.duration === null ? '–' : duration(one.duration)}</span></span>`;
}

function details([a, b]: readonly [StepView | null, StepView | null]): TemplateResult {
  const parts: [Key, (of: StepView) => string][] = [
    ['step.input', ({ input }) => input],
    ['step.output', ({ output }) => output ?? ''],
    ['problems.error', ({ error, cause }) => (error === null && cause === null ? '' : JSON.stringify({ Error: error, Cause: cause }))],
    ['step.assigned', ({ assigned }) => (assigned.length === 0 ? '' : `{${assigned.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`)],
  ];
  return html`${parts.map(([words, of]) => {
    const texts = [a, b].map((step) => (step ? pretty(of(step)) : ''));
    const [first = '', second = ''] = texts;
    if (first === '' && second === '') return nothing;
    return html`<h4>${t(words)}</h4>${a && b ? (first === second ? html`<p class="cmpsame">${icon('i-check', 12)}${t('compare.sameOf', { what: t(words) })}</p>`
      : diffView(diffLines(first, second), t(words))) : jsonView(first || second, t(words))}`;
  })}`;
}
