// The fenced blocks of a lesson: what machine, what to do, questions, exercises.

import { readChecks } from './checks.mjs';

/** @import { Deed, MachinePart, Part, QuestionPart, ExercisePart, Trial } from './model.ts' */
/** @typedef {{ line: number, text: string }} Line */
/** @typedef {(line: number, message: string) => void} Blame */

/**
 * `key: value` lines. The last key may have JSON that goes on to the end of the block.
 * @param {Line[]} lines
 * @param {readonly string[]} known
 * @param {readonly string[]} long
 * @param {Blame} blame
 */
function readKeys(lines, known, long, blame) {
  /** @type {Record<string, Line>} */
  const found = {};
  for (let at = 0; at < lines.length; at += 1) {
    const { line, text } = /** @type {Line} */ (lines[at]);
    if (!text.trim()) continue;
    const [, key = '', value = ''] = /^(\w+):\s*(.*)$/.exec(text) ?? [];
    if (!known.includes(key)) {
      blame(line, `no such key: \`${key || text.trim()}\`; there are: ${known.join(', ')}`);
      continue;
    }
    let whole = value;
    if (long.includes(key)) {
      while (at + 1 < lines.length && !known.includes(/^(\w+):/.exec(lines[at + 1]?.text ?? '')?.[1] ?? '')) {
        at += 1;
        whole += `\n${lines[at]?.text ?? ''}`;
      }
    }
    found[key] = { line, text: whole.trim() };
  }
  return found;
}

/**
 * @param {Line | undefined} written
 * @param {Blame} blame
 * @returns {any}
 */
function json(written, blame) {
  if (!written) return undefined;
  try {
    return JSON.parse(written.text);
  } catch (error) {
    blame(written.line, `not JSON: ${/** @type {Error} */ (error).message}`);
    return undefined;
  }
}

/**
 * @param {Line[]} lines
 * @param {number} line
 * @param {Blame} blame
 * @returns {MachinePart}
 */
function readMachine(lines, line, blame) {
  const keys = ['gallery', 'case', 'show', 'name', 'type', 'input', 'mocks', 'definition'];
  const found = readKeys(lines, keys, ['input', 'mocks', 'definition'], blame);
  const show = found['show']?.text ?? null;
  if (show !== null && !['define', 'visualise', 'monitor'].includes(show)) blame(line, `\`show\` is define, visualise or monitor, not \`${show}\``);
  const definition = json(found['definition'], blame);
  const inline = definition && {
    name: found['name']?.text || 'Lesson', type: /** @type {'STANDARD'} */ (found['type']?.text || 'STANDARD'), definition,
    input: json(found['input'], blame) ?? {}, mocks: json(found['mocks'], blame) ?? {},
  };
  if (inline && !['STANDARD', 'EXPRESS'].includes(inline.type)) blame(line, `\`type\` is STANDARD or EXPRESS, not \`${inline.type}\``);
  if (Boolean(found['gallery']) === Boolean(found['definition'])) blame(line, 'a machine has either `gallery` or `definition`');
  return {
    kind: 'machine', line, gallery: found['gallery']?.text ?? null, case: found['case']?.text ?? null,
    show: /** @type {MachinePart['show']} */ (show), inline: inline ?? null,
  };
}

/**
 * @param {Line[]} lines
 * @param {number} line
 * @param {Blame} blame
 * @returns {Part}
 */
function readDo(lines, line, blame) {
  /** @type {(Deed & { check: Line | null })[]} */
  const items = [];
  for (const { line: at, text } of lines) {
    const item = /^- (.*)$/.exec(text);
    const key = /^\s+(check|hint):\s*(.*)$/.exec(text);
    const last = items.at(-1);
    if (item) items.push({ line: at, text: (item[1] ?? '').trim(), hint: '', checks: [], check: null });
    else if (key && last) {
      if (key[1] === 'hint') last.hint = (key[2] ?? '').trim();
      else last.check = { line: at, text: key[2] ?? '' };
    } else if (text.trim()) blame(at, 'a line of `do` is `- what to do`, `  check: …` or `  hint: …`');
  }
  if (items.length === 0) blame(line, 'the list is empty');
  const deeds = items.map(({ check, ...deed }) => {
    if (!check) {
      blame(deed.line, 'lacks `check:`, so it would never be ticked');
      return deed;
    }
    const read = readChecks(check.text);
    if ('fault' in read) blame(check.line, read.fault);
    return 'fault' in read ? deed : { ...deed, checks: read.checks };
  });
  return { kind: 'do', line, items: deeds };
}

/**
 * @param {Line[]} lines
 * @param {number} line
 * @param {Blame} blame
 * @returns {QuestionPart}
 */
function readQuestion(lines, line, blame) {
  /** @type {QuestionPart['options']} */
  const options = [];
  const text = [];
  for (const { line: at, text: written } of lines) {
    const option = /^- \[([ x])\] (.*)$/.exec(written);
    const last = options.at(-1);
    if (option) options.push({ text: (option[2] ?? '').trim(), right: option[1] === 'x', feedback: '' });
    else if (last && written.trim()) last.feedback = `${last.feedback} ${written.trim()}`.trim();
    else if (written.trim()) text.push(written.trim());
    if (/^-\s*\[/.test(written) && !option) blame(at, 'an option begins with `- [ ] ` or `- [x] `');
  }
  if (text.length === 0) blame(line, 'there is no question');
  if (options.length < 2) blame(line, 'a question has at least two options');
  if (options.filter(({ right }) => right).length !== 1) blame(line, 'exactly one option is right: `- [x]`');
  if (options.some(({ feedback }) => !feedback)) blame(line, 'every option has a line of feedback under it');
  return { kind: 'question', line, text: text.join(' '), options };
}

/**
 * @param {Line[]} lines
 * @param {number} line
 * @param {Blame} blame
 * @returns {ExercisePart}
 */
function readExercise(lines, line, blame) {
  const first = lines.findIndex(({ text }) => /^(hint|cases):/.test(text));
  const prose = lines.slice(0, first < 0 ? undefined : first).map(({ text }) => text).join('\n').trim();
  const found = readKeys(first < 0 ? [] : lines.slice(first), ['hint', 'cases'], ['cases'], blame);
  const cases = json(found['cases'], blame);
  if (!prose) blame(line, 'the exercise says nothing');
  if (!found['cases']) blame(line, 'lacks `cases:`, a list of inputs with what must come of them');
  const trials = Array.isArray(cases) ? cases.flatMap((each) => trial(each, found['cases']?.line ?? line, blame)) : [];
  return { kind: 'exercise', line, text: prose, hint: found['hint']?.text ?? '', cases: trials };
}

const TRIAL = ['input', 'mocks', 'status', 'error', 'output', 'entered', 'avoided', 'events'];

/**
 * @param {any} each
 * @param {number} line
 * @param {Blame} blame
 * @returns {Trial[]}
 */
function trial(each, line, blame) {
  if (typeof each !== 'object' || each === null || !('input' in each) || typeof each.status !== 'string') {
    blame(line, 'each case has `input` and `status`');
    return [];
  }
  const strange = Object.keys(each).filter((key) => !TRIAL.includes(key));
  if (strange.length > 0) blame(line, `a case has no \`${strange[0]}\`; it has: ${TRIAL.join(', ')}`);
  return [each];
}

export const BLOCKS = { machine: readMachine, do: readDo, question: readQuestion, exercise: readExercise };
