// The fenced blocks of a lesson: what machine, what to do, questions, exercises.

import { isObject, mocksFault, trialFault } from './answers.mjs';
import { readChecks } from './checks.mjs';

/** @import { Deed, MachinePart, Part, QuestionPart, ExercisePart } from './model.ts' */
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
    if (Object.hasOwn(found, key)) blame(line, `\`${key}\` stands here twice`);
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
  if (definition !== undefined && !isObject(definition)) blame(found['definition']?.line ?? line, '`definition` is a state machine: an object with `StartAt` and `States`');
  const input = json(found['input'], blame);
  const mocks = json(found['mocks'], blame);
  const wrong = mocks === undefined ? '' : mocksFault(mocks);
  if (wrong) blame(found['mocks']?.line ?? line, wrong);
  const inline = isObject(definition) && {
    name: found['name']?.text || 'Lesson', type: /** @type {'STANDARD'} */ (found['type']?.text || 'STANDARD'), definition,
    input: input === undefined ? {} : input, mocks: mocks ?? {},
  };
  if (inline && !['STANDARD', 'EXPRESS'].includes(inline.type)) blame(line, `\`type\` is STANDARD or EXPRESS, not \`${inline.type}\``);
  if (Boolean(found['gallery']) === Boolean(found['definition'])) blame(line, 'a machine has either `gallery` or `definition`');
  return {
    kind: 'machine', line, step: '', gallery: found['gallery']?.text ?? null, case: found['case']?.text ?? null,
    show: /** @type {MachinePart['show']} */ (show), inline: inline || null,
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
  const at = found['cases']?.line ?? line;
  const list = Array.isArray(cases) ? cases : [];
  if (cases !== undefined && list.length === 0) blame(at, '`cases` is a list of at least one input with what must come of it');
  const faults = list.map(trialFault);
  for (const fault of faults) if (fault) blame(at, fault);
  const trials = list.filter((_, place) => !faults[place]);
  return { kind: 'exercise', line, text: prose, hint: found['hint']?.text ?? '', cases: trials };
}

export const BLOCKS = { machine: readMachine, do: readDo, question: readQuestion, exercise: readExercise };
