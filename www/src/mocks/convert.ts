/** The engine's forms of mocked answers and files, and those of the page. */

import type { App } from '../app.ts';
import { pretty } from '../json-text.ts';
import { answerText, isJson, mocksText } from '../mocks.ts';
import type { Case, MockAnswer, MockExtras } from '../state.ts';
import { items, members } from './json-parts.ts';

type Listed = Pick<Case, 'mocks' | 'orders'>;

export interface TestCase {
  readonly machine: string;
  readonly name: string;
  readonly states: readonly string[];
}

/** Asks the engine; `parts` are members as JSON texts. The answer is JSON text, null when it could not be done. */
async function ask(app: App, action: string, parts: Readonly<Record<string, string>>): Promise<string | null> {
  const more = Object.entries(parts).map(([name, text]) => `, ${JSON.stringify(name)}: ${text}`).join('');
  const answer = await app.actions.inspect.mocks(`{"action": "${action}"${more}}`);
  return answer === undefined || members(answer).has('error') ? null : answer;
}

const member = (answer: string | null, name: string): string | null => (answer === null ? null : (members(answer).get(name) ?? null));

/** What a mock file has for the machine on the desk. */
export interface Playable {
  /** The file's machine: the one of this name, or its only one. */
  readonly machine: string | null;
  readonly machines: readonly string[];
  /** Its test cases. */
  readonly cases: readonly TestCase[];
}

export const NOTHING: Playable = { machine: null, machines: [], cases: [] };

/** Nothing in any other text. */
export async function playable(app: App, file: string): Promise<Playable> {
  const answer = isJson(file) ? await ask(app, 'cases', { mocks: JSON.stringify(file) }) : null;
  const cases = answer === null ? [] : (JSON.parse(answer) as { testCases: TestCase[] }).testCases;
  if (cases.length === 0) return NOTHING;
  const machines = [...members(members(file).get('StateMachines') ?? '{}').keys()];
  const { name } = app.store.state.document;
  const machine = machines.includes(name) ? name : machines.length === 1 ? (machines[0] ?? null) : null;
  return { machine, machines, cases: cases.filter((item) => item.machine === machine) };
}

/** A test case in the engine's form, JSON text. */
export async function takeCase(app: App, file: string, { machine, name }: Pick<TestCase, 'machine' | 'name'>): Promise<string | null> {
  return member(await ask(app, 'take', request(file, machine, name)), 'answers');
}

/** The file with a test case in it; `answers` in the engine's form. */
export async function putCase(app: App, file: string, machine: string, name: string, answers: string): Promise<string | null> {
  const text = member(await ask(app, 'put', { ...request(file, machine, name), answers }), 'mocks');
  return text === null ? null : (JSON.parse(text) as string);
}

const request = (file: string, machine: string, name: string): Record<string, string> => ({
  mocks: JSON.stringify(file),
  machine: JSON.stringify(machine),
  testCase: JSON.stringify(name),
});

/** What a Task is answered when nothing else is said. */
export async function template(app: App, state: string): Promise<MockAnswer> {
  const { definition } = app.store.state.document;
  const parts = { definition: JSON.stringify(definition), state: JSON.stringify(state), now: String(Date.now()) };
  const answers = member(await ask(app, 'template', parts), 'answers');
  return (answers === null ? undefined : readList(answers)[0]) ?? { kind: 'return', text: '{}' };
}

/** An answer as TestState's `mock` object; null for one that neither returns nor throws. */
export async function toTestState(app: App, answer: MockAnswer): Promise<{ result?: string; errorOutput?: { error?: string; cause?: string } } | null> {
  const mock = member(await ask(app, 'toTestState', { answer: answerText(answer) }), 'mock');
  return mock === null ? null : JSON.parse(mock);
}

/** A `mock` object, JSON text, as an answer. */
export async function fromTestState(app: App, mock: string): Promise<MockAnswer | null> {
  const answer = member(await ask(app, 'fromTestState', { mock }), 'answer');
  return answer === null ? null : readAnswer(answer);
}

/** Answers by state in the engine's form. */
export function readStates(text: string): Listed {
  const scripts = [...members(text)].map(([state, script]) => [state, readScript(script)] as const);
  const orders = scripts.flatMap(([state, { order }]) => (order ? [[state, order] as const] : []));
  return {
    mocks: Object.fromEntries(scripts.map(([state, { answers }]) => [state, answers])),
    orders: Object.fromEntries(orders),
  };
}

function readScript(text: string): { answers: MockAnswer[]; order?: NonNullable<Case['orders']>[string] } {
  if (text.startsWith('[')) return { answers: readList(text) };
  const parts = members(text);
  const perItem = parts.get('counters') === '"iteration"' ? { perItem: true } : {};
  const [cycle, calls] = [parts.get('cycle'), parts.get('calls')];
  if (cycle) return { answers: readList(cycle), order: { by: 'cycle', ...perItem } };
  if (calls) return { answers: readCalls(calls), order: { by: 'call', ...perItem } };
  return { answers: [readAnswer(text)] };
}

/** A list; the same answers in a row become one that counts so often. */
export function readList(text: string): MockAnswer[] {
  const joined: { text: string; answer: MockAnswer; times: number }[] = [];
  for (const item of items(text)) {
    const last = joined.at(-1);
    if (last?.text === item) last.times += 1;
    else joined.push({ text: item, answer: readAnswer(item), times: 1 });
  }
  return joined.map(({ answer, times }) => repeated(answer, times));
}

/** Numbered calls in their order. A call that no answer is for fails, as it does where the file is read. */
function readCalls(text: string): MockAnswer[] {
  const numbered = [...members(text)].map(([key, answer]) => {
    const [first = 0, last = first] = key.split('-').map(Number);
    return { first, last, answer: readAnswer(answer) };
  });
  numbered.sort((a, b) => a.first - b.first);
  let next = 0;
  return numbered.flatMap(({ first, last, answer }) => {
    const gap: MockAnswer[] = first > next ? [repeated({ kind: 'throw', error: 'States.Runtime', cause: `no answer for call ${next}` }, first - next)] : [];
    next = last + 1;
    return [...gap, repeated(answer, last - first + 1)];
  });
}

const repeated = (answer: MockAnswer, times: number): MockAnswer => (times > 1 ? { ...answer, times } : answer);

export function readAnswer(text: string): MockAnswer {
  const parts = members(text);
  const [delay, submitted, worker, heartbeat] = ['delay', 'submitted', 'worker', 'heartbeat'].map((name) => parts.get(name));
  const extras: MockExtras = {
    ...(delay ? { delay: Number(delay) } : {}),
    ...(submitted ? { submitted: pretty(submitted) } : {}),
    ...(worker ? { worker: JSON.parse(worker) as string } : {}),
    ...(heartbeat ? { heartbeat: Number(heartbeat) } : {}),
  };
  const thrown = parts.get('throw');
  if (thrown) return { kind: 'throw', error: '', cause: '', ...thrownParts(thrown), ...extras };
  if (parts.has('never') || parts.has('echo')) return { kind: parts.has('never') ? 'never' : 'echo', ...extras };
  return { kind: 'return', text: pretty(parts.get('return') ?? 'null'), ...extras };
}

/** A cause is often JSON; written as such it is meant as text. */
function thrownParts(text: string): { error?: string; cause?: string; stage?: string } {
  const words = (part: string): string => (part.startsWith('"') ? (JSON.parse(part) as string) : part === 'null' ? '' : part);
  return Object.fromEntries([...members(text)].map(([name, part]) => [name, words(part)]));
}

/** All inputs with answers as test cases of a new file; null when there are none, or one is no JSON. */
export async function fileOfList(app: App): Promise<string | null> {
  const { cases, name } = app.store.state.document;
  let file = '';
  for (const item of cases) {
    const answers = mocksText(item);
    if (answers === '{}') continue;
    const next = await putCase(app, file, name, caseName(item), answers);
    if (next === null) return null;
    file = next;
  }
  return file || null;
}

/** A test case is named in an ARN: letters, digits and underscores. */
function caseName({ name }: Case): string {
  const words = typeof name === 'string' ? name : name.en;
  return words.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'Case';
}
