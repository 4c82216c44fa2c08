/** What a handler is called with: Lambda's context and environment, time and chance of the call. */

import type { Call } from './outcome.ts';

/** Real milliseconds that a handler may take. */
const DEADLINE_MS = 3000;
/** Virtual ones: the longest time-out that a Lambda function can have. */
const TIMEOUT_MS = 900_000;

export interface Called {
  readonly code: string;
  /** JSON text. */
  readonly event: string;
  readonly state: string;
  readonly resource: string;
  /** What the service gets, JSON text. */
  readonly input: string;
  readonly region: string;
  readonly account: string;
  readonly time: number;
  readonly seed: number;
}

export function callOf({ code, event, state, resource, input, region, account, time, seed }: Called): Call {
  const functionName = functionOf(resource, input) ?? state;
  const arn = /:function:/.test(resource) ? resource : `arn:aws:lambda:${region}:${account}:function:${functionName}`;
  const day = new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    code, event, time, seed,
    deadline: DEADLINE_MS,
    timeout: TIMEOUT_MS,
    context: {
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: '128',
      awsRequestId: requestId(seed),
      logGroupName: `/aws/lambda/${functionName}`,
      logStreamName: `${day}/[$LATEST]${requestId(seed + 1).replaceAll('-', '')}`,
    },
    environment: {
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: functionName,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    },
  };
}

/** A function's name, from its ARN or from what Invoke is given. */
function functionOf(resource: string, input: string): string | null {
  const named = /:function:([^:]+)/.exec(resource);
  if (named) return named[1] ?? null;
  if (!/lambda:invoke/.test(resource)) return null;
  try {
    const name: unknown = JSON.parse(input)?.FunctionName;
    return typeof name === 'string' ? (/:function:([^:]+)/.exec(name)?.[1] ?? name.replace(/:.*/s, '')) : null;
  } catch {
    return null;
  }
}

/** The same call of the same execution gets the same numbers, another call others. */
export function seedOf(seed: number, execution: number, effect: number): number {
  return (Math.imul(seed ^ Math.imul(execution + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(effect + 1, 0xc2b2ae35)) | 0;
}

/** A UUID that the seed decides. */
export function requestId(seed: number): string {
  let state = seed | 0;
  let digits = '';
  while (digits.length < 32) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    digits += ((state ^ (state >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  const hex = `${digits.slice(0, 12)}4${digits.slice(13, 16)}8${digits.slice(17)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
