/** Questions that a view asks by itself: nothing of their answers is kept in the state. */

import type { InspectActions } from '../actions.ts';
import type { Context } from './context.ts';

export function inspectActions({ store, engine }: Context): InspectActions {
  return {
    testState: (request) => engine.query('testState', { request }),
    steps: (from, count, folded, reached) => engine.query('steps', { from, count, folded, reached }, String(from)),
    stepIndex: (folded, reached, entered, state) => engine.query('stepIndex', { folded, reached, entered, state }),
    call: ({ execution, effect }) => engine.query('call', { execution, effect }, `${execution}/${effect}`),
    mapRun: (run) => engine.query('mapRun', { run }),
    mapRunChildren: (run, from, count) => engine.query('mapRunChildren', { run, from, count }),
    mapRunChild: (run, index) => engine.query('mapRunChild', { run, index }),
    childEvents: (run, index, from, count) => engine.query('childEvents', { run, index, from, count }),
    writtenFiles: () => engine.query('writtenFiles', {}),
    writtenText: (name) => engine.query('writtenText', { name }, name),
    latestInput: async (state) =>
      store.state.run ? ((await engine.query('latest', { state }, 'test'))?.input ?? null) : null,
  };
}
