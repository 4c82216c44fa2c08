/** Links to lessons. Whoever has lessons says so here; a link to one that nobody has is refused. */

import type { Context } from '../actions/context.ts';
import type { Fragment } from './fragment.ts';
import { Refused } from './refused.ts';

export type LessonLink = Extract<Fragment, { kind: 'lesson' }>;
/** False when there is no such lesson. */
export type OpenLesson = (context: Context, link: LessonLink) => Promise<boolean>;

/** The parts that have lessons, loaded when a link asks for one. */
export const LESSONS: (() => Promise<OpenLesson>)[] = [];

export async function openLesson(context: Context, link: LessonLink): Promise<boolean> {
  for (const load of LESSONS) if (await (await load())(context, link)) return true;
  throw new Refused('share.noLesson', { name: link.id });
}
