/** What there is to do in a step, and how far a lesson is done. */

import type { Check, Lesson, Step } from './model.ts';
import { deedKey, type Progress } from './progress.ts';

export interface Todo {
  key: string;
  text: string;
  /** Empty for questions and exercises, which say themselves when they are done. */
  checks: readonly Check[];
}

export function todos(step: Step): Todo[] {
  return step.parts.flatMap((part, at): Todo[] => {
    if (part.kind === 'do') return part.items.map(({ text, checks }, item) => ({ key: deedKey(step.id, at, item), text, checks }));
    if (part.kind === 'question' || part.kind === 'exercise') return [{ key: deedKey(step.id, at), text: part.text, checks: [] }];
    return [];
  });
}

/** A step with nothing to do is done once it was read. */
export function stepDone(step: Step, { done, visited }: Progress): boolean {
  const all = todos(step);
  return all.length > 0 ? all.every(({ key }) => key in done) : visited.includes(step.id);
}

export const stepsDone = (lesson: Lesson, progress: Progress): number => lesson.steps.filter((step) => stepDone(step, progress)).length;
