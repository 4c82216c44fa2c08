import type { RunView, Scene, SceneEdge, SceneNode, StatusCount, StepStatus, TakenEdge } from '../generated.ts';
import { type StatusName, statusOf, STATUSES } from '../marks.ts';

/** How a state looks at the position of the run. */
export interface NodeLook {
  status: StatusName;
  /** The same as the engine says it; null before a visit. */
  step: StepStatus | null;
  visits: number;
  retries: number;
  counts: readonly StatusCount[];
  /** Not entered yet, but known to be: the run was stepped back. */
  ahead: boolean;
  /** Its answer was made up. */
  automatic: boolean;
  /** A folded container: the counts are of what is inside. */
  within?: boolean;
}

/** What the run adds to the scene. */
export interface Look {
  nodes: ReadonlyMap<number, NodeLook>;
  /** Taken transitions by scene edge number; one of no `kind` stands at each edge that it may have been. */
  taken: ReadonlyMap<number, TakenEdge>;
  /** The one state that waits for the run's next timer, and how long from now in milliseconds. */
  countdown: { state: number; left: number } | null;
  running: boolean;
  /** States that are not drawn, and the folded container in which each is to be seen. */
  inside?: ReadonlyMap<number, number>;
}

const NOT_STARTED: NodeLook = { status: 'none', step: null, visits: 0, retries: 0, counts: [], ahead: false, automatic: false };

/** The look of a state; the Start and End marks have none of their own. */
export const lookOf = (look: Look, node: SceneNode): NodeLook =>
  (node.state === null ? undefined : look.nodes.get(node.state)) ?? NOT_STARTED;

/** Folds a run into looks for the nodes and edges of a scene. */
export function lookFor(scene: Scene, run: RunView | null, ahead: Iterable<number> = []): Look {
  const nodes = new Map<number, NodeLook>();
  for (const state of run?.states ?? []) {
    nodes.set(state.state, {
      status: statusOf(state.status),
      step: state.status,
      visits: state.visits,
      retries: state.retries,
      counts: state.counts,
      ahead: false,
      automatic: state.automatic,
    });
  }
  for (const state of ahead) {
    if (!nodes.has(state)) nodes.set(state, { ...NOT_STARTED, ahead: true });
  }
  const taken = new Map<number, TakenEdge>();
  for (const transition of run?.taken ?? []) {
    for (const { id } of edgesOf(scene, transition)) {
      if (transition.kind !== null || !taken.has(id)) taken.set(id, transition);
    }
  }
  return { nodes, taken, countdown: countdown(run), running: run?.execution.status === 'RUNNING' };
}

/** The edge of a transition; where nothing tells which of several that join the same ends, each that it may have been. */
const edgesOf = (scene: Scene, { from, to, kind, index }: TakenEdge): readonly SceneEdge[] =>
  (edgesBetween(scene).get(`${from}/${to}`) ?? []).filter((edge) => kind === null || (edge.kind === kind && edge.index === index));

const between = new WeakMap<Scene, Map<string, SceneEdge[]>>();

/** The edges of a scene by their two ends. */
function edgesBetween(scene: Scene): ReadonlyMap<string, SceneEdge[]> {
  const known = between.get(scene);
  if (known) return known;
  const found = new Map<string, SceneEdge[]>();
  between.set(scene, found);
  for (const edge of scene.edges) {
    const key = `${edge.from}/${edge.to}`;
    found.set(key, [...(found.get(key) ?? []), edge]);
  }
  return found;
}

function countdown(run: RunView | null): Look['countdown'] {
  if (!run || run.nextDue === null || run.nextDue <= run.now) return null;
  const waiting = run.states.filter((state) => state.status === 'waiting');
  const only = waiting.length === 1 ? waiting[0] : undefined;
  return only ? { state: only.state, left: run.nextDue - run.now } : null;
}

/** Whether a look counts for an entry of the legend. */
const has = ({ status, retries }: NodeLook, entry: StatusName): boolean => (entry === 'retry' ? retries > 0 : status === entry);

/** The states that an entry of the legend counts. */
export function statesWith(scene: Scene, look: Look, entry: StatusName): Set<number> {
  return new Set(scene.nodes.flatMap((node) => (node.state !== null && has(lookOf(look, node), entry) ? [node.state] : [])));
}

/** How many states of the scene have each status; `retry` counts those with retries, whatever their status. */
export function legendCounts(scene: Scene, look: Look): Map<StatusName, number> {
  const counts = new Map<StatusName, number>(STATUSES.map((status) => [status, 0]));
  const add = (status: StatusName): void => void counts.set(status, (counts.get(status) ?? 0) + 1);
  for (const node of scene.nodes) {
    if (node.state === null) continue;
    const { status, retries } = lookOf(look, node);
    add(status);
    if (retries > 0) add('retry');
  }
  return counts;
}
