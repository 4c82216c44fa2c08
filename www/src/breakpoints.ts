/** Where runs stop: the form that the engine reads (`src/session/breakpoints.rs`). */

/** More than a state that is entered. */
export interface Breakpoint {
  /** Name of the state; any without it. */
  readonly state?: string;
  readonly on?: 'enter' | 'exit' | 'fail' | 'retry';
  /** A type of events, instead of `on`. */
  readonly event?: string;
  /** JSONata over `$states` and the variables. */
  readonly condition?: string;
  /** Only this visit of the state, counted from 1. */
  readonly visit?: number;
  readonly off?: boolean;
}

/** A name stands for entering the state. */
export type Stop = string | Breakpoint;

/** Why an entry of a document's list is no breakpoint, which the engine says alike; undefined where it is one. */
export type Refused = 'form' | 'member' | 'state' | 'on' | 'event' | 'visit' | 'condition' | 'off';

export function refused(stop: unknown): Refused | undefined {
  if (typeof stop === 'string') return;
  if (typeof stop !== 'object' || !stop || Array.isArray(stop)) return 'form';
  const { state = '', on, event = 'x', visit = 1, condition = '', off = false, ...others } = stop as Record<string, unknown>;
  if (Object.keys(others).length > 0) return 'member';
  if (typeof condition !== 'string') return 'condition';
  if (typeof state !== 'string') return 'state';
  if (typeof event !== 'string' || !event.trim()) return 'event';
  if (on !== undefined && ('event' in stop || !['enter', 'exit', 'fail', 'retry'].includes(on as string))) return 'on';
  if (!Number.isInteger(visit) || (visit as number) < 1 || (visit as number) > 9999999) return 'visit';
  return typeof off === 'boolean' ? undefined : 'off';
}

/** The state that it is for; an entry that is none is for no state. */
export const stateOf = (stop: Stop): string | undefined => (typeof stop === 'string' ? stop : refused(stop) ? undefined : stop.state);

/** What a breakpoint looks like: one at the entry of a state, at another moment, or one that does not stop each time. */
export type StopLook = 'enter' | 'moment' | 'maybe';

const LOOKS: readonly StopLook[] = ['enter', 'moment', 'maybe'];

/** What is no breakpoint stops nothing either. */
export const isOff = (stop: Stop): boolean => typeof stop !== 'string' && (refused(stop) !== undefined || stop.off === true);

export function lookOfStop(stop: Stop): StopLook {
  if (typeof stop === 'string' || refused(stop)) return 'enter';
  if (stop.condition || stop.visit !== undefined) return 'maybe';
  return stop.event !== undefined || (stop.on ?? 'enter') !== 'enter' ? 'moment' : 'enter';
}

/** States that have one that is not switched off; of several the one that stops most often gives the look. */
export function stopped(stops: readonly Stop[]): Map<string, StopLook> {
  const found = new Map<string, StopLook>();
  for (const stop of stops) {
    const name = stateOf(stop);
    const look = lookOfStop(stop);
    const before = name === undefined ? undefined : found.get(name);
    if (name !== undefined && !isOff(stop) && (!before || LOOKS.indexOf(look) < LOOKS.indexOf(before))) found.set(name, look);
  }
  return found;
}
