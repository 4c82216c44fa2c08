// What the simulated S3 holds at the start, out of files of the disk.

import { isObject, parse, readText, Refused } from './files.mjs';

/**
 * The texts of `{"bucket/key": text}`; `from` says where the value stands.
 * @param {unknown} value
 * @param {string} from
 * @returns {Record<string, string>}
 */
export function texts(value, from) {
  if (!isObject(value)) throw new Refused(`${from} must be {"bucket/key": text}`);
  for (const [name, text] of Object.entries(value)) {
    if (!isName(name) || typeof text !== 'string') throw new Refused(`${from}: \`${name}\` must be a text named "bucket/key"`);
  }
  return /** @type {Record<string, string>} */ (value);
}

/**
 * Those of a file.
 * @param {string} file
 */
export function textsOf(file) {
  return texts(parse(readText(file), file), file);
}

/**
 * Those of a list of `BUCKET/KEY=PATH`.
 * @param {string[]} list
 * @returns {Record<string, string>}
 */
export function placed(list) {
  return Object.fromEntries(list.map((entry) => {
    const at = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, at));
    if (!isName(name) || at === entry.length - 1) throw new Refused(`--file must be BUCKET/KEY=PATH, not \`${entry}\``);
    return [name, readText(entry.slice(at + 1))];
  }));
}

/** @param {string} name */
const isName = (name) => /^[^/]+\/./s.test(name);
