// Builds the embedded player into FOLDER: `embed.js`, one classic script with everything in it, and `embed-whole.js`, the
// whole engine, which `embed.js` adds where a definition needs it. `embed-open.js` and `embed-open-whole.js` are the same
// without the engine's bytes: the page keeps these, and puts in the engine that it has anyway (`takeaway/single.ts`).
//   node tools/embed.mjs FOLDER [--check]
// --check: builds nothing; says the sizes, and stops with status 1 when the budget is passed.
//
// In a frame with `sandbox="allow-scripts"` the origin is null: module scripts, `fetch` and module workers need headers
// that a static host does not send. A classic script needs none, so engine and worker are inside: the worker's code as a
// function, which runs in a worker made from its text, or in the page where that is refused.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { writeService } from './offline.mjs';

/** Bytes after gzip, 1 KB = 1000 bytes. */
const BUDGET = 800_000;

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Bundles one entry to the text of a classic script.
 * @param {string} entry
 * @param {import('vite').Plugin[]} plugins
 */
async function bundled(entry, plugins = []) {
  const { build } = await import('vite');
  const result = await build({
    root: at('www'),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    envPrefix: 'STEPGLASS_URL',
    plugins,
    build: {
      write: false,
      target: 'es2022',
      // As new as `light-dark()`, so that it stays.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: false,
      rolldownOptions: {
        input: at(entry),
        // There are no modules to be found beside it.
        onLog: (level, log, by) => (log.code === 'EMPTY_IMPORT_META' ? undefined : by(level, log)),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((each) => ('output' in each ? each.output : []));
  const [script, ...more] = chunks.filter((each) => each.type === 'chunk');
  const assets = chunks.filter((each) => each.type === 'asset');
  if (!script || more.length > 0 || assets.length > 0) {
    throw new Error(`${entry} is not one file: ${chunks.map(({ fileName }) => fileName).join(', ')}`);
  }
  return script.code;
}

/**
 * The worker with this build of the engine in it. Its bindings would look for the wasm beside them.
 * @param {'stepglass' | 'whole'} name
 * @returns {import('vite').Plugin}
 */
const withEngine = (name) => ({
  name: 'embedded-engine',
  enforce: 'pre',
  resolveId(source, importer) {
    if (/(^|\/)builds\.ts$/.test(source) && !source.includes('embed')) return at('www/src/worker/embed-builds.ts');
    if (/\/pkg\/(stepglass|whole)\.js$/.test(source) && importer) return at(`www/src/pkg/${name}.js`);
    return undefined;
  },
  transform(code, id) {
    return id.includes('/pkg/') ? code.replace(/new URL\('[^']+', import\.meta\.url\)/, 'undefined') : undefined;
  },
});

/** @param {'stepglass' | 'whole'} name */
async function engine(name) {
  const worker = await bundled('www/src/worker.ts', [withEngine(name)]);
  const bytes = readFileSync(at(`www/src/pkg/${name}_bg.wasm`));
  const wasm = gzipSync(bytes, { level: 9 }).toString('base64');
  // `onmessage` and `postMessage` of the worker are those of this function.
  const serve = `function(postMessage,stepglassModule){var onmessage;${worker}\nreturn function(data){onmessage({data:data})}}`;
  const written = (/** @type {string} */ text) => `{serve:${serve},wasm:"${text}"}`;
  return { closed: written(wasm), open: written(`<wasm ${createHash('sha256').update(bytes).digest('hex')}>`) };
}

/** As it may stand between script tags of a page. @param {string} code */
const inlinable = (code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

/** @param {string} folder */
async function write(folder) {
  const page = await bundled('www/src/player/embed.ts');
  const small = await engine('stepglass');
  const whole = await engine('whole');
  const put = (/** @type {string} */ name, /** @type {string} */ code) => writeFileSync(join(folder, name), inlinable(code));
  const script = (/** @type {string} */ own) => `(function(){var stepglassSmall=${own};\n${page}\n})();\n`;
  put('embed.js', script(small.closed));
  put('embed-open.js', script(small.open));
  put('embed-whole.js', `self.stepglassWhole=${whole.closed};\n`);
  put('embed-open-whole.js', `self.stepglassWhole=${whole.open};\n`);
  // The page keeps two of them.
  if (existsSync(join(folder, 'sw.js'))) writeService(folder);
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean', default: false } } });
  const folder = positionals[0] ?? 'dist';
  if (!values.check) await write(folder);
  const size = (/** @type {string} */ name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
  const words = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)}`;
  console.log(`size      embed, gzip: ${words(size('embed.js'))} of ${BUDGET / 1000} KB; with the whole engine ${words(size('embed-whole.js'))} KB more`);
  if (size('embed.js') <= BUDGET || !values.check) return;
  console.error('stepglass: the embedded player is over its budget');
  process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) await main();
