/** Calls that wait for an answer from outside, and the tab of the step panel that gives one. */

import type { CallView, RunView, StepView } from '../generated.ts';
import { slot } from '../slot.ts';

export const fillAnswer = slot(async () => (await import('./panel.ts')).mountAnswer);

export const fillChange = slot(async () => (await import('./change.ts')).mountChange);

/** The calls of a step: its own, or those of executions that run inside. */
export function callsOf(view: RunView, step: StepView): readonly CallView[] {
  const own = view.calls.filter(({ execution, visit }) => execution === 0 && visit === step.entered);
  if (own.length > 0 || step.endedAt !== null || step.type === 'Parallel') return own;
  return step.mapRuns.length > 0 ? view.calls.filter(({ execution }) => execution !== 0) : [];
}

/** The run cannot go on as it was told before somebody answers. */
export function isAsked({ position, known, calls, execution }: RunView): boolean {
  return position >= known && execution.status === 'RUNNING' && calls.some(({ source }) => source === 'user' || source === 'handler');
}
