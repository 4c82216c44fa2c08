// Serves the page from its sources and rebuilds what changes.
//   node tools/dev.mjs [--port 8123] [--host 127.0.0.1]
// The page's files are Vite's affair; a change to the engine compiles it anew, and the page reloads.

import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer as createTcp } from 'node:net';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { onPortOrAnother } from './serve.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8123' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});

/** Editors write a file in several steps; one build is enough for them. */
const SETTLE_MS = 150;

let building = false;
let again = false;

/** @returns {Promise<boolean>} whether the engine compiled */
function build() {
  return new Promise((done) => {
    const make = spawn('make', ['wasm', 'WASM_PROFILE=quick'], { stdio: 'inherit' });
    make.on('close', (code) => done(code === 0));
  });
}

/** One build at a time; changes during a build cause one more. */
async function rebuild() {
  again = building;
  if (building) return;
  building = true;
  do {
    again = false;
    if (!(await build())) console.error('wasm      the page keeps the last engine that compiled');
  } while (again);
  building = false;
}

/**
 * Listens and lets go again: Vite would move to the next port without a word.
 * @param {number} port
 * @returns {Promise<number>}
 */
function probe(port) {
  return new Promise((done, fail) => {
    const server = createTcp().once('error', fail);
    server.listen(port, values.host, () => {
      const address = server.address();
      server.close(() => done(address && typeof address === 'object' ? address.port : port));
    });
  });
}

if (!(await build())) process.exit(1);

/** @type {NodeJS.Timeout | undefined} */
let timer;
const changed = () => {
  clearTimeout(timer);
  timer = setTimeout(rebuild, SETTLE_MS);
};
watch('src', { recursive: true }, changed);
for (const file of ['Cargo.toml', 'Cargo.lock']) watch(file, changed);

const port = await onPortOrAnother(probe, Number(values.port));
const vite = await createServer({ server: { host: values.host, port, strictPort: true } });
await vite.listen();
console.log(`dev       http://${values.host}:${port}/   (Ctrl+C stops it)`);
