/** All machines and executions, and the reader's own lessons, at once: out, in, away. */

import '../i18n/later.ts';
import { notify, type Context } from '../actions/context.ts';
import { freeName, loadRows } from '../actions/workspace.ts';
import { content } from '../share/bring.ts';
import { clearOwn, importOwn, ownTexts } from '../lesson/own.ts';
import { saveFile } from '../share/out.ts';
import { freshId } from '../workspace.ts';
import { archive, ARCHIVE_ENDING, type Workspace } from './archive.ts';

/** The desk is kept a little after each change: first it must be. */
const KEPT_MS = 600;

export async function exportAll({ shelf }: Context): Promise<void> {
  await new Promise((done) => setTimeout(done, KEPT_MS));
  const day = new Date().toISOString().slice(0, 10);
  saveFile(`stepglass-${day}${ARCHIVE_ENDING}`, await archive(shelf, ownTexts()));
}

/** Adds what is not here yet; nothing that is here is overwritten. */
export async function importAll(context: Context, { machines: archived, lessons }: Workspace): Promise<void> {
  const { shelf } = context;
  const machines = new Map((await shelf.machines()).map((record) => [record.id, record]));
  const executions = new Set((await shelf.executions()).map(({ id }) => id));
  const added = { machines: 0, executions: 0, lessons: importOwn(lessons) };
  for (const { document, updated, executions: own } of archived) {
    const there = machines.get(document.machineId);
    const same = there !== undefined && content(there.document) === content(document);
    const id = same ? document.machineId : there || context.gone.has(document.machineId) ? freshId() : document.machineId;
    if (!same) {
      await shelf.keepMachine({ id, updated, document: { ...document, machineId: id, name: freeName(context, document.name) } });
      await loadRows(context);
      added.machines += 1;
    }
    for (const { row, record } of own) {
      const known = executions.has(row.id);
      if (known && same) continue;
      const key = known || context.gone.has(row.id) ? freshId() : row.id;
      await shelf.keepExecution({ ...row, id: key, machineId: id });
      await shelf.keepJournal({ ...record, id: key });
      executions.add(key);
      added.executions += 1;
    }
  }
  await loadRows(context);
  const key = added.lessons > 0 ? 'keep.importedLessons' : 'keep.imported';
  notify(context, { kind: 'info', key, params: added, zone: 'page' });
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
  await loadRows(context);
}
