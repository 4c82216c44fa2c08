// How one engine is timed on one workload, in a process of its own.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';

/**
 * A workload: a definition with its input, mocked answers and the expected end.
 * @typedef {{ name: string, type: string, definition: any, input: any, tasks?: Record<string, { cycle: any[] }>,
 *   s3?: Record<string, { text?: string, path?: string }>, retry_delays?: string, expect: { status: string, output?: any }, transitions: number, events: number }} Workload
 *
 * How a run ended.
 * @typedef {{ status: string, output?: any, error?: string, cause?: string }} Outcome
 *
 * Times are milliseconds of CPU (user and system, all threads of the process), of one run, warm.
 * @typedef {{ verdict: string, cpu: number, best: number, runs: number, peak: number }} Figures
 */

/** Milliseconds of CPU that warming up and measuring may take, and the least that one sample takes. */
const WARM_UP = 1_000;
const MEASURED = Number(process.env['BENCH_MS'] ?? 2_500);
const SAMPLE = 20;

/** @returns {number} milliseconds of CPU that this process has used */
export function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Peak resident memory of this process in MB; 0 where the system does not say. */
export function peak() {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    return line ? Math.round(Number(line[1]) / 1_024) : 0;
  } catch {
    return 0;
  }
}

/**
 * Whether a run ended as it should: outputs are compared without regard to the order of members.
 * @param {Workload} workload
 * @param {Outcome} outcome
 */
export function verdict(workload, outcome) {
  const { status, output } = workload.expect;
  const right = outcome.status === status && (status !== 'SUCCEEDED' || same(outcome.output, output));
  return right ? 'right' : 'WRONG';
}

/**
 * @param {any} one
 * @param {any} other
 */
export function same(one, other) {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one ?? null)), JSON.parse(JSON.stringify(other ?? null)));
}

/**
 * Times `run`: warms up, then takes samples of at least 20 ms and gives their median. What takes longer to warm up
 * than to measure (a million transitions in a slow engine) is measured once, by its second run.
 * @param {() => unknown} run
 * @returns {Promise<{ cpu: number, best: number, runs: number }>}
 */
export async function time(run) {
  const start = cpu();
  let rounds = 0;
  do {
    await run();
    rounds += 1;
  } while (cpu() - start < WARM_UP);
  const batch = Math.max(1, Math.ceil(SAMPLE / ((cpu() - start) / rounds)));
  const samples = [];
  const from = cpu();
  do {
    const before = cpu();
    for (let n = 0; n < batch; n += 1) await run();
    samples.push((cpu() - before) / batch);
  } while (cpu() - from < MEASURED);
  samples.sort((a, b) => a - b);
  return {
    cpu: samples[samples.length >> 1] ?? NaN,
    best: samples[0] ?? NaN,
    runs: samples.length * batch,
  };
}

/**
 * A package of the peers' folder (BENCH_PEERS).
 * @param {string} name
 * @returns {any}
 */
export function peer(name) {
  return createRequire(resolve(process.env['BENCH_PEERS'] ?? '.', 'peers.js'))(name);
}

/** @param {string} file */
export function load(file) {
  return /** @type {Workload} */ (JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * What the simulated S3 of a workload holds: texts, or gzipped files beside the workload's own.
 * @param {Workload} workload
 * @param {string} file
 * @returns {Record<string, string>}
 */
export function objects(workload, file) {
  const read = (/** @type {string} */ path) => gunzipSync(readFileSync(join(dirname(file), path))).toString('utf8');
  const entries = Object.entries(workload.s3 ?? {});
  return Object.fromEntries(entries.map(([name, { text, path }]) => [name, text ?? read(path ?? '')]));
}

/** @param {unknown} figures what the parent process reads */
export function tell(figures) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
