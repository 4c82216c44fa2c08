import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count } from '../../tools/tally.mjs';

test('adds up the runners of every kind', () => {
  const cargo = 'test result: ok. 12 passed; 0 failed; 0 ignored\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n';
  const node = 'ℹ tests 5\nℹ pass 4\nℹ fail 1\n';
  const page = '\x1b[31m  1 failed\x1b[39m\n    [a] › a.spec.ts:1:1 › 7 passed\n  8 passed (3.2s)\n';
  assert.deepEqual(count(cargo), { passed: 15, failed: 2 });
  assert.deepEqual(count(node), { passed: 4, failed: 1 });
  assert.deepEqual(count(page), { passed: 8, failed: 1 });
  assert.deepEqual(count('running 1 test\n'), { passed: 0, failed: 0 });
});
