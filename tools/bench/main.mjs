// Times Stepglass beside its peers and prints a table.   make bench [BENCH=FOLDER OF WORKLOADS]
// Each engine runs each workload in a process of its own. Ratios compare CPU time (user and system).

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expressionRows, growth, heading, jsonataRow, mapRunRow, pageRows, partsRow, peerRow } from './report.mjs';
import { all } from './shapes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const given = process.env['STEPGLASS_BENCH'] ?? '';
const only = process.argv.slice(2);

/** How many times as fast as the peer each workload must be, by the beginning of its name. */
const BUDGETS = { W1: 3, W2a: 20, W3: 20, W4: 20, W5: 50, W7: 30 };
const JSONATA = ['W2b', 'W6'];

/** @param {string} file */
const nameOf = (file) => file.replace(/^.*\//, '').replace(/\.json$/, '');

/** The workload files: those of the given folder, or our own, written to the scratch folder. */
function files() {
  if (given !== '') {
    const named = readdirSync(given).filter((name) => /^W\d.*\.json$/.test(name));
    return named.sort().map((name) => join(resolve(given), name));
  }
  const folder = resolve('.make/bench/workloads');
  mkdirSync(folder, { recursive: true });
  return all().map((workload) => {
    const file = join(folder, `${workload.name}.json`);
    writeFileSync(file, JSON.stringify(workload));
    return file;
  });
}

/**
 * @param {string} script
 * @param {string[]} args
 * @returns {any} what the child told, or why it told nothing
 */
function child(script, ...args) {
  const run = spawnSync(process.execPath, [join(here, script), ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const line = run.stdout.trim().split('\n').pop() ?? '';
  try {
    return JSON.parse(line);
  } catch {
    return { verdict: 'no answer', why: run.stderr.trim().split('\n').slice(-12).join('\n') };
  }
}

/** @param {string} file */
const wanted = (file) => only.length === 0 || only.some((name) => nameOf(file).startsWith(name));

const workloads = files().filter(wanted);
const source = given === '' ? 'own workloads' : 'given workloads';
console.log(`node ${process.version}, wasm; ${source}; CPU ms of one run, warm, median; memory: peak of the process\n`);

let wrong = false;
/**
 * One workload in Stepglass. A wrong output is never a speed.
 * @param {string} file
 */
function measured(file) {
  const own = child('stepglass.mjs', file);
  wrong ||= own.verdict !== 'right';
  return own;
}

const parts = [];
console.log(heading('against aws-local-stepfunctions'));
for (const [start, budget] of Object.entries(BUDGETS)) {
  for (const file of workloads.filter((path) => nameOf(path).startsWith(start))) {
    const own = measured(file);
    parts.push(partsRow(nameOf(file), own));
    console.log(peerRow(nameOf(file), file, own, child('als.mjs', file), budget));
  }
}
console.log(`\n${heading('parts')}\n${parts.join('\n')}`);

console.log(`\n${heading('against jsonata')}`);
for (const file of workloads.filter((path) => JSONATA.some((start) => nameOf(path).startsWith(start)))) {
  const own = measured(file);
  const peer = child('expressions.mjs', 'jsonata', file);
  console.log(jsonataRow(nameOf(file), own, peer));
  if (own.verdict === 'right') console.log(expressionRows(child('expressions.mjs', 'stepglass', file), peer));
}

const mapRuns = workloads.filter((path) => nameOf(path).startsWith('W8'));
if (mapRuns.length > 0) {
  console.log(`\n${heading('Map Run')}`);
  const figures = mapRuns.map((file) => ({ file, ...measured(file) }));
  for (const own of figures) console.log(mapRunRow(nameOf(own.file), own));
  if (figures.length > 1) console.log(growth(figures));
}

if (wrong) process.exitCode = 1;
if (only.length === 0 || only.includes('page')) {
  console.log(`\n${heading('page')}\n${pageRows(child('page.mjs'))}`);
}
