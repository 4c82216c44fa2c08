import type { StepView } from '../generated.ts';
import { statusOf } from '../marks.ts';
import type { Look } from './look.ts';

/** The look with one visit of a state in place of its latest. */
export function withVisit(look: Look, step: StepView): Look {
  const own = look.nodes.get(step.state);
  if (!own) return look;
  const nodes = new Map(look.nodes);
  nodes.set(step.state, { ...own, status: statusOf(step.status), step: step.status, retries: Math.max(0, step.attempts.length - 1) });
  return { ...look, nodes };
}
