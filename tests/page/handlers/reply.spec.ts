/** What comes of a handler, as the Task that called it hears it. */

import { expect, test } from '@playwright/test';
import { replyOf } from '../../../www/src/handlers/aws.ts';
import { callOf, requestId, seedOf } from '../../../www/src/handlers/call.ts';
import type { Ending } from '../../../www/src/handlers/outcome.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const INVOKE = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const SNS = 'arn:aws:states:::sns:publish';
const HTTP = 'arn:aws:states:::http:invoke';

const thrown: Ending = { kind: 'threw', type: 'Busy', message: 'later', trace: ['Busy: later', '    at handler'] };
const long: Ending = { kind: 'threw', type: 'E'.repeat(300), message: 'm'.repeat(40_000), trace: [] };
const trace = '"errorType":"Busy","errorMessage":"later","trace":["Busy: later","    at handler"]';

const CASES: [Ending, resource: string, error: string, cause: string][] = [
  [thrown, FUNCTION, 'Busy', `{${trace}}`],
  [thrown, INVOKE, 'Busy', `{${trace}}`],
  [thrown, SNS, 'Busy', 'later'],
  [{ ...thrown, type: '' }, FUNCTION, 'Exception', `{${trace.replace('Busy"', '"')}}`],
  [long, SNS, 'E'.repeat(256), 'm'.repeat(32_768)],
  [{ kind: 'timedOut' }, FUNCTION, 'Sandbox.Timedout', '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: id Error: Task timed out after 900.00 seconds"}'],
  [{ kind: 'timedOut' }, SNS, 'States.Timeout', ''],
  [{ kind: 'timedOut' }, HTTP, 'States.Http.Socket', ''],
  [{ kind: 'crashed' }, FUNCTION, 'Runtime.ExitError', '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: id Error: Runtime exited with error: signal: killed"}'],
  [{ kind: 'tooLarge', bytes: 7_000_002 }, FUNCTION, 'Function.ResponseSizeTooLarge', '{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size (7000002 bytes) exceeded maximum allowed payload size (6291556 bytes)."}'],
];

for (const [end, resource, error, cause] of CASES) {
  test(`${end.kind} for ${resource}: ${error.slice(0, 40)}`, () => {
    const elapsed = end.kind === 'timedOut' ? 900_000 : 0;
    const answered = replyOf({ ...end, elapsed, lines: [], dropped: 0 }, resource, 'id');
    expect(answered).toEqual({ reply: { kind: 'failed', error, cause }, after: elapsed || null });
  });
}

test('a result takes the time of its timers, code that never ran is no answer', () => {
  const rest = { lines: [], dropped: 0 };
  expect(replyOf({ kind: 'returned', text: '1', elapsed: 1500, ...rest }, SNS, 'id')).toEqual({ reply: { kind: 'succeeded', result: '1' }, after: 1500 });
  for (const kind of ['missing', 'noSandbox'] as const) expect(replyOf({ kind, elapsed: 0, ...rest }, FUNCTION, 'id')).toBeNull();
  expect(replyOf({ kind: 'unread', message: 'no', line: 1, column: 1, elapsed: 0, ...rest }, FUNCTION, 'id')).toBeNull();
});

test('a call has the name and the numbers of its function', () => {
  const given = { code: '', event: '{}', state: 'Charge', region: 'eu-central-1', account: '123456789012', time: Date.UTC(2026, 0, 2), seed: 7 };
  const names = (resource: string, input: string): string[] => {
    const { context } = callOf({ ...given, resource, input });
    return [context['functionName'] ?? '', context['invokedFunctionArn'] ?? ''];
  };
  expect(names(FUNCTION, '{}')).toEqual(['f', FUNCTION]);
  expect(names(INVOKE, '{"FunctionName": "g:prod"}')).toEqual(['g', 'arn:aws:lambda:eu-central-1:123456789012:function:g']);
  expect(names(INVOKE, `{"FunctionName": "${FUNCTION}:2"}`)[0]).toBe('f');
  expect(names(SNS, '{}')[0]).toBe('Charge');
  expect(callOf({ ...given, resource: SNS, input: '{}' }).context['logStreamName']).toMatch(/^2026\/01\/02\/\[\$LATEST\][0-9a-f]{32}$/);
  expect(requestId(7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  const seeds = [seedOf(7, 0, 1), seedOf(7, 0, 2), seedOf(7, 1, 1), seedOf(8, 0, 1)];
  expect(new Set([...seeds, ...seeds.map(requestId)]).size).toBe(8);
});
