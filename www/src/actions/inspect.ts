/** Questions that a view asks by itself: nothing of their answers is kept in the state. */

import type { InspectActions } from '../actions.ts';
import type { Insight, Insights } from '../protocol.ts';
import type { Context } from './context.ts';

export function inspectActions({ store, engine }: Context): InspectActions {
  return {
    testState: (request) => engine.query('testState', { request }),
    call: ({ execution, effect }) => engine.query('call', { execution, effect }, `${execution}/${effect}`),
    mapRun: (run) => engine.query('mapRun', { run }),
    mapRunChildren: (run, from, count) => engine.query('mapRunChildren', { run, from, count }),
    mapRunChild: (run, index) => engine.query('mapRunChild', { run, index }),
    childEvents: (run, index, from, count) => engine.query('childEvents', { run, index, from, count }),
    writtenFiles: () => engine.query('writtenFiles', {}),
    writtenText: (name) => engine.query('writtenText', { name }, name),
    insight: <K extends keyof Insights>(what: K, ask: Insights[K]['ask']) =>
      engine.query('insight', { what, ...ask } as Insight, what) as Promise<Insights[K]['answer'] | undefined>,
    latestInput: async (state) =>
      store.state.run ? ((await engine.query('latest', { state }, 'test'))?.input ?? null) : null,
  };
}
