/** The one selection, and the step that belongs to it. */

import type { SelectActions } from '../actions.ts';
import { rowAt, shown } from '../select.ts';
import type { Run, Selection, State } from '../state.ts';
import type { StepView } from '../generated.ts';
import { report, type Context } from './context.ts';

/** So many events before the position are searched for its step. */
const LOOK_BACK = 8;

const NONE: Selection = { state: null, visit: null, event: null, by: 'page', pinned: false };

/** What was selected is left for the step that the run comes to, unless it is pinned. */
export function goWithRun({ store }: Context): void {
  const { state, event, pinned } = store.state.selection;
  if (!pinned && (state !== null || event !== null)) store.dispatch({ type: 'select', selection: NONE });
}

export function selectActions({ store, engine }: Context): SelectActions {
  return {
    state: (state, by) => store.dispatch({ type: 'select', selection: { state, visit: null, event: null, by } }),
    visit: (state, visit, by) => store.dispatch({ type: 'select', selection: { state, visit, event: null, by } }),
    clear: () => store.dispatch({ type: 'select', selection: NONE }),
    pin: (pinned) => store.dispatch({ type: 'select', selection: { pinned } }),
    event(id, by) {
      const { run } = store.state;
      if (!run) return;
      store.dispatch({ type: 'select', selection: { event: id, by } });
      const row = rowAt(run, id);
      const take = (found: { state: number | null; visit: number | null } | undefined): void => {
        if (!found || store.state.selection.event !== id) return;
        store.dispatch({ type: 'select', selection: { state: found.state, visit: found.visit } });
      };
      if (row) take(row);
      else void engine.query('events', { from: id, count: 1 }, 'selected').then((rows) => take(rows?.[0]), () => undefined);
    },
  };
}

/** Keeps `run.step` up with selection and position. */
export function watchStep(context: Context): void {
  const { store } = context;
  store.subscribe((state, before) => {
    const { run } = state;
    if (!run) return;
    if (before.run?.running && !run.running && run.view.execution.status === 'RUNNING') queueMicrotask(() => goWithRun(context));
    const moved =
      run.view.position !== before.run?.view.position ||
      run.future !== before.run.future ||
      run.view.now !== before.run.view.now;
    if (moved || state.selection !== before.selection || run.graph !== before.run?.graph) {
      refresh(context, state, run).catch(report(context));
    }
  });
}

async function refresh(context: Context, state: State, run: Run): Promise<void> {
  const step = await find(context, state, run);
  if (step === undefined) return;
  if (context.store.state.run?.future === run.future) context.store.dispatch({ type: 'step', step });
}

/** Undefined: a newer question is on its way. */
async function find({ engine, store }: Context, state: State, run: Run): Promise<StepView | null | undefined> {
  const { selection } = state;
  if (selection.visit !== null) return engine.query('visit', { entered: selection.visit }, 'step');
  if (selection.state !== null) {
    return shown(state).run ? engine.query('latest', { state: selection.state }, 'step') : null;
  }
  const position = run.view.position;
  if (position === 0) return null;
  // The last events of a run, and those between two states, belong to no visit: the step just left stays.
  const from = Math.max(1, position - LOOK_BACK + 1);
  const rows = await engine.query('events', { from, count: position - from + 1 }, 'position');
  // What was selected meanwhile is asked for already.
  if (!rows || store.state.selection !== selection) return undefined;
  const visit = rows.findLast((row) => row.visit !== null)?.visit ?? null;
  return visit === null ? run.step : engine.query('visit', { entered: visit }, 'step');
}
