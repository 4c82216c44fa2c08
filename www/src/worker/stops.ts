/** Where the desk's session stops: breakpoints, and the state that the run goes to. */

import type { Stop } from '../breakpoints.ts';
import { wholeBuild } from './builds.ts';
import type { Desk } from './desk.ts';

export class Stops {
  list: readonly Stop[] = [];
  target: string | undefined;

  constructor(private readonly desk: Desk) {}

  /** Conditions are for the whole build: the session moves there. */
  async ready(stops: readonly Stop[]): Promise<void> {
    if (stops.some((stop) => typeof stop !== 'string' && stop?.condition)) (await import('./move.ts')).move(this.desk, await wholeBuild());
  }

  set(stops: readonly Stop[]): void {
    this.list = stops;
    this.desk.session?.breakpoints(JSON.stringify(stops));
  }

  goTo(state: string | undefined): void {
    this.target = state;
    this.desk.session?.goTo(state);
  }
}
