// Adds up the test results in a folder of logs and ends with a line "N passed, N failed".
//   node tools/tally.mjs FOLDER
// Exit status 1 when a test failed, or when no result was found at all.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How each runner words its results: cargo and wasm-bindgen's runner, node --test, Playwright. */
const PASSED = [/^test result: .*? (\d+) passed/gm, /^ℹ pass (\d+)$/gm, /^ +(\d+) passed \(/gm];
const FAILED = [/^test result: .*?; (\d+) failed/gm, /^ℹ fail (\d+)$/gm, /^ +(\d+) failed$/gm];

/**
 * @param {string} text
 * @param {RegExp[]} patterns
 */
function sum(text, patterns) {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found.reduce((total, match) => total + Number(match[1]), 0);
}

/**
 * The results in one log.
 * @param {string} text
 */
export function count(text) {
  const clean = text.replace(/\x1b\[[0-9;]*m/g, '');
  return { passed: sum(clean, PASSED), failed: sum(clean, FAILED) };
}

/** @param {string} folder */
function main(folder) {
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
  const total = { passed: 0, failed: 0 };
  for (const log of logs.sort()) {
    const { passed, failed } = count(readFileSync(join(folder, log), 'utf8'));
    console.log(`${log.replace(/\.log$/, '').padEnd(9)} ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`total     ${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv[2] ?? '.make/log') ? 0 : 1;
}
