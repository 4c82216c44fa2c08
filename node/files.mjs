// Files and arguments, with faults that a person can read.

import { readFileSync } from 'node:fs';

/** Nothing can be run; the message says why. */
export class Refused extends Error {}

/**
 * The text of a file.
 * @param {string} file
 */
export function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new Refused(`${file} cannot be read (${reason})`);
  }
}

/**
 * The JSON value in a text that came from somewhere.
 * @param {string} text
 * @param {string} from
 * @returns {unknown}
 */
export function parse(text, from) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused(`${from} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Whether a value is an object with members.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
