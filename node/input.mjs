// `input`: what an execution's input should hold, read off the definition.

import { existsSync } from 'node:fs';
import { engine } from './engine.mjs';
import { readText, Refused } from './files.mjs';

/**
 * Prints an input that has what the definition reads; the paths that were added go to standard error.
 * @param {string[]} files
 * @param {Record<string, string | boolean | string[] | undefined>} options
 */
export function input(files, { input: given }) {
  const [file] = files;
  if (files.length !== 1 || file === undefined) throw new Refused('input takes one definition');
  const text = typeof given !== 'string' ? '{}' : existsSync(given) ? readText(given) : given;
  /** @type {import('../www/src/generated.ts').InputSuggestion | undefined} */
  const found = engine().suggestInput(readText(file), text);
  if (!found) throw new Refused('--input is not JSON');
  for (const path of found.missing) console.error(`added ${path}`);
  console.log(found.input);
  return 0;
}
