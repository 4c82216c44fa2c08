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
  const follow = async (): Promise<boolean> => /^#(p\d+|[gl])=/.test(location.hash) && (await actions.workspace.outside()).openLink(location.hash, actions);
  addEventListener('hashchange', () => void follow());
  setTimeout(() => void import('./after.ts').then(({ after }) => after(context), () => undefined), LATER_MS);
  // A lesson opens beside a desk, and puts its own machine there.
  const lesson = location.hash.startsWith('#l=');
  if (!lesson && await follow()) return;
  await lastDesk(context, actions, settings);
  if (lesson) await follow();
}

async function lastDesk(context: Context, actions: Actions, settings: Settings): Promise<void> {
  const { machines, executions } = context.store.state.workspace;
  const machine = machines.find(({ id }) => id === settings.machine) ?? machines[0];
  if (!machine) return actions.workspace.openGallery('hello-world', true);
  await actions.workspace.openMachine(machine.id);
  const execution = executions.find(({ id, machineId }) => id === settings.execution && machineId === machine.id);
  if (execution) await actions.workspace.openExecution(execution.id);
}
