import { html, nothing, type TemplateResult } from 'lit-html';
import { clock, count, daysLater, elapsed, moment } from '../format.ts';
import type { EventRow, ReasonView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { statusOfEvent } from '../marks.ts';
import { autoMark } from '../step/answer.ts';
import { rowAt } from '../select.ts';
import type { Lang, Run, State } from '../state.ts';
import { stateLabel } from './filter.ts';

/** What a row can ask for. */
export interface RowActions {
  select(id: number): void;
  toggle(id: number): void;
  go(id: number): void;
  menu(id: number, event: MouseEvent): void;
}

/** What an open row can ask for. */
export interface DetailActions extends RowActions {
  state(): State;
  why(id: number): Promise<ReasonView | null | undefined>;
  /** Shows the causal chain of an event. */
  chain(id: number): void;
  /** Shows the text of its state. */
  define(id: number): void;
  redraw(): void;
}

export interface RowView {
  id: number;
  /** Undefined until it has been fetched. */
  row: EventRow | undefined;
  /** Place among the rows that pass the filter, from 0. */
  index: number;
  open: boolean;
  /** JSON of an open event, when it has been fetched. */
  text: string | undefined;
  selected: boolean;
  /** Of the selected step. */
  same: boolean;
  /** Not happened yet at the position. */
  ahead: boolean;
  /** The latest event at the position. */
  now: boolean;
  current: boolean;
  started: number;
  /** How many known events lie after the position, where its line is under this row. */
  line: number | null;
  lang: Lang;
}

export function viewOf(state: State, run: Run, own: Pick<RowView, 'id' | 'index' | 'line' | 'open' | 'current'>): RowView {
  const { id } = own;
  const row = rowAt(run, id);
  const { position, execution } = run.view;
  return {
    ...own,
    row,
    text: run.texts.get(id),
    selected: state.selection.event === id,
    same: row !== undefined && row.visit !== null && row.visit === run.step?.entered && state.selection.state !== null,
    ahead: id > position,
    now: id === position,
    started: execution.started,
    lang: state.ui.lang,
  };
}

/** Whether a row would be drawn as it was. */
export const sameView = (view: RowView, before: RowView | undefined): boolean =>
  (Object.keys(view) as (keyof RowView)[]).every((part) => view[part] === before?.[part]);

/** More branches than this share the last lane. */
const LANES = 5;

/**
 * Some thousand rows go by in a second of scrolling: one template each, as few elements as can be, no listeners of its
 * own (see `hearRows`).
 */
export function eventRow(view: RowView): TemplateResult {
  const { id, row } = view;
  const look = ['er', view.selected && 'sel', view.same && 'same', view.ahead && 'ahead', view.now && 'now'];
  return html`<div class=${look.filter(Boolean).join(' ')} role="row" data-row=${id} data-state=${row?.state ?? nothing} aria-rowindex=${view.index + 2}
      aria-expanded=${view.open ? 'true' : 'false'} aria-selected=${view.selected ? 'true' : 'false'} tabindex=${view.current ? 0 : -1}>
    <span class="c-id" role="gridcell" title=${t(view.open ? 'events.close' : 'events.open')}><span class="tw"></span>${id}</span>
    <span class="c-type" role="gridcell">${row ? type(row, view.ahead) : nothing}${view.selected && !view.open && !view.now ? goHere() : nothing}</span>
    <span class="c-ts" role="gridcell" title=${row ? `${moment(row.time)} · +${elapsed(row.time - view.started)}` : nothing}>${row ? timestamp(row.time, view.started) : nothing}</span>
  </div>`;
}

/** Hears for all rows of a list. */
export function hearRows(list: HTMLElement, does: RowActions): void {
  const hear = (kind: 'click' | 'dblclick' | 'contextmenu' | 'mousedown', act: (id: number, on: Element, event: MouseEvent) => void): void =>
    list.addEventListener(kind, (event) => {
      const on = event.target as Element;
      const row = on.closest<HTMLElement>('[data-row]');
      if (row) act(Number(row.dataset['row']), on, event);
    });
  hear('click', (id, on) => {
    if (on.closest('.here')) return does.go(id);
    if (on.closest('.c-id')) does.toggle(id);
    does.select(id);
  });
  hear('dblclick', (id, on) => {
    if (!on.closest('.c-id')) does.go(id);
  });
  // A double click means the event, not a word of it.
  hear('mousedown', (_, _on, event) => {
    if (event.detail > 1) event.preventDefault();
  });
  hear('contextmenu', (id, _, event) => does.menu(id, event));
}

/** The time of day, and how many days later than the start it is. */
export function timestamp(time: number, started: number): unknown {
  const later = daysLater(time, started);
  return later ? html`<b class="day">${later}</b>${clock(time)}` : clock(time);
}

/** What Enter and a double click do, to be seen: the second press of a double click may land on it. One tab stop is the row. */
const goHere = (): TemplateResult =>
  html`<button class="b small here" type="button" tabindex="-1" title=${t('events.goKey')}>${icon('i-flag', 12)}${t('events.go')}</button>`;

/** So many lanes, the last one the event's own. */
const lanes = Array.from({ length: LANES }, (_, lane) =>
  html`${Array.from({ length: lane }, () => html`<i></i>`)}<i class="on"></i>`);

function type(row: EventRow, ahead: boolean): TemplateResult {
  const status = statusOfEvent(row.mark);
  const state = stateLabel(row);
  return html`<span class="lanes" aria-hidden="true">${lanes[Math.min(row.lane, LANES - 1)]}</span><svg class="i st-${status}" width="13" height="13" aria-hidden="true"><use href="#i-s-${status}"></use></svg>
    <span class="ety" .textContent=${row.type}></span>${row.answer === 'automatic' ? autoMark() : nothing}${state ? html`<span class="est" .textContent=${state}></span>` : nothing}${ahead
      ? html`<span class="vh">${t('events.ahead')}</span>` : nothing}`;
}

/** *You are here*, under the latest event at the position. */
export function positionLine(left: number): TemplateResult {
  const words = left === 0 ? t('events.here') : t('events.hereLeft', { count: count(left) });
  return html`<div class="nowline" role="row"><span role="gridcell">${words}</span></div>`;
}
