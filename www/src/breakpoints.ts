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

/** States that have one that is not switched off. */
export function stopped(stops: readonly Stop[]): Set<string> {
  return new Set(stops.flatMap((stop) => (typeof stop === 'string' || !stop.off ? (stateOf(stop) ?? []) : [])));
}
