import { html, nothing, type TemplateResult } from 'lit-html';
import { clock, count, daysLater, elapsed, moment } from '../format.ts';
import type { EventRow, ReasonView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, statusOfEvent } from '../marks.ts';
import { autoMark } from '../step/answer.ts';
import type { State } from '../state.ts';
import { stateLabel } from './filter.ts';

/** What a row can ask for. */
export interface RowActions {
  select(id: number): void;
  toggle(id: number): void;
  go(id: number): void;
  menu(row: EventRow, event: MouseEvent): void;
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
}

/** More branches than this share the last lane. */
const LANES = 5;

export function eventRow(view: RowView, does: RowActions): TemplateResult {
  const { id, row } = view;
  const look = ['er', view.selected && 'sel', view.same && 'same', view.ahead && 'ahead', view.now && 'now'];
  return html`<div class=${look.filter(Boolean).join(' ')} role="row" data-row=${id} data-state=${row?.state ?? nothing} aria-rowindex=${view.index + 2}
      aria-expanded=${view.open ? 'true' : 'false'} aria-selected=${view.selected ? 'true' : 'false'}
      tabindex=${view.current ? 0 : -1} @click=${() => does.select(id)} @dblclick=${() => does.go(id)} @mousedown=${noWord}
      @contextmenu=${(event: MouseEvent) => row && does.menu(row, event)}>
    <span class="c-id" role="gridcell" title=${t(view.open ? 'events.close' : 'events.open')} @click=${() => does.toggle(id)}
      @dblclick=${(event: Event) => event.stopPropagation()}><span class="tw">${icon(view.open ? 'i-tri-d' : 'i-tri-r', 11)}</span>${id}</span>
    <span class="c-type" role="gridcell">${row ? type(row, view.ahead) : nothing}${view.selected && !view.open && !view.now ? goHere(view, does) : nothing}</span>
    <span class="c-ts" role="gridcell" title=${row ? `${moment(row.time)} · +${elapsed(row.time - view.started)}` : nothing}>
      ${row ? timestamp(row.time, view.started) : nothing}</span>
  </div>`;
}

/** A double click means the event, not a word of it. */
function noWord(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault();
}

/** The time of day, and how many days later than the start it is. */
export function timestamp(time: number, started: number): TemplateResult {
  const later = daysLater(time, started);
  return html`${later ? html`<b class="day">${later}</b>` : nothing}${clock(time)}`;
}

/** What Enter and a double click do, to be seen: the second press of a double click may land on it. One tab stop is the row. */
function goHere(view: RowView, does: RowActions): TemplateResult {
  return html`<button class="b small here" type="button" tabindex="-1" title=${t('events.goKey')}
    @click=${(event: Event) => { event.stopPropagation(); does.go(view.id); }}>${icon('i-flag', 12)}${t('events.go')}</button>`;
}

function type(row: EventRow, ahead: boolean): TemplateResult {
  const lane = Math.min(row.lane, LANES - 1);
  const lanes = Array.from({ length: lane + 1 }, (_, at) => html`<i class=${at === lane ? 'on' : ''}></i>`);
  const state = stateLabel(row);
  return html`<span class="lanes" aria-hidden="true">${lanes}</span>${mark(statusOfEvent(row.mark))}
    <span class="ety">${row.type}</span>${row.answer === 'automatic' ? autoMark() : nothing}${state ? html`<span class="est">${state}</span>` : nothing}
    ${ahead ? html`<span class="vh">${t('events.ahead')}</span>` : nothing}`;
}

/** *You are here*, under the latest event at the position. */
export function positionLine(left: number): TemplateResult {
  const words = left === 0 ? t('events.here') : t('events.hereLeft', { count: count(left) });
  return html`<div class="nowline" role="row"><span role="gridcell">${words}</span></div>`;
}
