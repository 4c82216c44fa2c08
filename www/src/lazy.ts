/** Parts that are loaded when they are first needed. */

import type { App } from './app.ts';
import type { Ui } from './state.ts';

/** Loads a part and goes on with it; a part that does not come is said. */
export function lazily<T>(app: App, load: () => Promise<T>, then: (part: T) => void, failed?: () => void): void {
  load().then(then, (error: unknown) => {
    failed?.();
    app.store.dispatch({ type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' } });
  });
}

/** So long a page that nobody touches is left alone. */
const QUIET_MS = 1500;

/** Once somebody touches the page, or a little after it is there: for what stands beside it. */
export function afterwards(): Promise<void> {
  return (touched ??= new Promise((done) => {
    for (const act of ['pointermove', 'pointerdown', 'keydown'] as const) addEventListener(act, () => done(), { once: true });
    setTimeout(done, QUIET_MS);
  }));
}

let touched: Promise<void> | undefined;

/** A tab of Define; what draws it is loaded when the tab is first opened. */
export function lazyTab(
  root: HTMLElement, app: App, tab: Ui['define'], load: () => Promise<{ mount(root: HTMLElement, app: App): void }>,
): void {
  let asked = false;
  const look = (): void => {
    if (asked || app.store.state.ui.define !== tab) return;
    asked = true;
    lazily(app, load, ({ mount }) => mount(root, app), () => {
      asked = false;
    });
  };
  app.store.subscribe(look);
  look();
}
