// Reads lessons: front matter, steps, and fenced blocks. Prose stays Markdown; `prose.ts` draws it.
// Plain JavaScript, because `tools/lessons.mjs` reads lessons with it too.

import { BLOCKS } from './blocks.mjs';

/** @import { Fault, Lesson, Step } from './model.ts' */
/** @typedef {{ line: number, text: string }} Line */
/** @typedef {(line: number, message: string) => void} Blame */

/** Longer texts are not lessons. */
const LONGEST = 500_000;
const HEAD = new Set(['title', 'summary', 'minutes', 'order']);

/**
 * A lesson, with what is wrong with it.
 * @param {string} source
 * @returns {Lesson}
 */
export function readLesson(source) {
  /** @type {Fault[]} */
  const faults = [];
  /** @type {Blame} */
  const blame = (line, message) => void faults.push({ line, message });
  if (source.length > LONGEST) {
    blame(1, `the file is longer than ${LONGEST} characters`);
    return { title: '', summary: '', minutes: 0, order: 0, steps: [], faults };
  }
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/).map((text, at) => ({ line: at + 1, text }));
  const { head, rest } = readHead(lines, blame);
  const steps = readSteps(rest, blame);
  if (steps.length === 0) blame(1, 'there is no step: a step begins with `# Title {#id}`');
  return {
    title: head['title'] ?? '', summary: head['summary'] ?? '',
    minutes: Number(head['minutes'] ?? 0) || 0, order: Number(head['order'] ?? 0) || 0, steps, faults,
  };
}

/**
 * @param {Line[]} lines
 * @param {Blame} blame
 */
function readHead(lines, blame) {
  /** @type {Record<string, string>} */
  const head = {};
  const end = lines.findIndex(({ text }, at) => at > 0 && text.trim() === '---');
  if (lines[0]?.text.trim() !== '---' || end < 0) {
    blame(1, 'a lesson begins with front matter between two lines `---`');
    return { head, rest: lines };
  }
  for (const { line, text } of lines.slice(1, end)) {
    const [, key = '', value = ''] = /^(\w+):\s*(.*)$/.exec(text) ?? [];
    if (HEAD.has(key)) head[key] = value.trim();
    else if (text.trim()) blame(line, `front matter has no \`${key || text.trim()}\`; it has: ${[...HEAD].join(', ')}`);
  }
  if (!head['title']) blame(1, 'front matter lacks `title`');
  return { head, rest: lines.slice(end + 1) };
}

/**
 * @param {Line[]} lines
 * @param {Blame} blame
 */
function readSteps(lines, blame) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {Line[]} */
  let prose = [];
  const flush = () => {
    const text = prose.map((each) => each.text).join('\n').trim();
    const first = prose.find((each) => each.text.trim());
    if (text && first) {
      if (steps.length === 0) blame(first.line, 'text before the first step');
      steps.at(-1)?.parts.push({ kind: 'text', line: first.line, text });
    }
    prose = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const { line, text } = /** @type {Line} */ (lines[at]);
    const fence = /^```(\w*)\s*$/.exec(text);
    if (fence) {
      const end = lines.findIndex((other, place) => place > at && /^```\s*$/.test(other.text));
      if (end < 0) blame(line, 'the block is not closed with ```');
      const inside = lines.slice(at + 1, end < 0 ? undefined : end);
      const name = fence[1] ?? '';
      if (Object.hasOwn(BLOCKS, name)) {
        flush();
        const part = BLOCKS[/** @type {keyof typeof BLOCKS} */ (name)](inside, line, blame);
        const step = steps.at(-1);
        if (!step) blame(line, 'a block before the first step');
        if (part.kind === 'machine') {
          part.step = step?.id ?? '';
          if (step?.parts.some(({ kind }) => kind === 'machine')) blame(line, 'a step has one machine');
        }
        step?.parts.push(part);
      } else prose.push(...lines.slice(at, end < 0 ? undefined : end + 1));
      at = end < 0 ? lines.length : end;
      continue;
    }
    if (!/^# /.test(text)) {
      prose.push({ line, text });
      continue;
    }
    flush();
    const [, title = '', id = ''] = /^# (.*?)\s*(?:\{#([\w-]+)\})?\s*$/.exec(text) ?? [];
    if (!id) blame(line, 'a step needs an id: `# Title {#id}`');
    if (steps.some((step) => step.id === id)) blame(line, `two steps have the id \`${id}\``);
    steps.push({ id: id || `step-${steps.length + 1}`, title, line, parts: [] });
  }
  flush();
  return steps;
}
