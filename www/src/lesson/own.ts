/** Lessons that the reader opened from files: kept in this browser until they are removed. */

import { readLesson } from './format.mjs';
import type { Lesson } from './model.ts';
import { ownId } from './own-id.mjs';
import { forgetProgress } from './progress.ts';

interface Kept {
  /** Progress and machines are kept by the id, here and wherever the same text is opened. */
  lessons: { id: string; text: string }[];
}

const KEY = 'stepglass-own-lessons';
/** So many are kept, of at most this length. */
const MOST = 50;
const LONGEST = 200_000;

/** Where the browser keeps nothing, this visit still does. */
let memory: Kept | null = null;
const read = new Map<string, Lesson>();

/** As the browser has them, whatever another tab did meanwhile. */
function kept(): Kept {
  try {
    const { lessons } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    const good = (lessons ?? []).filter(({ id, text }) => typeof id === 'string' && typeof text === 'string');
    memory = unwritten ? memory : { lessons: good };
  } catch {
    // What was read before stays.
  }
  return (memory ??= { lessons: [] });
}

/** The last change could not be stored: then only this visit has it. */
let unwritten = false;

function write(change: Kept): void {
  memory = change;
  try {
    localStorage.setItem(KEY, JSON.stringify(change));
    unwritten = false;
  } catch {
    unwritten = true;
  }
}

export function ownLesson(id: string): Lesson | undefined {
  const found = kept().lessons.find((lesson) => lesson.id === id);
  if (!found) return undefined;
  let lesson = read.get(found.text);
  if (!lesson) read.set(found.text, (lesson = readLesson(found.text)));
  return lesson;
}

/** Oldest first. */
export const ownLessons = (): [string, Lesson][] => kept().lessons.flatMap(({ id }) => {
  const lesson = ownLesson(id);
  return lesson && lesson.faults.length === 0 ? [[id, lesson]] : [];
});

export const ownTexts = (): string[] => kept().lessons.map(({ text }) => text);

/** Takes a lesson's text; its id, and whether it is new. The same text is the same lesson. */
export function addOwn(text: string): { id: string; isNew: boolean } {
  const { lessons } = kept();
  const same = lessons.find((lesson) => lesson.text === text);
  if (same) return { id: same.id, isNew: false };
  const id = ownId(text);
  write({ lessons: [...lessons, { id, text }].slice(-MOST) });
  return { id, isNew: true };
}

/** Of lessons from elsewhere: how many were new. What is no lesson is left out. */
export function importOwn(texts: readonly string[]): number {
  const good = texts.filter((text) => text.length <= LONGEST && readLesson(text).faults.length === 0);
  return good.filter((text) => addOwn(text).isNew).length;
}

/** With what was done of it. */
export function removeOwn(id: string): void {
  const { lessons } = kept();
  write({ lessons: lessons.filter((lesson) => lesson.id !== id) });
  forgetProgress(id);
}

export function clearOwn(): void {
  for (const { id } of kept().lessons) removeOwn(id);
}
