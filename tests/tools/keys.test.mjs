// Keys of the catalogue that are put together, or said before their part of it has come, in every part of the page.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

/** @param {string} name @returns {Record<string, string>} */
const read = (name) => JSON.parse(readFileSync(`www/src/i18n/${name}.json`, 'utf8'));
/** @param {string} lang */
const catalogue = (lang) => ({ ...read(lang), ...read(`later-${lang}`), ...read(`problems-${lang}`) });
const LANGUAGES = { en: catalogue('en'), ko: catalogue('ko') };
const later = read('later-en');

/** @param {string} folder @param {string} ending @returns {Record<string, string>} */
const texts = (folder, ending) => Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(ending)).map((file) => [join(folder, file), readFileSync(join(folder, file), 'utf8')]));

const page = texts('www/src', '.ts');
/** @param {string} file */
const engine = (file) => readFileSync(`src/${file}`, 'utf8');
/** What a pattern finds, its first group. @param {string} text @param {RegExp} pattern @returns {string[]} */
const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];

const ends = all(engine('execution/mod.rs'), /Status::\w+ => "([A-Z_]+)"/g);
const operators = all(page['www/src/graph/names.ts'] ?? '', /is \(\?:not \)\?\(\?:([\w|]+)\)/g).flatMap((words) => words.split('|'));
const capital = (/** @type {string} */ word) => word.charAt(0).toUpperCase() + word.slice(1);
const readers = ['refused', 'read', 'options', 'fragment'].map((file) => page[`www/src/share/${file}.ts`]).join('\n');
const flow = Object.values(texts('src/view/flow', '.rs')).join('\n');

/** What the compiler does not check: the pattern as it is written, and what can stand in the place of its value. */
const PUT_TOGETHER = {
  'details.${}': ends,
  'explain.end.${}': ends.filter((status) => status !== 'RUNNING'),
  'explain.stopped.${}': ends.filter((status) => status !== 'RUNNING'),
  'flow.${}': [...all(flow, /\.add\(\s*"(\w+)",\s*None/g), 'stateOutput'],
  'test.stage.${}': ['given', 'unchanged'],
  'recorded.role.${}': all(engine('view/recorded.rs'), /Role::\w+ => "(\w+)"/g),
  'recorded.wrong.${}': all(engine('history/recorded/fault.rs'), /Wrong::\w+(?:\([^)]*\))? => "(\w+)"/g),
  'rule.${}': ['matches', 'and', 'or', 'not', ...operators.flatMap((word) => [`is${capital(word)}`, `isNot${capital(word)}`])],
  'repair.${}': all(engine('view/check.rs'), /ChangeKind::\w+ => "(\w+)"/g),
  'steer.problem.${}': all(engine('session/breakpoints.rs'), /ProblemKind::\w+ => "(\w+)"/g),
  'compare.part.${}': all(engine('view/compare/mod.rs'), /^ +\("(\w+)", /gm),
  'share.wrong.${}': all(readers, /(?:refuse\(|form\(\w+, )'(\w+)'/g),
  'zone.${}': ['define', 'visualise', 'monitor'],
};
/** Asked of the catalogue before they are said, or its own keys. */
const ASKED = ['problem.${}.many', 'finding.${}', 'reason.${}'];

test('every key that is put together has words in both languages', () => {
  for (const [pattern, values] of Object.entries(PUT_TOGETHER)) {
    assert.ok(values.length > 1, pattern);
    for (const value of values) {
      const key = pattern.replace('${}', value);
      for (const [lang, words] of Object.entries(LANGUAGES)) assert.ok(words[key], `${lang}: ${key}`);
    }
  }
});

test('the table above has all that the compiler does not check', () => {
  const unchecked = Object.values(page).flatMap((text) => [
    ...all(text, /`([a-z]\w*\.[\w.]*\$\{[^`]*\}[\w.]*)` as \w/gi),
    ...all(text, /\bsay\(`([a-z]\w*\.[^`]*)`/gi),
    ...all(text, /new Refused\(`([^`]*)`/g),
  ]).map((text) => text.replace(/\$\{.*\}/, '${}'));
  assert.ok(unchecked.length > 10);
  assert.deepEqual([...new Set(unchecked)].filter((text) => !(text in PUT_TOGETHER) && !ASKED.includes(text)), []);
});

/** Every code that the engine gives as a reason, those of two parts too. */
function reasons() {
  const files = Object.values(texts('src/view/reason', '.rs')).join('\n');
  const ways = all(files, /Way::\w+ => "(\w+)"/g);
  const heads = all(files, /\.(?:by_way|failed)\("([\w.]+)"/g).filter((code) => /^task\.(submitted|succeeded|failed)$/.test(code));
  const chosen = ['enter', 'exit'].flatMap((code) => ['chosen', 'rule', 'default', 'caught'].map((last) => `${code}.${last}`));
  const plain = all(files, /\b(?:say|by_last|cut|failed)\(\s*"([\w.]+)"/g).filter((code) => !heads.includes(code));
  return [...plain, ...chosen, ...heads.flatMap((head) => ways.map((way) => `${head}.${way}`))];
}

test('every reason of the engine has words in both languages', () => {
  const codes = reasons();
  assert.ok(codes.length > 60);
  for (const words of Object.values(LANGUAGES)) assert.deepEqual(codes.filter((code) => !words[`reason.${code}`]), []);
});

/** What a file imports at once, and what it fetches when it is needed. */
const imports = Object.fromEntries(Object.entries(page).map(([file, text]) => {
  const found = (/** @type {RegExp} */ pattern) =>
    all(text, pattern).map((path) => normalize(join(dirname(file), path))).filter((path) => path in page);
  return [file, {
    now: found(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?from\s+)?'(\.[^']+)'/gm),
    later: found(/(?<!typeof )import\('(\.[^']+)'/g),
  }];
}));

/** @param {string} entry */
function together(entry) {
  const files = new Set([entry]);
  for (const file of files) for (const next of imports[file]?.now ?? []) files.add(next);
  return files;
}

const LATER = 'www/src/i18n/later.ts';
/** The page, the player in its script, in a frame or in one file. Without a network they are the same files. */
const ROOTS = ['www/src/main.ts', 'www/src/player/embed.ts'];
const fetched = [...new Set(Object.values(imports).flatMap(({ later: files }) => files))];
const parts = new Map([...ROOTS, ...fetched].map((entry) => [entry, together(entry)]));

/** Parts that may be there before the later words: they do not bring them, and not all that fetch them have them. */
function without() {
  const bare = new Set([...parts.keys()].filter((entry) => !parts.get(entry)?.has(LATER)));
  for (let size = -1; size !== bare.size;) {
    size = bare.size;
    for (const entry of bare) {
      const askers = [...parts].filter(([, files]) => [...files].some((file) => imports[file]?.later.includes(entry)));
      if (!ROOTS.includes(entry) && askers.every(([asker]) => !bare.has(asker))) bare.delete(entry);
    }
  }
  return bare;
}

/** Words that are named there and said elsewhere, or not before the part that brings them is there. */
const NOT_SAID_THERE = {
  'www/src/keys.ts': /^keys\./, // by the help
  'www/src/graph/draw.ts': /^graph\.(un)?fold$/, // once the graph's tools are there
  'www/src/graph/names.ts': /^graph\.folded$/, // by what the graph's tools have folded
  'www/src/panels/problems.ts': /^help\./, // asked of the catalogue first: help of a finding
  'www/src/steer/words.ts': /^steer\./, // `steer/open.ts` fetches them together with the words
};

test('no part of the page says words that have not come yet', () => {
  const bare = without();
  assert.ok(bare.has('www/src/main.ts') && !bare.has('www/src/player/embed.ts') && fetched.length > 50);
  const first = read('en');
  const early = [...bare].flatMap((entry) => [...(parts.get(entry) ?? [])]).flatMap((file) => {
    const text = page[file] ?? '';
    const named = all(text, /'([a-z]\w*(?:\.\w+)+)'/gi).filter((key) => key in later);
    const made = all(text, /`([a-z]\w*\.[\w.]*\$\{[^`]*?\}[\w.]*)`/gi).map((pattern) => pattern.replace(/\$\{.*\}/, '\0'));
    const groups = made.flatMap((pattern) => {
      const form = new RegExp(`^${pattern.replaceAll('.', '\\.').replace('\0', '\\w+')}$`);
      // What is put together from a group of the first words is one of them.
      return Object.keys(first).some((key) => form.test(key)) ? [] : Object.keys(later).filter((key) => form.test(key));
    });
    const allowed = NOT_SAID_THERE[/** @type {keyof typeof NOT_SAID_THERE} */ (file)];
    return [...named, ...groups].filter((key) => !allowed?.test(key)).map((key) => `${file}: ${key}`);
  });
  assert.deepEqual([...new Set(early)], []);
});
