/** Opening and removing machines and executions. */

import type { WorkspaceActions } from '../actions.ts';
import { fromGallery } from '../gallery.ts';
import { freeNameOf } from '../machine-name.ts';
import type { Document } from '../state.ts';
import { freshId, machineRow, type JournalRecord, type MachineRecord } from '../workspace.ts';
import { notify, report, type Context } from './context.ts';
import { showRun } from './start.ts';

export function workspaceActions(context: Context): WorkspaceActions {
  const { store } = context;
  const open = (document: Document): void => {
    rest(context);
    store.dispatch({ type: 'document', document });
    store.dispatch({ type: 'ui', change: { dialog: null } });
  };
  const rarely = (act: (part: typeof import('./rare.ts')) => unknown): Promise<void> =>
    import('./rare.ts').then(act).then(() => undefined, report(context));
  return {
    async openMachine(id) {
      const record = await context.shelf.machine(id);
      if (record) open(asKept(context, record));
    },
    async openGallery(id, fresh) {
      const { workspace, document: left } = store.state;
      const kept = workspace.machines.find((machine) => machine.gallery === id);
      const record = kept && !fresh ? await context.shelf.machine(kept.id) : undefined;
      if (record) return open(asKept(context, record));
      const made = await fromGallery(id, freshId, workspace.region, workspace.account).catch((error: unknown) => {
        report(context)(error);
        return null;
      });
      // Another machine was opened while this one was fetched.
      if (!made || store.state.document.machineId !== left.machineId) return;
      const [document, ...others] = made;
      await keepOthers(context, others).catch(report(context));
      open({ ...document, name: freeName(context, document.name) });
    },
    newMachine: () => rarely(({ freshDocument }) => open(freshDocument(freeName(context, 'MyStateMachine')))),
    removeMachine(id) {
      return rarely((part) => part.removeMachine(context, this, id));
    },
    openExecution: (id) => openExecution(context, id).catch(report(context)),
    removeExecution: (id) => rarely((part) => part.removeExecution(context, id)),
    outside: () => import('../share/outside.ts').then(({ outside }) => outside(context)),
    openRecorded: (texts, reading) => rarely((part) => part.openRecorded(context, texts, reading)),
    settings: (change) => store.dispatch({ type: 'workspace', change }),
  };
}

/** Machines that come with an example, under the names that it calls them by; one that is there already is left as it is. */
export async function keepOthers(context: Context, others: readonly Document[]): Promise<void> {
  const names = new Set(context.store.state.workspace.machines.map(({ name }) => name));
  const missing = others.filter(({ name }) => !names.has(name));
  await Promise.all(missing.map((document) => context.shelf.keepMachine({ id: document.machineId, updated: Date.now(), document })));
  if (missing.length > 0) await loadRows(context);
}

/** The document of a machine that has just been read. */
export function asKept({ held, stored }: Context, { id, document }: MachineRecord): Document {
  held.delete(id);
  stored.set(id, document);
  return document;
}

/** A run whose machine leaves the desk rests where it is. */
function rest({ store, engine }: Context): void {
  if (store.state.run?.running) engine.command('pause', {}).catch(() => undefined);
}

/** Machines have names of their own, as on AWS. */
export function freeName({ store }: Pick<Context, 'store'>, wanted: string): string {
  return freeNameOf(new Set(store.state.workspace.machines.map((machine) => machine.name)), wanted);
}

/** Reads the lists of machines and executions, newest first. */
export async function loadRows({ store, shelf }: Context): Promise<void> {
  const [machines, executions] = await Promise.all([shelf.machines(), shelf.executions()]);
  store.dispatch({
    type: 'workspace',
    change: {
      machines: machines.map(machineRow).sort((a, b) => b.updated - a.updated),
      executions: executions.sort((a, b) => b.created - a.created),
      storage: shelf.kind,
    },
  });
}

/** The journal of an execution; that of one which has just left the desk is still on its way. */
async function kept({ shelf, held }: Context, id: string): Promise<JournalRecord | undefined> {
  held.delete(id);
  for (let tries = 0; tries < 5; tries += 1) {
    const record = await shelf.journal(id);
    if (record) return record;
    await new Promise((done) => setTimeout(done, 200));
  }
  return undefined;
}

export async function openExecution(context: Context, id: string): Promise<void> {
  const { store, shelf } = context;
  const row = store.state.workspace.executions.find((item) => item.id === id);
  await context.settled?.(id).catch(() => undefined);
  const record = row && await kept(context, id);
  if (!row || !record) return notify(context, { kind: 'error', key: 'notice.noJournal', zone: 'page' });
  if (row.machineId !== store.state.document.machineId) {
    const machine = await shelf.machine(row.machineId);
    if (machine) store.dispatch({ type: 'document', document: asKept(context, machine) });
  }
  store.dispatch({ type: 'ui', change: { dialog: null, zone: 'monitor' } });
  await rebuild(context, row.machineId, record);
}

async function rebuild(context: Context, machineId: string, record: JournalRecord): Promise<void> {
  const { journal, known, position, request, id, printed = {} } = record;
  const breakpoints = [...context.store.state.document.breakpoints];
  const { view } = await context.engine.command('rebuild', { journal, known, position, breakpoints });
  if (view) showRun(context, { executionId: id, machineId, request, view, printed });
}
