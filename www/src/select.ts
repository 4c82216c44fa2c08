/** Questions about the state that several panels ask. */

import { filesText } from './files.ts';
import type { CheckView, EventRow, StatePlace } from './generated.ts';
import { playedMocks } from './mocks.ts';
import { ROWS_PER_CHUNK, type Case, type Document, type Run, type State } from './state.ts';

export function chosenCase(state: State): Case {
  const { cases, chosen } = state.document;
  const found = cases[chosen] ?? cases[0];
  if (!found) throw new Error('a document always has a case');
  return found;
}

/** Whether the definition was edited since the run was started. */
export function edited(state: State): boolean {
  return state.run !== null && state.run.request.definition !== state.document.definition;
}

/** Names of the states whose handlers are called. */
export function calledHandlers({ handlers, handlersOff = [] }: Document): string[] {
  return Object.keys(handlers).filter((name) => !handlersOff.includes(name));
}

/** What the graph shows. */
export interface Shown {
  readonly check: CheckView | null;
  /** The run whose statuses belong on this graph. */
  readonly run: Run | null;
  /** The text is broken: an older graph is shown, or what could be read of the text. */
  readonly stale: false | 'older' | 'partial';
}

export function shown(state: State): Shown {
  const { run, check } = state;
  if (run && run.check && (run.graph === 'run' || !edited(state))) {
    return { check: run.check, run, stale: false };
  }
  const current = check.view?.scene ? check.view : check.good;
  return { check: current, run: null, stale: current !== check.view ? 'older' : current?.whole === false && 'partial' };
}

/** A state of the shown graph. */
export function shownState(state: State, id: number | null): StatePlace | null {
  if (id === null) return null;
  return shown(state).check?.states.find((place) => place.id === id) ?? null;
}

/** The row of an event when it has been fetched. */
export function rowAt(run: Pick<Run, 'rows'>, id: number): EventRow | undefined {
  const at = id - 1;
  return run.rows.get(Math.floor(at / ROWS_PER_CHUNK))?.[at % ROWS_PER_CHUNK];
}

/** Whether *Run* starts another execution: there is none to go on with, or another input was chosen since. */
export function startsNew(state: State): boolean {
  const { run } = state;
  if (!run) return true;
  if (run.view.recorded) return false;
  const atEnd = run.view.position === run.view.known && run.view.execution.status !== 'RUNNING';
  const { request } = run;
  const item = chosenCase(state);
  const { mocks, testCase } = playedMocks(state.document, item);
  return atEnd || item.input !== request.input || mocks !== request.mocks || testCase !== request.testCase
    || state.document.doubles !== request.doubles || filesText(state.document.files) !== (request.files ?? '')
    // Executions kept by an older version know of no handlers.
    || calledHandlers(state.document).join('\n') !== (request.handlers ?? []).join('\n');
}

/** States that the known events after the position enter, as far as their rows have been fetched. */
export function statesAhead(run: Pick<Run, 'rows' | 'view' | 'running'>): Set<number> {
  const states = new Set<number>();
  for (let id = run.view.position + 1; !run.running && id <= run.view.known; id += 1) {
    const row = rowAt(run, id);
    if (row && row.state !== null && row.visit === id) states.add(row.state);
  }
  return states;
}
