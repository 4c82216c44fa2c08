/** What a handler's end is to the Task that called it: as Lambda tells it, or as another service would. */

import type { ReplyRequest } from '../protocol.ts';
import type { Outcome } from './outcome.ts';

export interface Reply {
  readonly reply: ReplyRequest;
  /** Virtual milliseconds, null for the usual. */
  readonly after: number | null;
}

const LONGEST_ERROR = 256;
const LONGEST_CAUSE = 32_768;

export const isLambda = (resource: string): boolean => /:lambda:.*:function:|:states:::(?:aws-sdk:)?lambda:invoke/.test(resource);

/** Null for what is no answer: code that never ran. */
export function replyOf(outcome: Outcome, resource: string, requestId: string): Reply | null {
  const after = outcome.elapsed > 0 ? outcome.elapsed : null;
  if (outcome.kind === 'returned') return { reply: { kind: 'succeeded', result: outcome.text }, after };
  const failure = isLambda(resource) ? ofLambda(outcome, requestId) : ofService(outcome, resource);
  return failure && {
    reply: { kind: 'failed', error: failure[0].slice(0, LONGEST_ERROR), cause: failure[1].slice(0, LONGEST_CAUSE) },
    after,
  };
}

function ofLambda(outcome: Outcome, requestId: string): [error: string, cause: string] | null {
  const payload = (errorType: string, errorMessage: string, trace?: readonly string[]): [string, string] =>
    [errorType || 'Exception', JSON.stringify({ errorType, errorMessage, trace })];
  switch (outcome.kind) {
    case 'threw':
      return payload(outcome.type, outcome.message, outcome.trace);
    case 'timedOut':
      return payload('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${(outcome.elapsed / 1000).toFixed(2)} seconds`);
    case 'crashed':
      return payload('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`);
    case 'tooLarge':
      return payload(
        'Function.ResponseSizeTooLarge',
        `Response payload size (${outcome.bytes} bytes) exceeded maximum allowed payload size (6291556 bytes).`,
      );
    default:
      return null;
  }
}

/** Any other service: the error's own name and message; what never answers is not heard of before the time-out. */
function ofService(outcome: Outcome, resource: string): [error: string, cause: string] | null {
  switch (outcome.kind) {
    case 'threw':
      return [outcome.type, outcome.message];
    case 'timedOut':
    case 'crashed':
      return [/:http:invoke$/.test(resource) ? 'States.Http.Socket' : 'States.Timeout', ''];
    case 'tooLarge':
      return ['States.DataLimitExceeded', `The result has ${outcome.bytes} bytes.`];
    default:
      return null;
  }
}
