import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Reached through wasm-bindgen-shared, whose use of it is for macros: none of it is in the module. */
const COMPILE_TIME = new Set(['unicode-ident']);

const notice = readFileSync('NOTICE', 'utf8');

/** @param {string} name */
const isNamed = (name) => new RegExp(`(?<![\\w@/-])${name.replace(/[/.]/g, '\\$&')}(?![\\w/-])`).test(notice);

test('NOTICE names every package that ships with the page', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const shipped = Object.keys(packages)
    .filter((path) => path !== '' && !packages[path].dev)
    .map((path) => path.replace(/^.*node_modules\//, ''))
    .filter((name) => !name.startsWith('@types/')); // types leave nothing behind
  assert.ok(shipped.length > 10);
  assert.deepEqual(shipped.filter((name) => !isNamed(name)), []);
});

test('NOTICE names every crate that ships in the wasm module', () => {
  const target = 'wasm32-unknown-unknown';
  const wanted = ['tree', '--locked', '-e', 'normal,no-proc-macro', '--target', target, '--prefix', 'none'];
  const tree = execFileSync('cargo', [...wanted, '--format', '{p}'], { encoding: 'utf8' });
  const shipped = [...new Set(tree.split('\n').map((line) => line.split(' ')[0] ?? ''))];
  const others = shipped.filter((name) => name !== '' && name !== 'stepglass' && !COMPILE_TIME.has(name));
  assert.ok(others.length > 5);
  assert.deepEqual(others.filter((name) => !isNamed(name)), []);
});
