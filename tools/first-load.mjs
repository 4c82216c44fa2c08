// Writes FOLDER/first-load.json: what a browser fetches before the page is interactive, with sizes.
//   node tools/first-load.mjs FOLDER [--check]
// --check: stop with status 1 when a budget is passed.
//
// The list is read off the built files: start at index.html and follow every name of another built
// file, except those behind a dynamic import. A test compares it with a browser's request log.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

/** Gzip sizes in bytes, 1 KB = 1000 bytes. */
const BUDGETS = { wasm: 650_000, script: 200_000, all: 900_000 };

/** Files that name others. */
const TEXT = new Set(['.html', '.css', '.js']);

/** What only a later step of the page fetches, or what no page waits for. */
const LATER = [
  /\bimport\(\s*["'`][^"'`]*["'`]\s*\)/g,
  /__vite__mapDeps=\([^;]*?\)=>[^;]*;?/g,
  /<link\b[^>]*\brel="(?:icon|manifest|apple-touch-icon|license)"[^>]*>/g,
  /<a\b[^>]*>/g,
];

/** The words of the page's language come by a dynamic import that the first view waits for; English stands for both. */
const AWAITED = /^assets\/en-[\w-]+\.js$/;

/**
 * Paths of all built files, relative to the folder, with forward slashes.
 * @param {string} folder
 * @param {string} [under]
 * @returns {string[]}
 */
function list(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(under, entry.name);
    return entry.isDirectory() ? list(folder, path) : [path];
  });
}

/**
 * The built files that `text` names by their last part, which carries a hash and so is unique.
 * @param {string} text
 * @param {string[]} files
 */
function named(text, files) {
  const now = LATER.reduce((rest, pattern) => rest.replace(pattern, ''), text);
  return files.filter((file) => now.includes(posix.basename(file)));
}

/**
 * The files fetched at once, in the order in which they are found.
 * @param {string} folder
 */
export function firstLoad(folder) {
  const assets = list(folder).filter((file) => file.startsWith('assets/'));
  const found = ['index.html', ...assets.filter((file) => AWAITED.test(file))];
  for (const file of found) {
    if (!TEXT.has(extname(file))) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    found.push(...named(text, assets).filter((other) => !found.includes(other)));
  }
  return found.map((path) => {
    const bytes = readFileSync(join(folder, path));
    return { path, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
}

/**
 * Gzip sizes by the kinds that have a budget.
 * @param {ReturnType<typeof firstLoad>} files
 */
export function sums(files) {
  /** @param {(path: string) => boolean} test */
  const sum = (test) => files.filter((f) => test(f.path)).reduce((n, f) => n + f.gzip, 0);
  return {
    wasm: sum((path) => path.endsWith('.wasm')),
    script: sum((path) => path.endsWith('.js')),
    all: sum(() => true),
  };
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  });
  const folder = positionals[0] ?? 'dist';
  const files = firstLoad(folder);
  const gzip = sums(files);
  writeFileSync(join(folder, 'first-load.json'), `${JSON.stringify({ files, gzip, budgets: BUDGETS }, null, 2)}\n`);
  const kinds = /** @type {(keyof typeof BUDGETS)[]} */ (Object.keys(BUDGETS));
  const words = kinds.map((kind) => `${kind} ${(gzip[kind] / 1000).toFixed(1)} of ${BUDGETS[kind] / 1000} KB`);
  console.log(`size      first load, gzip: ${words.join(', ')}`);
  const over = kinds.filter((kind) => gzip[kind] > BUDGETS[kind]);
  if (values.check && over.length > 0) {
    console.error(`stepglass: over the budget of the first load: ${over.join(', ')}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) main();
