// `run`: one execution, how it ended and what happened.

import { existsSync } from 'node:fs';
import { execute } from './execute.mjs';
import { parse, readText, Refused } from './files.mjs';
import { placed, textsOf } from './stored.mjs';

/** @import { HistoryEvent, Response } from './execute.mjs' */

/** @typedef {string | boolean | string[] | undefined} Option */

/**
 * @param {string[]} files
 * @param {Record<string, Option>} options
 */
export function run(files, options) {
  const [file] = files;
  if (files.length !== 1 || file === undefined) throw new Refused('run takes one definition');
  const { own, others } = machines(options.machine);
  const definition = readText(file);
  if (isExpectations(definition)) throw new Refused(`${file} lists tests: \`test ${file}\` runs them`);
  const response = execute({
    definition,
    mocks: content(options.mocks) ?? '',
    input: typeof options.input === 'string' ? input(options.input) : {},
    machine: own,
    more: filled({
      type: options.type,
      name: options.name,
      testCase: options['test-case'],
      doubles: content(options.doubles),
      files: stored(options),
      machines: others,
    }),
    options: filled({ executions: others && true, latency: options.latency, seed: number(options.seed), start: time(options.start) }),
  });
  if (options.json) {
    const { events, ...rest } = response;
    console.log(JSON.stringify(options.events ? response : rest, null, 2));
  } else {
    print(response, options.events === true);
  }
  return response.status === 'SUCCEEDED' ? 0 : 1;
}

/**
 * @param {Response} response
 * @param {boolean} withEvents
 */
function print(response, withEvents) {
  if (withEvents) for (const event of response.events) console.log(line(event));
  const { status, stopped, duration, transitions, eventCount } = response;
  const why = stopped ? ` (${stopped})` : '';
  console.log(`${status}${why}: ${transitions} transitions, ${eventCount} events, ${duration} ms of virtual time`);
  if (response.error !== undefined) console.log(`error: ${response.error}`);
  if (response.cause !== undefined) console.log(`cause: ${response.cause}`);
  if ('output' in response) console.log(JSON.stringify(response.output, null, 2));
  for (const { stateMachineArn, name, status: ended, error: failure } of response.executions ?? []) {
    console.log(`execution: ${stateMachineArn.split(':').at(-1)} ${name} ${ended}${failure === undefined ? '' : ` ${failure}`}`);
  }
  if (response.doubles) console.log(`services: ${JSON.stringify(response.doubles, null, 2)}`);
}

/**
 * Whether a text is an expectation file, not a definition.
 * @param {string} text
 */
function isExpectations(text) {
  try {
    const read = JSON.parse(text);
    return Array.isArray(read?.tests) && read.States === undefined;
  } catch {
    return false;
  }
}

/**
 * One event, with its details as JSON.
 * @param {HistoryEvent} event
 */
function line({ id, previousEventId, type, timestamp, ...details }) {
  const [told] = Object.values(details);
  const words = told === undefined ? '' : ` ${JSON.stringify(told)}`;
  return `${id} ${type} <${previousEventId} ${timestamp}${words}`;
}

/**
 * `--machine NAME` is the machine's own name, `--machine NAME=FILE` another machine.
 * @param {unknown} given
 * @returns {{ own?: string, others?: Record<string, { definition: string }> }}
 */
function machines(given) {
  /** @type {string[]} */
  const all = Array.isArray(given) ? given : [];
  const files = all.filter((one) => one.includes('=')).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]);
  const others = files.map(([name = '', file = '']) => [name, { definition: readText(file) }]);
  const own = all.find((one) => !one.includes('='));
  return { ...(own === undefined ? {} : { own }), ...(others.length > 0 ? { others: Object.fromEntries(others) } : {}) };
}

/**
 * JSON, or the name of a file with JSON.
 * @param {string} given
 */
function input(given) {
  return existsSync(given) ? parse(readText(given), given) : parse(given, '--input');
}

/**
 * The text of a file, if one is named.
 * @param {Option} name
 */
function content(name) {
  return typeof name === 'string' ? readText(name) : undefined;
}

/**
 * What the simulated S3 holds, if anything was named; `--file` has the last word.
 * @param {Record<string, Option>} options
 */
function stored({ files, file }) {
  if (files === undefined && file === undefined) return undefined;
  return { ...(typeof files === 'string' ? textsOf(files) : {}), ...(Array.isArray(file) ? placed(file) : {}) };
}

/** @param {Option} given */
function number(given) {
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !/^\d+$/.test(given)) throw new Refused('--seed must be a whole number, 0 or more');
  return Number(given);
}

/** @param {Option} given */
function time(given) {
  return typeof given === 'string' && /^-?\d+$/.test(given) ? Number(given) : given;
}

/**
 * The members that are there.
 * @param {Record<string, unknown>} members
 */
function filled(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
