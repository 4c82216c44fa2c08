/** Under an open row: what the event says, its cause, the ways on. Loaded when the first row is opened. */

import '../i18n/later.ts';
import '../styles/event.css';
import { html, nothing, type TemplateResult } from 'lit-html';
import { copyButton } from '../clipboard.ts';
import { elapsed, moment } from '../format.ts';
import type { EventRow } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { reason } from './reason.ts';
import type { DetailActions, RowView } from './rows.ts';

/** Once somebody asks for it, every open row shows all of its JSON. */
let whole = false;

export function eventDetail(view: RowView, does: DetailActions): TemplateResult {
  const { id, row, text } = view;
  const own = text === undefined ? null : ownDetails(text);
  return html`<div class="ed" role="row" data-detail=${id}><div role="gridcell">
    ${row ? html`<p class="edwhy">${reason(id, does)}</p>` : nothing}
    <div class="edact">
      <span class="edtime num">${row ? `${moment(row.time)} · +${elapsed(row.time - view.started)}` : nothing}</span>
      <span class="grow"></span>
      <button class="b small" type="button" ?disabled=${view.now} title=${t('events.goKey')} @click=${() => does.go(id)}>${icon('i-flag', 12)}${t('events.go')}</button>
      ${text === undefined ? nothing : copyButton(t('events.copy'), () => text)}
    </div>
    ${text === undefined ? html`<p class="muted">${t('events.loading')}</p>` : nothing}
    ${text !== undefined && (whole || own === null) ? jsonView(text, t('events.json', { id })) : nothing}
    ${own !== null && !whole ? jsonView(own, t('events.details', { id })) : nothing}
    ${row ? ways(row, own !== null, does) : nothing}
  </div></div>`;
}

function ways(row: EventRow, short: boolean, does: DetailActions): TemplateResult {
  const toggle = (): void => {
    whole = !whole;
    does.redraw();
  };
  return html`<div class="edways">
    ${row.previous > 0 ? html`<button class="link num" type="button" @click=${() => does.select(row.previous)}>${t('events.causedBy', { id: row.previous })}</button>
      <button class="link" type="button" @click=${() => does.chain(row.id)}>${t('events.chain')}</button>` : nothing}
    ${short ? html`<button class="link" type="button" aria-pressed=${whole ? 'true' : 'false'} @click=${toggle}>${t('events.whole')}</button>` : nothing}
    ${row.state === null ? nothing : html`<button class="link" type="button" @click=${() => does.define(row.id)}>${t('events.define')}</button>`}</div>`;
}

/** The event's own details as JSON text; null when it has none. */
function ownDetails(text: string): string | null {
  const event = JSON.parse(text) as Record<string, unknown>;
  const name = Object.keys(event).find((key) => key.endsWith('EventDetails'));
  return name === undefined ? null : JSON.stringify(event[name]);
}
