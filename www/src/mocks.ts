/** Mocked answers: from the gallery's form, to the engine's text. */

import { own } from './own.ts';
import type { Case, Document, MockAnswer, MockOrder } from './state.ts';

/** As written in gallery files and read by the engine. `delay` is in virtual milliseconds. */
export type WrittenAnswer = ({ return: unknown } | { throw: { error: string; cause: string } } | { never: true }) & { delay?: number };

/** By attempt, or by call. */
export type WrittenAnswers = readonly WrittenAnswer[] | { cycle: readonly WrittenAnswer[] };

type Listed = Pick<Case, 'mocks' | 'orders'>;

export function readMocks(written: Record<string, WrittenAnswers>): Listed {
  const entries = Object.entries(written);
  const turns = entries.filter(([, answers]) => 'cycle' in answers).map(([state]) => [state, { by: 'cycle' as const }]);
  const mocks = entries.map(([state, answers]) => [state, ('cycle' in answers ? answers.cycle : answers).map(readAnswer)] as const);
  return { mocks: Object.fromEntries(mocks), orders: Object.fromEntries(turns) };
}

function readAnswer(written: WrittenAnswer): MockAnswer {
  const delay = written.delay === undefined ? {} : { delay: written.delay };
  if ('never' in written) return { kind: 'never' };
  if ('throw' in written) return { kind: 'throw', ...written.throw, ...delay };
  return { kind: 'return', text: JSON.stringify(written.return, null, 2), ...delay };
}

/** What answers: the text for `StartRequest.mocks`, and the test case of a mock file. */
export function playedMocks(document: Document, item: Case): { mocks: string; testCase: string } {
  const { mockFile } = document;
  return mockFile?.used ? { mocks: mockFile.text, testCase: mockFile.testCase ?? '' } : { mocks: mocksText(item), testCase: '' };
}

/** A list in the engine's form. Payloads go in as they were written, so that numbers keep their form. */
export function mocksText({ mocks, orders = {} }: Listed): string {
  const states = Object.entries(mocks)
    .filter(([, answers]) => answers.length > 0)
    .map(([state, answers]) => `${JSON.stringify(state)}: ${script(answers, own(orders, state))}`);
  return `{${states.join(', ')}}`;
}

/** The answers of one state in the engine's form. */
export function script(answers: readonly MockAnswer[], order: MockOrder | undefined): string {
  const list = (): string => answers.flatMap((answer) => Array<string>(answer.times ?? 1).fill(answerText(answer))).join(', ');
  if (!order) return `[${list()}]`;
  const counters = order.perItem ? ', "counters": "iteration"' : '';
  if (order.by === 'cycle') return `{"cycle": [${list()}]${counters}}`;
  let next = 0;
  const numbered = answers.map((answer) => {
    const first = next;
    next += answer.times ?? 1;
    return `"${first}${next > first + 1 ? `-${next - 1}` : ''}": ${answerText(answer)}`;
  });
  return `{"calls": {${numbered.join(', ')}}${counters}}`;
}

/** An answer as the engine reads it. */
export function answerText(answer: MockAnswer): string {
  const { delay, submitted, worker, heartbeat } = answer;
  const more = JSON.stringify({ delay, worker: worker || undefined, heartbeat }).slice(1, -1);
  const members = [saidText(answer), submitted?.trim() && `"submitted": ${submitted}`, more];
  return `{${members.filter(Boolean).join(', ')}}`;
}

function saidText(answer: MockAnswer): string {
  if (answer.kind === 'return') return `"return": ${answer.text}`;
  if (answer.kind !== 'throw') return `"${answer.kind}": true`;
  const { error, cause, stage } = answer;
  return `"throw": ${JSON.stringify({ error, cause, stage })}`;
}

/** The first answer whose text is not JSON: its state and place in the list. */
export function brokenMock(mocks: Case['mocks']): { state: string; at: number } | null {
  for (const [state, answers] of Object.entries(mocks)) {
    const at = answers.findIndex((answer) => (answer.kind === 'return' && !isJson(answer.text)) || !isJson(answer.submitted?.trim() || '0'));
    if (at >= 0) return { state, at };
  }
  return null;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
