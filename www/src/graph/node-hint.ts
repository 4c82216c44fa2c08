import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import { invoke } from '../commands.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { shownState } from '../select.ts';
import type { State } from '../state.ts';

/** On a phone, where Monitor is out of sight: what was tapped, and the way to its details. */
export function drawNodeHint(host: HTMLElement, app: App, state: State): void {
  const place = state.selection.by === 'graph' ? shownState(state, state.selection.state) : null;
  host.hidden = place === null;
  render(place ? html`<button class="b" type="button" @click=${() => void invoke('openStep')}>
      <b>${place.name}</b>${t('step.details')}${icon('i-chev-r', 12)}</button>
    <button class="b icon" type="button" aria-label=${t('action.close')} @click=${() => app.actions.select.clear()}>${icon('i-close', 12)}</button>`
    : nothing, host);
}
