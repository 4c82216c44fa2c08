import type { MockAnswer } from '../state.ts';

/** A first answer to fill in, in the shape that the task's integration gives its results. */
export function answerTemplate(resource: string | null): MockAnswer {
  const lambda = resource?.includes(':states:::lambda:invoke');
  return { kind: 'return', text: lambda ? '{\n  "StatusCode": 200,\n  "Payload": {}\n}' : '{}' };
}
