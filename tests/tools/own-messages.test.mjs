import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** The engine's own messages: English as it says them, with names in braces for what varies. @type {Record<string, string>} */
const en = JSON.parse(readFileSync('www/src/i18n/problems-en.json', 'utf8'));
const own = Object.entries(en).filter(([key]) => key.startsWith('own.'));

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.rs'))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n')
  .replaceAll('\\"', '"');

/** Messages of findings in mocks, as the cases have them. */
const found = [...readFileSync('tests/mocks/findings.txt', 'utf8').matchAll(/^(?:error|warning) \S.*?«.*?» (.+)$/gm)].map(([, message = '']) => message);

/** @param {string} text */
const pattern = (text) => new RegExp(`^${text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*?')}$`, 's');

/** AWS's words for broken JSON, and a finding that has its own key. */
const OTHER = /^Unexpected|^the text ends too early|^Duplicate field/;

test('every finding in mocks has words of its own in the catalogue', () => {
  assert.ok(found.length > 15);
  const bare = found.filter((message) => !OTHER.test(message) && !own.some(([, text]) => pattern(text).test(message)));
  assert.deepEqual(bare, []);
});

test('every own message of the catalogue is one that the engine says', () => {
  const said = (/** @type {string} */ text) =>
    found.some((message) => pattern(text).test(message)) ||
    text.split(/\{\w+\}/).every((part) => part.length < 6 || sources.includes(part));
  assert.deepEqual(own.filter(([, text]) => !said(text)), []);
});
