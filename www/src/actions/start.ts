/** Starting an execution from the texts on the desk. */

import { filesText } from '../files.ts';
import type { CheckView, DiagnosticView, StartRequest } from '../generated.ts';
import { brokenMock, isJson, playedMocks } from '../mocks.ts';
import { problemTitle } from '../problems/words.ts';
import type { Around } from '../protocol.ts';
import { REFUSALS } from '../reduce.ts';
import { calledHandlers, chosenCase } from '../select.ts';
import type { Run, State } from '../state.ts';
import { freshId } from '../workspace.ts';
import { notify, report, type Context } from './context.ts';

/** Between two executions' numbers of futures: no execution drops its future that often. */
const FUTURES = 1_000_000;
let started = 0;

export function startRequest(state: State): StartRequest {
  const { document, workspace } = state;
  const item = chosenCase(state);
  const files = filesText(document.files);
  return {
    definition: document.definition,
    input: item.input,
    machineName: document.name,
    name: freeName(state),
    type: document.type,
    region: document.region ?? workspace.region,
    account: workspace.account,
    start: Date.now(),
    seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    ...playedMocks(document, item),
    doubles: document.doubles,
    asked: [...(item.asked ?? [])],
    handlers: calledHandlers(document),
    latency: 'typical',
    ...(files ? { files } : {}),
  };
}

/** What an execution that is redriven finds around it: as one that is started now. */
export function surroundings(state: State): Around {
  const { mocks, testCase, asked, handlers, files = '' } = startRequest(state);
  return { mocks, testCase, asked, handlers, files };
}

/** With the machines of the workspace that the definition may start. */
export async function withMachines(context: Context, request: StartRequest): Promise<StartRequest> {
  if (!/:start(?:Sync)?Execution/.test(request.definition)) return request;
  const { machinesFor } = await import('../nested/machines.ts');
  return machinesFor(context, request);
}

/** An execution's name is its own within the machine: `New_Order`, `New_Order-2`… */
function freeName({ document, workspace }: State): string {
  const wanted = document.executionName;
  if (!wanted) return '';
  const taken = new Set(
    workspace.executions.filter((row) => row.machineId === document.machineId).map((row) => row.name),
  );
  let name = wanted;
  for (let at = 2; taken.has(name); at += 1) name = `${wanted}-${at}`;
  return name;
}

/** Says what keeps the texts from being run, and shows the place. */
export async function obstacle(context: Context): Promise<boolean> {
  const { store } = context;
  const item = chosenCase(store.state);
  const view = await checkNow(context);
  if (view && !view.runnable) {
    const first = view.diagnostics.find((found) => found.severity === 'error');
    notify(context, { kind: 'error', key: 'notice.notRunnable', lines: first ? [problemTitle(first)] : [], zone: 'define' });
    store.dispatch({ type: 'ui', change: { zone: 'define', left: 'define', define: 'definition' } });
    return true;
  }
  const found = store.state.check;
  const fault = found.inputText === item.input ? found.input.find(({ severity }) => severity === 'error') : undefined;
  if (fault || !isJson(item.input)) {
    notify(context, { kind: 'error', key: 'notice.badInput', lines: fault ? [problemTitle(fault)] : [], zone: 'define' });
    store.dispatch({ type: 'ui', change: { zone: 'define', left: 'define', define: 'input' } });
    return true;
  }
  if (await refused(context)) return true;
  const mock = store.state.document.mockFile?.used ? null : brokenMock(item.mocks);
  if (!mock) return false;
  const params = { state: mock.state, attempt: mock.at + 1 };
  notify(context, { kind: 'error', key: 'notice.badMock', params, zone: 'define' });
  store.dispatch({ type: 'ui', change: { zone: 'define', left: 'define', define: 'mocks', tools: 'all' } });
  return true;
}

/** Whether the mock file or the contents of services cannot be used. */
async function refused({ store, engine }: Context): Promise<boolean> {
  const { mockFile, doubles, definition, name } = store.state.document;
  const refuse = (key: string, define: 'mocks' | 'services', found: DiagnosticView[] | undefined): boolean => {
    const fault = found?.find(({ severity }) => severity === 'error');
    if (!fault) return false;
    store.dispatch({ type: 'notice', notice: { kind: 'error', key, lines: [`${fault.line}:${fault.column} ${fault.message}`], zone: 'define' } });
    store.dispatch({ type: 'ui', change: { zone: 'define', left: 'define', define, tools: 'all' } });
    return true;
  };
  if (mockFile?.used) {
    const found = await engine.query('mockProblems', { text: mockFile.text, definition, machine: name }, 'start');
    if (refuse('notice.badMockFile', 'mocks', found)) return true;
  }
  return doubles.trim() !== '' && refuse('notice.badServices', 'services', await engine.query('doublesProblems', { text: doubles }, 'start'));
}

/** The check of the present text: the one on the screen may be a keystroke behind. */
async function checkNow({ store, engine }: Context): Promise<CheckView | undefined> {
  const { check, document } = store.state;
  if (check.text === document.definition && check.view) return check.view;
  return engine.query('check', { text: document.definition, type: document.type }, 'start');
}

/** Starts an execution at its first event; false when that is not possible (and said). */
export async function startExecution(context: Context): Promise<boolean> {
  const { store, engine } = context;
  try {
    if (await obstacle(context)) return false;
    const request = await withMachines(context, startRequest(store.state));
    const machineId = store.state.document.machineId;
    const { view } = await engine.command('start', { request, breakpoints: [...store.state.document.breakpoints] });
    if (!view) return false;
    clearRefusals(context);
    showRun(context, { executionId: freshId(), machineId, request, view });
    return true;
  } catch (error) {
    report(context)(error);
    return false;
  }
}

function clearRefusals({ store }: Context): void {
  for (const { id, key } of store.state.notices) if (REFUSALS.has(key) || key === 'notice.engineError') store.dispatch({ type: 'dismiss', id });
}

/** Puts an execution on the desk; the check of its definition follows when it is not the one on the screen. */
export function showRun(context: Context, opened: Pick<Run, 'executionId' | 'machineId' | 'request' | 'view'> & Partial<Pick<Run, 'printed'>>): void {
  const { store } = context;
  const { check } = store.state;
  const { definition, type } = opened.request;
  const known: CheckView | null = check.text === definition ? check.view : null;
  store.dispatch({
    type: 'run',
    run: {
      printed: {},
      ...opened,
      check: known,
      running: false,
      future: (started += 1) * FUTURES,
      rows: new Map(),
      texts: new Map(),
      step: null,
      graph: 'run',
    },
  });
  if (known) return;
  context.engine
    .query('check', { text: definition, type }, 'run')
    .then((view) => {
      if (view && store.state.run?.executionId === opened.executionId) store.dispatch({ type: 'runCheck', check: view });
    })
    .catch(report(context));
}
