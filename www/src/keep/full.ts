/** What to do when the browser takes no more: nothing is lost while the page is open, and it says what helps. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { MemoryShelf, type Shelf } from '../workspace.ts';

/** From now on what the browser refuses stays in memory. */
export function refused(context: Context, error: unknown): void {
  if (!(context.shelf instanceof Spare)) context.shelf = new Spare(context.shelf);
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const message = error instanceof Error ? error.message : String(error);
  const does = (): void => void import('./all.ts').then(({ exportAll }) => exportAll(context));
  notify(context, {
    kind: 'warning', key: full ? 'keep.full' : 'keep.refused', lines: full || !message ? [] : [message], zone: 'page', undo: { label: 'keep.export', does },
  });
}

/** A shelf with room beside it. */
class Spare implements Shelf {
  readonly kind: Shelf['kind'];
  private readonly beside = new MemoryShelf();
  /** What the browser may still have though it was removed. */
  private readonly removed = new Set<string>();

  constructor(private readonly shelf: Shelf) {
    this.kind = shelf.kind;
  }

  private async either(keep: (shelf: Shelf) => Promise<void>): Promise<void> {
    await keep(this.beside);
    // Each change tries again: something may have been deleted. That it was refused has been said.
    await keep(this.shelf).catch(() => undefined);
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
    for (const id of ids) this.removed.add(id);
    await this.either(remove);
  }

  machines = (): ReturnType<Shelf['machines']> => this.both((shelf) => shelf.machines());
  executions = (): ReturnType<Shelf['executions']> => this.both((shelf) => shelf.executions());
  keepMachine: Shelf['keepMachine'] = (record) => this.either((shelf) => shelf.keepMachine(record));
  keepExecution: Shelf['keepExecution'] = (row) => this.either((shelf) => shelf.keepExecution(row));
  keepJournal: Shelf['keepJournal'] = (record) => this.either((shelf) => shelf.keepJournal(record));
  removeMachine: Shelf['removeMachine'] = async (id) => {
    const own = (await this.executions()).filter(({ machineId }) => machineId === id).map((row) => row.id);
    await this.remove([id, ...own], (shelf) => shelf.removeMachine(id));
  };
  removeExecution: Shelf['removeExecution'] = (id) => this.remove([id], (shelf) => shelf.removeExecution(id));
  machine: Shelf['machine'] = (id) => this.one(id, (shelf) => shelf.machine(id));
  journal: Shelf['journal'] = (id) => this.one(id, (shelf) => shelf.journal(id));
}
