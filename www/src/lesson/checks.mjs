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
  const found = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const end = endOf(text, at);
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

/**
 * Where the word ends that begins at a place. Quotes and brackets that are not closed reach no further than a blank.
 * @param {string} text
 * @param {number} from
 */
function endOf(text, from) {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length && '"{['.includes(text[from] ?? ''); at += 1) {
    const letter = text[at] ?? '';
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && '{['.includes(letter)) depth += 1;
    else if (!quoted && '}]'.includes(letter)) depth -= 1;
    if (!quoted && depth <= 0) return at + 1;
  }
  const blank = text.slice(from).search(/\s/);
  return blank < 0 ? text.length : from + blank;
}

/** The text in quotes; null where it cannot be read. @param {string} word */
function bare(word) {
  if (!word.startsWith('"')) return word;
  try {
    return String(JSON.parse(word));
  } catch {
    return null;
  }
}

/**
 * Reads `ran FAILED NoRuleMatched and case default`. A message where it cannot be read.
 * @param {string} text
 * @returns {{ checks: Check[] } | { fault: string }}
 */
export function readChecks(text) {
  /** @type {string[][]} */
  const parts = [[]];
  for (const word of words(text)) {
    if (word === 'and') parts.push([]);
    else parts.at(-1)?.push(word);
  }
  /** @type {Check[]} */
  const checks = [];
  for (const [kind = '', ...rest] of parts) {
    const form = Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined;
    if (!form) return { fault: `there is no check \`${kind}\`; there are: ${Object.keys(CHECKS).join(', ')}` };
    const fault = fit(kind, form, rest);
    if (fault) return { fault };
    checks.push({ kind, words: form.map((slot, at) => (slot.startsWith('json') ? (rest[at] ?? '') : (bare(rest[at] ?? '') ?? ''))) });
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
  // A value stands behind `=`, and nowhere else.
  const valued = form.includes('json?') && given[1] !== undefined;
  if (valued && given[1] === '=' && given.length < form.length) return `${written} lacks json after \`=\``;
  if (valued && given[1] !== '=' && given.length === form.length) return `${written} has too many words`;
  for (const [at, slot] of form.entries()) {
    const word = given[at];
    const name = slot.replace(/\?$/, '');
    if (word === undefined) {
      if (slot.endsWith('?')) continue;
      return `${written} lacks ${name}`;
    }
    if (slot.startsWith('json')) {
      if (!isJson(word)) return `${written}: \`${word}\` is not JSON`;
      continue;
    }
    if (bare(word) === null) return `${written}: \`${word}\` is not a text in quotes`;
    if (/^[^a-z]$|\|/.test(name) && !name.split('|').includes(word)) return `${written}: \`${word}\` is not one of ${name.split('|').join(', ')}`;
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
