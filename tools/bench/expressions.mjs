// The JSONata of one workload: all of it in order, and each expression alone.
//   node expressions.mjs jsonata|stepglass WORKLOAD.json
// The npm package evaluates what a state machine would, without one: `walk` below is only the order of expressions.

import { load, peak, peer, same, tell, time, verdict } from './measure.mjs';
import { engine, request } from './stepglass.mjs';

const jsonata = peer('jsonata');

/** @typedef {{ text: string, states: any, variables: Record<string, any>, result: any }} Evaluation */

const compiled = new Map();

/** @param {string} text */
function compile(text) {
  if (!compiled.has(text)) compiled.set(text, jsonata(text));
  return compiled.get(text);
}

/** @param {Evaluation} evaluation */
async function evaluate({ text, states, variables }) {
  return compile(text).evaluate(undefined, { states, ...variables });
}

/**
 * Evaluates a template: every `{% %}` in it, at any depth.
 * @param {any} template
 * @param {any} states
 * @param {Record<string, any>} variables
 * @param {((evaluation: Evaluation) => void) | undefined} seen
 * @returns {Promise<any>}
 */
async function fill(template, states, variables, seen) {
  if (typeof template === 'string' && template.startsWith('{%')) {
    const evaluation = { text: template.slice(2, -2).trim(), states, variables, result: undefined };
    evaluation.result = await evaluate(evaluation);
    seen?.(evaluation);
    return evaluation.result;
  }
  if (template === null || typeof template !== 'object') return template;
  if (Array.isArray(template)) return Promise.all(template.map((item) => fill(item, states, variables, seen)));
  /** @type {Record<string, any>} */
  const filled = {};
  for (const [key, value] of Object.entries(template)) filled[key] = await fill(value, states, variables, seen);
  return filled;
}

/**
 * The expressions of a machine of Pass, Choice and Succeed states in the order of its run; gives its output.
 * @param {import('./measure.mjs').Workload} workload
 * @param {(evaluation: Evaluation) => void} [seen]
 */
async function walk({ definition, input }, seen) {
  /** @type {Record<string, any>} */
  let variables = {};
  let data = input;
  let name = definition.StartAt;
  for (;;) {
    const state = definition.States[name];
    const states = { input: data };
    let next = state.Next;
    for (const rule of state.Choices ?? []) {
      if ((await fill(rule.Condition, states, variables, seen)) === true) {
        next = rule.Next;
        break;
      }
    }
    const assigned = state.Assign ? await fill(state.Assign, states, variables, seen) : {};
    if (state.Output !== undefined) data = await fill(state.Output, states, variables, seen);
    variables = { ...variables, ...assigned };
    if (state.Type === 'Succeed' || state.End) return data;
    name = next ?? state.Default;
  }
}

/**
 * Each expression of the workload once, with the data of its first evaluation.
 * @param {import('./measure.mjs').Workload} workload
 */
async function distinct(workload) {
  /** @type {Map<string, Evaluation>} */
  const found = new Map();
  await walk(workload, (evaluation) => {
    if (!found.has(evaluation.text)) found.set(evaluation.text, evaluation);
  });
  return [...found.values()];
}

/** @param {import('./measure.mjs').Workload} workload */
async function reference(workload) {
  const output = await walk(workload);
  const found = verdict(workload, { status: 'SUCCEEDED', output });
  const whole = await time(() => walk(workload));
  const each = [];
  for (const evaluation of await distinct(workload)) {
    each.push({ text: evaluation.text, ...(await time(() => evaluate(evaluation))) });
  }
  tell({ verdict: found, ...whole, peak: peak(), each });
}

/** How many states evaluate the expression in one run, so that the run around them weighs little. */
const STATES = 32;

/**
 * A machine that assigns the variables and then evaluates `template` in `STATES` states, each on the same input.
 * @param {Record<string, any>} variables
 * @param {any} template
 */
function chain(variables, template) {
  /** @type {Record<string, any>} */
  const states = { Given: { Type: 'Pass', Assign: variables, Next: 'S1' } };
  for (let at = 1; at <= STATES; at += 1) {
    const way = at < STATES ? { Next: `S${at + 1}` } : { End: true };
    states[`S${at}`] = { Type: 'Pass', Assign: { [`bench${at % 2}`]: template }, ...way };
  }
  return JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Given', States: states });
}

/**
 * The same expressions in Stepglass. What one evaluation costs is what a chain of them costs more than a chain of
 * states without an expression.
 * @param {import('./measure.mjs').Workload} workload
 */
async function own(workload) {
  const { stepglass } = await engine('JSONata');
  const each = [];
  for (const { text, states, variables, result } of await distinct(workload)) {
    const asked = request({ ...workload, input: states.input, tasks: {} });
    const ready = (/** @type {string} */ definition) => new stepglass.Prepared(definition).read(asked);
    const last = { Type: 'Pass', Output: `{% ${text} %}`, End: true };
    const given = { Type: 'Pass', Assign: variables, Next: 'Asked' };
    const once = { QueryLanguage: 'JSONata', StartAt: 'Given', States: { Given: given, Asked: last } };
    const outcome = JSON.parse(ready(JSON.stringify(once)).run().response());
    const right = outcome.status === 'SUCCEEDED' && same(outcome.output, result);
    const full = ready(chain(variables, `{% ${text} %}`));
    const bare = ready(chain(variables, 0));
    const [long, short] = [await time(() => full.run().free()), await time(() => bare.run().free())];
    each.push({ text, right, cpu: Math.max(0, long.cpu - short.cpu) / STATES });
  }
  tell({ each });
}

const [, , who, file] = process.argv;
await (who === 'jsonata' ? reference : own)(load(file ?? ''));
