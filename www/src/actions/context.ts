/** What all actions work on. */

import { Lost, type Engine } from '../engine.ts';
import { loadWords, own } from '../problems/words.ts';
import type { Action, Document, Notice, State } from '../state.ts';
import type { Store } from '../store.ts';
import type { Shelf } from '../workspace.ts';

export interface Context {
  readonly store: Store<State, Action>;
  readonly engine: Engine;
  /** Memory until the browser's storage has been opened. */
  shelf: Shelf;
  /** Machines and executions removed in this visit: what is still on its way to the shelf must not bring them back. */
  readonly gone: Set<string>;
  /** Keeps the journal of an execution as it is now: a slow worker's copy of one that has left the desk may still be to come. */
  settled?: (id: string) => Promise<void>;
  /** Machines and executions that another tab has written since this one read them: they are not written over. */
  readonly held: Set<string>;
  /** Documents as they are kept, by machine: what has not changed is not written again. */
  readonly stored: Map<string, Document>;
}

export function notify(context: Context, notice: Omit<Notice, 'id'>): void {
  context.store.dispatch({ type: 'notice', notice });
}

/** For what nobody waits for: a replaced worker has its own notice, anything else gets one here. */
export function report(context: Context): (error: unknown) => void {
  return (error) => {
    if (error instanceof Lost) return;
    const message = error instanceof Error ? error.message : String(error);
    void loadWords().then(() => notify(context, { kind: 'error', key: 'notice.engineError', lines: [own(message)], zone: 'page' }));
  };
}
