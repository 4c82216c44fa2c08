import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { count, duration, elapsed } from '../format.ts';
import type { StepRow } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, statusOf, typeIcon } from '../marks.ts';
import { bar, type BarView } from './bar.ts';
import { place, ticks, type Tick } from './scale.ts';

export interface RowActions {
  select(row: StepRow, index: number): void;
  toggle(row: StepRow): void;
  open(row: StepRow): void;
  menu(row: StepRow, event: MouseEvent): void;
}

export interface RowView {
  readonly row: StepRow | undefined;
  /** From 0. */
  readonly index: number;
  readonly folded: boolean;
  readonly selected: boolean;
  /** The one tab stop of the table. */
  readonly current: boolean;
  readonly bar: BarView;
}

const INDENT = 14;

/** The names of the columns, and the axis. */
export function headings(view: BarView): TemplateResult {
  const names = (['step', 'status', 'tries', 'duration'] as const).map((name) => html`
    <span class="t-${name}" role="columnheader">${t(`timeline.${name}`)}</span>`);
  return html`<div class="tr head" role="row">${names}<span class="t-bar" role="columnheader"><span class="vh">${t('timeline.bar')}</span>
    ${axis(view, ticks(view.range, view.width))}</span></div>`;
}

function axis({ range, width, now, started }: BarView, all: readonly Tick[]): TemplateResult {
  const at = Math.round(place(now - started, range, width)) + 0.5;
  return html`<svg class="taxis" width=${width} height="26" aria-hidden="true">${all.map((tick) => {
    const x = place(tick.at, range, width);
    return x > width - 14 ? nothing : svg`<text x=${x.toFixed(1)} y="17" text-anchor=${x < 12 ? 'start' : 'middle'}>${tick.words}</text>`;
  })}${at >= 0 && at <= width ? svg`<path class="tpos" d="M${at - 5} 19h10l-5 7z"></path>` : nothing}</svg>`;
}

/** The lines under the ticks, for every row. */
export function grid({ range, width, height }: Omit<BarView, 'grid'>): string {
  return ticks(range, width).map(({ at }) => `M${Math.round(place(at, range, width)) + 0.5} 0V${height}`).join('');
}

export function stepRow(view: RowView, does: RowActions): TemplateResult {
  const { row, index } = view;
  if (!row) return html`<div class="tr" role="row" data-row=${index} aria-rowindex=${index + 2} tabindex="-1"><span role="gridcell"></span></div>`;
  const look = ['tr', view.selected && 'sel', row.status === null && 'off', row.status === null && row.entered !== null && 'ahead'];
  return html`<div class=${look.filter(Boolean).join(' ')} role="row" data-row=${index} data-state=${row.state} aria-rowindex=${index + 2} aria-level=${row.depth + 1}
      aria-expanded=${row.inner ? String(!view.folded) : nothing} aria-selected=${view.selected ? 'true' : 'false'} tabindex=${view.current ? 0 : -1}
      @click=${() => does.select(row, index)} @dblclick=${() => does.open(row)} @mousedown=${noWord}
      @contextmenu=${(event: MouseEvent) => does.menu(row, event)}>
    <span class="t-step" role="gridcell">${name(row, view.folded, does)}</span>${cells(row, view.bar)}</div>`;
}

/** A double click means the step, not a word of it. */
function noWord(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault();
}

function name(row: StepRow, folded: boolean, does: RowActions): TemplateResult {
  const toggle = (event: Event): void => {
    event.stopPropagation();
    does.toggle(row);
  };
  // Only visits have a number to fold by.
  const fold = row.inner && row.entered !== null;
  const index = row.iteration.at(-1);
  return html`<svg class="ind" width=${row.depth * INDENT} height="1" aria-hidden="true"></svg>
    ${fold ? html`<span class="tw" title=${t(folded ? 'timeline.unfold' : 'timeline.fold')} @click=${toggle} @dblclick=${noBubble}>
      ${icon(folded ? 'i-tri-r' : 'i-tri-d', 10)}</span>` : html`<span class="tw"></span>`}
    ${icon(typeIcon(row.type), 14)}<span class="tname" title=${row.name}>${row.name}</span>
    ${index === undefined || row.branch !== null ? nothing : html`<span class="tnote num">#${index}</span>`}
    ${row.branch === null ? nothing : html`<span class="tnote">${t('timeline.branch', { number: row.branch + 1 })}</span>`}`;
}

const noBubble = (event: Event): void => event.stopPropagation();

function cells(row: StepRow, view: BarView): TemplateResult {
  const status = statusOf(row.status ?? undefined);
  const first = row.parts[0];
  const begun = row.status !== null && first !== undefined;
  const tries = row.tries > 1 || (row.tries === 1 && (first?.status === 'failed' || first?.status === 'timedOut'));
  return html`<span class="t-status st-${status}" role="gridcell">${mark(status)}<span class="tword">${t(`legend.${status}`)}</span></span>
    <span class="t-tries" role="gridcell">${tries ? count(row.tries) : nothing}</span>
    <span class="t-duration" role="gridcell">${begun ? duration((row.ended ?? view.now) - first.from) : '–'}</span>
    <span class="t-bar" role="gridcell">${begun ? html`<span class="vh">${span(row, first.from, view)}</span>` : nothing}${bar(row, view)}</span>`;
}

/** When it began and ended, for who does not see the bar. */
function span(row: StepRow, from: number, { started, now }: BarView): string {
  const to = row.ended ?? now;
  return t('timeline.times', { from: elapsed(from - started), to: elapsed(to - started), time: duration(to - from) });
}
