/** A run that was recorded elsewhere: it answers what a session is asked, and nothing changes it. Only the whole build has it. */

import type { RunView } from '../generated.ts';
import type { Insight } from '../protocol.ts';
import type { Session } from '../pkg/stepglass.js';
import { originOf, type Origin } from '../recorded/origin.ts';
import type { Whole } from './builds.ts';

type Recording = InstanceType<Whole['Recording']>;

export function openRecorded(journal: string, { Recording }: Whole): Session {
  const { recorded } = JSON.parse(journal) as { recorded: string[] };
  // It has the part of a session that the desk and its queries use; only the type checker cannot know it.
  return new Recorded(new Recording(recorded), journal, originOf(recorded)) as unknown as Session;
}

/** Whether the desk has a recorded run. */
export const isRecorded = (session: unknown): session is Recorded => session instanceof Recorded;

class Recorded {
  constructor(private readonly own: Recording, private readonly text: string, private readonly origin: Origin) {}

  free = (): void => this.own.free();
  view = (): RunView => this.told(this.own.view());
  run = (events: number): RunView => this.told(this.own.run(events));
  step = (kind: string): RunView => this.told(this.own.step(kind));
  seek = (event: number): RunView => this.told(this.own.seek(event));
  restart = (): RunView => this.told(this.own.restart());
  breakpoints = (stops: string): void => this.own.breakpoints(stops);
  goTo = (state: string | undefined): void => this.own.goTo(state);
  events = (from: number, count: number): unknown => this.own.events(from, count);
  steps = (from: number, most: number, folded: Uint32Array, reached: boolean): unknown => this.own.steps(from, most, folded, reached);
  stepIndex = (folded: Uint32Array, reached: boolean, entered: number | null, state: number): number | undefined =>
    this.own.stepIndex(folded, reached, entered, state);
  event = (id: number): string | undefined => this.own.event(id);
  history = (): string => this.own.history();
  visit = (entered: number): unknown => this.own.visit(entered);
  latest = (state: number): unknown => this.own.latest(state);
  /** What it is opened from again. */
  journal = (): string => this.text;

  /** With where it comes from. */
  private told(view: RunView): RunView {
    return view.recorded ? { ...view, recorded: { ...view.recorded, origin: this.origin } as RunView['recorded'] } : view;
  }

  /** What would change it leaves it as it is. */
  stop = this.view;
  redrive = this.view;
  reply = this.view;
  updateMapRun = this.view;
  change = (): undefined => undefined;

  /** What only the simulator knows. */
  given = (): string => '[]';
  doubles = (): string => '{}';
  call = (): undefined => undefined;
  mapRun = this.call;
  mapRunChildren = (): unknown[] => [];
  mapRunChild = this.call;
  childEvents = this.mapRunChildren;
  nested = this.call;
  nestedRows = this.mapRunChildren;
  nestedEvents = this.mapRunChildren;
  writtenFiles = this.mapRunChildren;
  writtenText = this.call;

  insight(ask: Insight): unknown {
    switch (ask.what) {
      case 'flow':
        return this.own.flow(ask.event) ?? null;
      case 'explain':
        return this.own.explain(ask.event) ?? null;
      case 'explainRun':
        return this.own.explainRun();
      case 'reason':
        return this.own.reason(ask.event) ?? null;
      case 'variables':
        return this.own.variables(ask.event) ?? null;
      case 'iterations':
        return this.own.iterations(ask.event) ?? null;
      case 'watched':
        return [];
      default:
        return null;
    }
  }
}
