import type { App } from '../app.ts';
import type { Scene } from '../generated.ts';
import type { State } from '../state.ts';
import type { Drawing } from './draw.ts';
import type { Look } from './look.ts';
import type { Parts } from './skeleton.ts';
import type { Viewport } from './viewport.ts';

/** What the tools of the graph may do with it. */
export interface Desk {
  readonly app: App;
  readonly parts: Parts;
  readonly viewport: Viewport;
  /** The scene, or how it looks, may be another one. */
  redraw(): void;
  /** Brings a state into sight and, where wanted, gives its node the focus. */
  show(state: number, focus: boolean): void;
}

/** Folding, direction, search, outline and map of the graph: loaded when the first graph is drawn. */
export interface Tools {
  /** What is drawn in the place of this scene. */
  scene(state: State, whole: Scene): Scene;
  /** A chosen iteration is shown by itself, and what is hidden adds to the look of what hides it. */
  look(look: Look, whole: Scene, state: State): Look;
  /** Chooses the visit of a state in the chosen iteration, if there is one. */
  pick(state: number): boolean;
  /** The node in which a state is to be seen: itself, or the folded container around it. */
  stand(state: number | null): number | null;
  fold(state: number): void;
  /** Another graph has come: it is shown as it was left. */
  opened(): void;
  /** It has taken the form in which it was left, and is in sight as it was. */
  returned(): boolean;
  /** The user has chosen what is in sight, or that all of it is. */
  left(fitted: boolean): void;
  drawn(drawing: Drawing): void;
  moved(): void;
}
