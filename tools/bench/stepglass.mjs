// One workload in Stepglass's wasm.   node stepglass.mjs WORKLOAD.json   (BENCH_PKG: the folder of the built engine)

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpu, load, objects, peak, tell, time, verdict } from './measure.mjs';

/**
 * The engine, instantiated in this process: the build that the page would take for this definition.
 * @param {string} definition
 */
export async function engine(definition) {
  const folder = resolve(process.env['BENCH_PKG'] ?? 'www/src/pkg');
  const build = /\{%|JSONata/.test(definition) ? 'whole' : 'stepglass';
  const stepglass = await import(pathToFileURL(join(folder, `${build}.js`)).href);
  const { memory } = stepglass.initSync({ module: readFileSync(join(folder, `${build}_bg.wasm`)) });
  return { stepglass, bytes: () => memory.buffer.byteLength };
}

/**
 * The request of a workload: no virtual time, no limit on the history, no list of events in the response.
 * @param {import('./measure.mjs').Workload} workload
 * @param {object} [options]
 * @param {Record<string, string>} [files]
 */
export function request(workload, options = {}, files = {}) {
  const retryDelays = workload.retry_delays === 'zero' ? { retryDelays: 'zero' } : {};
  return JSON.stringify({
    input: workload.input,
    mocks: workload.tasks ?? {},
    files,
    type: workload.type,
    options: { latency: 'zero', historyLimit: false, ...retryDelays, ...options },
  });
}

/** @param {string} file */
async function main(file) {
  const workload = load(file);
  const files = objects(workload, file);
  const definition = JSON.stringify(workload.definition);
  const { stepglass, bytes } = await engine(definition);
  const prepared = new stepglass.Prepared(definition);
  const text = request(workload, {}, files);
  const found = verdict(workload, JSON.parse(prepared.run(text)));

  const ready = prepared.read(text);
  const before = bytes();
  const timed = await time(() => ready.run().free());
  const figures = { verdict: found, ...timed, peak: peak(), perEvent: (bytes() - before) / workload.events };
  const whole = await time(() => prepared.run(text));
  const parse = await time(() => new stepglass.Prepared(definition).free());
  const read = await time(() => prepared.read(text).free());
  tell({ ...figures, whole: whole.cpu, parse: parse.cpu, read: read.cpu, ...render(prepared, workload, files) });
}

/**
 * The text of the history, 25,000 events at most, as GetExecutionHistory gives it.
 * @param {any} prepared
 * @param {import('./measure.mjs').Workload} workload
 * @param {Record<string, string>} files
 */
function render(prepared, workload, files) {
  const finished = prepared.read(request(workload, { events: true }, files)).run();
  finished.response();
  const before = cpu();
  const response = finished.response();
  return { render: cpu() - before, rendered: response.length };
}

if (process.argv[1]?.endsWith('stepglass.mjs')) await main(process.argv[2] ?? '');
