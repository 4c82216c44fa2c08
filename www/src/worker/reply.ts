import type { ReplyRequest } from '../protocol.ts';

/** What the engine is told besides the kind: the text that goes with it, and the cause. */
export function partsOf(reply: ReplyRequest): [text: string, cause: string] {
  switch (reply.kind) {
    case 'taken':
      return [reply.worker, ''];
    case 'heartbeat':
      return ['', ''];
    case 'succeeded':
      return [reply.result, ''];
    case 'failed':
      return [reply.error, reply.cause];
  }
}
