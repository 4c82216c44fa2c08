/** Watches what the learner does in the tools, and says when something of a list is done. */

import type { App } from '../app.ts';
import { rowAt } from '../select.ts';
import type { Todo } from './deeds.ts';
import { holds, momentOf, ofRun, type Facts } from './judge.ts';
import type { Seen } from './progress.ts';

/** Calls back with each deed when it is done with the step's machine, `tag`; the answer stops it. */
export function watch(app: App, tag: string | null, list: readonly Todo[], tick: (key: string, seen: Seen) => void): () => void {
  const { store } = app;
  /** Opening an execution of before is no run. */
  const older = new Set(store.state.workspace.executions.map(({ id }) => id));
  const open = new Map(list.map((todo) => [todo.key, todo]));
  let { selection, run }: Pick<Facts, 'selection' | 'run'> = { selection: store.state.selection, run: momentOf(store.state) };
  let before = store.state;
  const look = (): void => {
    const { state } = store;
    if (state.selection !== selection) selection = null;
    const id = state.run?.executionId ?? '';
    if (id !== (before.run?.executionId ?? '') && older.has(id)) run = momentOf(state);
    else if (momentOf(state) !== run) run = null;
    const facts: Facts = { state, before, selection, run, edge: shownEdge() };
    before = state;
    for (const { key, checks } of [...open.values()]) {
      // Another machine counts only where a step asks to open it.
      if (tag !== null && state.document.gallery !== tag && !checks.some(({ kind }) => kind === 'opened')) continue;
      if (!holds(checks, facts)) continue;
      open.delete(key);
      tick(key, { event: ofRun(checks) ? (state.run?.view.position ?? null) : null, time: Date.now() });
    }
    need(app);
  };
  // First a look: what throws is then not called with every change of the page.
  look();
  const leave = store.subscribe(look);
  const edges = new MutationObserver(look);
  const popover = document.getElementById('edge-json');
  if (popover) edges.observe(popover, { attributes: true, childList: true, subtree: true, characterData: true });
  return () => {
    leave();
    edges.disconnect();
  };
}

/** Rows of the history are fetched for what is looked at; the one at the position is needed here. */
function need({ store, actions }: App): void {
  const { run, selection } = store.state;
  if (!run || run.running) return;
  for (const event of [run.view.position, selection.event ?? 0]) {
    if (event > 0 && !rowAt(run, event)) actions.run.needEvents(event, event);
  }
}

/** Between which states the graph shows the JSON that went over. */
function shownEdge(): Facts['edge'] {
  const popover = document.getElementById('edge-json');
  if (!popover || popover.hidden || !popover.querySelector('.json')) return null;
  const [from, to] = [...popover.querySelectorAll('.ejh b')].map((name) => name.textContent ?? '');
  return from && to ? [from, to] : null;
}
