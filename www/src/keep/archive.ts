/**
 * Everything that a browser keeps, as one file (`.stepglass-workspace.json`): machines in the form of a playground
 * document (`share/format.ts`), each with its executions, which are a row of the list and a journal.
 *
 *     {"v": 1, "kind": "stepglass-workspace", "machines": [
 *     {"v":1,"id":"…","name":"Orderer","definition":"text",…,"gallery":"orderer","executions":[
 *     {"id":"…","name":"New_Order","status":"FAILED",…,"request":{…},"journal":"text"}
 *     ]}
 *     ], "lessons": ["a lesson's text"]}
 *
 * The lines are always these, so that a file of any size is read one machine or execution at a time (`unarchive.ts`);
 * laid out otherwise it is read whole. Older versions wrote a machine with its executions in one line.
 */

import type { StartRequest } from '../generated.ts';
import { MACHINE_NAME, machineName, REGION } from '../machine-name.ts';
import { playground } from '../share/read.ts';
import { toDocument, toPlayground } from '../share/convert.ts';
import { kept, Place, Refused } from '../share/refused.ts';
import type { Document, ExecutionRow, Printed } from '../state.ts';
import type { JournalRecord, MachineRecord, Shelf } from '../workspace.ts';

export const KIND = 'stepglass-workspace';
export const ARCHIVE_ENDING = '.stepglass-workspace.json';
export const VERSION = 1;
const MOST = { prints: 10_000, lines: 1000, states: 5000 };
/** Texts of the reader's own lessons. */
export const MOST_LESSONS = 50;
const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
/** Characters that are held before they are handed to the browser, which may keep them outside of memory. */
const HELD = 4 * 1024 * 1024;

/** What of an archive could not be read, or could not be read again. */
export interface Bad {
  readonly name: string;
  readonly why: Refused;
}

/** One machine and one execution at a time is in memory. */
export async function archive(shelf: Shelf, lessons: readonly string[]): Promise<{ file: Blob; bad: Bad[] }> {
  const rows = await shelf.executions();
  const ids = (await shelf.machines()).map(({ id }) => id);
  const out = new Out();
  const bad: Bad[] = [];
  out.add(`{"v": ${VERSION}, "kind": "${KIND}", "machines": [`);
  let first = true;
  for (const id of ids) {
    const record = await shelf.machine(id);
    if (!record) continue;
    const head = headOf(record);
    const why = refusalOf(head);
    if (why) bad.push({ name: record.document.name, why });
    out.add(`${first ? '' : ','}\n${head.slice(0, -2)}`);
    first = false;
    out.add(await executionsText(shelf, rows.filter(({ machineId }) => machineId === id), out));
  }
  out.add(`\n], "lessons": ${JSON.stringify(lessons)}}\n`);
  return { file: out.file(), bad };
}

/** A machine without its executions; they come where its last list is open. */
function headOf({ id, updated, document }: MachineRecord): string {
  const { gallery, created, foreign } = document;
  return JSON.stringify({ ...toPlayground(document), id, gallery, created, updated, ...kept('foreign', foreign), executions: [] });
}

function refusalOf(head: string): Refused | null {
  try {
    machineOf(new Place(JSON.parse(head), ''));
    return null;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** Adds executions, and gives the end of their list. */
async function executionsText(shelf: Shelf, rows: readonly ExecutionRow[], out: Out): Promise<string> {
  let any = false;
  for (const { machineId: _, ...row } of rows) {
    const record = await shelf.journal(row.id);
    if (!record) continue;
    const { id: __, ...parts } = record;
    out.add(`${any ? ',' : ''}\n${JSON.stringify({ ...row, ...parts })}`);
    any = true;
  }
  return any ? '\n]}' : ']}';
}

class Out {
  private readonly done: Blob[] = [];
  private texts: string[] = [];
  private held = 0;

  add(text: string): void {
    this.texts.push(text);
    this.held += text.length;
    if (this.held > HELD) this.flush();
  }

  file(): Blob {
    this.flush();
    return new Blob(this.done);
  }

  private flush(): void {
    this.done.push(new Blob(this.texts));
    this.texts = [];
    this.held = 0;
  }
}

export interface ReadMachine {
  readonly document: Document;
  readonly updated: number;
}

export interface ReadExecution {
  readonly row: ExecutionRow;
  readonly record: JournalRecord;
}

export function machineOf(place: Place): ReadMachine {
  const id = place.needed('id').text(100);
  const time = (name: string): number => place.member(name)?.whole(0, 8.64e15) ?? 0;
  const gallery = place.member('gallery')?.text() ?? null;
  // Its handlers were agreed to where it comes from, but not by whoever reads it here.
  const document = toDocument(playground(repaired(place)), { machineId: id, created: time('created'), gallery });
  return { document, updated: time('updated') };
}

/** What was kept under names that AWS does not take gets the nearest that it does. */
function repaired(place: Place): Place {
  const text = (name: string): string => {
    const value = place.member(name)?.value;
    return typeof value === 'string' ? value : '';
  };
  const [name, execution, region] = [text('name'), text('executionName'), text('region')];
  const better = {
    ...(name && !MACHINE_NAME.test(name) ? { name: machineName(name) } : {}),
    ...(execution && !MACHINE_NAME.test(execution) ? { executionName: machineName(execution, '') } : {}),
    ...(region && !REGION.test(region) ? { region: null } : {}),
  };
  return Object.keys(better).length === 0 ? place : new Place({ ...(place.value as object), ...better }, place.path);
}

export function executionOf(place: Place, machineId: string): ReadExecution {
  const number = (name: string): number => place.needed(name).whole(0, 8.64e15);
  const id = place.needed('id').text(100);
  const row: ExecutionRow = {
    id,
    machineId,
    name: place.needed('name').text(200),
    status: place.needed('status').one(STATUSES),
    started: number('started'),
    closed: place.member('closed')?.whole(0, 8.64e15) ?? null,
    transitions: number('transitions'),
    events: number('events'),
    created: number('created'),
  };
  const printed = place.member('printed');
  return {
    row,
    record: {
      id,
      request: request(place.needed('request')),
      journal: place.needed('journal').text(),
      known: number('known'),
      position: number('position'),
      ...kept('printed', printed && prints(printed)),
    },
  };
}

function request(place: Place): StartRequest {
  const text = (name: string): string => place.member(name)?.text() ?? '';
  const names = (name: string): string[] => place.member(name)?.texts(MOST.states) ?? [];
  const optional = (name: 'files' | 'machines'): object => kept(name, place.member(name)?.text());
  return {
    definition: place.needed('definition').text(),
    input: place.needed('input').text(),
    machineName: text('machineName'),
    name: text('name'),
    type: place.needed('type').one(['STANDARD', 'EXPRESS']),
    region: text('region'),
    account: text('account'),
    start: place.needed('start').whole(0, 8.64e15),
    seed: place.needed('seed').whole(0, 0xffffffff),
    mocks: text('mocks'),
    testCase: text('testCase'),
    doubles: text('doubles'),
    asked: names('asked'),
    handlers: names('handlers'),
    latency: place.member('latency')?.text(20) ?? 'typical',
    ...optional('files'),
    ...optional('machines'),
  } as StartRequest;
}

function prints(place: Place): Printed {
  return Object.fromEntries(place.entries(MOST.prints).map(([key, print]) => [key, {
    lines: print.needed('lines').list(MOST.lines).map((line) => ({ level: line.needed('level').text(20), text: line.needed('text').text() })),
    dropped: print.member('dropped')?.whole(0, Number.MAX_SAFE_INTEGER) ?? 0,
  }]));
}
