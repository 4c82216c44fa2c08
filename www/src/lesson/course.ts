/** The lessons that come with the page, and one that the reader opened, in the language of the page. */

import { readLesson } from './format.mjs';
import { ownId } from './own-id.mjs';
import type { Lang } from '../state.ts';
import type { Lesson } from './model.ts';

export type Course = ReadonlyMap<string, Lesson>;

const read = new Map<Lang, Promise<{ course: Course; glossary: Lesson }>>();
/** By ids that begin with `own-`; only in this visit. */
const owned = new Map<string, Lesson>();

/** In the order of the course, and the glossary. */
export function loadCourse(lang: Lang): Promise<{ course: Course; glossary: Lesson }> {
  let loading = read.get(lang);
  if (!loading) {
    loading = (lang === 'ko' ? import('./texts-ko.ts') : import('./texts-en.ts')).then(({ texts }) => {
      const all = Object.entries(texts).map(([path, text]) => [path.split('/').at(-2) ?? '', readLesson(text)] as const);
      const glossary = all.find(([id]) => id === 'glossary')?.[1] ?? readLesson('');
      const course = all.filter(([id]) => id !== 'glossary').sort(([, a], [, b]) => a.order - b.order);
      return { course: new Map(course), glossary };
    });
    loading.catch(() => read.delete(lang));
    read.set(lang, loading);
  }
  return loading;
}

export const ownLesson = (id: string): Lesson | undefined => owned.get(id);

/** Takes a lesson of the reader's and its text; its id. */
export function addOwn(lesson: Lesson, text: string): string {
  const id = ownId(text);
  owned.set(id, lesson);
  return id;
}
