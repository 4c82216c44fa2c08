/**
 * What every panel is given. A panel is one function `mountX(root, app)`; it renders the state into `root`
 * and reports what the user did through `actions`. Panels never talk to each other.
 */

import type { Actions } from './actions.ts';
import type { Action, State } from './state.ts';
import type { Store } from './store.ts';

export interface App {
  readonly store: Store<State, Action>;
  readonly actions: Actions;
}
