// Checks lessons: their form, that both languages say the same, and that what they speak of exists.
//   node tools/lessons.mjs [FOLDER | FILE.md …]
// Prints `file:line: what is wrong`; the exit status is 1 when anything is. www/lessons/README.md describes the form.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Lexer } from 'marked';
import { statesOf } from '../www/src/lesson/checks.mjs';
import { readLesson } from '../www/src/lesson/format.mjs';

/** @import { Lesson, MachinePart, Part, Step } from '../www/src/lesson/model.ts' */
/** @typedef {{ line: number, message: string }} Fault */
/** @typedef {{ terms: Set<string>, lessons: Map<string, number>, gallery: string }} World */

const ROOT = join(import.meta.dirname, '..');
const GALLERY = join(ROOT, 'www/gallery');
const COURSE = join(ROOT, 'www/lessons');
const LANGUAGES = ['en', 'ko'];

/** What an example of the gallery has; null when there is none. @param {string} folder @param {string} id */
function example(folder, id) {
  const path = join(folder, `${id}.json`);
  if (!/^[\w-]+$/.test(id) || !existsSync(path)) return null;
  const { definition, cases } = JSON.parse(readFileSync(path, 'utf8'));
  return { states: stateNames(definition), cases: cases.map((/** @type {{ id: string }} */ { id: each }) => each) };
}

/** @param {any} machine @returns {string[]} */
const stateNames = (machine) =>
  Object.entries(Object(machine?.States)).flatMap(([name, state]) =>
    [name, ...[state?.ItemProcessor, ...(Array.isArray(state?.Branches) ? state.Branches : [])].flatMap(stateNames)]);

/** What is wrong with one lesson beside its form. @param {Lesson} lesson @param {World} world @returns {Fault[]} */
function faultsOf(lesson, world) {
  return [...lesson.faults, ...lesson.steps.flatMap((step) => {
    const machine = step.parts.find((part) => part.kind === 'machine');
    return [...(machine ? machineFaults(machine, world) : []), ...stateFaults(step, machine, world), ...step.parts.flatMap((part) => linkFaults(part, world))];
  })];
}

/** @param {MachinePart} part @param {World} world @returns {Fault[]} */
function machineFaults({ line, gallery, case: chosen, inline }, world) {
  if (gallery === null) {
    const names = stateNames(inline?.definition);
    return Object.keys(inline?.mocks ?? {}).filter((name) => !names.includes(name)).map((name) => ({ line, message: `\`mocks\`: the machine has no state \`${name}\`` }));
  }
  const found = example(world.gallery, gallery);
  if (!found) return [{ line, message: `the gallery has no \`${gallery}\`` }];
  return chosen === null || found.cases.includes(chosen) ? [] : [{ line, message: `\`${gallery}\` has no input \`${chosen}\`; it has: ${found.cases.join(', ')}` }];
}

/** States that checks name are states of the step's machine. @param {Step} step @param {MachinePart | undefined} machine @param {World} world @returns {Fault[]} */
function stateFaults(step, machine, world) {
  const deeds = step.parts.flatMap((part) => (part.kind === 'do' ? part.items : []));
  const tried = step.parts.filter(({ kind }) => kind === 'exercise');
  if (!machine) return [...deeds, ...tried].map(({ line }) => ({ line, message: 'the step has something to do, and no machine to do it with' }));
  const found = machine.gallery === null ? { states: stateNames(machine.inline?.definition), cases: ['input'] } : example(world.gallery, machine.gallery);
  if (!found) return [];
  return deeds.flatMap(({ line, checks }) => [
    ...statesOf(checks).filter((name) => !found.states.includes(name)).map((name) => ({ line, message: `the machine has no state \`${name}\`` })),
    ...checks.filter(({ kind, words }) => kind === 'case' && !found.cases.includes(words[0])).map(({ words }) => ({ line, message: `the machine has no input \`${words[0]}\`` })),
  ]);
}

/** @param {Part} part @returns {string[]} */
function textsOf(part) {
  if (part.kind === 'text' || part.kind === 'exercise') return [part.text];
  if (part.kind === 'do') return part.items.flatMap(({ text, hint }) => [text, hint]);
  if (part.kind === 'question') return [part.text, ...part.options.flatMap(({ text, feedback }) => [text, feedback])];
  return [];
}

/** @param {Part} part @param {World} world @returns {Fault[]} */
function linkFaults(part, world) {
  return textsOf(part).flatMap((text) => {
    /** @type {Fault[]} */
    const faults = [];
    const blame = (/** @type {string} */ message) => void faults.push({ line: part.line, message });
    const look = (/** @type {readonly any[]} */ tokens) => {
      for (const token of tokens) {
        if (token.type === 'html') blame(`markup is shown as text: \`${token.raw.trim()}\``);
        if (token.type === 'image') blame('a lesson has no pictures');
        if (token.type === 'link') {
          const fault = linkFault(token.href, world);
          if (fault) blame(fault);
        }
        look([...(token.tokens ?? []), ...(token.items ?? [])]);
      }
    };
    look(new Lexer({ gfm: true }).lex(text));
    return faults;
  });
}

/** @param {string} href @param {World} world */
function linkFault(href, { terms, lessons, gallery }) {
  const [, kind, rest = ''] = /^(term:|#l=|#g=|https:)(.*)$/.exec(href) ?? [];
  const [id = '', ...more] = rest.split('&');
  if (kind === 'term:') return !terms.has(rest) ? `the glossary has no \`${rest}\`` : '';
  if (kind === '#g=') return example(gallery, id) ? '' : `the gallery has no \`${id}\``;
  if (kind === 'https:') return '';
  if (kind !== '#l=') return `a link leads to \`term:…\`, \`#g=…\`, \`#l=…\` or https, not to \`${href}\``;
  const steps = lessons.get(id);
  const step = Number(more.find((each) => each.startsWith('step='))?.slice(5) ?? 1);
  if (steps === undefined) return `there is no lesson \`${id}\``;
  return !(step >= 1 && step <= steps) ? `\`${id}\` has no step ${step}` : '';
}

/** What both languages must have alike. @param {Part} part */
function skeleton(part) {
  if (part.kind === 'do') return part.items.map(({ checks }) => checks);
  if (part.kind === 'question') return part.options.map(({ right }) => right);
  if (part.kind === 'exercise') return part.cases;
  if (part.kind === 'machine') return { ...part, line: 0 };
  return [];
}

/** @param {Lesson} one @param {Lesson} other @param {string} name @returns {Fault[]} */
function differences(one, other, name) {
  /** @type {Fault[]} */
  const faults = [];
  for (const key of /** @type {const} */ (['minutes', 'order'])) {
    if (one[key] !== other[key]) faults.push({ line: 1, message: `\`${key}\` is not that of ${name}` });
  }
  const ids = other.steps.map(({ id }) => id);
  if (ids.join() !== one.steps.map(({ id }) => id).join()) {
    return [...faults, { line: 1, message: `the steps are not those of ${name}: ${ids.join(', ')}` }];
  }
  for (const [at, step] of one.steps.entries()) {
    const theirs = other.steps[at];
    const kinds = (/** @type {Step | undefined} */ each) => each?.parts.filter(({ kind }) => kind !== 'text') ?? [];
    const [mine, their] = [kinds(step), kinds(theirs)];
    if (mine.map(({ kind }) => kind).join() !== their.map(({ kind }) => kind).join()) {
      faults.push({ line: step.line, message: `the blocks of the step are not those of ${name}: ${their.map(({ kind }) => kind).join(', ') || 'none'}` });
      continue;
    }
    // What is kept of a learner's progress names a part by its place.
    if (step.parts.map(({ kind }) => kind).join() !== theirs?.parts.map(({ kind }) => kind).join()) {
      faults.push({ line: step.line, message: `text stands between other blocks than in ${name}` });
    }
    for (const [place, part] of mine.entries()) {
      const same = their[place] && JSON.stringify(skeleton(part)) === JSON.stringify(skeleton(/** @type {Part} */ (their[place])));
      if (!same) faults.push({ line: part.line, message: `this \`${part.kind}\` differs from that of ${name} in more than words` });
    }
  }
  return faults;
}

/**
 * Everything that is wrong in a folder of lessons, as `file:line: message`.
 * @param {string} folder
 * @param {string} [gallery]
 * @returns {string[]}
 */
export function validateFolder(folder, gallery = GALLERY) {
  const ids = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory()).sort();
  /** @type {string[]} */
  const said = [];
  /** @type {Map<string, Record<string, Lesson>>} */
  const all = new Map();
  for (const id of ids) {
    /** @type {Record<string, Lesson>} */
    const both = {};
    for (const lang of LANGUAGES) {
      const path = join(folder, id, `${lang}.md`);
      if (existsSync(path)) both[lang] = readLesson(readFileSync(path, 'utf8'));
      else said.push(`${path}:1: the lesson is not there in this language`);
    }
    all.set(id, both);
  }
  for (const [id, both] of all) {
    for (const [lang, lesson] of Object.entries(both)) {
      const glossary = all.get('glossary')?.[lang];
      const lessons = [...all].filter(([each]) => each !== 'glossary').map(([each, texts]) => /** @type {const} */ ([each, texts[lang]?.steps.length ?? 0]));
      const world = { terms: new Set(glossary?.steps.map((step) => step.id)), lessons: new Map(lessons), gallery };
      const [first] = LANGUAGES;
      const model = lang === first ? undefined : both[/** @type {string} */ (first)];
      const faults = [...faultsOf(lesson, world), ...(model ? differences(lesson, model, `${first}.md`) : [])];
      said.push(...faults.map(({ line, message }) => `${join(folder, id, `${lang}.md`)}:${line}: ${message}`));
    }
  }
  return said;
}

/**
 * Everything that is wrong with one lesson of somebody's own.
 * @param {string} path
 * @param {string} [gallery]
 */
export function validateFile(path, gallery = GALLERY) {
  const lesson = readLesson(readFileSync(path, 'utf8'));
  const steps = (/** @type {string} */ id) => readLesson(readFileSync(join(COURSE, id, 'en.md'), 'utf8')).steps;
  const terms = new Set(steps('glossary').map(({ id }) => id));
  const course = readdirSync(COURSE).filter((id) => id !== 'glossary' && statSync(join(COURSE, id)).isDirectory());
  const lessons = new Map(course.map((id) => /** @type {const} */ ([id, steps(id).length])));
  return faultsOf(lesson, { terms, lessons: lessons.set('demo', 1), gallery }).map(({ line, message }) => `${path}:${line}: ${message}`);
}

function main() {
  const given = process.argv.slice(2);
  const paths = given.length > 0 ? given : [relative('', COURSE)];
  const said = paths.flatMap((path) => (statSync(path).isDirectory() ? validateFolder(path) : validateFile(path)));
  for (const each of said) console.error(each);
  if (said.length > 0) process.exitCode = 1;
  else console.log(`lessons   ${paths.join(', ')}: nothing to mend`);
}

if (process.argv[1] === import.meta.filename) main();
