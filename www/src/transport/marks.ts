import type { EventRow } from '../generated.ts';
import { rowAt } from '../select.ts';
import type { Run } from '../state.ts';

/** A mark above the scrubber, worst kind first. */
export type MarkKind = 'fail' | 'timeout' | 'abort' | 'breakpoint' | 'branch';

export interface ScrubMark {
  event: number;
  kind: MarkKind;
  /** How many events stand behind it. */
  count: number;
}

const WORST: readonly MarkKind[] = ['fail', 'timeout', 'abort', 'breakpoint', 'branch'];
/** Marks nearer than this many pixels become one. */
const NEAR = 12;

function kindOf(row: EventRow, breakpoints: ReadonlySet<string>): MarkKind | undefined {
  if (row.mark === 'failed') return 'fail';
  if (row.mark === 'timedOut') return 'timeout';
  if (row.mark === 'aborted') return 'abort';
  if (row.name !== null && row.id === row.visit && breakpoints.has(row.name)) return 'breakpoint';
  return row.type === 'ParallelStateStarted' || row.type === 'MapStateStarted' ? 'branch' : undefined;
}

/** Marks of a run on a track `width` pixels long. */
export function scrubMarks(run: Run, breakpoints: ReadonlySet<string>, width: number): ScrubMark[] {
  const { known } = run.view;
  const each = width / Math.max(1, known - 1);
  const out: ScrubMark[] = [];
  for (let id = 1; id <= known; id += 1) {
    const row = rowAt(run, id);
    const kind = row && kindOf(row, breakpoints);
    if (!kind) continue;
    const last = out.at(-1);
    if (last && (id - last.event) * each < NEAR) {
      const worse = WORST.indexOf(kind) < WORST.indexOf(last.kind);
      out[out.length - 1] = { event: worse ? id : last.event, kind: worse ? kind : last.kind, count: last.count + 1 };
    } else {
      out.push({ event: id, kind, count: 1 });
    }
  }
  return out;
}

/** The next mark after an event, or the one before it. */
export function markFrom(marks: readonly ScrubMark[], event: number, forward: boolean): number | undefined {
  const found = forward ? marks.find((mark) => mark.event > event) : marks.findLast((mark) => mark.event < event);
  return found?.event;
}
