/** Reads the file of `archive.ts`: what is wrong in it is left out and named, and the rest comes in. */

import { Place, Refused } from '../share/refused.ts';
import { executionOf, KIND, machineOf, MOST_LESSONS, VERSION, type Bad, type ReadExecution, type ReadMachine } from './archive.ts';

/** A machine, an execution of the machine before it, texts of the reader's own lessons, or what cannot be read. */
export type Item =
  | { readonly machine: ReadMachine }
  | { readonly execution: ReadExecution }
  | { readonly lessons: readonly string[] }
  | { readonly bad: Bad };

/** Bytes at the start of a file that tell what it is. */
const LOOKED_AT = 200;
/** Characters of a line, at most: a longer one could not be a text. */
const LONGEST = 256 * 1024 * 1024;
/** How the last line begins, when it is not the bare end of an older version. */
const LESSONS = '], "lessons": ';
const FIRST = /^\uFEFF?\{"v": (\d+), "kind": "stepglass-workspace", "machines": \[$/;

/** Whether a file has the lines that `archive` writes. */
export async function hasLines(file: Blob): Promise<boolean> {
  const [first = ''] = (await file.slice(0, LOOKED_AT).text()).split(/\r?\n/);
  return FIRST.test(first);
}

/** One machine or execution after the other, whatever the size of the file; `progress` hears how many bytes are read. */
export async function* readLines(file: Blob, progress: (bytes: number) => void): AsyncGenerator<Item> {
  const reader = new LineReader();
  for await (const line of lines(file, progress)) yield* reader.take(line);
  if (!reader.whole) yield { bad: { name: '', why: new Refused('keep.cutOff') } };
}

/** Of a file in another layout; null when it is no such file. */
export function readWhole(text: string): Iterable<Item> | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || (value as { kind?: unknown }).kind !== KIND) return null;
  const root = new Place(value, '');
  known(root.member('v')?.value);
  return wholeMachines(root.needed('machines').list(Infinity), root.member('lessons'));
}

function known(version: unknown): void {
  if (typeof version === 'number' && version > VERSION) throw new Refused('share.newer', { version, known: VERSION });
}

function* wholeMachines(places: readonly Place[], lessons: Place | undefined): Generator<Item> {
  for (const place of places) yield* wholeMachine(place);
  if (lessons) yield ownLessons(lessons);
}

function ownLessons(place: Place): Item {
  const read = attempt(place, () => place.texts(MOST_LESSONS));
  return 'bad' in read ? read : { lessons: read.done };
}

function* wholeMachine(place: Place): Generator<Item> {
  const read = attempt(place, () => machineOf(place));
  if ('bad' in read) return yield read;
  yield { machine: read.done };
  const list = attempt(place, () => place.member('executions')?.list(Infinity) ?? []);
  if ('bad' in list) return yield list;
  for (const each of list.done) yield execution(each, read.done);
}

function execution(place: Place, { document }: ReadMachine): Item {
  const read = attempt(place, () => executionOf(place, document.machineId), document.name);
  return 'bad' in read ? read : { execution: read.done };
}

/** Nothing of an archive may keep the rest of it out. */
function attempt<T>(place: Place, read: () => T, of = ''): { done: T } | { bad: Bad } {
  try {
    return { done: read() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { name } = (typeof place.value === 'object' ? place.value : null) as { name?: unknown } ?? {};
    const own = typeof name === 'string' ? name.slice(0, 80) : '';
    return { bad: { name: [of, own].filter(Boolean).join(' · '), why: error } };
  }
}

/** Goes through the lines: a machine, then what is in its list, then the next. */
class LineReader {
  /** Whether the end was there. */
  whole = false;
  private begun = false;
  private machines = -1;
  private executions = 0;
  /** The machine whose list is open; null for one that could not be read. */
  private open: ReadMachine | null = null;
  private inside = false;

  *take(line: string | null): Generator<Item> {
    const text = line?.trim().replace(/,$/, '') ?? null;
    if (!this.begun) {
      this.begun = true;
      known(Number(FIRST.exec(text ?? '')?.[1]));
    } else if (text === ']}') {
      this.whole = !this.inside;
      this.inside = false;
    } else if (!this.inside && text?.startsWith(LESSONS)) {
      this.whole = true;
      const place = placed(`{"lessons": ${text.slice(LESSONS.length)}`, '');
      if (!(place instanceof Place)) return yield place;
      const lessons = place.member('lessons');
      if (lessons) yield ownLessons(lessons);
    } else if (text !== '') yield* this.inside ? this.executionOf(text) : this.machineOf(text);
  }

  private *machineOf(text: string | null): Generator<Item> {
    this.machines += 1;
    this.executions = 0;
    this.inside = text?.endsWith('"executions":[') === true;
    this.open = null;
    const place = placed(this.inside && text !== null ? `${text}]}` : text, `machines[${this.machines}]`);
    if (!(place instanceof Place)) return yield place;
    for (const item of wholeMachine(place)) {
      if ('machine' in item) this.open = item.machine;
      yield item;
    }
  }

  private *executionOf(text: string | null): Generator<Item> {
    const path = `machines[${this.machines}].executions[${this.executions}]`;
    this.executions += 1;
    // Those of a machine that could not be read have no place.
    if (!this.open) return;
    const place = placed(text, path);
    yield place instanceof Place ? execution(place, this.open) : place;
  }
}

function placed(text: string | null, path: string): Place | { bad: Bad } {
  try {
    if (text !== null) return new Place(JSON.parse(text), path);
  } catch {
    // Said below.
  }
  return { bad: { name: path, why: new Refused('share.notJson') } };
}

/** The lines of a file; null for one that is longer than a text can be. */
async function* lines(file: Blob, progress: (bytes: number) => void): AsyncGenerator<string | null> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  let bytes = 0;
  const line = (): string | null => {
    const whole = length > LONGEST ? null : parts.join('');
    parts = [];
    length = 0;
    return whole;
  };
  const hold = (text: string): void => {
    length += text.length;
    if (length > LONGEST) parts = [];
    else parts.push(text);
  };
  for (;;) {
    const { done, value } = await reader.read();
    const pieces = (done ? decoder.decode() : decoder.decode(value, { stream: true })).split('\n');
    bytes += value?.length ?? 0;
    progress(bytes);
    for (const [at, piece] of pieces.entries()) {
      if (at > 0) yield line();
      hold(piece);
    }
    if (done) return yield line();
  }
}
