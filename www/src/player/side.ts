/** Beside the graph: the events so far, and input, output and definition of a step. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { elapsed } from '../format.ts';
import { stateLabel } from '../events/filter.ts';
import { t } from '../i18n.ts';
import { jsonView } from '../json-text.ts';
import { mark, statusOf, statusOfEvent } from '../marks.ts';
import { rowAt } from '../select.ts';
import { autoMark } from '../step/answer.ts';
import { tabStrip } from '../tabs.ts';
import type { Moves, Shot, Watched } from './model.ts';

export const SIDE_TABS = ['events', 'input', 'output', 'definition'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

/** As in the style sheet. */
const ROW = 28;

export function side(shot: Shot, tab: SideTab, choose: (tab: SideTab) => void, moves: Moves): TemplateResult {
  const tabs = SIDE_TABS.map((id) => ({ id, words: t(`step.${id}`) }));
  return html`${tabStrip('player', t('player.side'), tabs, tab, choose)}
    <div class="pbody" id="player-panel" role="tabpanel" aria-labelledby="player-${tab}" tabindex=${tab === 'events' ? -1 : 0}>
      ${tab === 'events' ? events(shot.run, moves) : ofStep(shot, tab)}</div>`;
}

/** Only the rows in sight are drawn; the list keeps to its end while the run goes on. */
function events(run: Watched | null, moves: Moves): TemplateResult {
  if (!run) return html`<p class="none muted">${t('transport.nothing')}</p>`;
  const { position, execution } = run.view;
  const first = Math.max(1, position - 400);
  moves.needEvents(first, position);
  const rows = Array.from({ length: position - first + 1 }, (_, at) => first + at);
  return html`<div class="etable" role="table" aria-label=${t('step.events')} aria-rowcount=${position + 1}>
    <div class="er head" role="row"><span class="c-id" role="columnheader">ID</span><span class="c-type" role="columnheader">${t('details.type')}</span>
      <span class="c-ts" role="columnheader">${t('events.timestamp')}</span></div>
    <div class="ebody" role="rowgroup" tabindex="0" aria-label=${t('step.events')}>${rows.map((id) => {
      const row = rowAt(run, id);
      const state = row && stateLabel(row);
      return html`<div class="er ${id === position ? 'now sel' : ''}" role="row" aria-rowindex=${id + 1} @click=${() => moves.seek(id)}>
        <span class="c-id" role="cell">${id}</span>
        <span class="c-type" role="cell">${row ? html`${mark(statusOfEvent(row.mark), 12)}<span class="ety" title=${[row.type, state].filter(Boolean).join(' · ')}>${row.type}</span>
          ${row.answer === 'automatic' ? autoMark() : nothing}` : nothing}</span>
        <span class="c-ts" role="cell">${row ? elapsed(row.time - execution.started).replace(/^00:(?:00:)?/, '') : nothing}</span></div>`;
    })}</div></div>`;
}

/** Scrolls the list of events so that the one at the position is seen. */
export function keepRow(body: HTMLElement | null): void {
  const row = body?.querySelector<HTMLElement>('.er.now');
  if (!body || !row) return;
  const top = row.offsetTop;
  if (top < body.scrollTop) body.scrollTop = top;
  else if (top + ROW > body.scrollTop + body.clientHeight) body.scrollTop = top + ROW - body.clientHeight;
}

function ofStep(shot: Shot, tab: Exclude<SideTab, 'events'>): TemplateResult {
  const step = shot.run?.step ?? null;
  const state = shot.selected ?? step?.state ?? null;
  const place = shot.check?.states.find(({ id }) => id === state);
  if (!place) return html`<p class="none muted">${t('player.noStep')}</p>`;
  const own = step && step.state === place.id ? step : null;
  const head = html`<p class="pstate"><b>${place.name}</b> <span class="muted">${place.type}</span>${own ? mark(statusOf(own.status), 12) : nothing}</p>`;
  if (tab === 'definition') return html`${head}${jsonView(ownText(shot.definition, place.place.from, place.place.to), place.name)}`;
  if (!own) return html`${head}<p class="none muted">${t('player.notReached')}</p>`;
  const text = tab === 'input' ? own.input : own.output;
  if (text !== null) return html`${head}${jsonView(text, `${place.name}: ${t(`step.${tab}`)}`)}`;
  return html`${head}<p class="none muted">${own.error === null ? t('player.noOutput') : html`<code>${own.error}</code> ${own.cause ?? ''}`}</p>`;
}

/** What belongs to a state in the definition's text: positions count as the engine's text does. */
function ownText(definition: string, from: number, to: number): string {
  return definition.slice(from, to);
}
