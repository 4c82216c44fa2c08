/** Questions that a view asks by itself: nothing of their answers is kept in the state. */

import type { InspectActions } from '../actions.ts';
import type { Comparing, Comparisons, Insight, Insights } from '../protocol.ts';
import { readable } from './checks.ts';
import type { Context } from './context.ts';

export function inspectActions(context: Context): InspectActions {
  const { store, engine } = context;
  return {
    scene: (text, folded, across) => engine.query('scene', { text, folded, across }),
    testState: (request) => engine.query('testState', { request }),
    suggestInput: (definition, input, slot) => engine.query('suggestInput', { definition, input }, slot),
    mocks: (request) => engine.query('mocks', { request }, request.slice(0, 24)),
    simulate: (request) => engine.query('simulate', { request }),
    mockProblems(text) {
      const { definition, name } = store.state.document;
      return engine.query('mockProblems', { text, definition, machine: name }).then((found) => found?.map(readable));
    },
    doublesProblems: (text) => engine.query('doublesProblems', { text }).then((found) => found?.map(readable)),
    readRecorded: (texts) => engine.query('readRecorded', { texts: [...texts] }),
    given: (entered) => engine.query('given', { entered }),
    doubles: () => engine.query('doubles', {}),
    steps: (from, count, folded, reached) => engine.query('steps', { from, count, folded, reached }, String(from)),
    stepIndex: (folded, reached, entered, state) => engine.query('stepIndex', { folded, reached, entered, state }),
    call: ({ execution, effect }) => engine.query('call', { execution, effect }, `${execution}/${effect}`),
    mapRun: (run) => engine.query('mapRun', { run }),
    mapRunChildren: (run, from, count) => engine.query('mapRunChildren', { run, from, count }),
    mapRunChild: (run, index) => engine.query('mapRunChild', { run, index }),
    childEvents: (run, index, from, count) => engine.query('childEvents', { run, index, from, count }),
    nested: (index) => engine.query('nested', { index }),
    nestedRows: (places) => engine.query('nestedRows', { places }),
    nestedEvents: (index, from, count) => engine.query('nestedEvents', { index, from, count }),
    writtenFiles: () => engine.query('writtenFiles', {}),
    writtenText: (name) => engine.query('writtenText', { name }, name),
    compare: async (a, b, made) => (await import('./compare.ts')).compareRuns(context, a, b, made),
    compared: <K extends 'visits' | 'events'>(what: K, ask: Comparisons[K]['ask']) =>
      engine.query('compare', { what, ...ask } as Comparing, `${what}/${ask.a}/${ask.b}`) as Promise<Comparisons[K]['answer'] | undefined>,
    latest: async (state) => (store.state.run ? engine.query('latest', { state }, 'view') : null),
    insight: <K extends keyof Insights>(what: K, ask: Insights[K]['ask']) =>
      engine.query('insight', { what, ...ask } as Insight, what === 'reason' ? JSON.stringify(ask) : what) as Promise<Insights[K]['answer'] | undefined>,
  };
}
