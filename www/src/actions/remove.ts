/** Machines and executions that are deleted. */

import type { WorkspaceActions } from '../actions.ts';
import type { Context } from './context.ts';
import { loadRows } from './workspace.ts';

/** Another machine takes the place of one that stood on the desk. */
export async function removeMachine(context: Context, actions: WorkspaceActions, id: string): Promise<void> {
  const { store, shelf, gone } = context;
  gone.add(id);
  for (const row of store.state.workspace.executions) if (row.machineId === id) gone.add(row.id);
  await shelf.removeMachine(id);
  await loadRows(context);
  if (store.state.document.machineId !== id) return;
  const [next] = store.state.workspace.machines;
  if (next) await actions.openMachine(next.id);
  else await actions.openGallery('hello-world', true);
}

export async function removeExecution(context: Context, id: string): Promise<void> {
  const { store, shelf, gone } = context;
  gone.add(id);
  await shelf.removeExecution(id);
  if (store.state.run?.executionId === id) store.dispatch({ type: 'run', run: null });
  await loadRows(context);
}
