// `test`: expectation files.

import { dirname, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { entered, execute } from './execute.mjs';
import { isObject, parse, readText, Refused } from './files.mjs';
import { texts, textsOf } from './stored.mjs';

/** @import { Response } from './execute.mjs' */

/** What a test may say for itself, or its file for all of its tests. */
const SHARED = ['definition', 'mocks', 'doubles', 'files', 'file', 'machine', 'type', 'options'];
const OWN = ['name', 'testCase', 'input', 'expect'];

/** Found where there is nothing at all. */
const ABSENT = Symbol('absent');

/** @type {Record<string, (response: Response, wanted: unknown) => unknown>} */
const EXPECTATIONS = {
  status: ({ status }, wanted) => differs(status, wanted),
  output: ({ output }, wanted) => differs(output, wanted),
  outputIncludes: ({ output }, wanted) => (includes(output, wanted) ? undefined : (output ?? ABSENT)),
  error: ({ error }, wanted) => differs(error, wanted),
  cause: ({ cause }, wanted) => differs(cause, wanted),
  states: (response, wanted) => differs(entered(response), wanted),
  visited: (response, wanted) => entries(response, wanted, true),
  doubles: ({ doubles }, wanted) => (includes(doubles, wanted) ? undefined : (doubles ?? ABSENT)),
  notVisited: (response, wanted) => entries(response, wanted, false),
};

/** @param {string[]} files */
export function test(files) {
  let [passed, failed] = [0, 0];
  for (const file of files) {
    for (const one of tests(file)) {
      const faults = faultsOf(file, one);
      console.log(`${faults.length === 0 ? 'ok    ' : 'not ok'} ${file}: ${one.name}`);
      for (const fault of faults) console.log(`       ${fault}`);
      if (faults.length === 0) passed += 1;
      else failed += 1;
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * The tests of a file, each with what it shares with the others.
 * @param {string} file
 */
function tests(file) {
  const content = parse(readText(file), file);
  const list = isObject(content) && 'tests' in content ? content.tests : [content];
  if (!isObject(content) || !Array.isArray(list)) throw new Refused(`${file} has no list \`tests\``);
  const { tests: _, ...shared } = content;
  known(file, shared, 'tests' in content ? SHARED : [...SHARED, ...OWN]);
  return list.map((one, at) => {
    if (!isObject(one)) throw new Refused(`${file}: test ${at + 1} is no object`);
    known(file, one, [...SHARED, ...OWN]);
    return /** @type {Record<string, unknown>} */ ({ name: `test ${at + 1}`, ...shared, ...one });
  });
}

/**
 * Runs a test; gives what is not as expected.
 * @param {string} file
 * @param {Record<string, unknown>} one
 */
function faultsOf(file, one) {
  const { expect, machine, testCase, type, options } = one;
  if (!isObject(expect) || Object.keys(expect).length === 0) throw new Refused(`${file}: ${one.name} expects nothing`);
  known(file, expect, Object.keys(EXPECTATIONS));
  const response = execute({
    definition: given(file, one, 'definition') ?? missing(file, 'definition'),
    mocks: given(file, one, 'mocks') ?? '',
    input: 'input' in one ? one.input : {},
    machine: typeof machine === 'string' ? machine : undefined,
    more: {
      ...(testCase === undefined ? {} : { testCase }),
      ...(type === undefined ? {} : { type }),
      ...('doubles' in one ? { doubles: given(file, one, 'doubles') } : {}),
      ...('files' in one || 'file' in one ? { files: stored(file, one) } : {}),
    },
    options: isObject(options) ? options : {},
  });
  return Object.entries(expect).flatMap(([name, wanted]) => {
    const found = EXPECTATIONS[name]?.(response, wanted);
    if (found === undefined) return [];
    return [`${name}: expected ${JSON.stringify(wanted)}, found ${found === ABSENT ? 'none' : JSON.stringify(found)}`];
  });
}

/**
 * The text of a member that is JSON itself, or names a file beside the expectations.
 * @param {string} file
 * @param {Record<string, unknown>} one
 * @param {string} member
 */
function given(file, one, member) {
  const value = one[member];
  if (typeof value === 'string') return readText(resolve(dirname(file), value));
  return value === undefined ? undefined : JSON.stringify(value);
}

/**
 * What the simulated S3 holds: the texts of `files`, and files beside the expectations.
 * @param {string} file
 * @param {Record<string, unknown>} one
 */
function stored(file, { files = {}, file: paths = {} }) {
  const beside = (/** @type {string} */ name) => resolve(dirname(file), name);
  const given = typeof files === 'string' ? textsOf(beside(files)) : texts(files, `${file}: \`files\``);
  const named = Object.entries(texts(paths, `${file}: \`file\``));
  return { ...given, ...Object.fromEntries(named.map(([name, path]) => [name, readText(beside(path))])) };
}

/**
 * @param {string} file
 * @param {string} member
 * @returns {never}
 */
function missing(file, member) {
  throw new Refused(`${file}: \`${member}\` is missing`);
}

/**
 * A misspelt member would be an expectation that nobody checks.
 * @param {string} file
 * @param {Record<string, unknown>} object
 * @param {string[]} names
 */
function known(file, object, names) {
  const other = Object.keys(object).find((name) => !names.includes(name));
  if (other !== undefined) throw new Refused(`${file}: there is no member \`${other}\`; there are: ${names.join(', ')}`);
}

/**
 * @param {unknown} found
 * @param {unknown} wanted
 */
function differs(found, wanted) {
  if (isDeepStrictEqual(found, wanted)) return undefined;
  return found === undefined ? ABSENT : found;
}

/**
 * The states that were entered, unless each of the wanted ones is among them, or none.
 * @param {Response} response
 * @param {unknown} wanted
 * @param {boolean} among
 */
function entries(response, wanted, among) {
  if (!Array.isArray(wanted)) throw new Refused('visited and notVisited are lists of names');
  const found = entered(response);
  return wanted.every((name) => found.includes(String(name)) === among) ? undefined : found;
}

/**
 * Whether a value has at least these members, at any depth; lists item by item.
 * @param {unknown} found
 * @param {unknown} wanted
 * @returns {boolean}
 */
function includes(found, wanted) {
  if (isObject(wanted)) {
    return isObject(found) && Object.entries(wanted).every(([name, value]) => includes(found[name], value));
  }
  if (Array.isArray(wanted)) {
    return Array.isArray(found) && found.length === wanted.length && wanted.every((item, at) => includes(found[at], item));
  }
  return isDeepStrictEqual(found, wanted);
}
