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

export const stateOf = (stop: Stop): string | undefined => (typeof stop === 'string' ? stop : stop.state);

/** What a breakpoint looks like: one at the entry of a state, at another moment, or one that does not stop each time. */
export type StopLook = 'enter' | 'moment' | 'maybe';

const LOOKS: readonly StopLook[] = ['enter', 'moment', 'maybe'];

export const isOff = (stop: Stop): boolean => typeof stop !== 'string' && stop.off === true;

export function lookOfStop(stop: Stop): StopLook {
  if (typeof stop === 'string') return 'enter';
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
