/** A file that is no playground document but a definition, as other tools write them. */

import { machineName } from '../machine-name.ts';
import type { Playground } from './format.ts';

/** Null when it is something else, or nothing that can be read. */
export function plainDefinition(text: string, file: string): Playground | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // A definition with a mistake in it is still one: its text comes to the desk, and the mistake is shown there.
    return /"States"\s*:/.test(text) && !/"v"\s*:\s*\d/.test(text) ? made(text, file) : null;
  }
  const isObject = typeof value === 'object' && value !== null;
  return isObject && Object.hasOwn(value as object, 'States') ? made(text, file) : null;
}

function made(definition: string, file: string): Playground {
  return { v: 1, name: machineName(file.replace(/(\.asl)?\.json$/i, '')), definition: definition.replace(/^\uFEFF/, '') };
}
