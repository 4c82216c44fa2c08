/** Brings in what another browser kept. Nothing that is here is overwritten. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { loadRows } from '../actions/workspace.ts';
import { fromGallery } from '../gallery.ts';
import { importOwn } from '../lesson/own.ts';
import { freeNameOf } from '../machine-name.ts';
import { content } from '../share/bring.ts';
import { freshId } from '../workspace.ts';
import { told } from './all.ts';
import type { Bad, ReadExecution, ReadMachine } from './archive.ts';
import { refused } from './full.ts';
import type { Item } from './unarchive.ts';

/** How far it has come is told once in so long. */
const TELL_MS = 1000;
const MEGABYTE = 1024 * 1024;

/** Tells how much of a large file has been read. */
export function reading(context: Context, size: number): (bytes: number) => void {
  let last = performance.now();
  return (bytes) => {
    if (performance.now() - last < TELL_MS) return;
    last = performance.now();
    const params = { done: Math.floor(bytes / MEGABYTE), of: Math.ceil(size / MEGABYTE) };
    notify(context, { kind: 'info', key: 'keep.importing', params, zone: 'page' });
  };
}

export async function importAll(context: Context, items: Iterable<Item> | AsyncIterable<Item>): Promise<void> {
  const starter = await untouched(context);
  const bringing = new Bringing(context, starter, new Set((await context.shelf.executions()).map(({ id }) => id)));
  const bad: Bad[] = [];
  try {
    for await (const item of items) {
      if ('bad' in item) bad.push(item.bad);
      else if ('machine' in item) await bringing.machine(item.machine);
      else if ('lessons' in item) bringing.added.lessons += importOwn(item.lessons);
      else await bringing.execution(item.execution);
    }
  } catch (error) {
    // The browser takes no more: what has come in stays.
    if (!(error instanceof DOMException)) throw error;
    refused(context, error);
  } finally {
    await loadRows(context);
    forget(context, 'keep.importing');
  }
  if (starter && bringing.newest) await replace(context, starter, bringing.newest);
  const { added } = bringing;
  if (bad.length === 0) return notify(context, { kind: 'info', key: added.lessons > 0 ? 'keep.importedLessons' : 'keep.imported', params: added, zone: 'page' });
  notify(context, { kind: 'warning', key: 'keep.importedSome', params: added, lines: told(bad), zone: 'page' });
}

function forget({ store }: Context, key: string): void {
  for (const notice of store.state.notices) if (notice.key === key) store.dispatch({ type: 'dismiss', id: notice.id });
}

class Bringing {
  readonly added = { machines: 0, executions: 0, lessons: 0 };
  /** The one that was changed last where it comes from. */
  newest: { id: string; updated: number } | null = null;
  private readonly names: Set<string>;
  /** The machine that executions belong to, and whether it was here already. */
  private present = { id: '', same: false };

  constructor(private readonly context: Context, starter: string | null, private readonly executions: Set<string>) {
    const { machines } = context.store.state.workspace;
    this.names = new Set(machines.filter(({ id }) => id !== starter).map(({ name }) => name));
  }

  async machine({ document, updated }: ReadMachine): Promise<void> {
    const { shelf, gone } = this.context;
    const there = await shelf.machine(document.machineId);
    const same = there !== undefined && content(there.document) === content(document);
    const id = same ? document.machineId : there || gone.has(document.machineId) ? freshId() : document.machineId;
    this.present = { id, same };
    if (same) return;
    const name = freeNameOf(this.names, document.name);
    this.names.add(name);
    await shelf.keepMachine({ id, updated, document: { ...document, machineId: id, name } });
    if (!this.newest || updated > this.newest.updated) this.newest = { id, updated };
    this.added.machines += 1;
  }

  async execution({ row, record }: ReadExecution): Promise<void> {
    const { shelf, gone } = this.context;
    const known = this.executions.has(row.id);
    const { id, same } = this.present;
    if (known && same) return;
    const key = known || gone.has(row.id) ? freshId() : row.id;
    await shelf.keepExecution({ ...row, id: key, machineId: id });
    await shelf.keepJournal({ ...record, id: key });
    this.executions.add(key);
    this.added.executions += 1;
  }
}

/** The machine that a first visit begins with, when it is all there is and nobody has done anything with it. */
async function untouched({ store, shelf }: Context): Promise<string | null> {
  const { document, run, workspace } = store.state;
  const records = await shelf.machines();
  if (document.gallery !== 'hello-world' || run || workspace.executions.length > 0) return null;
  if (records.some(({ id }) => id !== document.machineId)) return null;
  const made = await fromGallery('hello-world', freshId, workspace.region, workspace.account).catch(() => null);
  return made && content(made[0]) === content(document) && made[0].name === document.name ? document.machineId : null;
}

/** What came in takes the starter's place. */
async function replace(context: Context, starter: string, { id }: { id: string }): Promise<void> {
  const { store, shelf, gone } = context;
  const { document } = (await shelf.machine(id)) ?? {};
  if (!document || store.state.document.machineId !== starter) return;
  gone.add(starter);
  store.dispatch({ type: 'document', document });
  await shelf.removeMachine(starter);
  await loadRows(context);
}
