/** Moving an execution: run, pause, step, seek. */

import type { RunActions } from '../actions.ts';
import { stateOf } from '../breakpoints.ts';
import type { CommandKind, Commands } from '../protocol.ts';
import { startsNew } from '../select.ts';
import { ROWS_PER_CHUNK, type Run } from '../state.ts';
import { report, type Context } from './context.ts';
import { goWithRun } from './select.ts';
import { startExecution } from './start.ts';

/** Commands that drop the known future. */
const CHANGES: ReadonlySet<CommandKind> = new Set<CommandKind>(['stop', 'reply', 'change', 'redrive', 'updateMapRun']);

function dropsFuture(kind: CommandKind, run: Run | null): boolean {
  return run !== null && CHANGES.has(kind) && (kind === 'change' || run.view.position < run.view.known);
}

export function runActions(context: Context): RunActions {
  const { store, engine } = context;

  const send = async <K extends CommandKind>(kind: K, ask: Commands[K]): Promise<boolean> => {
    // Its number may become another meanwhile.
    const request = store.state.run?.request;
    try {
      const keepOld = dropsFuture(kind, store.state.run) ? await (await import('./future.ts')).copyRun(context) : null;
      const { view, running } = await engine.command(kind, ask);
      if (view && store.state.run?.request === request) store.dispatch({ type: 'ran', view, running });
      if (view) await keepOld?.();
      return view !== null;
    } catch (error) {
      report(context)(error);
      return false;
    }
  };
  const command = <K extends CommandKind>(kind: K, ask: Commands[K]): void => {
    if (store.state.run) void send(kind, ask);
  };
  const go = (to?: string): void => {
    store.dispatch({ type: 'ui', change: { zone: phoneZone() } });
    void send('run', { speed: store.state.ui.speed, ...(to === undefined ? {} : { to }) });
  };
  const start = async (then: () => void): Promise<void> => {
    if (await startExecution(context)) then();
  };
  // On a phone the run is watched in the graph, unless the history is open already.
  const phoneZone = (): 'visualise' | 'monitor' => (store.state.ui.zone === 'monitor' ? 'monitor' : 'visualise');

  const actions: RunActions = {
    run(to) {
      if (store.state.run?.running && to === undefined) return;
      if (startsNew(store.state)) void start(() => go(to));
      else go(to);
    },
    pause: () => command('pause', {}),
    toggle() {
      if (store.state.run?.running) actions.pause();
      else actions.run();
    },
    step(kind) {
      goWithRun(context);
      if (store.state.run) command('step', { kind });
      else void start(() => command('step', { kind }));
    },
    micro: async () => store.state.run !== null && send('step', { kind: 'micro' }),
    seek: (event) => command('seek', { event }),
    restart: () => command('restart', {}),
    newExecution: () => void start(() => go()),
    stop: (error, cause) => command('stop', { error, cause }),
    reply: async ({ execution, effect }, reply, after, goOn) =>
      store.state.run !== null && send('reply', { execution, effect, reply, after, goOn }),
    async redrive(around) {
      if (!store.state.run || !(await send('redrive', around))) return;
      store.dispatch({ type: 'redriven', around });
      go();
    },
    async updateMapRun(run, change) {
      const going = store.state.run?.running;
      if ((await send('updateMapRun', { run, change })) && going) go();
    },
    async change(visit, variable, text) {
      return store.state.run !== null && send('change', { visit, variable, text });
    },
    skip: () => command('skip', {}),
    speed(speed) {
      store.dispatch({ type: 'ui', change: { speed } });
      if (store.state.run?.running) command('speed', { speed });
    },
    toggleBreakpoint(state) {
      const { breakpoints } = store.state.document;
      const others = breakpoints.filter((stop) => stateOf(stop) !== state);
      actions.breakpoints(others.length < breakpoints.length ? others : [...breakpoints, state]);
    },
    breakpoints(breakpoints) {
      store.dispatch({ type: 'edit', change: { breakpoints } });
      command('breakpoints', { breakpoints });
    },
    needEvents: (from, to) => needEvents(context, from, to),
    needEvent: (id) => needEvent(context, id),
    history: () => engine.query('history', {}),
  };
  return actions;
}

/** Chunks being fetched, by execution future, chunk and what was known then. */
const asked = new Set<string>();

function needEvents(context: Context, from: number, to: number): void {
  const { run } = context.store.state;
  if (!run) return;
  const last = Math.min(to, run.view.known);
  for (let chunk = chunkOf(Math.max(1, from)); chunk <= chunkOf(last); chunk += 1) {
    const first = chunk * ROWS_PER_CHUNK + 1;
    const wanted = Math.min(ROWS_PER_CHUNK, run.view.known - first + 1);
    if (wanted > 0 && (run.rows.get(chunk)?.length ?? 0) < wanted) fetchChunk(context, run.future, chunk, first);
  }
}

const chunkOf = (event: number): number => Math.floor((event - 1) / ROWS_PER_CHUNK);

function fetchChunk(context: Context, future: number, chunk: number, from: number): void {
  const key = `${future}/${chunk}`;
  if (asked.has(key)) return;
  asked.add(key);
  context.engine
    .query('events', { from, count: ROWS_PER_CHUNK }, String(chunk))
    .then((rows) => {
      if (rows) context.store.dispatch({ type: 'rows', future, chunk, rows });
    })
    .catch(report(context))
    .finally(() => asked.delete(key));
}

function needEvent(context: Context, id: number): void {
  const { run } = context.store.state;
  if (!run || run.texts.has(id)) return;
  context.engine
    .query('event', { id }, String(id))
    .then((text) => {
      if (text) context.store.dispatch({ type: 'text', future: run.future, event: id, text });
    })
    .catch(report(context));
}
