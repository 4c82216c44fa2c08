import type { Answer } from '../protocol.ts';

/** A panic or an overrun stack leaves the module in no state to go on with; anything else is an answer. */
export function failure(id: number, error: unknown): Extract<Answer, { kind: 'error' }> {
  const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  return { kind: 'error', id, message: error instanceof Error ? error.message : String(error), fatal };
}
