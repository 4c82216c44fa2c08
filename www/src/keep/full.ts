/** What to do when the browser takes no more: nothing is lost while the page is open, and it says what helps. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { MemoryShelf, type Shelf } from '../workspace.ts';

/** From now on what the browser refuses stays in memory until it takes it. */
export function refused(context: Context, error: unknown): void {
  if (!(context.shelf instanceof Spare)) context.shelf = new Spare(context.shelf, (again) => refused(context, again), () => stored(context));
  context.store.dispatch({ type: 'workspace', change: { storage: 'refused' } });
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const message = error instanceof Error ? error.message : String(error);
  const does = (): void => void import('./all.ts').then(({ exportAll }) => exportAll(context));
  notify(context, {
    kind: 'warning', key: full ? 'keep.full' : 'keep.refused', lines: full || !message ? [] : [message], zone: 'page', undo: { label: 'keep.export', does },
  });
}

/** The browser has taken all that it had refused. */
function stored(context: Context): void {
  const { store, shelf } = context;
  store.dispatch({ type: 'workspace', change: { storage: shelf.kind } });
  for (const { id, key } of store.state.notices) if (key === 'keep.full' || key === 'keep.refused') store.dispatch({ type: 'dismiss', id });
  notify(context, { kind: 'info', key: 'keep.storedAgain', zone: 'page' });
}

type Keep = (shelf: Shelf) => Promise<void>;

/** A shelf with room beside it. */
class Spare implements Shelf {
  private readonly beside = new MemoryShelf();
  /** What the browser has not taken, by what it is about. */
  private readonly waiting = new Map<string, Keep>();
  /** Until it has taken all; that it does not has been said. */
  private refusing = true;
  /** What the browser may still have though it was removed. */
  private readonly removed = new Set<string>();

  constructor(private readonly shelf: Shelf, private readonly failed: (error: unknown) => void, private readonly stored: () => void) {}

  get kind(): Shelf['kind'] {
    return this.refusing ? 'refused' : this.shelf.kind;
  }

  private async either(key: string, keep: Keep): Promise<void> {
    this.waiting.set(key, keep);
    await keep(this.beside);
    // Each change tries again: something may have been deleted. Once one is taken, all others are tried too.
    if (!(await this.take(key, keep))) return;
    for (const [other, waits] of [...this.waiting]) if (!(await this.take(other, waits))) return;
    if (this.refusing) {
      this.refusing = false;
      this.stored();
    }
  }

  /** Whether the browser takes it now. */
  private async take(key: string, keep: Keep): Promise<boolean> {
    try {
      await keep(this.shelf);
    } catch (error) {
      if (!this.refusing) {
        this.refusing = true;
        this.failed(error);
      }
      return false;
    }
    if (this.waiting.get(key) === keep) this.waiting.delete(key);
    return true;
  }

  private async both<T extends { id: string }>(read: (shelf: Shelf) => Promise<T[]>): Promise<T[]> {
    const [kept, newer] = await Promise.all([read(this.shelf).catch(() => []), read(this.beside)]);
    const ids = new Set(newer.map(({ id }) => id));
    return [...newer, ...kept.filter(({ id }) => !ids.has(id) && !this.removed.has(id))];
  }

  private async one<T>(id: string, read: (shelf: Shelf) => Promise<T | undefined>): Promise<T | undefined> {
    return (await read(this.beside)) ?? (this.removed.has(id) ? undefined : read(this.shelf).catch(() => undefined));
  }

  private async remove(ids: readonly string[], remove: (shelf: Shelf) => Promise<void>): Promise<void> {
    for (const id of ids) {
      this.removed.add(id);
      for (const kind of ['machine', 'execution', 'journal']) this.waiting.delete(`${kind} ${id}`);
    }
    await this.either(`removed ${ids[0]}`, remove);
  }

  machines = (): ReturnType<Shelf['machines']> => this.both((shelf) => shelf.machines());
  executions = (): ReturnType<Shelf['executions']> => this.both((shelf) => shelf.executions());
  keepMachine: Shelf['keepMachine'] = (record) => this.either(`machine ${record.id}`, (shelf) => shelf.keepMachine(record));
  keepExecution: Shelf['keepExecution'] = (row) => this.either(`execution ${row.id}`, (shelf) => shelf.keepExecution(row));
  keepJournal: Shelf['keepJournal'] = (record) => this.either(`journal ${record.id}`, (shelf) => shelf.keepJournal(record));
  removeMachine: Shelf['removeMachine'] = async (id) => {
    const own = (await this.executions()).filter(({ machineId }) => machineId === id).map((row) => row.id);
    await this.remove([id, ...own], (shelf) => shelf.removeMachine(id));
  };
  removeExecution: Shelf['removeExecution'] = (id) => this.remove([id], (shelf) => shelf.removeExecution(id));
  machine: Shelf['machine'] = (id) => this.one(id, (shelf) => shelf.machine(id));
  journal: Shelf['journal'] = (id) => this.one(id, (shelf) => shelf.journal(id));
}
