/** Machines and executions kept in this browser: IndexedDB, or memory where the browser refuses it. */

import { openDB, type DBSchema, type IDBPDatabase, type StoreNames } from 'idb';
import type { StartRequest } from './generated.ts';
import type { Kept } from './protocol.ts';
import type { Case, Document, ExecutionRow, MachineRow, Printed } from './state.ts';
import { tell } from './tell.ts';

/** What documents that were kept by older versions do not have. */
const LATER: Pick<Document, 'breakpoints' | 'files' | 'mockFile' | 'doubles' | 'handlers'> = {
  breakpoints: [], files: {}, mockFile: null, doubles: '', handlers: {},
};

/** Older cases say `byCall` of answers in turn. */
type KeptCase = Case & { readonly byCall?: readonly string[] };

/** A document as kept. */
type KeptDocument = Omit<Document, keyof typeof LATER | 'cases'> & Partial<typeof LATER> & { cases: readonly KeptCase[] };

/** A machine as kept; `updated` is when it was last changed. */
export interface MachineRecord {
  id: string;
  updated: number;
  document: Document;
}

/** What an execution is made again from. */
export interface JournalRecord extends Kept {
  id: string;
  request: StartRequest;
  /** What handlers printed. */
  printed?: Printed;
}

export interface Shelf {
  /** `refused`: the browser has not taken the latest changes. */
  readonly kind: 'browser' | 'memory' | 'refused';
  machines(): Promise<MachineRecord[]>;
  machine(id: string): Promise<MachineRecord | undefined>;
  keepMachine(record: MachineRecord): Promise<void>;
  /** With all its executions. */
  removeMachine(id: string): Promise<void>;
  executions(): Promise<ExecutionRow[]>;
  keepExecution(row: ExecutionRow): Promise<void>;
  journal(id: string): Promise<JournalRecord | undefined>;
  keepJournal(record: JournalRecord): Promise<void>;
  removeExecution(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  machines: { key: string; value: Omit<MachineRecord, 'document'> & { document: KeptDocument } };
  executions: { key: string; value: ExecutionRow; indexes: { machine: string } };
  journals: { key: string; value: JournalRecord };
}

/** A browser that neither opens nor refuses within this time is taken to refuse. */
const OPENING_MS = 3000;

export async function openShelf(): Promise<Shelf> {
  try {
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), OPENING_MS));
    return new BrowserShelf(await Promise.race([openDatabase(), late]));
  } catch {
    return new MemoryShelf();
  }
}

async function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('stepglass', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('machines', { keyPath: 'id' });
      fresh.createObjectStore('executions', { keyPath: 'id' }).createIndex('machine', 'machineId');
      fresh.createObjectStore('journals', { keyPath: 'id' });
    },
    blocking(_current, _blocked, event) {
      // Another tab brings a newer version: this one lets go of the database.
      (event.target as IDBDatabase).close();
    },
  });
}

function whole(record: Schema['machines']['value']): MachineRecord {
  const { document } = record;
  return { ...record, document: { ...LATER, ...document, cases: document.cases.map(wholeCase) } };
}

function wholeCase({ byCall, ...item }: KeptCase): Case {
  if (!byCall) return item;
  return { ...item, orders: Object.fromEntries(byCall.map((state) => [state, { by: 'cycle' as const }])) };
}

class BrowserShelf implements Shelf {
  readonly kind = 'browser';

  constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** Commits without waiting to hear that it was written: a page on its way out would never hear it, and lose it. */
  private async put<Name extends StoreNames<Schema>>(name: Name, value: Schema[Name]['value']): Promise<void> {
    const written = this.db.transaction(name, 'readwrite');
    void written.store.put(value).catch(() => undefined);
    written.commit();
    await written.done;
  }

  async machines(): Promise<MachineRecord[]> {
    return (await this.db.getAll('machines')).map(whole);
  }

  async machine(id: string): Promise<MachineRecord | undefined> {
    const record = await this.db.get('machines', id);
    return record && whole(record);
  }

  async keepMachine(record: MachineRecord): Promise<void> {
    const done = this.put('machines', record);
    tell({ machine: machineRow(record) });
    await done;
  }

  async removeMachine(id: string): Promise<void> {
    const gone = this.db.transaction(['machines', 'executions', 'journals'], 'readwrite');
    tell({ removed: id });
    const executions = await gone.objectStore('executions').index('machine').getAllKeys(id);
    await Promise.all([
      gone.objectStore('machines').delete(id),
      ...executions.map((key) => gone.objectStore('executions').delete(key)),
      ...executions.map((key) => gone.objectStore('journals').delete(key)),
      gone.done,
    ]);
  }

  executions(): Promise<ExecutionRow[]> {
    return this.db.getAll('executions');
  }

  async keepExecution(row: ExecutionRow): Promise<void> {
    const done = this.put('executions', row);
    tell({ execution: row });
    await done;
  }

  journal(id: string): Promise<JournalRecord | undefined> {
    return this.db.get('journals', id);
  }

  async keepJournal(record: JournalRecord): Promise<void> {
    const done = this.put('journals', record);
    tell({ moved: record.id });
    await done;
  }

  async removeExecution(id: string): Promise<void> {
    const gone = this.db.transaction(['executions', 'journals'], 'readwrite');
    tell({ removed: id });
    await Promise.all([gone.objectStore('executions').delete(id), gone.objectStore('journals').delete(id), gone.done]);
  }
}

export class MemoryShelf implements Shelf {
  readonly kind = 'memory';
  private readonly machineRecords = new Map<string, MachineRecord>();
  private readonly rows = new Map<string, ExecutionRow>();
  private readonly journals = new Map<string, JournalRecord>();

  async machines(): Promise<MachineRecord[]> {
    return [...this.machineRecords.values()];
  }

  async machine(id: string): Promise<MachineRecord | undefined> {
    return this.machineRecords.get(id);
  }

  async keepMachine(record: MachineRecord): Promise<void> {
    this.machineRecords.set(record.id, record);
  }

  async removeMachine(id: string): Promise<void> {
    this.machineRecords.delete(id);
    for (const row of [...this.rows.values()]) {
      if (row.machineId === id) await this.removeExecution(row.id);
    }
  }

  async executions(): Promise<ExecutionRow[]> {
    return [...this.rows.values()];
  }

  async keepExecution(row: ExecutionRow): Promise<void> {
    this.rows.set(row.id, row);
  }

  async journal(id: string): Promise<JournalRecord | undefined> {
    return this.journals.get(id);
  }

  async keepJournal(record: JournalRecord): Promise<void> {
    this.journals.set(record.id, record);
  }

  async removeExecution(id: string): Promise<void> {
    this.rows.delete(id);
    this.journals.delete(id);
  }
}

export function machineRow({ id, updated, document }: MachineRecord): MachineRow {
  return { id, name: document.name, type: document.type, gallery: document.gallery, updated };
}

/** A key for a new record. */
export function freshId(): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `${Date.now().toString(36)}-${random.toString(36)}`;
}
