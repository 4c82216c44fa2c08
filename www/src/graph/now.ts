import type { Scene } from '../generated.ts';
import { t } from '../i18n.ts';
import { shown, statesAhead } from '../select.ts';
import type { Run, State } from '../state.ts';
import { type Look, lookFor } from './look.ts';

/** How the scene looks now. */
export function lookNow(scene: Scene, state: State): Look {
  const { run } = shown(state);
  return lookFor(scene, run?.view ?? null, run ? statesAhead(run) : []);
}

/** Real milliseconds of a token's way along an edge. */
export function tokenTime({ ui }: State): number {
  if (ui.speed === 'max' || matchMedia('(prefers-reduced-motion: reduce)').matches) return 0;
  return 420 / Math.max(1, ui.speed);
}

/** The state that was entered last of those that are not at their end. */
export function activeState({ view }: Run): number | null {
  const active = view.states.filter(({ status }) => status === 'inProgress' || status === 'waiting');
  return active.at(-1)?.state ?? null;
}

/** Where a graph is first seen from when it does not fit. */
export function startOf(scene: Scene): { x: number; y: number } {
  const start = scene.nodes.find((node) => node.kind === 'start') ?? { ...scene, x: 0, y: 0 };
  return { x: start.x + start.width / 2, y: start.y + start.height / 2 };
}

/** What the whole graph is called. */
export function nameCanvas(canvas: SVGSVGElement, scene: Scene, state: State): void {
  const count = scene.nodes.filter((node) => node.state !== null).length;
  canvas.setAttribute('aria-label', t('graph.label', { name: state.document.name, count }));
  canvas.classList.toggle('ran', shown(state).run !== null);
}

/** What tells one graph from another. */
export interface ShownGraph {
  readonly machine: string;
  readonly names: ReadonlySet<string>;
  readonly across: boolean;
}

export const namesOf = (scene: Scene): Set<string> => new Set(scene.nodes.flatMap((node) => (node.state === null ? [] : [node.name])));

/** The same graph, edited, keeps the user's view; one that shares few states with it (Wait, Done…) is another graph. */
export function sameGraph(before: ShownGraph, { machine, names, across }: ShownGraph): boolean {
  const shared = [...names].filter((name) => before.names.has(name)).length;
  return before.machine === machine && before.across === across && shared * 4 > names.size;
}
