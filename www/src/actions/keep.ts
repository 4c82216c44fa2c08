/** Keeps what is on the desk: texts shortly after each change, executions with their journal. */

import type { Kept } from '../protocol.ts';
import { saveSettings, type Settings } from '../settings.ts';
import type { Document, ExecutionRow, Run, State } from '../state.ts';
import { hear } from '../tell.ts';
import { freshId, machineRow, type JournalRecord } from '../workspace.ts';
import { notify, type Context } from './context.ts';
import { freeName } from './workspace.ts';

const REST_MS = 300;

export interface Keeper {
  /** The page's copy of a journal has grown. */
  journal(copy: Kept): void;
}

export function keep(context: Context): Keeper {
  const { store } = context;
  let text: Document | null = null;
  const document = later(context, async () => {
    if (text) await keepDocument(context, text);
  });
  let run: Run | null = null;
  const execution = later(context, async () => {
    if (run) await keepExecution(context, run);
  });
  let record: JournalRecord | null = null;
  /** As this tab has kept it last. */
  let written: JournalRecord | null = null;
  const journal = later(context, async () => {
    if (!record || context.gone.has(record.id)) return;
    if (context.held.has(record.id)) return void (written = await (await import('../keep/fork.ts')).contested(context, record, written));
    await context.shelf.keepJournal((written = record));
  });
  const settings = later(context, async () => saveSettings(settingsOf(store.state)));

  store.subscribe((state, before) => {
    if (state.document !== before.document && state.document.machineId) {
      // Another machine comes to the desk: the last change of the one before must not get lost.
      if (text?.machineId !== state.document.machineId) {
        document.now();
        if (text) void leave(context, text);
      }
      text = state.document;
      document.soon();
    }
    if (state.run && run?.executionId === state.run.executionId) run = state.run;
    if (state.run && changed(state.run, before.run)) {
      if (run?.executionId !== state.run.executionId) execution.now();
      run = state.run;
      execution.soon();
      // How it ended is kept at once: a step back right after must not be what the list remembers.
      if (state.run.view.execution.status !== 'RUNNING') execution.now();
    }
    if (state.run && record && state.run !== before.run) {
      const moved = stoodAt(record, state.run);
      if (moved !== record) {
        record = moved;
        journal.soon();
      }
    }
    if (settingsChanged(state, before)) settings.soon();
  });
  window.addEventListener('pagehide', () => {
    for (const task of [document, execution, journal, settings]) task.now();
    if (text) void leave(context, text);
  });
  hear((told) => {
    const id = 'removed' in told ? told.removed : 'machine' in told ? told.machine.id : 'moved' in told ? told.moved : '';
    if ('removed' in told && id !== store.state.document.machineId && id !== run?.executionId) context.gone.add(id);
    else if (id) context.held.add(id);
    if ('moved' in told) return;
    import('../keep/tabs.ts').then(({ heard }) => heard(context, told)).catch(() => context.held.delete(id));
  });
  const keeper: Keeper = {
    journal({ journal: copy, known, position }) {
      // The worker has one session: that of the latest run, even when it has left the desk.
      if (!run) return;
      if (record?.id !== run.executionId) journal.now();
      record = { id: run.executionId, request: run.request, journal: copy, known, position, printed: run.printed };
      journal.soon();
    },
  };
  context.settled = async (id) => {
    const copy = run?.executionId === id ? await context.engine.query('journal', {}) : null;
    if (!copy || run?.executionId !== id) return;
    keeper.journal(copy);
    journal.now();
  };
  return keeper;
}

/** The worker's copy of the journal comes a little later than the position: a reload in between must not lose a step. */
function stoodAt(record: JournalRecord, { executionId, running, view }: Run): JournalRecord {
  if (record.id !== executionId || running || view.position > record.known || view.position === record.position) return record;
  return { ...record, position: view.position };
}

function changed(run: Run, before: Run | null): boolean {
  if (run.executionId !== before?.executionId) return true;
  return run.running !== before.running || run.request !== before.request || run.view.execution.status !== before.view.execution.status;
}

function settingsChanged(state: State, before: State): boolean {
  return (
    state.ui !== before.ui ||
    state.workspace.region !== before.workspace.region ||
    state.workspace.account !== before.workspace.account ||
    state.document.machineId !== before.document.machineId ||
    state.run?.executionId !== before.run?.executionId
  );
}

function settingsOf({ ui, workspace, document, run }: State): Settings {
  const { region, account } = workspace;
  return { ui, region, account, machine: document.machineId || null, execution: run?.executionId ?? null };
}

/** What another tab's text keeps from being written is not lost with the desk: it becomes a machine of its own. */
async function leave(context: Context, document: Document): Promise<void> {
  const { held, stored } = context;
  if (!held.has(document.machineId) || stored.get(document.machineId) === document) return;
  stored.set(document.machineId, document);
  await keepDocument(context, { ...document, machineId: freshId(), name: freeName(context, document.name) }).catch(() => undefined);
}

async function keepDocument(context: Context, document: Document): Promise<void> {
  const { store, shelf, gone, held, stored } = context;
  const { machineId } = document;
  if (gone.has(machineId) || stored.get(machineId) === document) return;
  if (held.has(machineId)) return (await import('../keep/tabs.ts')).ask(context, machineId);
  const record = { id: machineId, updated: Date.now(), document };
  await shelf.keepMachine(record);
  stored.set(machineId, document);
  const others = store.state.workspace.machines.filter((row) => row.id !== record.id);
  store.dispatch({ type: 'workspace', change: { machines: [machineRow(record), ...others] } });
}

export async function keepExecution({ store, shelf, gone, held }: Context, run: Run): Promise<void> {
  if (gone.has(run.executionId) || held.has(run.executionId)) return;
  const known = store.state.workspace.executions.find((row) => row.id === run.executionId);
  const row = executionRow(run, known);
  await shelf.keepExecution(row);
  const others = store.state.workspace.executions.filter((other) => other.id !== row.id);
  const executions = [row, ...others].sort((a, b) => b.created - a.created);
  store.dispatch({ type: 'workspace', change: { executions } });
}

/** The list tells how an execution went, not where it stands: stepping back changes nothing in it. */
export function executionRow(run: Run, before: ExecutionRow | undefined): ExecutionRow {
  const { execution, known, position } = run.view;
  const { status, started, closed, transitions } = execution;
  if (before && before.events === known && position < known) return before;
  const { executionId: id, machineId } = run;
  const created = before?.created ?? Date.now();
  // A future that was kept has a name of its own.
  const name = before?.name ?? execution.name;
  return { id, machineId, name, status, started, closed, transitions, events: known, created };
}

interface Task {
  soon(): void;
  now(): void;
}

/** Runs `work` once after a burst of `soon`; a browser that refuses to store says so once. */
function later(context: Context, work: () => Promise<void>): Task {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    timer = undefined;
    work().catch((error: unknown) => {
      import('../keep/full.ts').then(({ refused }) => {
        // What has been refused is kept in memory by the second attempt.
        const first = context.shelf;
        refused(context, error);
        if (context.shelf !== first) void work().catch(() => undefined);
      }, () => notify(context, { kind: 'warning', key: 'notice.notKept', lines: [String(error)], zone: 'page' }));
    });
  };
  return {
    soon() {
      timer ??= setTimeout(run, REST_MS);
    },
    now() {
      if (timer === undefined) return;
      clearTimeout(timer);
      run();
    },
  };
}
