/** Another tab has changed or removed what this one shows too: the lists follow, and the user says whose text counts. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { freeName } from '../actions/workspace.ts';
import { content } from '../share/bring.ts';
import type { Document } from '../state.ts';
import type { Told } from '../tell.ts';
import { freshId } from '../workspace.ts';
import { keepVersion } from './versions.ts';

const KEYS = ['keep.changed', 'keep.deleted'];

type Row = Exclude<Told, { readonly moved: string }>;

export async function heard(context: Context, told: Row): Promise<void> {
  list(context, told);
  if ('execution' in told) return;
  const id = 'machine' in told ? told.machine.id : told.removed;
  if (id === context.store.state.document.machineId) await ask(context, id);
}

/** The lists of machines and executions as the other tab has them. */
function list({ store, gone }: Context, told: Row): void {
  const { machines, executions } = store.state.workspace;
  if ('machine' in told) {
    gone.delete(told.machine.id);
    store.dispatch({ type: 'workspace', change: { machines: [told.machine, ...machines.filter(({ id }) => id !== told.machine.id)] } });
  } else if ('execution' in told) {
    gone.delete(told.execution.id);
    const all = [told.execution, ...executions.filter(({ id }) => id !== told.execution.id)].sort((a, b) => b.created - a.created);
    store.dispatch({ type: 'workspace', change: { executions: all } });
  } else {
    const left = executions.filter(({ id, machineId }) => id !== told.removed && machineId !== told.removed);
    // An execution on the desk may go on there: as one of its own.
    const here = store.state.run?.executionId === told.removed ? told.removed : '';
    for (const row of executions) if (!left.includes(row) && row.id !== here) gone.add(row.id);
    store.dispatch({ type: 'workspace', change: { machines: machines.filter(({ id }) => id !== told.removed), executions: left } });
  }
}

/** Until the user has said it, nothing of the desk's machine is written, unless it is the same anyway. */
export async function ask(context: Context, id: string): Promise<void> {
  const { store, shelf, held } = context;
  const record = await shelf.machine(id);
  const { document, notices } = store.state;
  if (document.machineId !== id || !held.has(id)) return;
  if (record && same(record.document, document)) return release(context, document);
  const key = record ? 'keep.changed' : 'keep.deleted';
  if (notices.some((notice) => notice.key === key)) return;
  withdraw(context);
  const mine = { label: 'keep.keepMine', does: () => copy(context, id) };
  const that = { label: 'keep.loadThat', does: () => void load(context, id) };
  const buttons = record ? { undo: that, also: mine } : { undo: mine };
  notify(context, { kind: 'warning', key, params: { name: document.name }, zone: 'page', ...buttons });
  const leave = store.subscribe((state) => {
    if (state.document.machineId === id) return;
    leave();
    withdraw(context);
  });
}

/** The user's texts; which input is chosen and where a run stops are each tab's own. */
const same = (one: Document, other: Document): boolean => one.name === other.name && content(one) === content(other);

function release({ store, held, stored }: Context, document: Document): void {
  held.delete(document.machineId);
  // What was held back is kept now.
  if (stored.get(document.machineId) !== document) store.dispatch({ type: 'edit', change: {} });
}

async function load(context: Context, id: string): Promise<void> {
  const { store, shelf, held, stored } = context;
  const record = await shelf.machine(id);
  const { document: mine } = store.state;
  if (!record || mine.machineId !== id) return;
  await keepVersion(id, mine.definition);
  held.delete(id);
  stored.set(id, record.document);
  if (store.state.run?.running) context.engine.command('pause', {}).catch(() => undefined);
  store.dispatch({ type: 'document', document: record.document });
}

function copy(context: Context, id: string): void {
  const { store, stored } = context;
  const { document: mine } = store.state;
  if (mine.machineId !== id) return;
  // It leaves the desk as what the other tab made of it.
  stored.set(id, mine);
  if (store.state.run?.running) context.engine.command('pause', {}).catch(() => undefined);
  store.dispatch({ type: 'document', document: { ...mine, machineId: freshId(), name: freeName(context, mine.name) } });
}

function withdraw({ store }: Context): void {
  for (const { id, key } of store.state.notices) if (KEYS.includes(key)) store.dispatch({ type: 'dismiss', id });
}
