import { type Breakpoint, isOff, type Stop } from '../breakpoints.ts';
import type { EventRow } from '../generated.ts';
import { rowAt } from '../select.ts';
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
  private readonly visits = new Map<number, number[]>();
  private begun = new Set<number>();

  constructor(private readonly stops: readonly Stop[]) {}

  look(row: EventRow): 'breakpoint' | 'maybe' | undefined {
    const { state, visit, type } = row;
    if (type === 'ExecutionRedriven') this.begun = new Set();
    const visits = (state !== null && this.visits.get(state)) || [];
    if (state !== null && row.id === visit) this.visits.set(state, [...visits, row.id]);
    const again = visit !== null && BEGINS.test(type) && this.begun.has(visit);
    if (visit !== null && BEGINS.test(type)) this.begun.add(visit);
    const number = visits.indexOf(visit ?? 0) + 1 || visits.length + 1;
    const met = this.stops.filter((stop) => !isOff(stop) && meets(stop, row, again, number));
    return met.length === 0 ? undefined : met.every((stop) => typeof stop !== 'string' && stop.condition) ? 'maybe' : 'breakpoint';
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

/** Marks of a run on a track `width` pixels long. */
export function scrubMarks(run: Run, breakpoints: readonly Stop[], width: number): ScrubMark[] {
  const meeting = new Meeting(breakpoints);
  const { known } = run.view;
  const each = width / Math.max(1, known - 1);
  const out: ScrubMark[] = [];
  for (let id = 1; id <= known; id += 1) {
    const row = rowAt(run, id);
    const kind = row && kindOf(row, meeting.look(row));
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
