// The engine that the page ships, in this folder's assets: the small build, and the one with JSONata where it is needed.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as small from '../www/src/pkg/stepglass.js';
import * as whole from '../www/src/pkg/whole.js';
import { Refused } from './files.mjs';

/** What only the whole build can judge or run. */
const JSONATA = /\{%|JSONata/;

/** @type {Set<string>} */
const loaded = new Set();

/**
 * The build for these texts, ready to be called.
 * @param {string[]} texts
 * @returns {typeof small}
 */
export function engine(...texts) {
  const name = texts.some((text) => JSONATA.test(text)) ? 'whole' : 'stepglass';
  // Both builds come from the same sources; only the type checker cannot know it.
  const build = name === 'whole' ? /** @type {typeof small} */ (/** @type {unknown} */ (whole)) : small;
  if (!loaded.has(name)) {
    build.initSync({ module: wasm(name) });
    loaded.add(name);
  }
  return build;
}

/**
 * The module's bytes: its file has a hash in its name.
 * @param {string} name
 */
function wasm(name) {
  const folder = join(import.meta.dirname, 'assets');
  try {
    const file = readdirSync(folder).find((file) => file.startsWith(`${name}_bg`) && file.endsWith('.wasm'));
    if (file) return readFileSync(join(folder, file));
  } catch {
    // Said below.
  }
  throw new Refused(`the engine is not in ${folder}; stepglass.mjs works beside the site that it was built with`);
}
