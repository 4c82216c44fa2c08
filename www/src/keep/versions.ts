/** Earlier texts of each machine's definition. They are kept beside the machines, in a database of their own. */

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Context } from '../actions/context.ts';

export interface Version {
  readonly time: number;
  readonly text: string;
}

interface Schema extends DBSchema {
  versions: { key: string; value: { machineId: string; versions: readonly Version[] } };
}

/** As many as these, and no more characters than that, for each machine. */
const MOST = 30;
const MOST_TEXT = 2_000_000;
/** Who did not type for so long begins anew: what stood there is a version. */
const REST_MS = 20_000;
/** A change of so many characters at once too: a paste, another text. */
const MUCH = 200;

let database: Promise<IDBPDatabase<Schema> | null> | null = null;
/** What the browser did not keep lasts as long as the page. */
const memory = new Map<string, readonly Version[]>();

/** A browser that neither opens nor refuses within this time is taken to refuse. */
const OPENING_MS = 3000;

const opened = (): Promise<IDBPDatabase<Schema> | null> => (database ??= openNow().catch(() => null));

/** Where the browser has no such thing at all, asking for it throws. */
async function openNow(): Promise<IDBPDatabase<Schema> | null> {
  const late = new Promise<null>((done) => setTimeout(done, OPENING_MS, null));
  return Promise.race([late, openDB<Schema>('stepglass-versions', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('versions', { keyPath: 'machineId' }),
  })]);
}

/** Newest first. */
export async function versionsOf(machineId: string): Promise<readonly Version[]> {
  const kept = memory.get(machineId);
  if (kept) return kept;
  const record = await (await opened())?.get('versions', machineId).catch(() => undefined);
  return record?.versions ?? [];
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: each reads what the one before has written. */
export function keepVersion(machineId: string, text: string): Promise<unknown> {
  return (last = last.then(() => add(machineId, text)).catch(() => undefined));
}

async function add(machineId: string, text: string): Promise<void> {
  if (!text.trim() || !machineId) return;
  const written = !memory.has(machineId) && (await opened())?.transaction('versions', 'readwrite');
  if (!written) return void memory.set(machineId, withText(await versionsOf(machineId), text));
  // Read where it is written: another tab may have added some meanwhile.
  const known = (await written.store.get(machineId))?.versions ?? [];
  const versions = withText(known, text);
  if (versions === known) return;
  await Promise.all([written.store.put({ machineId, versions }), written.done]).catch(() => memory.set(machineId, versions));
}

function withText(known: readonly Version[], text: string): readonly Version[] {
  if (known[0]?.text === text) return known;
  const others = known.filter((version) => version.text !== text).slice(0, MOST - 1);
  let room = MOST_TEXT - text.length;
  return [{ time: Date.now(), text }, ...others.filter((version) => (room -= version.text.length) >= 0)];
}

async function forget(machineId: string): Promise<void> {
  memory.delete(machineId);
  await (await opened())?.delete('versions', machineId).catch(() => undefined);
}

/** A version is what stood there before someone came back to edit, before a large change, and what was run. */
export function watchVersions({ store, gone }: Pick<Context, 'store' | 'gone'>): void {
  let typed = 0;
  store.subscribe(({ document, run, workspace }, before) => {
    const { machineId, definition } = document;
    if (machineId === before.document.machineId && definition !== before.document.definition) {
      const now = Date.now();
      const much = Math.abs(definition.length - before.document.definition.length) > MUCH;
      if (now - typed > REST_MS || much) void keepVersion(machineId, before.document.definition);
      typed = now;
    } else if (machineId !== before.document.machineId) typed = 0;
    if (run && run.executionId !== before.run?.executionId && run.machineId === machineId) void keepVersion(machineId, run.request.definition);
    if (workspace.machines === before.workspace.machines) return;
    for (const { id } of before.workspace.machines) if (gone.has(id)) void forget(id);
  });
}
