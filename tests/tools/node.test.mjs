import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const COMMAND = 'dist/stepglass.mjs';
const DEFINITION = 'tests/tools/checkout/checkout.asl.json';
const EXPECTED = 'tests/tools/checkout/expected.json';
const MOCKS = ['--mocks', 'tests/mocks/MockConfigFile.json'];

const folder = mkdtempSync(join(tmpdir(), 'stepglass-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args */
function stepglass(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

/**
 * A file with this JSON.
 * @param {string} name
 * @param {unknown} value
 */
function file(name, value) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

test('run prints how the execution ends, and its status is the exit status', () => {
  const paid = stepglass('run', DEFINITION, ...MOCKS, '--test-case', 'Paid', '--input', '{"order": 7}');
  assert.deepEqual([paid.status, paid.stderr], [0, '']);
  assert.match(paid.stdout, /^SUCCEEDED: 3 transitions, 12 events, 0 ms of virtual time\n/);
  assert.deepEqual(JSON.parse(paid.stdout.slice(paid.stdout.indexOf('\n'))), { order: 7, payment: { receipt: 'R-1' } });
  const refused = stepglass('run', DEFINITION, ...MOCKS, '--test-case', 'Refused');
  assert.equal(refused.status, 1);
  assert.match(refused.stdout, /^FAILED: .*\nerror: Card\.Declined\ncause: no money\n$/);
});

test('run prints the history, or everything as JSON', () => {
  const told = stepglass('run', DEFINITION, ...MOCKS, '--test-case', 'PaidAfterRetries', '--events');
  const lines = told.stdout.split('\n');
  assert.match(lines[4] ?? '', /^5 TaskFailed <4 .*"error":"Lambda\.ServiceException"/);
  assert.ok(lines.some((line) => line.includes('7000 ms of virtual time')), told.stdout);
  const json = stepglass('run', DEFINITION, ...MOCKS, '--test-case', 'Paid', '--json');
  const { status, eventCount, events } = JSON.parse(json.stdout);
  assert.deepEqual([status, eventCount, events], ['SUCCEEDED', 12, undefined]);
});

test('input prints what the definition reads, beside what is there', () => {
  const reads = file('reads.json', { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'a.$': '$.order.id', 'b.$': 'States.MathAdd($.count, 1)' }, End: true } } });
  const empty = stepglass('input', reads);
  assert.deepEqual([empty.status, empty.stderr], [0, 'added $.order.id\nadded $.count\n']);
  assert.deepEqual(JSON.parse(empty.stdout), { order: { id: 'example-id' }, count: 1 });
  const some = stepglass('input', reads, '--input', '{"order": {"id": 7}}');
  assert.deepEqual(JSON.parse(some.stdout), { order: { id: 7 }, count: 1 });
  assert.equal(stepglass('run', reads, '--input', file('input.json', JSON.parse(empty.stdout))).status, 0);
  const bad = stepglass('input', reads, '--input', '{');
  assert.deepEqual([bad.status, bad.stdout, bad.stderr], [2, '', 'stepglass: --input is not JSON\n']);
});

test('run starts executions of other machines', () => {
  const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Child';
  const task = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { StateMachineArn: arn }, OutputPath: '$.Output', End: true };
  const parent = file('parent.json', { StartAt: 'Start', States: { Start: task } });
  const child = file('child.json', { StartAt: 'P', States: { P: { Type: 'Pass', Result: 'from the child', End: true } } });
  const { status, stdout, stderr } = stepglass('run', parent, '--machine', 'Parent', '--machine', `Child=${child}`, '--machine', `Other=${child}`);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^SUCCEEDED: .*\n"from the child"\nexecution: Child [0-9a-f-]{36} SUCCEEDED\n$/);
  assert.equal(stepglass('run', parent, '--machine', 'Child=nothing.json').status, 2);
});

test('run shows what simulated services hold', () => {
  const doubles = file('doubles.json', { sqs: { orders: [] } });
  const mocks = file('mocks.json', { Charge: [{ return: { Payload: { receipt: 'R-5' } } }] });
  const held = stepglass('run', DEFINITION, '--mocks', mocks, '--doubles', doubles);
  assert.equal(held.status, 0, held.stderr);
  assert.match(held.stdout, /\nservices: [^]*"Body": "R-5"/);
});

const EACH_ROW = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map', End: true,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: { Bucket: 'in', Key: 'rows.json' } },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Row', States: { Row: { Type: 'Pass', End: true } } },
    },
  },
};

test('run reads what the simulated S3 holds from files', () => {
  const definition = file('each.json', EACH_ROW);
  const rows = file('rows.json', [1, 2]);
  const files = file('files.json', { 'in/rows.json': '[3]', 'in/other.json': '[]' });
  const output = (/** @type {string[]} */ ...args) => {
    const { status, stdout, stderr } = stepglass('run', definition, '--json', ...args);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout).output;
  };
  assert.deepEqual(output('--files', files), [3]);
  assert.deepEqual(output('--file', `in/rows.json=${rows}`), [1, 2]);
  assert.deepEqual(output('--files', files, '--file', `in/other.json=${rows}`, '--file', `in/rows.json=${rows}`), [1, 2]);
});

test('a test has files too: as texts, by a file of texts, one by one', () => {
  file('own.json', [1, 2]);
  file('texts.json', { 'in/rows.json': '[3]' });
  const tests = [
    { files: { 'in/rows.json': '[4]' }, expect: { output: [4] } },
    { files: 'texts.json', expect: { output: [3] } },
    { files: 'texts.json', file: { 'in/rows.json': 'own.json' }, expect: { output: [1, 2] } },
  ];
  const { status, stdout, stderr } = stepglass('test', file('with-files.json', { definition: EACH_ROW, tests }));
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /3 passed, 0 failed\n$/);
});

test('an expression loads the build that evaluates it', () => {
  const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $sum([1, 2, 3]) %}', End: true };
  const definition = file('jsonata.json', { StartAt: 'A', States: { A: state } });
  const { status, stdout } = stepglass('run', definition);
  assert.equal(status, 0);
  assert.match(stdout, /\n6\n$/);
});

test('check names the place of what is wrong', () => {
  assert.deepEqual(stepglass('check', DEFINITION), { status: 0, stdout: `${DEFINITION}: no problems\n`, stderr: '' });
  const broken = file('broken.json', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } });
  const { status, stdout } = stepglass('check', broken);
  assert.equal(status, 1);
  assert.match(stdout, /broken\.json:1:\d+: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B\n/);
});

test('test passes when everything is as expected', () => {
  const { status, stdout } = stepglass('test', EXPECTED);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^ok {5}.*: paid at once\n[^]*\n4 passed, 0 failed\n$/);
});

test('test says what it found instead', () => {
  const wrong = { ...JSON.parse(readFileSync(EXPECTED, 'utf8')), definition: JSON.parse(readFileSync(DEFINITION, 'utf8')) };
  wrong.mocks = JSON.parse(readFileSync('tests/mocks/MockConfigFile.json', 'utf8'));
  wrong.tests = [
    { testCase: 'Paid', expect: { status: 'FAILED', error: 'E', states: ['Charge'], visited: ['Ghost'], notVisited: ['Notify'] } },
    { testCase: 'Refused', expect: { output: {}, outputIncludes: { a: 1 }, cause: 'none' } },
    { testCase: 'Paid', expect: { outputIncludes: { payment: { receipt: 'R-2' } } } },
  ];
  const { status, stdout } = stepglass('test', file('wrong.json', wrong));
  assert.equal(status, 1);
  for (const fault of [
    'status: expected "FAILED", found "SUCCEEDED"',
    'error: expected "E", found none',
    'states: expected ["Charge"], found ["Charge","Notify"]',
    'visited: expected ["Ghost"], found ["Charge","Notify"]',
    'notVisited: expected ["Notify"], found ["Charge","Notify"]',
    'output: expected {}, found none',
    'outputIncludes: expected {"a":1}, found none',
    'cause: expected "none", found "no money"',
    'outputIncludes: expected {"payment":{"receipt":"R-2"}}, found {"payment":{"receipt":"R-1"}}',
  ]) {
    assert.ok(stdout.includes(`       ${fault}\n`), `${fault}\n${stdout}`);
  }
  assert.match(stdout, /0 passed, 3 failed\n$/);
});

test('what cannot be run is said and gives 2', () => {
  /** @type {[string[], RegExp][]} */
  const cases = [
    [[], /^$/],
    [['play', 'x'], /there is no command play/],
    [['run'], /run needs a file/],
    [['run', 'none.json'], /none\.json cannot be read \(ENOENT\)/],
    [['run', DEFINITION, '--input', '{'], /--input is not JSON/],
    [['run', DEFINITION, '--seed', 'x'], /--seed must be a whole number/],
    [['run', DEFINITION, '--quick'], /Unknown option '--quick'/],
    [['run', DEFINITION, ...MOCKS, '--test-case', 'None'], /there is no test case `None`; there are: Paid/],
    [['run', DEFINITION, '--file', 'rows.json'], /--file must be BUCKET\/KEY=PATH, not `rows\.json`/],
    [['run', DEFINITION, '--file', 'in/rows.json=none.json'], /none\.json cannot be read/],
    [['run', DEFINITION, '--files', file('list.json', [])], /list\.json must be \{"bucket\/key": text\}/],
    [['run', DEFINITION, '--files', file('odd-files.json', { 'in/rows.json': [] })], /`in\/rows\.json` must be a text/],
    [['test', file('none.json', { definition: {}, tests: [{ expect: {} }] })], /expects nothing/],
    [['test', file('odd.json', { tests: [{ expects: {} }] })], /there is no member `expects`/],
  ];
  for (const [args, words] of cases) {
    const { status, stderr } = stepglass(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, words);
  }
});

test('help is in words', () => {
  const { status, stdout } = stepglass('--help');
  assert.equal(status, 0);
  for (const word of ['run DEFINITION', 'check DEFINITION', 'test EXPECTATIONS', 'Exit status']) assert.ok(stdout.includes(word));
});

test('help on one command has its options and no others', () => {
  const { status, stdout } = stepglass('check', '--help');
  assert.equal(status, 0);
  assert.match(stdout, /Options of check/);
  assert.doesNotMatch(stdout, /--test-case|An expectation file/);
});

test('run points from an expectation file to the command that runs it', () => {
  const { status, stderr } = stepglass('run', 'tests/tools/checkout/expected.json');
  assert.equal(status, 2);
  assert.match(stderr, /`test tests\/tools\/checkout\/expected\.json` runs them/);
});

test('it works wherever the built site is put, and says so when the engine is not there', () => {
  cpSync('dist', join(folder, 'site'), { recursive: true });
  const there = spawnSync(process.execPath, [join(folder, 'site/stepglass.mjs'), 'check', DEFINITION], { encoding: 'utf8' });
  assert.equal(there.status, 0, there.stderr);
  cpSync(COMMAND, join(folder, 'alone.mjs'));
  const alone = spawnSync(process.execPath, [join(folder, 'alone.mjs'), 'check', DEFINITION], { encoding: 'utf8' });
  assert.equal(alone.status, 2);
  assert.match(alone.stderr, /the engine is not in/);
});
