import type { Scene } from '../generated.ts';
import { t } from '../i18n.ts';
import { shown, statesAhead } from '../select.ts';
import type { Run, State } from '../state.ts';
import { type Look, lookFor, withVisit } from './look.ts';

/** How the scene looks now. A chosen visit colours its node by itself, not by the latest visit. */
export function lookNow(scene: Scene, state: State): Look {
  const { run } = shown(state);
  const look = lookFor(scene, run?.view ?? null, run ? statesAhead(run) : []);
  const step = run?.step;
  return step && step.entered === state.selection.visit ? withVisit(look, step) : look;
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
