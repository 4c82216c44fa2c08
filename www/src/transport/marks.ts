import { type Breakpoint, isOff, type Stop } from '../breakpoints.ts';
import type { EventRow } from '../generated.ts';
import type { Run } from '../state.ts';

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

/** Events that a breakpoint for failures stops at (`src/session/breakpoints.rs`); a Fail state fails when it is entered. */
const FAILS = /^(?!Execution|MapIteration).*(Failed|TimedOut)$|^FailStateEntered$/;
const BEGINS = /Scheduled$|^(Parallel|Map)StateStarted$/;

/** Finds the breakpoints that an event meets, over rows in their order. Only a run knows what a condition gives: it may be. */
class Meeting {
  /** Visits of each state, numbered from 1. */
  private readonly visits = new Map<number, Map<number, number>>();
  private begun = new Set<number>();

  constructor(private readonly stops: readonly Stop[]) {}

  look(row: EventRow): 'breakpoint' | 'maybe' | undefined {
    const { visit, type } = row;
    if (type === 'ExecutionRedriven') this.begun = new Set();
    const number = this.numberOf(row);
    const again = visit !== null && BEGINS.test(type) && this.begun.has(visit);
    if (visit !== null && BEGINS.test(type)) this.begun.add(visit);
    const met = this.stops.filter((stop) => meets(stop, row, again, number));
    return met.length === 0 ? undefined : met.every((stop) => typeof stop !== 'string' && stop.condition) ? 'maybe' : 'breakpoint';
  }

  private numberOf({ id, state, visit }: EventRow): number {
    if (state === null) return 1;
    let visits = this.visits.get(state);
    if (!visits) this.visits.set(state, (visits = new Map()));
    if (id === visit) visits.set(id, visits.size + 1);
    return visits.get(visit ?? 0) ?? visits.size + 1;
  }
}

function meets(stop: Stop, row: EventRow, again: boolean, number: number): boolean {
  const { state = row.name, on = 'enter', event, visit } = typeof stop === 'string' ? { state: stop } as Breakpoint : stop;
  if (state !== row.name || (visit !== undefined && (row.visit === null || visit !== number))) return false;
  if (event !== undefined) return row.type === event;
  switch (on) {
    case 'enter': return row.id === row.visit;
    case 'exit': return row.type.endsWith('StateExited');
    case 'fail': return FAILS.test(row.type);
    case 'retry': return again;
  }
}

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

function found(run: Run, breakpoints: readonly Stop[]): Found[] {
  const stops = breakpoints.filter((stop) => !isOff(stop));
  const meeting = stops.length > 0 ? new Meeting(stops) : null;
  const chunks = [...run.rows].sort(([a], [b]) => a - b);
  return chunks.flatMap(([, rows]) => foundIn(rows, meeting)).filter(({ event }) => event <= run.view.known);
}

/** Marks of a run on a track `width` pixels long. */
export function scrubMarks(run: Run, breakpoints: readonly Stop[], width: number): ScrubMark[] {
  const each = width / Math.max(1, run.view.known - 1);
  const out: ScrubMark[] = [];
  for (const { event, kind } of found(run, breakpoints)) {
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
