/** Which part of a large graph is drawn: a page with all of it would stand still. */

import type { Scene, SceneEdge } from '../generated.ts';
import type { Box } from './viewport.ts';

/** Graphs up to this size are drawn whole. */
const WHOLE = 120;
/** What is drawn beyond each side of what is in sight, as a share of it: so far one pans without a new drawing. */
const BEYOND = 0.4;

/** The part to draw around what is in sight; null for all of it. */
export function windowOf(scene: Scene, { x, y, width, height }: Box): Box | null {
  if (scene.nodes.length <= WHOLE) return null;
  return { x: x - width * BEYOND, y: y - height * BEYOND, width: width * (1 + 2 * BEYOND), height: height * (1 + 2 * BEYOND) };
}

export const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether a new drawing is due: something in sight is not drawn, or far more than that is. */
export function outgrown(window: Box, seen: Box): boolean {
  const inside = window.x <= seen.x && window.y <= seen.y && seen.x + seen.width <= window.x + window.width
    && seen.y + seen.height <= window.y + window.height;
  return !inside || window.width > seen.width * (1 + 2 * BEYOND) * 2;
}

const boxes = new WeakMap<SceneEdge, Box>();

/** All of an edge, with its label. */
export function edgeBox(edge: SceneEdge): Box {
  const known = boxes.get(edge);
  if (known) return known;
  const numbers = edge.path.split(/[MLC ]+/).filter(Boolean).map(Number);
  const xs = numbers.filter((_, at) => at % 2 === 0);
  const ys = numbers.filter((_, at) => at % 2 === 1);
  const { label } = edge;
  if (label) {
    xs.push(label.x, label.x + label.width);
    ys.push(label.y, label.y + label.height);
  }
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const box = { x: x - 1, y: y - 1, width: Math.max(...xs) - x + 2, height: Math.max(...ys) - y + 2 };
  boxes.set(edge, box);
  return box;
}
