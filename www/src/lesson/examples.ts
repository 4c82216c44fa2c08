/** Whether the examples that a lesson opens are there. */

import { fromGallery } from '../gallery.ts';
import type { Fault, Lesson, MachinePart } from './model.ts';

export async function exampleFaults(lesson: Lesson): Promise<Fault[]> {
  const parts = lesson.steps.flatMap(({ parts: all }) => all.filter((part): part is MachinePart => part.kind === 'machine'));
  const found = await Promise.all(parts.map(fault));
  return found.flat();
}

async function fault({ gallery, case: chosen, line }: MachinePart): Promise<Fault[]> {
  if (gallery === null) return [];
  const made = await fromGallery(gallery, () => '', '', '');
  if (!made) return [{ line, message: `the gallery has no \`${gallery}\`` }];
  const ids = made[0].cases.map(({ id }) => id);
  return chosen === null || ids.includes(chosen) ? [] : [{ line, message: `\`${gallery}\` has no input \`${chosen}\`; it has: ${ids.join(', ')}` }];
}
