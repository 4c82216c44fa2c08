/** All machines and executions, and the reader's own lessons, at once: out, in, away. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { loadRows } from '../actions/workspace.ts';
import { say } from '../i18n.ts';
import { clearOwn, ownTexts } from '../lesson/own.ts';
import { saveFile } from '../share/out.ts';
import { archive, ARCHIVE_ENDING, type Bad } from './archive.ts';

/** The desk is kept a little after each change: first it must be. */
const KEPT_MS = 600;
/** Of what is wrong so much is told. */
const TOLD = 20;

export async function exportAll(context: Context): Promise<void> {
  await new Promise((done) => setTimeout(done, KEPT_MS));
  const day = new Date().toISOString().slice(0, 10);
  const { file, bad } = await archive(context.shelf, ownTexts());
  if (bad.length > 0) notify(context, { kind: 'warning', key: 'keep.exportedBad', lines: told(bad), zone: 'page' });
  saveFile(`stepglass-${day}${ARCHIVE_ENDING}`, [file]);
}

/** What is wrong with what, a line each. */
export function told(bad: readonly Bad[]): string[] {
  const lines = bad.slice(0, TOLD).map(({ name, why }) => [name, say(why.key, why.params)].filter(Boolean).join(' · '));
  return bad.length > TOLD ? [...lines, say('keep.more', { count: bad.length - TOLD })] : lines;
}

/** Everything goes; the page begins as on a first visit. */
export async function clearAll(context: Context): Promise<void> {
  const { store, shelf, gone } = context;
  clearOwn();
  const { machines, executions } = store.state.workspace;
  for (const { id } of [...machines, ...executions]) gone.add(id);
  gone.add(store.state.document.machineId);
  store.dispatch({ type: 'run', run: null });
  for (const { id } of executions) await shelf.removeExecution(id);
  for (const { id } of machines) await shelf.removeMachine(id);
  // What was told of them is over.
  for (const { id, kind, zone } of store.state.notices) if (kind === 'info' && zone === 'page') store.dispatch({ type: 'dismiss', id });
  await loadRows(context);
}
