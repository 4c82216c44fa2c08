/** The views of Monitor beside Events. Each is loaded when it is first opened, and has its words in the first load. */

import type { App } from '../app.ts';
import type { Key } from '../i18n.ts';

/** Draws a view into an empty element; the answer stops it. */
export type MountView = (host: HTMLElement, app: App) => () => void;

export interface View {
  /** As `Ui.view` names it. */
  readonly id: string;
  /** Words of its tab. */
  readonly words: Key;
  /** Only there with *All tools*. */
  readonly all: boolean;
  /** The arrow keys go past it without opening it: Enter does. */
  readonly manual: boolean;
  readonly load: () => Promise<{ readonly mount: MountView }>;
}

/** In the order of their tabs. */
export const VIEWS: readonly View[] = [
  { id: 'timeline', words: 'view.timeline', all: false, manual: true, load: () => import('../timeline/panel.ts') },
  { id: 'dataflow', words: 'view.dataflow', all: true, manual: true, load: () => import('../dataflow/panel.ts') },
  { id: 'variables', words: 'view.variables', all: true, manual: false, load: () => import('../variables/panel.ts') },
  { id: 'explain', words: 'view.explain', all: true, manual: false, load: () => import('../explain/panel.ts') },
];
