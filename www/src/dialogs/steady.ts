/** Rows hold their place while a dialog is open, and newcomers come below: what is pressed is what was aimed at. */

import type { State } from '../state.ts';

type Lists = State['workspace'];

const places = new Map<string, number>();

export function steady(workspace: Lists): Lists {
  return { ...workspace, machines: inPlace(workspace.machines), executions: inPlace(workspace.executions) };
}

/** The next dialog shows the lists as they are by then. */
export const forget = (): void => places.clear();

function inPlace<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  for (const { id } of rows) if (!places.has(id)) places.set(id, places.size);
  return [...rows].sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}
