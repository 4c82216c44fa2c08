/** Automatic answers become mocks to edit: in the list, or in the test case of the mock file that is played. */

import type { App } from '../app.ts';
import { script } from '../mocks.ts';
import { own } from '../own.ts';
import { chosenCase } from '../select.ts';
import type { MockAnswer } from '../state.ts';
import { playable, putCase, readList, takeCase, template } from './convert.ts';
import { focusAnswer, focusInFile } from './focus.ts';
import { setIn } from './json-parts.ts';

/** More calls than an execution can make. */
const EVERY_CALL = 25_000;

/** Puts what a visit was answered in the place of what was made up, and goes to the answer of an attempt. */
export async function editGiven(app: App, state: string, entered: number, attempt: number): Promise<void> {
  const given = await app.actions.inspect.given(entered);
  if (given !== undefined) await adopt(app, state, readList(given), attempt);
}

/** The same for a Task that was not called yet. */
export async function editTemplate(app: App, state: string): Promise<void> {
  await adopt(app, state, [await template(app, state)], 0);
}

async function adopt(app: App, state: string, answers: readonly MockAnswer[], attempt: number): Promise<void> {
  const { store, actions } = app;
  if (store.state.document.mockFile?.used) {
    if (!(await intoFile(app, state, answers))) return;
  } else {
    // Answers that were given since that run are the user's own.
    const given = own(chosenCase(store.state).mocks, state);
    if (!given) actions.document.mocks(state, answers);
    focusAnswer(state, rowOf(given ?? answers, attempt));
  }
  store.dispatch({ type: 'ui', change: { zone: 'define', left: 'define', define: 'mocks', tools: 'all', folded: { ...store.state.ui.folded, define: false } } });
}

/** The row of the list that an attempt stands in. */
function rowOf(answers: readonly MockAnswer[], attempt: number): number {
  let next = 0;
  const at = answers.findIndex(({ times = 1 }) => (next += times) > attempt);
  return at < 0 ? answers.length - 1 : at;
}

async function intoFile(app: App, state: string, answers: readonly MockAnswer[]): Promise<boolean> {
  const { mockFile, name } = app.store.state.document;
  if (!mockFile) return false;
  const { machine: found, cases } = await playable(app, mockFile.text);
  const machine = found ?? name;
  const testCase = cases.find((item) => item.name === mockFile.testCase) ?? (cases.length === 1 ? cases[0] : undefined);
  const before = testCase ? await takeCase(app, mockFile.text, testCase) : '{}';
  // One answer is for every call, without a word that only we understand.
  const [only] = answers;
  const lasting = answers.length === 1 && only ? script([{ ...only, times: EVERY_CALL }], { by: 'call' }) : script(answers, undefined);
  const scripts = setIn(before ?? '{}', [state], lasting);
  const caseName = testCase?.name ?? mockFile.testCase ?? 'Case1';
  const text = await putCase(app, mockFile.text, machine, caseName, scripts);
  if (text === null) return false;
  focusInFile(responseOf(text, machine, caseName, state));
  app.store.dispatch({ type: 'edit', change: { mockFile: { text, testCase: caseName, used: true } } });
  return true;
}

/** Where the response of a state begins in the text of a file. */
function responseOf(text: string, machine: string, testCase: string, state: string): string {
  const file = JSON.parse(text) as { StateMachines: Record<string, { TestCases: Record<string, Record<string, string>> }> };
  return `${JSON.stringify(own(own(own(file.StateMachines, machine)?.TestCases, testCase), state) ?? '')}: {`;
}
