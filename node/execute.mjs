// One execution: a request of `simulate` and its response.

import { engine } from './engine.mjs';
import { Refused } from './files.mjs';

/**
 * @typedef {object} Response
 * @property {string} status
 * @property {unknown} [output]
 * @property {string} [error]
 * @property {string} [cause]
 * @property {number} transitions
 * @property {number} eventCount
 * @property {number} duration
 * @property {string} [stopped]
 * @property {unknown} [doubles]
 * @property {{ name: string, stateMachineArn: string, status: string, error?: string }[]} [executions]
 * @property {HistoryEvent[]} events
 *
 * @typedef {{ id: number, previousEventId: number, type: string, timestamp: number | string } & Record<string, unknown>} HistoryEvent
 *
 * @typedef {object} Job
 * @property {string} definition its text
 * @property {string} mocks their text
 * @property {unknown} input
 * @property {string | undefined} machine
 * @property {Record<string, unknown>} more other members of the request
 * @property {Record<string, unknown>} options
 */

/**
 * Runs an execution, with its history.
 * @param {Job} job
 * @returns {Response}
 */
export function execute(job) {
  const { simulate, mocks } = engine();
  const machine = job.machine ?? onlyMachine(mocks, job.mocks);
  const request = {
    ...job.more,
    definition: job.definition,
    input: job.input,
    mocks: job.mocks,
    ...(machine === undefined ? {} : { execution: { stateMachineName: machine } }),
    options: { latency: 'zero', ...job.options, events: true },
  };
  const response = JSON.parse(simulate(JSON.stringify(request)));
  if (typeof response.error === 'object') throw new Refused(reasons(response.error));
  return response;
}

/**
 * The machine of a mock file that is for one only.
 * @param {(request: string) => string} mocks
 * @param {string} text
 * @returns {string | undefined}
 */
function onlyMachine(mocks, text) {
  const { testCases } = JSON.parse(mocks(JSON.stringify({ action: 'cases', mocks: text })));
  const names = new Set(testCases.map((/** @type {{ machine: string }} */ { machine }) => machine));
  return names.size === 1 ? [...names][0] : undefined;
}

/**
 * A refusal in lines.
 * @param {{ message: string, diagnostics: { severity: string, message: string, location?: string }[] }} refusal
 */
function reasons({ message, diagnostics }) {
  const lines = diagnostics.map((found) => `  ${found.severity} ${found.location ?? '-'}: ${found.message}`);
  return [message, ...lines].join('\n');
}

/**
 * Names of the states that were entered, in order.
 * @param {Response} response
 */
export function entered(response) {
  return response.events
    .filter(({ type }) => type.endsWith('StateEntered'))
    .map((event) => String(/** @type {{ name?: string }} */ (event.stateEnteredEventDetails ?? {}).name));
}
