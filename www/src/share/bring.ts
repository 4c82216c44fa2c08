/** Brings what came from outside to the desk: as a machine of its own, or the one that it became before. */

import { keepOthers, freeName } from '../actions/workspace.ts';
import type { Context } from '../actions/context.ts';
import type { Document } from '../document.ts';
import { toPlayground } from './convert.ts';

/** The documents that came, the one for the desk first. */
export type Arrived = readonly [Document, ...Document[]];

/** What was on the desk before is given back; null when nothing was. */
export async function bring(context: Context, [document, ...others]: Arrived): Promise<Document | null> {
  const { store, shelf } = context;
  const before = store.state.document.machineId ? store.state.document : null;
  const text = content(document);
  // What is on the desk may not have been kept yet: of it only the desk knows.
  const records = (await shelf.machines()).map((record) => record.document).filter(({ machineId }) => machineId !== before?.machineId);
  const known = [...(before ? [before] : []), ...records];
  const same = known.find((one) => alike(one, document) && !context.gone.has(one.machineId) && content(one) === text);
  if (same && same !== before) context.held.delete(same.machineId);
  await keepOthers(context, others);
  if (store.state.run?.running) context.engine.command('pause', {}).catch(() => undefined);
  const opened = same
    ? { ...same, chosen: document.chosen, breakpoints: document.breakpoints }
    : { ...document, name: freeName(context, document.name) };
  store.dispatch({ type: 'document', document: opened });
  store.dispatch({ type: 'ui', change: { dialog: null } });
  return before && before.machineId !== opened.machineId ? before : null;
}

/** Whether it may be the same without being asked in full: documents can be large. */
const alike = (one: Document, other: Document): boolean =>
  one.definition === other.definition && one.type === other.type && one.gallery === other.gallery;

/** What makes two documents the same: the texts, not which input is chosen, where a run stops or what the machine is called here. */
export function content(document: Document): string {
  const { name: _, chosen: __, breakpoints: ___, watches: ____, handlersOff: _____, ...texts } = toPlayground(document);
  return JSON.stringify(texts);
}
