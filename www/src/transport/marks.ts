import type { EventRow } from '../generated.ts';
import type { Run } from '../state.ts';
import type { Meeting } from './meeting.ts';

/** A mark above the scrubber, worst kind first. */
export type MarkKind = 'fail' | 'timeout' | 'abort' | 'breakpoint' | 'maybe' | 'branch';

export interface ScrubMark {
  event: number;
  kind: MarkKind;
  /** How many events stand behind it. */
  count: number;
}

const WORST: readonly MarkKind[] = ['fail', 'timeout', 'abort', 'breakpoint', 'maybe', 'branch'];
/** Marks nearer than this many pixels become one. */
const NEAR = 12;

function kindOf(row: EventRow, stop: 'breakpoint' | 'maybe' | undefined): MarkKind | undefined {
  if (row.mark === 'failed') return 'fail';
  if (row.mark === 'timedOut') return 'timeout';
  if (row.mark === 'aborted') return 'abort';
  if (stop) return stop;
  return row.type === 'ParallelStateStarted' || row.type === 'MapStateStarted' ? 'branch' : undefined;
}

interface Found {
  event: number;
  kind: MarkKind;
}

/** What rows have of themselves: they come by hundreds of chunks, and each is looked at once. */
const own = new WeakMap<readonly EventRow[], readonly Found[]>();

function foundIn(rows: readonly EventRow[], meeting: Meeting | null): readonly Found[] {
  const known = meeting ? undefined : own.get(rows);
  if (known) return known;
  const found = rows.flatMap((row) => {
    const kind = kindOf(row, meeting?.look(row));
    return kind ? [{ event: row.id, kind }] : [];
  });
  if (!meeting) own.set(rows, found);
  return found;
}

function found(run: Run, meeting: Meeting | null): Found[] {
  const chunks = [...run.rows].sort(([a], [b]) => a - b);
  return chunks.flatMap(([, rows]) => foundIn(rows, meeting)).filter(({ event }) => event <= run.view.known);
}

/** Marks of a run on a track `width` pixels long; `meeting` tells where its breakpoints are. */
export function scrubMarks(run: Run, meeting: Meeting | null, width: number): ScrubMark[] {
  const each = width / Math.max(1, run.view.known - 1);
  const out: ScrubMark[] = [];
  for (const { event, kind } of found(run, meeting)) {
    const last = out.at(-1);
    if (last && (event - last.event) * each < NEAR) {
      const worse = WORST.indexOf(kind) < WORST.indexOf(last.kind);
      out[out.length - 1] = { event: worse ? event : last.event, kind: worse ? kind : last.kind, count: last.count + 1 };
    } else {
      out.push({ event, kind, count: 1 });
    }
  }
  return out;
}

/** The next mark after an event, or the one before it. */
export function markFrom(marks: readonly ScrubMark[], event: number, forward: boolean): number | undefined {
  const found = forward ? marks.find((mark) => mark.event > event) : marks.findLast((mark) => mark.event < event);
  return found?.event;
}
