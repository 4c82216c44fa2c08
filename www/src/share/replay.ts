/** An execution of the desk as others can make it again, and one of others made again here. */

import { obstacle, showRun, startRequest, withMachines } from '../actions/start.ts';
import type { Context } from '../actions/context.ts';
import type { StartRequest } from '../generated.ts';
import { machineName } from '../machine-name.ts';
import { members } from '../mocks/json-parts.ts';
import { mocksText } from '../mocks.ts';
import { freshId } from '../workspace.ts';
import { ofOther, toOther } from './convert.ts';
import type { OtherMachine, SharedRun } from './format.ts';
import { kept } from './refused.ts';

/** What of an execution's texts must still be those of the desk. */
const TEXTS = ['definition', 'input', 'mocks', 'testCase', 'doubles', 'type'] as const;
const NO_DEEDS = '[]';

export interface Sharable {
  readonly run: SharedRun;
  readonly machines: readonly OtherMachine[];
  readonly at: number;
  /** Whether it was answered by handlers, or read files: they must go with it. */
  readonly needs: { readonly handlers: boolean; readonly files: boolean };
}

/** The execution on the desk; the answer is why not, as a key, when it cannot be made again from the texts. */
export async function sharable(context: Context): Promise<Sharable | string | null> {
  const { run } = context.store.state;
  if (!run) return null;
  const now = await withMachines(context, startRequest(context.store.state));
  const { request, view } = run;
  if (!TEXTS.every((name) => same(request[name], now[name])) || !same(request.files, now.files)) return 'share.editedSince';
  const copy = await context.engine.query('journal', {});
  const journal = copy && members(copy.journal);
  const began = JSON.parse(journal?.get('start') ?? '{}') as Partial<StartRequest>;
  if (!copy || !same(began.mocks, request.mocks) || !same(began.machines, now.machines)) return 'share.editedSince';
  const deeds = journal?.get('interventions') ?? NO_DEEDS;
  const { start, seed, name, machineName: machine, region, account } = request;
  return {
    run: { start, seed, name, machine: machineName(machine), region, account, known: copy.known, ...kept('deeds', deeds === NO_DEEDS ? undefined : deeds) },
    machines: await others(context, now),
    at: view.position,
    needs: { handlers: (request.handlers ?? []).length > 0, files: Boolean(request.files) },
  };
}

const same = (one: string | undefined, other: string | undefined): boolean => (one ?? '') === (other ?? '');

/** The machines that a definition starts executions of. */
async function others({ shelf }: Context, { machines }: StartRequest): Promise<OtherMachine[]> {
  if (!machines) return [];
  const names = Object.keys(JSON.parse(machines) as object);
  const records = (await shelf.machines()).sort((a, b) => b.updated - a.updated);
  return names.flatMap((name) => {
    const found = records.find(({ document }) => document.name === name);
    return found ? [toOther(found.document)] : [];
  });
}

/** The machines that the definition on the desk would start. */
export async function startedMachines(context: Context): Promise<OtherMachine[]> {
  return others(context, await withMachines(context, startRequest(context.store.state)));
}

/** Makes the execution of the chosen case again, and stops at this event. */
export async function replay(context: Context, run: SharedRun, machines: readonly OtherMachine[], at: number): Promise<void> {
  const { store, engine } = context;
  const { machineId } = store.state.document;
  if (await obstacle(context)) return;
  const { start, seed, name, machine: machineName, region, account, deeds = NO_DEEDS } = run;
  const known = machines.length > 0 ? { machines: machinesText(machines) } : {};
  const request = { ...startRequest(store.state), start, seed, name, machineName, region, account, ...known };
  await engine.command('start', { request, breakpoints: [] });
  const copy = await engine.query('journal', {});
  if (!copy || store.state.document.machineId !== machineId) return;
  const journal = deeds === NO_DEEDS ? copy.journal : withDeeds(copy.journal, deeds);
  const breakpoints = [...store.state.document.breakpoints];
  const { view } = await engine.command('rebuild', { journal, known: Math.max(run.known, at), position: at, breakpoints });
  if (!view || store.state.document.machineId !== machineId) return;
  showRun(context, { executionId: await keptAs(context, machineId, request, journal), machineId, request, view });
}

function withDeeds(journal: string, deeds: string): string {
  const all = members(journal).set('interventions', deeds);
  return `{${[...all].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

function machinesText(machines: readonly OtherMachine[]): string {
  const written = machines.map((machine) => {
    const { cases: [item] } = ofOther(machine, { machineId: '', created: 0, gallery: null });
    const { name, definition, type } = machine;
    return [name, { definition, type, mocks: item ? mocksText(item) : '' }] as const;
  });
  return JSON.stringify(Object.fromEntries(written));
}

/** The same execution made again is not another one; one that was changed since is. */
async function keptAs({ store, shelf }: Context, machineId: string, request: StartRequest, journal: string): Promise<string> {
  const rows = store.state.workspace.executions.filter((row) => row.machineId === machineId && row.started === request.start);
  for (const { id } of rows) {
    const record = await shelf.journal(id);
    const deeds = (text: string): string | undefined => members(text).get('interventions');
    if (record?.request.seed === request.seed && record.request.input === request.input && deeds(record.journal) === deeds(journal)) return id;
  }
  return freshId();
}
