/** How panels draw: lit-html templates, texts as text nodes only. */

import { html, render, type TemplateResult } from 'lit-html';
import type { App } from './app';
import type { State } from './state';

export type Template = TemplateResult | TemplateResult[] | string;

/**
 * Draws `template` into `root` now and whenever one of the parts that `pick` names has changed
 * (compared by identity) or the language has.
 */
export function panel(
  root: HTMLElement,
  app: App,
  pick: (state: State) => readonly unknown[],
  template: (state: State) => unknown,
): void {
  const draw = (state: State): void => {
    render(template(state), root);
  };
  let parts = pick(app.store.state);
  draw(app.store.state);
  app.store.subscribe((state, before) => {
    const now = pick(state);
    const same = state.ui.lang === before.ui.lang && now.every((part, at) => part === parts[at]);
    parts = now;
    if (!same) draw(state);
  });
}

/** An icon of the sprite in index.html, for decoration: say the same in words beside it. */
export function icon(name: string, size = 16): TemplateResult {
  return html`<svg class="i" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true"><use href=${`#${name}`}></use></svg>`;
}
