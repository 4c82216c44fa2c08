/** What comes to the desk when the page opens: what was there last, or the gallery's first machine. */

import type { Context } from './actions/context.ts';
import { notify } from './actions/context.ts';
import { loadRows } from './actions/workspace.ts';
import type { Actions } from './actions.ts';
import type { Settings } from './settings.ts';
import { openShelf } from './workspace.ts';

/** Fetching what is not needed yet must not slow down what is. */
const LATER_MS = 4000;

export async function open(context: Context, actions: Actions, settings: Settings): Promise<void> {
  context.shelf = await openShelf();
  if (context.shelf.kind === 'memory') notify(context, { kind: 'warning', key: 'notice.memory', zone: 'page' });
  await loadRows(context);
  const follow = async (): Promise<boolean> => /^#(p\d+|[gl])=/.test(location.hash) && (await actions.workspace.outside()).openLink(location.hash, { store: context.store, actions });
  addEventListener('hashchange', () => void follow());
  setTimeout(() => void import('./after.ts').then(({ after }) => after(context), () => undefined), LATER_MS);
  if (await follow()) return;
  const { machines, executions } = context.store.state.workspace;
  const machine = machines.find(({ id }) => id === settings.machine) ?? machines[0];
  if (!machine) return actions.workspace.openGallery('hello-world', true);
  await actions.workspace.openMachine(machine.id);
  const execution = executions.find(({ id, machineId }) => id === settings.execution && machineId === machine.id);
  if (execution) await actions.workspace.openExecution(execution.id);
}
