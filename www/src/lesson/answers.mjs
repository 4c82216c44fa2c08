// What the machines and exercises of lessons have in them, beside being JSON: answers of mocks, and what must come of an input.

/** What an answer is made of. */
const ANSWER = ['return', 'throw', 'never', 'delay'];
const TRIAL = ['input', 'mocks', 'status', 'error', 'output', 'entered', 'avoided', 'events'];
const STATUSES = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'RUNNING'];

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value */
const isNames = (value) => Array.isArray(value) && value.every((name) => typeof name === 'string');

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/**
 * What is wrong with `mocks`; empty when nothing is.
 * @param {unknown} mocks
 */
export function mocksFault(mocks) {
  if (!isObject(mocks)) return '`mocks` is an object: lists of answers by the names of states';
  for (const [state, written] of Object.entries(mocks)) {
    const answers = isObject(written) ? written['cycle'] : written;
    if (!Array.isArray(answers)) return `\`mocks\`: \`${state}\` has a list of answers, or \`{"cycle": […]}\``;
    for (const answer of answers) {
      const fault = answerFault(answer);
      if (fault) return `\`mocks\`: an answer of \`${state}\` ${fault}`;
    }
  }
  return '';
}

/** @param {unknown} answer */
function answerFault(answer) {
  if (!isObject(answer)) return 'is not an object like {"return": …}';
  const strange = Object.keys(answer).find((key) => !ANSWER.includes(key));
  if (strange !== undefined) return `has no \`${strange}\`; it has: ${ANSWER.join(', ')}`;
  if (['return', 'throw', 'never'].filter((key) => key in answer).length !== 1) return 'has one of `return`, `throw` and `never`';
  const { throw: thrown, delay } = answer;
  if (thrown !== undefined && !(isObject(thrown) && typeof thrown['error'] === 'string' && typeof thrown['cause'] === 'string')) return 'throws {"error": "…", "cause": "…"}';
  return delay === undefined || isCount(delay) ? '' : 'has a `delay` that is no number of milliseconds';
}

/**
 * What is wrong with a case of an exercise; empty when nothing is.
 * @param {unknown} each
 */
export function trialFault(each) {
  if (!isObject(each) || !('input' in each) || typeof each['status'] !== 'string') return 'each case has `input` and `status`';
  const strange = Object.keys(each).find((key) => !TRIAL.includes(key));
  if (strange !== undefined) return `a case has no \`${strange}\`; it has: ${TRIAL.join(', ')}`;
  const { status, error, mocks, entered, avoided, events } = each;
  if (!STATUSES.includes(status)) return `a case: \`${status}\` is not one of ${STATUSES.join(', ')}`;
  if (error !== undefined && typeof error !== 'string') return 'a case: `error` is the name of an error';
  for (const [name, value] of Object.entries({ entered, avoided })) {
    if (value !== undefined && !isNames(value)) return `a case: \`${name}\` is a list of names of states`;
  }
  if (events !== undefined && !(isObject(events) && Object.values(events).every(isCount))) return 'a case: `events` has a number for each type of event';
  return mocks === undefined ? '' : mocksFault(mocks);
}
