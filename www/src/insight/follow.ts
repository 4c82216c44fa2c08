/** Keeps a view of Monitor up with the run, its position and the selected step. */

import type { App } from '../app.ts';
import type { Run, State } from '../state.ts';

/** While a run goes on, so many milliseconds pass between two questions. */
const REST_MS = 400;

export interface Subject {
  readonly run: Run;
  /** The `…StateEntered` event of the step; null where there is none. */
  readonly event: number | null;
  /** A selected state that was not entered. */
  readonly unvisited: number | null;
}

/**
 * Calls `moved` now and whenever there is something new to ask, `draw` when only the language or the texts changed.
 * The answer ends it.
 */
export function follow(app: App, moved: (subject: Subject | null) => void, draw: () => void): () => void {
  let key = '';
  let asked = 0;
  let due: ReturnType<typeof setTimeout> | undefined;
  let last: { execution: string; event: number | null } = { execution: '', event: null };

  const subject = (state: State): Subject | null => {
    const { run, selection } = state;
    if (!run) return null;
    // A state of an edited text has no visit: the step that was looked at stays.
    const stays = run.graph === 'text' && last.execution === run.executionId;
    const event = run.step?.entered ?? (stays ? last.event : null);
    last = { execution: run.executionId, event };
    return { run, event, unvisited: event === null && run.graph === 'run' ? selection.state : null };
  };
  const look = (state: State): void => {
    clearTimeout(due);
    const now = subject(state);
    const view = now?.run.view;
    const next = JSON.stringify([now?.run.executionId, now?.run.future, view?.position, view?.known, view?.now, now?.event, now?.unvisited]);
    if (next === key) return;
    const wait = now?.run.running ? asked + REST_MS - performance.now() : 0;
    if (wait > 0) {
      due = setTimeout(() => look(app.store.state), wait);
      return;
    }
    key = next;
    asked = performance.now();
    moved(now);
  };
  look(app.store.state);
  const end = app.store.subscribe((state, before) => {
    look(state);
    if (state.ui.lang !== before.ui.lang || state.document !== before.document || state.run?.graph !== before.run?.graph) draw();
  });
  return () => {
    clearTimeout(due);
    end();
  };
}

/** Says on the page that a question could not be answered. */
export function failed(app: App): (error: unknown) => undefined {
  return (error) => {
    const lines = [error instanceof Error ? error.message : String(error)];
    app.store.dispatch({ type: 'notice', notice: { kind: 'error', key: 'notice.engineError', lines, zone: 'page' } });
    return undefined;
  };
}
