/** Keys that go to another event of interest. */

import type { App } from '../app.ts';
import { rowAt } from '../select.ts';
import { isFailure } from './filter.ts';

/** The next event of the selected step, from the selected one on, round to its first. */
export function nextOfStep(app: App): void {
  const { run, selection } = app.store.state;
  const events = run?.step?.events ?? [];
  const next = events.find((id) => id > (selection.event ?? 0)) ?? events[0];
  if (next !== undefined && run && rowAt(run, next)) app.actions.select.event(next, 'page');
}

/** The next failed event after the selected one, or the one before it. */
export function failure(app: App, by: 1 | -1): void {
  const { run, selection } = app.store.state;
  if (!run) return;
  const { known, position } = run.view;
  for (let id = (selection.event ?? position) + by; id >= 1 && id <= known; id += by) {
    const row = rowAt(run, id);
    if (row && isFailure(row)) return app.actions.select.event(id, 'page');
  }
}
