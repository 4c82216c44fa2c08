/** A known future that is dropped is kept as an execution of its own. */

import { t } from '../i18n.ts';
import '../i18n/later.ts';
import { freshId } from '../workspace.ts';
import { notify, type Context } from './context.ts';

/** Takes a copy of the run; what is given back keeps it. */
export async function copyRun(context: Context): Promise<() => Promise<void>> {
  const { store, engine, shelf } = context;
  const { run, workspace } = store.state;
  const none = async (): Promise<void> => undefined;
  if (!run) return none;
  const row = workspace.executions.find(({ id }) => id === run.executionId);
  const copy = await engine.query('journal', {});
  if (!row || !copy) return none;
  const kept = { ...row, id: freshId(), name: t('notice.beforeChange', { name: row.name }), created: Date.now() - 1 };
  return async () => {
    await shelf.keepExecution(kept);
    await shelf.keepJournal({ id: kept.id, request: run.request, printed: run.printed, ...copy, position: copy.known });
    const executions = [kept, ...store.state.workspace.executions].sort((a, b) => b.created - a.created);
    store.dispatch({ type: 'workspace', change: { executions } });
    notify(context, { kind: 'info', key: 'notice.futureKept', params: { name: kept.name }, zone: 'page', back: { execution: kept.id, event: copy.position } });
  };
}
