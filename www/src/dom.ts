/** How panels draw: lit-html templates, texts as text nodes only. */

import { render } from 'lit-html';
import type { App } from './app.ts';
import type { State } from './state.ts';

/**
 * Draws `template` into `root` now and whenever one of the parts that `pick` names has changed
 * (compared by identity) or the language has. The answer draws it again for what is not in the state.
 */
export function panel(
  root: HTMLElement,
  app: App,
  pick: (state: State) => readonly unknown[],
  template: (state: State) => unknown,
): () => void {
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
  return () => draw(app.store.state);
}
