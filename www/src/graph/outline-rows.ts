import type { Scene, SceneEdge, SceneNode } from '../generated.ts';
import { t } from '../i18n.ts';
import { edgeLabel } from './names.ts';

/** A state, or a branch of a Parallel. */
export interface OutlineRow {
  id: string;
  level: number;
  node: SceneNode | null;
  branch: number;
  inner: boolean;
  leads: readonly { words: string; to: string }[];
}

/** The graph in reading order: each region from its start on, what is inside a container below it. */
export function rowsOf(scene: Scene): OutlineRow[] {
  const names = new Map(scene.nodes.map((node) => [node.state, node.name]));
  const inside = grouped(scene);
  const leaving = new Map<number, SceneEdge[]>();
  for (const edge of scene.edges) if (edge.from !== null) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  const rows: OutlineRow[] = [];
  // A stack, last first: containers may lie deep in each other.
  const due: { node: SceneNode | null; branch: number; parent: number; level: number }[] = [];
  const push = (parent: number | null, branch: number, level: number): void => {
    const own = inside.get(`${parent}/${branch}`) ?? [];
    for (const node of own.toReversed()) due.push({ node, branch, parent: parent ?? -1, level });
  };
  push(null, 0, 1);
  for (let next = due.pop(); next; next = due.pop()) {
    const { node, branch, parent, level } = next;
    const state = node?.state ?? parent;
    const leads = (node ? leaving.get(state) ?? [] : []).map((edge) => ({ words: edgeLabel(edge), to: edge.to === null ? t('graph.end') : names.get(edge.to) ?? '' }));
    rows.push({
      id: node ? `o${state}` : `o${parent}-${branch}`, level, node, branch,
      inner: node === null || node.container, leads: leads.filter(({ to }) => to !== ''),
    });
    if (node === null) push(parent, branch, level + 1);
    else if (node.kind === 'map' && node.container) push(state, 0, level + 1);
    else if (node.container) {
      for (let at = node.lanes.length - 1; at >= 0; at -= 1) due.push({ node: null, branch: at, parent: state, level: level + 1 });
    }
  }
  return rows;
}

/** Nodes by container and branch, from top to bottom. */
function grouped(scene: Scene): Map<string, SceneNode[]> {
  const found = new Map<string, SceneNode[]>();
  for (const node of scene.nodes) {
    if (node.state === null) continue;
    const key = `${node.parent}/${node.branch}`;
    found.set(key, [...(found.get(key) ?? []), node]);
  }
  for (const group of found.values()) group.sort((a, b) => a.y - b.y || a.x - b.x);
  return found;
}
