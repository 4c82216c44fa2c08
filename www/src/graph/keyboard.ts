import { invoke } from '../commands.ts';
import type { Scene, SceneEdge } from '../generated.ts';
import { type Stop, stopOf, walk } from './walk.ts';

/** What keys do in the graph. */
export interface GraphKeys {
  taken(edge: SceneEdge): boolean;
  open(edge: SceneEdge): void;
  select(state: number): void;
  fold(state: number): void;
  go(stop: Stop): void;
}

/** Arrows walk; Enter and space choose, Enter opens the step panel too; Shift Enter folds. */
export function graphKey(event: KeyboardEvent, scene: Scene | null, current: string, does: GraphKeys): void {
  const here = scene && stopOf(scene, current);
  if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    event.stopPropagation();
    if ('edge' in here) return does.open(here.edge);
    const { state } = here.node;
    if (state === null) return;
    if (event.key === 'Enter' && event.shiftKey) return does.fold(state);
    does.select(state);
    if (event.key === 'Enter') invoke('openStep');
    return;
  }
  const next = walk(scene, here, event.key, does.taken);
  if (!next) return;
  event.preventDefault();
  does.go(next);
}
