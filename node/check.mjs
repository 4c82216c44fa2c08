// `check`: what is wrong with definitions.

import { engine } from './engine.mjs';
import { readText } from './files.mjs';

/**
 * @param {string[]} files
 * @param {Record<string, string | boolean | string[] | undefined>} options
 */
export function check(files, options) {
  let failed = false;
  for (const file of files) {
    const definition = readText(file);
    const view = engine().check(definition, String(options.type ?? 'STANDARD'));
    /** @type {import('../www/src/generated.ts').DiagnosticView[]} */
    const found = view.diagnostics;
    for (const { line, column, severity, code, message } of found) {
      console.log(`${file}:${line}:${column}: ${severity} ${code}: ${message}`);
    }
    failed ||= found.some(({ severity }) => severity === 'error');
    if (found.length === 0) console.log(`${file}: no problems`);
  }
  return failed ? 1 : 0;
}
