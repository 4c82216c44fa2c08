/** Opens lessons: by the list, by short links, from a file. */

import type { App } from '../app.ts';
import { opened } from './desk.ts';
import { exampleFaults } from './examples.ts';
import { readLesson } from './format.mjs';
import type { Fault } from './model.ts';
import { addOwn } from './own.ts';
import { LessonPanel } from './panel.ts';

let current: LessonPanel | null = null;

/**
 * Opens a lesson at a step, counted from 1; without one where the learner left off. `demo` is the tour. False when there
 * is no such lesson.
 */
export async function openLesson(app: App, id: string, step: number | null): Promise<boolean> {
  if (id === 'demo') {
    await (await import('../demo/open.ts')).openDemo(app);
    return true;
  }
  current?.close();
  const panel = new LessonPanel(app, id, () => {
    if (current === panel) current = null;
  });
  current = panel;
  await opened(app);
  if (!(await panel.load())) {
    panel.close();
    return false;
  }
  app.store.dispatch({ type: 'ui', change: { dialog: null } });
  if (current === panel) panel.go(step === null ? null : step - 1);
  return true;
}

export const closeLesson = (): void => current?.close();

/** Opens a lesson that somebody wrote; what is wrong with it when it cannot be. */
export async function openText(app: App, text: string): Promise<readonly Fault[]> {
  const lesson = readLesson(text);
  if (lesson.faults.length > 0) return lesson.faults;
  const faults = await exampleFaults(lesson);
  if (faults.length > 0) return faults;
  await openLesson(app, addOwn(text).id, null);
  return [];
}
