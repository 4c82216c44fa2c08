/** How a run at a speed other than `max` follows virtual time. */

import type { RunView } from '../generated.ts';
import type { Speed } from '../protocol.ts';

/** Shortest rest after an event at speed 1, so that the eye can follow events of the same instant. */
const BEAT_MS = 90;
/** Longest rest at speed 1: a Wait of a day must not hold anybody up. */
const LONGEST_MS = 4000;

export class Pace {
  private position: number;
  private now: number;
  /** The wait before the latest micro-step was announced and has been rested. */
  private announced = false;

  constructor(
    public speed: Speed,
    view: RunView,
  ) {
    this.position = view.position;
    this.now = view.now;
  }

  /**
   * Real milliseconds to rest after a micro-step: the virtual time up to the next one where it is known (timers),
   * else the time that the step has skipped (answers of tasks), within bounds.
   */
  rest(view: RunView): number {
    const moved = view.position !== this.position;
    const skipped = this.announced ? 0 : view.now - this.now;
    this.position = view.position;
    this.now = view.now;
    this.announced = view.nextDue !== null;
    if (this.speed === 'max') return 0;
    const ahead = Math.max(0, view.nextDue === null ? skipped : view.nextDue - view.now);
    return Math.min(Math.max(ahead, moved ? BEAT_MS : 0), LONGEST_MS) / this.speed;
  }
}

/** Longest slice of a run, milliseconds of the worker's time. */
const SLICE_MS = 8;

/** Micro-steps for the next slice, after so many took so long. */
export function fit(steps: number, took: number): number {
  if (took < SLICE_MS / 2) return Math.min(steps * 2, 1 << 16);
  return took > SLICE_MS ? Math.max(1, steps >> 1) : steps;
}
