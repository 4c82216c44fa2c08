/** What lies over a player: a large button before the first play, or why there is nothing to play. */

import { html, nothing } from 'lit-html';
import { say, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { Refused } from '../share/refused.ts';
import type { FilmState } from './film.ts';

/** `loading`: it has begun to be read; `waits`: there is something to be played. */
export function cover(refused: string | null, state: FilmState | null, loading: boolean, waits: boolean, play: () => void): unknown {
  const fault = refused ?? state?.fault ?? null;
  if (fault !== null) return html`<div class="pfault" role="alert">${icon('i-s-fail', 18, 'st-fail')}<b>${t('player.fault')}</b><p>${fault}</p></div>`;
  if (state?.begun || !waits) return nothing;
  const ready = Boolean(state?.run) || !loading;
  return html`<button class="bigplay" type="button" ?disabled=${!ready} aria-label=${t(ready ? 'player.play' : 'graph.loading')} @click=${play}>
    ${icon('i-play', 28)}</button>`;
}

export function wordsOf(error: unknown): string {
  if (error instanceof Refused) return say(error.key, error.params);
  if (error instanceof Error && error.message.endsWith('embed-whole.js')) return t('player.noWhole', { file: error.message });
  return error instanceof Error ? error.message : String(error);
}
