/** Questions that a view asks by itself: nothing of their answers is kept in the state. */

import type { InspectActions } from '../actions.ts';
import type { Context } from './context.ts';

export function inspectActions({ store, engine }: Context): InspectActions {
  return {
    testState: (request) => engine.query('testState', { request }),
    latestInput: async (state) =>
      store.state.run ? ((await engine.query('latest', { state }, 'test'))?.input ?? null) : null,
  };
}
