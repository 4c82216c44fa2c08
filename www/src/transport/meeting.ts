/** Which events meet a breakpoint: loaded when there is one. */

import { type Breakpoint, isOff, type Stop } from '../breakpoints.ts';
import type { EventRow } from '../generated.ts';

/** Events that a breakpoint for failures stops at (`src/session/breakpoints.rs`); a Fail state fails when it is entered. */
const FAILS = /^(?!Execution|MapIteration).*(Failed|TimedOut)$|^FailStateEntered$/;
const BEGINS = /Scheduled$|^(Parallel|Map)StateStarted$/;

/** Finds the breakpoints that an event meets, over rows in their order. Only a run knows what a condition gives: it may be. */
export class Meeting {
  /** Visits of each state, numbered from 1. */
  private readonly visits = new Map<number, Map<number, number>>();
  private begun = new Set<number>();

  private readonly stops: readonly Stop[];

  constructor(stops: readonly Stop[]) {
    this.stops = stops.filter((stop) => !isOff(stop));
  }

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
