import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** @param {string} lang @returns {Record<string, string>} */
const read = (lang) => JSON.parse(readFileSync(`www/src/i18n/${lang}.json`, 'utf8'));
/** The words of the first load and those that come later. @param {string} lang */
const catalogue = (lang) => ({ ...read(lang), ...read(`later-${lang}`), ...read(`problems-${lang}`) });

const en = catalogue('en');
const ko = catalogue('ko');

/** @param {string} folder @param {string} ending @returns {string[]} */
const texts = (folder, ending) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

const sources = texts('www/src', '.ts').join('\n');
/** Names of diagnostics, of which each may have a line of help. */
const codes = [...readFileSync('src/codes.rs', 'utf8').matchAll(/^ {4}([A-Z]\w+) = \d+,/gm)].map(([, name]) => name);

/** What stands in quotes, and patterns of what is put together: `legend.${status}` becomes /^legend\.\w+$/. */
const written = new Set([...sources.matchAll(/['"]([\w.]+)['"]/g)].map(([, text]) => text));
const patterns = [...sources.matchAll(/`([a-zA-Z]+\.[\w.]*\$\{[^`]*?\}[\w.]*)`/g)]
  .map(([, text = '']) => text.replace(/\$\{[^}]*\}/g, '\0').replaceAll('.', '\\.').replaceAll('\0', '\\w+'))
  .filter((text) => text !== 'help\\.\\w+') // those are the codes
  .map((text) => new RegExp(`^${text}$`));

/** Names in braces, with how they are used: a particle or two forms do not make another name. @param {string} text */
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test('English and Korean have the same keys', () => {
  assert.ok(Object.keys(en).length > 200);
  assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort());
});

test('no text is empty, stands twice in a row or ends in a blank', () => {
  for (const [lang, all] of Object.entries({ en, ko })) {
    const bad = Object.entries(all).filter(([, text]) => text !== text.trim() || text === '' || /  |\.\.\.|!$/.test(text));
    assert.deepEqual(bad, [], lang);
  }
});

test('both languages name the same values', () => {
  const other = Object.keys(en).filter((key) => String(places(en[key] ?? '')) !== String(places(ko[key] ?? '')));
  assert.deepEqual(other, []);
});

/** The other language's name, what AWS's console and definitions say in every language, and the name of a machine. */
const KEPT = ['topbar.otherLanguage', 'details.arn', 'details.express', 'mocks.error', 'mocks.cause', 'recorded.machine'];

test('Korean texts are Korean, but for names of AWS and keys', () => {
  const same = Object.keys(ko).filter((key) => !/[가-힣]/.test(ko[key] ?? ''));
  const foreign = same.filter((key) => /[a-z]{4}/.test((ko[key] ?? '').replace(/\{[^}]*\}/g, '')));
  assert.deepEqual(foreign.filter((key) => !KEPT.includes(key)), []);
});

/** Reasons of events are codes of the engine, some of them made of two parts. */
const reasons = readdirSync('src/view/reason').map((file) => readFileSync(`src/view/reason/${file}`, 'utf8')).join('\n');
const isReason = (/** @type {string} */ key) => {
  const code = key.replace(/^reason\./, '');
  const [head, last] = [code.replace(/\.\w+$/, ''), code.replace(/^.*\./, '')];
  const made = reasons.includes(`{code}.${last}"`) || reasons.includes(`"${last}"`);
  return key.startsWith('reason.') && (reasons.includes(`"${code}"`) || (reasons.includes(`"${head}"`) && made));
};

test('every key is used', () => {
  const used = /** @param {string} key */ (key) =>
    written.has(key) || key.startsWith('own.') || isReason(key) || codes.includes(key.replace(/^help\./, '')) || patterns.some((pattern) => pattern.test(key));
  assert.deepEqual(Object.keys(en).filter((key) => !used(key)), []);
});

test('every key that is written has words', () => {
  const groups = new Set(Object.keys(en).map((key) => key.split('.')[0]));
  const keys = [...written].filter((text = '') => /^[a-z]+(\.\w+)+$/i.test(text) && groups.has(text.split('.')[0] ?? ''));
  assert.ok(keys.length > 150);
  // The editor's own name for a paste.
  assert.deepEqual(keys.filter((key = '') => !(key in en) && key !== 'input.paste'), []);
});

test('the engine’s own findings are the catalogue’s sentences', () => {
  const engine = texts('src/service', '.rs').join('\n').replace(/\\\n\s*/g, '');
  const bare = (/** @type {string} */ text) => text.replace(/\{[^}]*\}/g, '{}');
  const said = new Set([...engine.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, text = '']) => bare(text)));
  // These are put together in the code.
  const built = new Set(['finding.object', 'finding.noState', 'finding.noTask']);
  const own = Object.entries(en).filter(([key]) => key.startsWith('finding.') && !built.has(key));
  assert.ok(own.length > 20);
  assert.deepEqual(own.filter(([, text]) => !said.has(bare(text))), []);
});
