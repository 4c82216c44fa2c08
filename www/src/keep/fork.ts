/** Two tabs have one execution, and the other one has written: what this tab adds is kept beside it, not over it. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { executionRow, keepExecution } from '../actions/keep.ts';
import { openExecution } from '../actions/workspace.ts';
import { t } from '../i18n.ts';
import type { ExecutionRow, Run } from '../state.ts';
import { freshId, type JournalRecord } from '../workspace.ts';

let last: Promise<unknown> = Promise.resolve();

/** One after the other; gives what this tab has kept last of the execution. `base` is the same before. */
export function contested(context: Context, record: JournalRecord, base: JournalRecord | null): Promise<JournalRecord> {
  const next = last.then(() => settle(context, record, base?.id === record.id ? base : record));
  last = next.catch(() => undefined);
  return next;
}

async function settle(context: Context, record: JournalRecord, base: JournalRecord): Promise<JournalRecord> {
  const { shelf, store, held } = context;
  const { id } = record;
  const stored = await shelf.journal(id);
  const run = store.state.run?.executionId === id ? store.state.run : null;
  if (stored && contains(record, stored)) {
    held.delete(id);
    await shelf.keepJournal(record);
    if (run) await keepExecution(context, run);
    return record;
  }
  // Looking at it, or going where the other tab has been, adds nothing.
  if ((stored && contains(stored, record)) || contains(base, record)) return base;
  return fork(context, record, run, stored !== undefined);
}

/** Whether a record has all that another has: what determines it, and as many events. */
function contains(whole: JournalRecord, part: JournalRecord): boolean {
  if (whole.known < part.known) return false;
  if (whole.journal === part.journal) return true;
  const [a, b] = [entries(whole), entries(part)];
  return a[0] === b[0] && a.slice(1).every((list, at) => begins(list, b[at + 1] ?? []));
}

const begins = (list: string | string[], start: string | string[]): boolean => [...start].every((entry, at) => entry === list[at]);

/** How it began; then the entries of its lists, each as text. */
function entries({ journal }: JournalRecord): [string, string[], string[]] {
  const { start, answers = [], interventions = [] } = JSON.parse(journal) as { start?: unknown; answers?: unknown[]; interventions?: unknown[] };
  const texts = (list: unknown[]): string[] => list.map((entry) => JSON.stringify(entry));
  return [JSON.stringify(start), texts(answers), texts(interventions)];
}

async function fork(context: Context, record: JournalRecord, run: Run | null, there: boolean): Promise<JournalRecord> {
  const { shelf, store } = context;
  const known = store.state.workspace.executions.find(({ id }) => id === record.id);
  const row = run ? executionRow(run, undefined) : known;
  if (!row) return record;
  const id = freshId();
  const name = known?.name ?? row.name;
  const kept = { ...row, id, events: record.known, name: there ? freeName(context, name) : name, created: Date.now() };
  const own = { ...record, id };
  await shelf.keepExecution(kept);
  await shelf.keepJournal(own);
  takePlace(context, record.id, kept);
  const params = { name, kept: kept.name };
  const undo = { label: 'keep.showThat', does: () => void openExecution(context, record.id) };
  notify(context, there
    ? { kind: 'info', key: 'keep.forked', params, zone: 'page', undo }
    : { kind: 'info', key: 'keep.forkedDeleted', params, zone: 'page' });
  return own;
}

/** The list has both; the desk goes on with its own, as it stands. */
function takePlace({ store }: Context, before: string, kept: ExecutionRow): void {
  const { run, selection, workspace } = store.state;
  store.dispatch({ type: 'workspace', change: { executions: [kept, ...workspace.executions] } });
  if (run?.executionId !== before) return;
  const { opened } = store.state.ui;
  if (opened.filter?.of === before) store.dispatch({ type: 'ui', change: { opened: { ...opened, filter: { ...opened.filter, of: kept.id } } } });
  store.dispatch({ type: 'run', run: { ...run, executionId: kept.id } });
  store.dispatch({ type: 'select', selection });
}

function freeName({ store }: Context, name: string): string {
  const wanted = t('keep.otherTab', { name });
  const taken = new Set(store.state.workspace.executions.map((row) => row.name));
  let free = wanted;
  for (let at = 2; taken.has(free); at += 1) free = `${wanted} ${at}`;
  return free;
}
