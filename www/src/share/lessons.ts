/** Links to lessons and to the tour. */

import type { App } from '../app.ts';
import type { Fragment } from './fragment.ts';
import { Refused } from './refused.ts';

export type LessonLink = Extract<Fragment, { kind: 'lesson' }>;

/** Opens a lesson at its step; a link to one that is not there is refused. */
export async function openLesson(app: App, { id, step }: LessonLink): Promise<boolean> {
  const lessons = await import('../lesson/open.ts');
  if (await lessons.openLesson(app, id, step)) return true;
  throw new Refused('share.noLesson', { name: id });
}
