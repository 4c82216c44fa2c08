/** The journals of two executions, for their comparison. */

import type { CompareView, StartRequest } from '../generated.ts';
import type { JournalRecord } from '../workspace.ts';
import type { Context } from './context.ts';

export interface Compared {
  readonly view: CompareView;
  /** What each was started with. */
  readonly requests: readonly [StartRequest, StartRequest];
}

export async function compareRuns(context: Context, a: string, b: string, made: boolean): Promise<Compared | null | undefined> {
  const [first, second] = await Promise.all([recordOf(context, a), recordOf(context, b)]);
  if (!first || !second) return null;
  const view = await context.engine.query('compare', { what: 'open', a: first, b: second, made }, 'open');
  return view === undefined ? undefined : { view: view as CompareView, requests: [first.request, second.request] };
}

/** The run on the desk may be further than what is kept of it. */
async function recordOf({ store, engine, shelf }: Context, id: string): Promise<Pick<JournalRecord, 'journal' | 'known' | 'position' | 'request'> | undefined> {
  const { run } = store.state;
  const copy = run?.executionId === id ? await engine.query('journal', {}, 'compare') : null;
  if (run && copy) return { journal: copy.journal, known: copy.known, position: copy.position, request: run.request };
  return shelf.journal(id);
}
