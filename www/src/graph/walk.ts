import type { Scene, SceneEdge, SceneNode } from '../generated.ts';

/** What the keyboard can stand on: a node, or an edge that was taken. */
export type Stop = { node: SceneNode } | { edge: SceneEdge };

/** A name for a stop that lasts as long as the scene. */
export const stopId = (stop: Stop): string => ('node' in stop ? nodeId(stop.node) : `edge-${stop.edge.id}`);

/** Start and End carry no number. */
export const nodeId = (node: SceneNode): string => (node.state === null ? `mark-${node.kind}` : `state-${node.state}`);

/** Every stop by its name. */
export function stopOf(scene: Scene, id: string): Stop | undefined {
  const node = scene.nodes.find((each) => nodeId(each) === id);
  if (node) return { node };
  const edge = scene.edges.find((each) => `edge-${each.id}` === id);
  return edge && { edge };
}

/** In a graph from left to right the arrows do what they look like. */
const TURNED: Partial<Record<string, string>> = {
  ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp', ArrowUp: 'ArrowLeft', ArrowDown: 'ArrowRight',
};

/** Arrow keys: down and up follow the edges, left and right go between siblings; Home is the start. */
export function walk(scene: Scene, from: Stop, key: string, taken: (edge: SceneEdge) => boolean): Stop | undefined {
  switch (scene.across ? (TURNED[key] ?? key) : key) {
    case 'ArrowDown':
      return down(scene, from, taken);
    case 'ArrowUp':
      return up(scene, from, taken);
    case 'ArrowLeft':
      return sibling(scene, from, -1, taken);
    case 'ArrowRight':
      return sibling(scene, from, 1, taken);
    case 'Home':
      return node(scene.nodes.find((each) => each.kind === 'start') ?? scene.nodes[0]);
    case 'End':
      return node(scene.nodes.find((each) => each.kind === 'end') ?? scene.nodes.at(-1));
    default:
      return undefined;
  }
}

const node = (found: SceneNode | undefined): Stop | undefined => found && { node: found };

const entered = (scene: Scene, edge: SceneEdge): SceneNode | undefined =>
  scene.nodes.find((each) => (edge.to === null ? each.kind === 'end' : each.state === edge.to));

const left = (scene: Scene, edge: SceneEdge): SceneNode | undefined =>
  scene.nodes.find((each) => (edge.from === null ? each.kind === 'start' : each.state === edge.from));

const leaves = (edge: SceneEdge, from: SceneNode): boolean =>
  from.kind === 'start' ? edge.from === null : from.state !== null && edge.from === from.state;

const enters = (edge: SceneEdge, to: SceneNode): boolean =>
  to.kind === 'end' ? edge.to === null : to.state !== null && edge.to === to.state;

/** First the inside of a container, then the way on; a taken edge is a stop of its own. */
function down(scene: Scene, from: Stop, taken: (edge: SceneEdge) => boolean): Stop | undefined {
  if ('edge' in from) return node(entered(scene, from.edge));
  const inside = from.node.container && heads(scene, from.node)[0];
  if (inside) return { node: inside };
  const out = outgoing(scene, from.node);
  const next = out.find(taken);
  if (next) return { edge: next };
  if (out[0]) return node(entered(scene, out[0]));
  return parentExit(scene, from.node, taken);
}

/** The last state of a branch goes on where its container does. */
function parentExit(scene: Scene, from: SceneNode, taken: (edge: SceneEdge) => boolean): Stop | undefined {
  const parent = from.parent === null ? undefined : scene.nodes.find((each) => each.state === from.parent);
  if (!parent) return undefined;
  const out = outgoing(scene, parent);
  const next = out.find(taken);
  if (next) return { edge: next };
  return out[0] ? node(entered(scene, out[0])) : parentExit(scene, parent, taken);
}

function up(scene: Scene, from: Stop, taken: (edge: SceneEdge) => boolean): Stop | undefined {
  if ('edge' in from) return node(left(scene, from.edge));
  const into = scene.edges.filter((edge) => enters(edge, from.node) && edge.from !== edge.to);
  const last = into.find(taken);
  if (last) return { edge: last };
  if (into[0]) return node(left(scene, into[0]));
  return node(scene.nodes.find((each) => from.node.parent !== null && each.state === from.node.parent));
}

function sibling(scene: Scene, from: Stop, by: number, taken: (edge: SceneEdge) => boolean): Stop | undefined {
  if ('edge' in from) {
    const start = left(scene, from.edge);
    const edges = start ? outgoing(scene, start) : [];
    const edge = edges[edges.indexOf(from.edge) + by];
    if (!edge) return undefined;
    return taken(edge) ? { edge } : node(entered(scene, edge));
  }
  const row = scene.nodes
    .filter((each) => each.parent === from.node.parent && (scene.across ? above(each, from.node) : overlap(each, from.node)))
    .sort((a, b) => (scene.across ? a.y - b.y : a.x - b.x));
  const beside = row[row.indexOf(from.node) + by];
  return beside ? { node: beside } : laneBeside(scene, from.node, by);
}

/** Out of one branch into the next one of the same container. */
function laneBeside(scene: Scene, from: SceneNode, by: number): Stop | undefined {
  const parent = scene.nodes.find((each) => from.parent !== null && each.state === from.parent);
  return parent && node(heads(scene, parent).find((each) => each.branch === from.branch + by));
}

const overlap = (a: SceneNode, b: SceneNode): boolean => a.y < b.y + b.height && b.y < a.y + a.height;
const above = (a: SceneNode, b: SceneNode): boolean => a.x < b.x + b.width && b.x < a.x + a.width;

/** Nodes inside a container that nothing inside leads to, branch by branch. */
const heads = (scene: Scene, container: SceneNode): SceneNode[] =>
  scene.nodes
    .filter((each) => each.parent !== null && each.parent === container.state)
    .sort((a, b) => a.branch - b.branch || (scene.across ? a.x - b.x : a.y - b.y))
    .filter((each, at, all) => all[at - 1]?.branch !== each.branch || at === 0);

/** Edges out of a node from left to right, or downwards. */
const outgoing = (scene: Scene, from: SceneNode): SceneEdge[] =>
  scene.edges.filter((edge) => leaves(edge, from)).sort((a, b) => (scene.across ? a.tip.y - b.tip.y : a.tip.x - b.tip.x));
