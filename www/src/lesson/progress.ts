/** What a learner has done, kept in this browser. */

/** What a check saw: the event it was seen at, and when. */
export interface Seen {
  event: number | null;
  time: number;
}

export interface Progress {
  /** The step that is open, by its id. */
  step: string;
  /** Steps that were opened. */
  visited: string[];
  /** What was done, by `deedKey`. */
  done: Record<string, Seen>;
}

const KEY = 'stepglass-lessons';
/** Where the browser keeps nothing, this visit still does. */
let memory: Record<string, Progress> | null = null;

export const deedKey = (step: string, part: number, item = 0): string => `${step}/${part}.${item}`;

function all(): Record<string, Progress> {
  if (memory) return memory;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    memory = typeof kept === 'object' && kept !== null ? (kept as Record<string, Progress>) : {};
  } catch {
    memory = {};
  }
  return memory;
}

export function progressOf(lesson: string): Progress {
  const kept = all()[lesson];
  return kept && Array.isArray(kept.visited) && typeof kept.done === 'object' && kept.done ? kept : { step: '', visited: [], done: {} };
}

export function keepProgress(lesson: string, progress: Progress): void {
  memory = { ...all(), [lesson]: progress };
  write();
}

export function forgetProgress(lesson: string): void {
  const { [lesson]: _, ...others } = all();
  memory = others;
  write();
}

export function clearProgress(): void {
  memory = {};
  write();
}

function write(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Storage is full or refused: this visit keeps it in memory.
  }
}
