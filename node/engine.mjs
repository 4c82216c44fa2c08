// The engine that the page ships, in this folder's assets: the whole build, which is fetched from nowhere here.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as whole from '../www/src/pkg/whole.js';
import { Refused } from './files.mjs';

let loaded = false;

/** The engine, ready to be called. */
export function engine() {
  if (!loaded) whole.initSync({ module: wasm() });
  loaded = true;
  return whole;
}

/** The module's bytes: its file has a hash in its name. */
function wasm() {
  const folder = join(import.meta.dirname, 'assets');
  try {
    const file = readdirSync(folder).find((file) => file.startsWith('whole_bg') && file.endsWith('.wasm'));
    if (file) return readFileSync(join(folder, file));
  } catch {
    // Said below.
  }
  throw new Refused(`the engine is not in ${folder}; stepglass.mjs works beside the site that it was built with`);
}
