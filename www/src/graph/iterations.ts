/** The iterations of a Map around the selected step: which there are, and how the graph looks in the chosen one. */

import type { App } from '../app.ts';
import type { IterationsView, Scene, TakenEdge } from '../generated.ts';
import { statusOf } from '../marks.ts';
import { shown } from '../select.ts';
import type { Run, State } from '../state.ts';
import type { Look, NodeLook } from './look.ts';
import { withVisit } from './visit.ts';

export class Iterations {
  private asked = '';
  private execution = '';
  private found: IterationsView | null = null;

  constructor(private readonly app: App, private readonly redraw: () => void) {}

  /** What is known of them; asks anew when the step or the position is another, and serves what was until that has come. */
  around(scene: Scene, state: State): IterationsView | null {
    const { run } = shown(state);
    const step = run?.step;
    if (!run || !step || step.state !== state.selection.state || !inMap(scene, step.state)) {
      [this.asked, this.found] = ['', null];
      return null;
    }
    if (run.executionId !== this.execution) this.found = null;
    this.execution = run.executionId;
    this.ask(run, step.entered);
    return this.found;
  }

  private ask({ executionId, view, future }: Run, event: number): void {
    const now = [executionId, future, view.position, view.known, view.now, event].join();
    if (now === this.asked) return;
    this.asked = now;
    const take = (found: IterationsView | null | undefined): void => {
      if (found === undefined || now !== this.asked) return;
      this.found = found;
      this.redraw();
    };
    this.app.actions.inspect.insight('iterations', { event }).then(take, () => take(null));
  }

  /** The latest visit of a state in the chosen iteration. */
  visitOf(state: number): number | undefined {
    const { found } = this;
    return found?.visits[found.states.findIndex((each) => each.state === state)];
  }
}

/** In the outermost Map around the step only the chosen iterations are shown, and of the step's state the chosen visit. */
export function narrowed(look: Look, scene: Scene, found: IterationsView | null, { selection, run }: State): Look {
  const step = run?.step;
  const own = (narrow: Look): Look => (step && step.entered === selection.visit ? withVisit(narrow, step) : narrow);
  if (!found || found.within === null) return own(look);
  const inside = insideOf(scene, found.within);
  const nodes = new Map([...look.nodes].filter(([state, { ahead }]) => ahead || !inside.has(state)));
  for (const { state, status, visits, retries, counts, automatic } of found.states) {
    nodes.set(state, { status: statusOf(status), step: status, visits, retries, counts, ahead: false, automatic } satisfies NodeLook);
  }
  const taken = new Map([...look.taken].flatMap(([id, edge]): [number, TakenEdge][] => {
    if (!inside.has(edge.from ?? edge.to ?? -1)) return [[id, edge]];
    const here = found.taken.find(({ from, to, kind, index }) => from === edge.from && to === edge.to && kind === edge.kind && index === edge.index);
    return here ? [[id, { ...edge, count: here.count, event: here.event, last: edge.last && edge.event === here.event }]] : [];
  }));
  return own({ ...look, nodes, taken });
}

/** Whether a state is an inline Map, or in one. */
const inMap = (scene: Scene, state: number): boolean =>
  scene.nodes.some((node) => node.kind === 'map' && (node.state === state || (node.state !== null && insideOf(scene, node.state).has(state))));

const known = new WeakMap<Scene, Map<number, ReadonlySet<number>>>();

/** The states inside of a container, at any depth. */
function insideOf(scene: Scene, container: number): ReadonlySet<number> {
  const sets = known.get(scene) ?? new Map<number, ReadonlySet<number>>();
  known.set(scene, sets);
  const before = sets.get(container);
  if (before) return before;
  const inside = new Set<number>();
  for (let size = -1; size !== inside.size;) {
    size = inside.size;
    for (const { state, parent } of scene.nodes) {
      if (state !== null && parent !== null && (parent === container || inside.has(parent))) inside.add(state);
    }
  }
  sets.set(container, inside);
  return inside;
}
