/** Ways to the Test state dialog, which is loaded when it is first opened. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { bind } from '../commands.ts';
import { panel } from '../dom.ts';
import type { StatePlace } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { shown, shownState } from '../select.ts';
import type { State } from '../state.ts';

export function testButton(app: App, place: StatePlace): TemplateResult {
  return html`<button class="b small" type="button" aria-haspopup="dialog" aria-label=${t('test.title')} title=${t('test.title')}
    @click=${() => openTest(app, place)}>${icon('i-play', 11)}<span class="bw nw">${t('test.title')}</span></button>`;
}

/** The button above the graph, for the selected state; the key tests that one, or the one at the position. */
export function mountTest(root: HTMLElement, app: App): void {
  panel(root, app, (state) => [selected(state)], (state) => {
    const place = selected(state);
    return place ? testButton(app, place) : nothing;
  });
  bind('testState', () => {
    const { state } = app.store;
    const place = selected(state) ?? shownState(state, shown(state).run?.step?.state ?? null);
    if (!place) return false;
    openTest(app, place);
    return true;
  });
}

const selected = (state: State): StatePlace | null => shownState(state, state.selection.state);

function openTest(app: App, place: StatePlace): void {
  lazily(app, () => import('./dialog.ts'), ({ open }) => open(app, place));
}
