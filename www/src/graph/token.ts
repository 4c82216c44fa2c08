import type { RunView, Scene, SceneEdge, SceneNode, TakenEdge } from '../generated.ts';
import type { StatusName } from '../marks.ts';
import { type Look, lookOf } from './look.ts';

/** Where a token stands: on an edge, at a share of its length, or at a place of its own. */
export interface Token {
  key: string;
  path: string | null;
  share: number;
  x: number;
  y: number;
}

/**
 * The position of the run, one token a branch: at the top of a state that works, half-way to one that is about to
 * be entered, at the foot of one that is done while its siblings are not.
 */
export function tokens(scene: Scene, look: Look, run: RunView): Token[] {
  if (!look.running) return [];
  const edges = new Map([...look.taken].filter(([, { last, kind }]) => last && kind !== null).map(([id, taken]) => [taken, scene.edges.find((edge) => edge.id === id)]));
  return run.taken.filter((taken) => taken.last).flatMap((taken) => {
    const hidden = taken.to === null ? undefined : look.inside?.get(taken.to);
    const target = scene.nodes.find((node) => taken.to !== null && node.state === (hidden ?? taken.to));
    if (hidden !== undefined && target) return [tokenIn(target)];
    return target ? [tokenAt(taken, target, edges.get(taken), lookOf(look, target).status)] : [];
  });
}

/** All that goes on in a folded container is one token on its edge. */
const tokenIn = ({ state, x, y, width }: SceneNode): Token => ({ key: `in-${state}`, path: null, share: 1, x: x + width / 2, y });

function tokenAt(taken: TakenEdge, target: SceneNode, edge: SceneEdge | undefined, status: StatusName): Token {
  const key = `${taken.from}-${taken.to}-${taken.kind}${taken.index}-${taken.count}`;
  const middle = target.x + target.width / 2;
  const works = status === 'run' || status === 'wait';
  if (!works && status !== 'none') return { key, path: null, share: 1, x: middle, y: target.y + target.height };
  // The first state of a branch is entered without an edge; of several that may have been taken none is chosen.
  if (!edge) return { key, path: null, share: 1, x: middle, y: target.y };
  return { key, path: edge.path, share: works ? 1 : 0.5, x: edge.tip.x, y: edge.tip.y };
}

const SVG = 'http://www.w3.org/2000/svg';

/** Draws tokens and lets new ones run along their edge. */
export class Tokens {
  private shown = new Map<string, SVGGElement>();

  constructor(private readonly layer: SVGGElement) {}

  /** `millis` is how long a token takes along its edge; 0 puts it at its end. */
  show(list: readonly Token[], millis: number): void {
    const before = this.shown;
    this.shown = new Map();
    for (const token of list) {
      const key = `${token.key}:${token.share}:${token.path !== null}`;
      const kept = before.get(key);
      const group = kept ?? disc();
      this.shown.set(key, group);
      if (kept) continue;
      if (millis > 0 && before.size > 0 && token.path !== null) travel(group, token, millis);
      else place(group, token, token.share);
    }
    this.layer.replaceChildren(...this.shown.values());
  }
}

function disc(): SVGGElement {
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('class', 'token');
  for (const [name, radius] of [['t-out', '9'], ['t-in', '3.4']] as const) {
    const circle = document.createElementNS(SVG, 'circle');
    circle.setAttribute('class', name);
    circle.setAttribute('r', radius);
    group.append(circle);
  }
  return group;
}

function place(group: SVGGElement, token: Token, share: number): void {
  let { x, y } = token;
  if (token.path !== null && share < 1) ({ x, y } = along(token.path, share));
  group.setAttribute('transform', `translate(${x} ${y})`);
}

function along(path: string, share: number): { x: number; y: number } {
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  return line.getPointAtLength(line.getTotalLength() * share);
}

function travel(group: SVGGElement, token: Token, millis: number): void {
  const start = performance.now();
  const frame = (now: number): void => {
    const share = Math.min(1, (now - start) / millis);
    const eased = 1 - (1 - share) ** 3;
    place(group, token, eased * token.share);
    if (share < 1 && group.isConnected) requestAnimationFrame(frame);
  };
  place(group, token, 0.001);
  requestAnimationFrame(frame);
}
