// The conditions of *Do it* lists: their grammar. `judge.ts` says when they hold.
// Plain JavaScript, because `tools/lessons.mjs` reads lessons with it too.

/** @typedef {import('./model.ts').Check} Check */

const STATUSES = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'RUNNING'];

/**
 * What may stand behind each kind: `state` a state's name, `?` not required, `|` one of these, the others any word.
 * @type {Record<string, string[]>}
 */
export const CHECKS = {
  opened: ['gallery'],
  case: ['case'],
  input: ['path', '=', 'json'],
  definition: ['path', '=|exists|missing', 'json?'],
  state: ['name', 'Task|Choice|Wait|Pass|Succeed|Fail|Parallel|Map?'],
  valid: [],
  ran: [STATUSES.join('|'), 'error?'],
  at: ['type', 'state?'],
  entered: ['state'],
  back: [],
  selected: ['state'],
  event: ['type', 'state?'],
  edge: ['state', '>', 'state'],
  view: ['events|timeline|dataflow|variables|explain'],
  info: ['info|input|output'],
  tab: ['definition|input|mocks|handlers|files|services'],
  tools: ['basic|all'],
  mock: ['state', 'return|throw?', 'error?'],
  retried: ['state', 'number?'],
  caught: ['state'],
};

/**
 * Words parted by blanks; names with blanks, and JSON, stand in quotes, brackets or braces.
 * @param {string} text
 * @returns {string[]}
 */
function words(text) {
  return text.match(/"(?:[^"\\]|\\.)*"|\{.*\}|\[.*\]|\S+/g) ?? [];
}

/** @param {string} word */
const bare = (word) => (word.startsWith('"') ? String(JSON.parse(word)) : word);

/**
 * Reads `ran FAILED NoRuleMatched and case default`. A message where it cannot be read.
 * @param {string} text
 * @returns {{ checks: Check[] } | { fault: string }}
 */
export function readChecks(text) {
  /** @type {Check[]} */
  const checks = [];
  for (const one of text.split(/\s+and\s+/)) {
    const [kind = '', ...rest] = words(one.trim());
    const form = Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined;
    if (!form) return { fault: `there is no check \`${kind}\`; there are: ${Object.keys(CHECKS).join(', ')}` };
    const fault = fit(kind, form, rest);
    if (fault) return { fault };
    checks.push({ kind, words: form.map((slot, at) => (slot.startsWith('json') ? (rest[at] ?? '') : bare(rest[at] ?? ''))) });
  }
  return { checks };
}

/**
 * @param {string} kind
 * @param {string[]} form
 * @param {string[]} given
 */
function fit(kind, form, given) {
  const written = `\`${[kind, ...form].join(' ')}\``;
  if (given.length > form.length) return `${written} has too many words`;
  for (const [at, slot] of form.entries()) {
    const word = given[at];
    const name = slot.replace(/\?$/, '');
    if (word === undefined) {
      if (slot.endsWith('?')) continue;
      return `${written} lacks ${name}`;
    }
    if (/^[^a-z]$|\|/.test(name) && !name.split('|').includes(word)) return `${written}: \`${word}\` is not one of ${name.split('|').join(', ')}`;
    if (name === 'json' && !isJson(word)) return `${written}: \`${word}\` is not JSON`;
    if (name === 'path' && !/^\$(\.[\w-]+|\[\d+\])*$/.test(word)) return `${written}: \`${word}\` is not a path like $.a.b[0]`;
    if (name === 'number' && !/^\d+$/.test(word)) return `${written}: \`${word}\` is not a number`;
  }
  return '';
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * States that checks name, where they must be in the machine.
 * @param {readonly Check[]} checks
 * @returns {string[]}
 */
export function statesOf(checks) {
  return checks.flatMap(({ kind, words: given }) =>
    (CHECKS[kind] ?? []).flatMap((slot, at) => (slot.startsWith('state') && given[at] ? [given[at]] : [])));
}
