/** The lessons that come with the page, in its language. */

import { readLesson } from './format.mjs';
import type { Lang } from '../state.ts';
import type { Lesson } from './model.ts';

export type Course = ReadonlyMap<string, Lesson>;

const read = new Map<Lang, Promise<{ course: Course; glossary: Lesson }>>();

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
