/** Over a player whose document carries code: what it is, to be read before it may run. */

import { html, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { decide } from './handlers.ts';
import { handlersOf, type Reel } from './reel.ts';

export function ask(reel: Reel, goOn: () => void): TemplateResult {
  const decided = (yes: boolean): void => {
    decide(reel, yes);
    goOn();
  };
  const all = handlersOf(reel);
  const { name } = reel.document;
  return html`<div class="pask" role="group" aria-labelledby="player-ask">
    <h2 id="player-ask">${icon('i-warn', 16, 'st-caught')}${t('consent.title')}</h2>
    <div class="pcode" tabindex="0" role="group" aria-label=${t('consent.title')}><p>${t('consent.what', { name, count: all.length })} ${t('player.withoutWhat')}</p>
      ${all.map(([state, code]) => html`<details><summary><code>${state}</code> <span class="muted num">${t('consent.lines', { count: count(code.split('\n').length) })}</span></summary>
        <pre class="json">${code}</pre></details>`)}
      <ul>${(['input', 'frame', 'time'] as const).map((what) => html`<li>${icon('i-check', 12)} ${t(`consent.can.${what}`)}</li>`)}</ul></div>
    <footer><button class="b" type="button" @click=${() => decided(true)}>${t('consent.yes')}</button>
      <button class="b primary" type="button" @click=${() => decided(false)}>${t('player.without')}</button></footer></div>`;
}
