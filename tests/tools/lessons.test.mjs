// The lessons that ship are sound, and the validator says what is wrong with others, where it stands.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { shown } from '../../tools/thumbs.mjs';
import { validateFile, validateFolder } from '../../tools/lessons.mjs';
import { readChecks } from '../../www/src/lesson/checks.mjs';
import { readLesson } from '../../www/src/lesson/format.mjs';
import { ownId } from '../../www/src/lesson/own-id.mjs';
import * as engine from '../../www/src/pkg/whole.js';
import { ANSWERS } from '../lessons/answers.mjs';

const FOLDER = 'www/lessons';
const ids = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'glossary').map(({ name }) => name);
/** @param {string} id @param {string} lang */
const lesson = (id, lang) => readLesson(readFileSync(join(FOLDER, id, `${lang}.md`), 'utf8'));

test('the course has nothing to mend', () => {
  assert.deepEqual(validateFolder(FOLDER), []);
  assert.ok(ids.length >= 7);
  assert.equal(new Set(ids.map((id) => lesson(id, 'en').order)).size, ids.length);
});

test('Korean lessons are Korean, sentence by sentence', () => {
  for (const id of [...ids, 'glossary']) {
    for (const { title, parts, id: step } of lesson(id, 'ko').steps) {
      assert.match(title, /[가-힣]|DevOps|Hello World/, `${id} ${step}`);
      const texts = parts.flatMap((part) => (part.kind === 'text' || part.kind === 'exercise' ? part.text.split('\n') : []));
      const foreign = texts.filter((text) => text.trim() && !/[가-힣]/.test(text));
      assert.deepEqual(foreign, [], `${id} ${step}`);
    }
  }
});

test('machines that stand in lessons run, and every exercise has answers', () => {
  engine.initSync({ module: readFileSync('www/src/pkg/whole_bg.wasm') });
  const exercises = ids.flatMap((id) => lesson(id, 'en').steps.flatMap((step) => {
    for (const part of step.parts) {
      if (part.kind !== 'machine' || !part.inline) continue;
      const { diagnostics, runnable } = engine.check(JSON.stringify(part.inline.definition), part.inline.type);
      assert.deepEqual(diagnostics, [], `${id} ${step.id}`);
      assert.ok(runnable);
    }
    return step.parts.some(({ kind }) => kind === 'exercise') ? [`${id}/${step.id}`] : [];
  }));
  assert.deepEqual(exercises.sort(), Object.keys(ANSWERS).sort());
  for (const { wrong } of Object.values(ANSWERS)) assert.ok(wrong.length >= 2);
});

test('cards of the gallery show the inputs and the states of the examples as they are', () => {
  const kept = JSON.parse(readFileSync('www/gallery/cards/shown.json', 'utf8'));
  const now = shown();
  assert.deepEqual(Object.keys(kept), Object.keys(now));
  for (const [id, { cases, boxes, lines }] of Object.entries(now)) {
    // Where the boxes are may change with the layout; which there are may not.
    assert.deepEqual(kept[id].cases, cases, `${id}: run node tools/thumbs.mjs`);
    assert.equal(kept[id].boxes.length, boxes.length, `${id}: run node tools/thumbs.mjs`);
    assert.equal(kept[id].lines.length, lines.length, `${id}: run node tools/thumbs.mjs`);
  }
});

const HEAD = '---\ntitle: T\n---\n';
const STEP = `${HEAD}# One {#one}\n`;
const MACHINE = '```machine\ngallery: choice\n```\n';

/** What is wrong with a lesson: the line it stands in, and part of what is said. @type {[string, string, number, RegExp][]} */
const BROKEN = [
  ['no front matter', '# One {#one}\n', 1, /begins with front matter/],
  ['a strange key', '---\ntitle: T\ncolour: red\n---\n# One {#one}\n', 3, /no `colour`.*minutes/],
  ['no title', '---\nminutes: 3\n---\n# One {#one}\n', 1, /lacks `title`/],
  ['no step', HEAD, 1, /no step/],
  ['text before the first step', `${HEAD}Hello\n# One {#one}\n`, 4, /before the first step/],
  ['a step without an id', `${HEAD}# One\n`, 4, /needs an id/],
  ['two steps of one id', `${STEP}# Two {#one}\n`, 5, /two steps have the id `one`/],
  ['an open block', `${STEP}\`\`\`do\n- Go\n  check: back\n`, 5, /not closed/],
  ['a check that does not exist', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: dance\n\`\`\`\n`, 10, /no check `dance`.*selected/],
  ['a check with a wrong word', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: ran WELL\n\`\`\`\n`, 10, /`WELL` is not one of SUCCEEDED/],
  ['a check that lacks a word', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: edge FirstState >\n\`\`\`\n`, 10, /lacks state/],
  ['a check with too many words', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: back now\n\`\`\`\n`, 10, /too many/],
  ['a path that is none', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: input foo = 2\n\`\`\`\n`, 10, /not a path/],
  ['a value that is no JSON', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: input $.foo = two\n\`\`\`\n`, 10, /not JSON/],
  ['a check for a definition without a value', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: definition $.StartAt =\n\`\`\`\n`, 10, /lacks json after `=`/],
  ['a check for a definition with a value too many', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: definition $.StartAt exists 1\n\`\`\`\n`, 10, /too many/],
  ['a quote that is not closed', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: selected "FirstState\n\`\`\`\n`, 10, /not a text in quotes/],
  ['a quote with a bad escape', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: selected "First\\q"\n\`\`\`\n`, 10, /not a text in quotes/],
  ['a condition that joins nothing', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: back and\n\`\`\`\n`, 10, /no check ``/],
  ['something to do without a check', `${STEP}${MACHINE}\`\`\`do\n- Go\n\`\`\`\n`, 9, /lacks `check:`/],
  ['something to do without a machine', `${STEP}\`\`\`do\n- Go\n  check: back\n\`\`\`\n`, 6, /no machine/],
  ['a state that is not in the machine', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: selected Nowhere\n\`\`\`\n`, 9, /no state `Nowhere`/],
  ['an input that is not in the machine', `${STEP}${MACHINE}\`\`\`do\n- Go\n  check: case tenth\n\`\`\`\n`, 9, /no input `tenth`/],
  ['an example that does not exist', `${STEP}\`\`\`machine\ngallery: nope\n\`\`\`\n`, 5, /no `nope`/],
  ['an example by a path', `${STEP}\`\`\`machine\ngallery: ../lessons/x\n\`\`\`\n`, 5, /gallery has no/],
  ['an input that the example has not', `${STEP}\`\`\`machine\ngallery: choice\ncase: nope\n\`\`\`\n`, 5, /no input `nope`.*first/],
  ['a machine of two kinds', `${STEP}\`\`\`machine\ngallery: choice\ndefinition: {}\n\`\`\`\n`, 5, /either/],
  ['a definition that is no JSON', `${STEP}\`\`\`machine\ndefinition: {\n  "a": \n}\n\`\`\`\n`, 6, /not JSON/],
  ['a definition that is a text', `${STEP}\`\`\`machine\ndefinition: "hello"\n\`\`\`\n`, 6, /an object with `StartAt`/],
  ['a definition that is nothing', `${STEP}\`\`\`machine\ndefinition: null\n\`\`\`\n`, 6, /an object with `StartAt`/],
  ['mocks that are no lists', `${STEP}\`\`\`machine\nmocks: {"A": 5}\ndefinition: {}\n\`\`\`\n`, 6, /`A` has a list of answers/],
  ['an answer that is none', `${STEP}\`\`\`machine\nmocks: {"A": [{"give": 1}]}\ndefinition: {}\n\`\`\`\n`, 6, /`A` has no `give`/],
  ['an answer that throws a text', `${STEP}\`\`\`machine\nmocks: {"A": {"cycle": [{"throw": "Busy"}]}}\ndefinition: {}\n\`\`\`\n`, 6, /throws \{"error"/],
  ['a key twice', `${STEP}\`\`\`machine\ngallery: choice\ncase: first\ngallery: orderer\n\`\`\`\n`, 8, /`gallery` stands here twice/],
  ['two machines in a step', `${STEP}${MACHINE}${MACHINE}`, 8, /one machine/],
  ['a question without an answer', `${STEP}\`\`\`question\nWhy?\n- [ ] A\n  a\n- [ ] B\n  b\n\`\`\`\n`, 5, /exactly one/],
  ['a question with two answers', `${STEP}\`\`\`question\nWhy?\n- [x] A\n  a\n- [x] B\n  b\n\`\`\`\n`, 5, /exactly one/],
  ['an option without feedback', `${STEP}\`\`\`question\nWhy?\n- [x] A\n  a\n- [ ] B\n\`\`\`\n`, 5, /feedback/],
  ['an exercise without cases', `${STEP}\`\`\`exercise\nDo.\n\`\`\`\n`, 5, /lacks `cases:`/],
  ['an exercise with an empty list', `${STEP}\`\`\`exercise\nDo.\ncases: []\n\`\`\`\n`, 7, /at least one input/],
  ['an exercise with an object for a list', `${STEP}\`\`\`exercise\nDo.\ncases: {"a": 1}\n\`\`\`\n`, 7, /at least one input/],
  ['a case with a status that there is not', `${STEP}\`\`\`exercise\nDo.\ncases: [{"input": 1, "status": "NOPE"}]\n\`\`\`\n`, 7, /`NOPE` is not one of SUCCEEDED/],
  ['a case whose states are a number', `${STEP}\`\`\`exercise\nDo.\ncases: [{"input": 1, "status": "FAILED", "entered": 5}]\n\`\`\`\n`, 7, /`entered` is a list/],
  ['a case whose events are a number', `${STEP}\`\`\`exercise\nDo.\ncases: [{"input": 1, "status": "FAILED", "events": 7}]\n\`\`\`\n`, 7, /`events` has a number/],
  ['a case whose mocks are none', `${STEP}\`\`\`exercise\nDo.\ncases: [{"input": 1, "status": "FAILED", "mocks": {"A": [1]}}]\n\`\`\`\n`, 7, /an answer of `A` is not/],
  ['a case with a strange member', `${STEP}\`\`\`exercise\nDo.\ncases: [{"input": 1, "status": "SUCCEEDED", "result": 2}]\n\`\`\`\n`, 7, /no `result`/],
  ['markup', `${STEP}A <b>word</b>.\n`, 5, /markup is shown as text/],
  ['a picture', `${STEP}![x](y.png)\n`, 5, /no pictures/],
  ['a link that leads nowhere', `${STEP}[x](other.html)\n`, 5, /not to `other.html`/],
  ['a word that the glossary has not', `${STEP}[x](term:stat)\n`, 5, /the glossary has no `stat`/],
  ['a lesson that there is not', `${STEP}[x](#l=second-steps)\n`, 5, /there is no lesson `second-steps`/],
  ['a step that a lesson has not', `${STEP}[x](#l=errors&step=9)\n`, 5, /`errors` has no step 9/],
  ['an answer of a state that is not in the machine', `${STEP}\`\`\`machine\nmocks: {"Wiegh": [{"return": 1}]}\ndefinition: {"States": {"Weigh": {}}}\n\`\`\`\n`, 5, /no state `Wiegh`/],
  ['an exercise without a machine', `${STEP}\`\`\`exercise\nDo.\ncases: [{"input": 1, "status": "FAILED"}]\n\`\`\`\n`, 5, /no machine/],
  ['a script for a link', `${STEP}[x](javascript:alert(1))\n`, 5, /not to `javascript/],
  ['a longer text than anyone reads', `${STEP}${'x'.repeat(500_001)}`, 1, /longer than/],
];

/** @param {(folder: string) => void} act */
function inFolder(act) {
  const folder = mkdtempSync(join(tmpdir(), 'lessons-'));
  try {
    act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [what, text, line, says] of BROKEN) {
  test(`said with its place: ${what}`, () => inFolder((folder) => {
    const path = join(folder, 'mine.md');
    writeFileSync(path, text);
    const said = validateFile(path);
    assert.ok(said.some((each) => each.startsWith(`${path}:${line}: `) && says.test(each)), said.join('\n') || 'nothing was said');
  }));
}

test('a name with ` and ` in it is one word, and JSON with it one value', () => {
  const { checks } = /** @type {{ checks: unknown }} */ (readChecks('selected "Check and pay" and definition $.Comment = "this and that" and input $.a = {"b": " and "}'));
  assert.deepEqual(checks, [
    { kind: 'selected', words: ['Check and pay'] },
    { kind: 'definition', words: ['$.Comment', '=', '"this and that"'] },
    { kind: 'input', words: ['$.a', '=', '{"b": " and "}'] },
  ]);
});

test('machines whose states are none are read without a stack', () => inFolder((folder) => {
  const path = join(folder, 'mine.md');
  for (const states of ['null', '5', '"ab"', '[null]', '{"A": null}', '{"A": {"Branches": 5}}', '{"A": {"Branches": [null], "ItemProcessor": 1}}']) {
    writeFileSync(path, `${STEP}\`\`\`machine\ndefinition: {"States": ${states}}\n\`\`\`\n\`\`\`do\n- Go\n  check: back\n\`\`\`\n`);
    assert.ok(Array.isArray(validateFile(path)), states);
  }
}));

/** @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('no text makes the reader throw, and what it takes can be judged', () => {
  const texts = [...ids.map((id) => readFileSync(join(FOLDER, id, 'en.md'), 'utf8')), ...BROKEN.slice(0, -1).map(([, text]) => text)];
  const pieces = ['"', '\\', '{', '}', '[', ']', ' and ', '=', '```', '\n', '```do\n', '# ', '- [x] ', 'check: ', 'cases: ', 'null', '5', '$.', '\u0000', '\ud800', 'definition: ', '{#'];
  let taken = 0;
  for (let seed = 1; seed <= 4000; seed += 1) {
    const roll = dice(Math.imul(seed, 2654435761));
    let text = texts[roll(texts.length)] ?? '';
    for (let change = roll(5); change >= 0; change -= 1) {
      const [at, other] = [roll(text.length + 1), roll(text.length + 1)];
      const end = Math.min(text.length, at + roll(40));
      text = [
        () => text.slice(0, at) + text.slice(end),
        () => text.slice(0, at) + (pieces[roll(pieces.length)] ?? '') + text.slice(at),
        () => text.slice(0, at) + (pieces[roll(pieces.length)] ?? '') + text.slice(end),
        () => text.slice(0, at) + text.slice(other, other + 30) + text.slice(at),
      ][roll(4)]?.() ?? text;
    }
    const { steps, faults } = readLesson(text);
    if (faults.length > 0) continue;
    taken += 1;
    for (const part of steps.flatMap(({ parts }) => parts)) {
      if (part.kind === 'do') for (const { kind, words } of part.items.flatMap(({ checks }) => checks)) if (words[1] === '=') JSON.parse(words[2] ?? kind);
      if (part.kind === 'exercise') assert.ok(part.cases.length > 0, `seed ${seed}`);
      if (part.kind === 'machine') assert.ok(part.gallery !== null || part.inline, `seed ${seed}`);
    }
  }
  assert.ok(taken > 200, `only ${taken} are lessons`);
});

test('the id of a lesson of one’s own is that of its text', () => {
  assert.equal(ownId('a'), ownId('a'));
  const many = new Set(Array.from({ length: 20_000 }, (_, at) => ownId(`${STEP}${at}`)));
  assert.equal(many.size, 20_000);
  assert.match(ownId(''), /^own-[0-9a-f]{16}$/);
});

/** What makes one language differ from the other, or from what is there. @type {[string, string, (text: string) => string, RegExp][]} */
const DIFFERENT = [
  ['a check', 'ko.md', (text) => text.replace('check: ran SUCCEEDED', 'check: ran FAILED'), /ko\.md:\d+: this `do` differs/],
  ['the right answer', 'ko.md', (text) => text.replace('- [x]', '- [ ]').replace(/- \[ \](?![\s\S]*- \[ \])/, '- [x]'), /ko\.md:\d+: .*(differs|exactly one)/],
  ['a step', 'ko.md', (text) => text.replace('{#words}', '{#terms}'), /ko\.md:1: the steps are not those/],
  ['a block that is missing', 'ko.md', (text) => text.replace(/```question[\s\S]*?```\n/, ''), /ko\.md:\d+: the blocks of the step/],
  ['another machine', 'ko.md', (text) => text.replace('gallery: orderer', 'gallery: hello-world'), /ko\.md:\d+: .*(differs|no input)/],
  ['a word that the glossary lacks', 'en.md', (text) => text.replace('term:workflow', 'term:work'), /en\.md:\d+: the glossary has no `work`/],
  ['a lesson that is not there', 'en.md', (text) => text.replace('term:workflow', '#l=nothing'), /en\.md:\d+: there is no lesson `nothing`/],
  ['a step that is not there', 'en.md', (text) => text.replace('term:workflow', '#l=first-steps&step=9'), /en\.md:\d+: `first-steps` has no step 9/],
];

for (const [what, file, change, says] of DIFFERENT) {
  test(`both languages are held together: ${what}`, () => inFolder((folder) => {
    for (const id of ['first-steps', 'glossary']) cpSync(join(FOLDER, id), join(folder, id), { recursive: true });
    assert.deepEqual(validateFolder(folder), []);
    const path = join(folder, 'first-steps', file);
    const text = readFileSync(path, 'utf8');
    assert.notEqual(change(text), text);
    writeFileSync(path, change(text));
    const said = validateFolder(folder);
    assert.ok(said.some((each) => says.test(each)), said.join('\n') || 'nothing was said');
  }));
}

test('a language that is missing is said', () => inFolder((folder) => {
  cpSync(join(FOLDER, 'glossary'), join(folder, 'glossary'), { recursive: true });
  rmSync(join(folder, 'glossary', 'ko.md'));
  assert.match(validateFolder(folder).join(), /ko\.md:1: the lesson is not there/);
}));

test('the command prints each finding and ends with status 1', () => inFolder((folder) => {
  const path = join(folder, 'mine.md');
  writeFileSync(path, '# One\n');
  assert.throws(() => execFileSync('node', ['tools/lessons.mjs', path], { encoding: 'utf8', stdio: 'pipe' }), (/** @type {any} */ error) => {
    assert.equal(error.status, 1);
    assert.match(error.stderr, /mine\.md:1: /);
    return true;
  });
  writeFileSync(path, STEP);
  assert.match(execFileSync('node', ['tools/lessons.mjs', path], { encoding: 'utf8' }), /nothing to mend/);
}));
