/**
 * Everything that a browser keeps, as one file (`.stepglass-workspace.json`): machines in the form of a playground
 * document (`share/format.ts`), each with its executions, which are a row of the list and a journal.
 *
 *     { "v": 1, "kind": "stepglass-workspace",
 *       "machines": [{ "v": 1, "id": "…", "name": "Orderer", "definition": "text", …, "gallery": "orderer",
 *                      "executions": [{ "id": "…", "name": "New_Order", "status": "FAILED", …, "request": {…}, "journal": "text" }] }],
 *       "lessons": ["a lesson's text"] }
 */

import type { StartRequest } from '../generated.ts';
import { playground } from '../share/read.ts';
import { toDocument, toPlayground } from '../share/convert.ts';
import { kept, Place, Refused } from '../share/refused.ts';
import type { Document, ExecutionRow, Printed } from '../state.ts';
import type { JournalRecord, Shelf } from '../workspace.ts';

const KIND = 'stepglass-workspace';
export const ARCHIVE_ENDING = '.stepglass-workspace.json';
const VERSION = 1;
const MOST = { machines: 10_000, executions: 10_000, prints: 10_000, lines: 1000, states: 5000, lessons: 50 };
const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

/** What such a file holds. */
export interface Workspace {
  readonly machines: readonly Archived[];
  /** Texts of the reader's own lessons. */
  readonly lessons: readonly string[];
}

export interface Archived {
  readonly document: Document;
  readonly updated: number;
  readonly executions: readonly { readonly row: ExecutionRow; readonly record: JournalRecord }[];
}

/** In parts, one a machine: together they may be longer than a text can be. */
export async function archive(shelf: Shelf, lessons: readonly string[]): Promise<string[]> {
  const [machines, rows] = await Promise.all([shelf.machines(), shelf.executions()]);
  const parts = [`{"v": ${VERSION}, "kind": "${KIND}", "machines": [`];
  for (const [at, { id, updated, document }] of machines.entries()) {
    const own = rows.filter(({ machineId }) => machineId === id);
    const executions = await Promise.all(own.map(async ({ machineId: _, ...row }) => {
      const record = await shelf.journal(row.id);
      return record ? [{ ...row, ...recordParts(record) }] : [];
    }));
    const { gallery, created, foreign } = document;
    const machine = { ...toPlayground(document), id, gallery, created, updated, ...kept('foreign', foreign), executions: executions.flat() };
    parts.push(`${at > 0 ? ',' : ''}\n${JSON.stringify(machine)}`);
  }
  return [...parts, `\n], "lessons": ${JSON.stringify(lessons)}}\n`];
}

const recordParts = ({ id: _, ...record }: JournalRecord): Omit<JournalRecord, 'id'> => record;

/** Null when it is no such file. */
export function readArchive(text: string): Workspace | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || (value as { kind?: unknown }).kind !== KIND) return null;
  const root = new Place(value, '');
  const version = root.member('v')?.value;
  if (typeof version === 'number' && version > VERSION) throw new Refused('share.newer', { version, known: VERSION });
  const lessons = root.member('lessons')?.texts(MOST.lessons) ?? [];
  return { machines: root.needed('machines').list(MOST.machines).map(machine), lessons };
}

function machine(place: Place): Archived {
  const id = place.needed('id').text(100);
  const time = (name: string): number => place.member(name)?.whole(0, 8.64e15) ?? 0;
  const gallery = place.member('gallery')?.text(200) ?? null;
  const document = toDocument(playground(place), { machineId: id, created: time('created'), gallery });
  // Its handlers were agreed to where it comes from, but not by whoever reads it here.
  return { document, updated: time('updated'), executions: (place.member('executions')?.list(MOST.executions) ?? []).map((each) => execution(each, id)) };
}

function execution(place: Place, machineId: string): Archived['executions'][number] {
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
