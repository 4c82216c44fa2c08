/** Links to lessons. */

import type { Context } from '../actions/context.ts';
import type { App } from '../app.ts';
import type { Fragment } from './fragment.ts';
import { Refused } from './refused.ts';
import { loadedOptions } from './visit.ts';

type LessonLink = Extract<Fragment, { kind: 'lesson' }>;

/** Always false: a lesson stands beside what is on the desk, and waits for it. */
export async function openLesson(context: Context, app: App, { id, step, options }: LessonLink): Promise<false> {
  const lessons = await import('../lesson/open.ts');
  if (!(await lessons.isLesson(app, id))) throw new Refused('share.noLesson', { name: id });
  await loadedOptions(context, options);
  void lessons.openLesson(app, id, step);
  return false;
}
