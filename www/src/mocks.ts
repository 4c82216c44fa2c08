/** Mocked answers: from the gallery's form, to the engine's text. */

import type { Case, MockAnswer } from './state.ts';

/** As written in gallery files and read by the engine. `delay` is in virtual milliseconds. */
export type WrittenAnswer = ({ return: unknown } | { throw: { error: string; cause: string } } | { never: true }) & { delay?: number };

/** By attempt, or by call. */
export type WrittenAnswers = readonly WrittenAnswer[] | { cycle: readonly WrittenAnswer[] };

export function readMocks(written: Record<string, WrittenAnswers>): Pick<Case, 'mocks' | 'byCall'> {
  const entries = Object.entries(written);
  const byCall = entries.filter(([, answers]) => 'cycle' in answers).map(([state]) => state);
  const mocks = entries.map(([state, answers]) => [state, ('cycle' in answers ? answers.cycle : answers).map(readAnswer)] as const);
  return { mocks: Object.fromEntries(mocks), byCall };
}

function readAnswer(written: WrittenAnswer): MockAnswer {
  const delay = written.delay === undefined ? {} : { delay: written.delay };
  if ('never' in written) return { kind: 'never' };
  if ('throw' in written) return { kind: 'throw', ...written.throw, ...delay };
  return { kind: 'return', text: JSON.stringify(written.return, null, 2), ...delay };
}

/** The text for `StartRequest.mocks`. Payloads go in as they were written, so that numbers keep their form. */
export function mocksText({ mocks, byCall = [] }: Pick<Case, 'mocks' | 'byCall'>): string {
  const states = Object.entries(mocks)
    .filter(([, answers]) => answers.length > 0)
    .map(([state, answers]) => {
      const list = `[${answers.map(answerText).join(', ')}]`;
      return `${JSON.stringify(state)}: ${byCall.includes(state) ? `{"cycle": ${list}}` : list}`;
    });
  return `{${states.join(', ')}}`;
}

function answerText(answer: MockAnswer): string {
  if (answer.kind === 'never') return '{"never": true}';
  const delay = answer.delay === undefined ? '' : `, "delay": ${answer.delay}`;
  if (answer.kind === 'return') return `{"return": ${answer.text}${delay}}`;
  return `{"throw": ${JSON.stringify({ error: answer.error, cause: answer.cause })}${delay}}`;
}

/** The first answer whose text is not JSON: its state and place in the list. */
export function brokenMock(mocks: Case['mocks']): { state: string; at: number } | null {
  for (const [state, answers] of Object.entries(mocks)) {
    const at = answers.findIndex((answer) => answer.kind === 'return' && !isJson(answer.text));
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

/** Where a text stops being JSON, as the browser says it; null where it doesn't. */
export function jsonFault(text: string): { line: number; column: number } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const said = String(error);
    const place = /line (\d+) column (\d+)/.exec(said);
    if (place) return { line: Number(place[1]), column: Number(place[2]) };
    const offset = /position (\d+)/.exec(said);
    if (!offset && !/end of|EOF/i.test(said)) return null;
    const lines = text.slice(0, offset ? Number(offset[1]) : text.length).split('\n');
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }
}

/** A first answer to fill in, in the shape that the task's integration gives its results. */
export function answerTemplate(resource: string | null): MockAnswer {
  const lambda = resource?.includes(':states:::lambda:invoke');
  return { kind: 'return', text: lambda ? '{\n  "StatusCode": 200,\n  "Payload": {}\n}' : '{}' };
}
