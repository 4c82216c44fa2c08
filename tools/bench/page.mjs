// What the page waits for: a check after a keystroke, a jump in a long run; and what a million transitions keep.

import { cpu, peak, tell } from './measure.mjs';
import { chain, loop } from './shapes.mjs';
import { engine, request } from './stepglass.mjs';

const { stepglass, bytes } = await engine('');

/**
 * CPU milliseconds of so many calls: the median, and the slowest but one in a hundred.
 * @param {number} count
 * @param {(n: number) => void} call
 */
function samples(count, call) {
  /** @type {number[]} */
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const before = cpu();
    call(n);
    times.push(cpu() - before);
  }
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { median: at(0.5), slow: at(0.99) };
}

/**
 * Checks a text that changes by one letter at a time.
 * @param {string} text
 * @param {number} count
 */
function keystrokes(text, count) {
  const at = text.indexOf('Comment') + 11;
  const typed = (/** @type {number} */ n) => `${text.slice(0, at)}${'x'.repeat(n % 40)}${text.slice(at)}`;
  samples(Math.ceil(count / 5), (n) => stepglass.check(typed(n), 'STANDARD'));
  return samples(count, (n) => stepglass.check(typed(n), 'STANDARD'));
}

/** A definition of 100 states: tasks with retries and catchers, choices, a Map, a Parallel. */
function hundred() {
  const { definition } = chain(100);
  definition.Comment = 'typed';
  Object.values(definition.States).forEach((state, n) => {
    if (n % 5 === 1) {
      Object.assign(state, {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work',
        Parameters: { 'id.$': '$.order.id', 'label.$': "States.Format('{}-{}', $.a, $.b)" },
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'P100' }],
      });
    }
    if (n % 10 === 4 && state.Next) {
      const { Next } = state;
      delete state.Next;
      const rule = { Variable: '$.total', NumericGreaterThan: 10, Next };
      Object.assign(state, { Type: 'Choice', Choices: [rule], Default: 'P100' });
    }
  });
  return JSON.stringify(definition, null, 2);
}

/** The same, filled to 1 MiB with what definitions are long of: payload templates. */
function mebibyte() {
  const definition = JSON.parse(hundred());
  const rest = 1_048_000 - JSON.stringify(definition, null, 2).length;
  const each = Math.floor(rest / 100 / 62);
  for (const state of Object.values(definition.States)) {
    if (state.Type === 'Choice') continue;
    const member = (/** @type {number} */ n) => [`field${String(n).padStart(4, '0')}.$`, `$.order.part${n % 10}.value`];
    state.Parameters = Object.fromEntries(Array.from({ length: each }, (_, n) => member(n)));
  }
  return JSON.stringify(definition, null, 2).slice(0, 1_048_576);
}

/**
 * A session that has run to its end, and jumps to everywhere in it.
 * @param {any} definition
 * @param {any} input
 */
function seeks(definition, input) {
  const session = new stepglass.Session({
    definition: JSON.stringify(definition),
    input: JSON.stringify(input),
    machineName: 'Bench',
    name: 'bench',
    type: 'STANDARD',
    region: 'us-east-1',
    account: '123456789012',
    start: 1_700_000_000_000,
    seed: 1,
    mocks: '',
    latency: 'typical',
  });
  while (session.run(10_000).stopped.reason === 'slice');
  const { known } = session.view();
  const place = (/** @type {number} */ n) => 1 + ((n * 7_919) % known);
  samples(100, (n) => session.seek(place(n)));
  const seek = samples(500, (n) => session.seek(place(n)));
  const back = samples(500, () => session.step('back'));
  session.free();
  return { known, seek, back };
}

/** A Map of 40-wide iterations that fills a history. */
function wide() {
  const items = Array.from({ length: 3_100 }, (_, n) => ({ n }));
  const processor = { StartAt: 'One', States: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', End: true } } };
  const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: processor, End: true };
  return { definition: { StartAt: 'Each', States: { Each: map } }, input: { items } };
}

/** Time and memory of a million transitions whose events are all held. */
function million() {
  const workload = loop(500_000);
  const ready = new stepglass.Prepared(JSON.stringify(workload.definition)).read(request(workload));
  const [held, before] = [bytes(), cpu()];
  const finished = ready.run();
  const [used, grown] = [cpu() - before, bytes() - held];
  const { status, eventCount, transitions } = JSON.parse(finished.response());
  return { status, eventCount, transitions, cpu: used, perEvent: grown / eventCount, peak: peak() };
}

// First, while nothing has been freed that it could use again.
const held = million();
const text = { hundred: hundred(), mebibyte: mebibyte() };
const rest = wide();
tell({
  check: { bytes: text.hundred.length, ...keystrokes(text.hundred, 300) },
  long: { bytes: text.mebibyte.length, ...keystrokes(text.mebibyte, 20) },
  loop: seeks(loop(6_250).definition, { i: 0 }),
  wide: seeks(rest.definition, rest.input),
  million: held,
});
