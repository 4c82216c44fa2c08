/** Below the graph: back, play, step, where the run stands, speed. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { count, duration, elapsed } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Speed } from '../protocol.ts';
import { rowAt } from '../select.ts';
import { atEnd, type Moves, type Shot, SPEEDS, type Watched } from './model.ts';

/** `run` is there before the first play, too: how long the execution is known then. */
export function foot(shot: Shot, known: Watched | null, moves: Moves, ready = known !== null): TemplateResult {
  const { run, speed } = shot;
  const running = run?.running ?? false;
  const button = (key: 'transport.back' | 'transport.step', symbol: string, off: boolean, act: () => void): TemplateResult => html`
    <button class="b ghost icon sq" type="button" aria-label=${t(key)} title=${t(key)} ?disabled=${off} @click=${act}>${icon(symbol)}</button>`;
  const name = t(running ? 'transport.pause' : 'player.play');
  return html`<div class="pft">
    ${button('transport.back', 'i-back', !run || running || run.view.position <= 1, moves.back)}
    <button class="b play icon" type="button" aria-label=${name} title=${name} ?disabled=${!ready} @click=${moves.toggle}>${icon(running ? 'i-pause' : 'i-play', 15)}</button>
    ${button('transport.step', 'i-fwd', !ready || running || (run !== null && atEnd(run)), moves.step)}
    ${scrubber(run ?? known, run !== null, moves)}
    ${known ? html`<span class="num ppos">${count(run?.view.position ?? 0)} / ${count(known.view.known)}</span>` : nothing}
    ${run ? html`<span class="num muted pclock" title=${t('transport.virtual')}>${clock(run)}</span>` : nothing}
    <label class="pspeed"><span class="vh">${t('transport.speed')}</span><select title=${t('transport.speed')} @change=${(event: Event) => moves.speed(speedOf(event))}>
      ${SPEEDS.map((each) => html`<option value=${each} ?selected=${each === speed}>${each === 'max' ? t('transport.max') : `${each === 0.5 ? '½' : each}×`}</option>`)}</select></label>
  </div>`;
}

const speedOf = (event: Event): Speed => SPEEDS.find((each) => String(each) === (event.target as HTMLSelectElement).value) ?? 1;

/** Minutes and seconds; hours where there are some. */
const clock = ({ view }: Watched): string => elapsed(view.now - view.execution.started).replace(/^00:0?/, '');

function scrubber(run: Watched | null, begun: boolean, moves: Moves): TemplateResult {
  const { position = 0, known = 1, now = 0 } = run?.view ?? {};
  const at = begun ? position : 0;
  const row = run && begun ? rowAt(run, position) : undefined;
  const words = [t('transport.eventOf', { at, count: known }), row?.type, row?.name, run ? duration(now - run.view.execution.started) : ''];
  const seek = (event: Event): void => moves.seek(Math.max(1, (event.target as HTMLInputElement).valueAsNumber));
  const draw = (input: Element | undefined): void => {
    (input as HTMLElement | undefined)?.style.setProperty('--done', `${(at / Math.max(1, known)) * 100}%`);
  };
  return html`<input class="pscrub" type="range" min="0" max=${known} step="1" .value=${String(at)} ?disabled=${!run}
    aria-label=${t('transport.scrubber')} aria-valuetext=${words.filter(Boolean).join(', ')} @input=${seek} ${ref(draw)}>`;
}
