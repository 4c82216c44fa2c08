/** Which call a handler is to answer, and under which key what it printed is kept. */

import type { CallView, RunView } from '../generated.ts';

/** The call that the run stands before until its handler has answered. */
export function handledCall({ calls, position, known }: RunView): CallView | undefined {
  return position < known ? undefined : calls.find(({ source }) => source === 'handler');
}

/** By the call's execution, visit and attempt. */
export const printKey = (execution: number, visit: number, attempt: number): string => `${execution}/${visit}/${attempt}`;
