// The project's own workloads: small, made here, of the shapes that matter. `make bench BENCH=DIR` takes others.

/** @typedef {import('./measure.mjs').Workload} Workload */

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:bench';

/**
 * @param {string} name
 * @param {Omit<Workload, 'name' | 'type' | 'expect'> & { type?: string, output: any }} rest
 * @returns {Workload}
 */
function workload(name, { output, ...rest }) {
  return { name, type: 'STANDARD', ...rest, expect: { status: 'SUCCEEDED', output } };
}

/**
 * A chain of Pass states `P1`, `P2`…
 * @param {number} length
 */
export function chain(length) {
  /** @type {Record<string, any>} */
  const states = {};
  for (let n = 1; n <= length; n += 1) {
    states[`P${n}`] = n < length ? { Type: 'Pass', Next: `P${n + 1}` } : { Type: 'Pass', End: true };
  }
  const input = { n: 0, words: ['a', 'b'] };
  const definition = /** @type {any} */ ({ Comment: '', StartAt: 'P1', States: states });
  return workload('W1-chain', { definition, input, output: input, transitions: length, events: 2 * length + 2 });
}

/**
 * A Choice that counts to `rounds`.
 * @param {number} rounds
 */
export function loop(rounds) {
  const rule = { Variable: '$.i', NumericLessThan: rounds, Next: 'Add' };
  const definition = {
    StartAt: 'Test',
    States: {
      Test: { Type: 'Choice', Choices: [rule], Default: 'Done' },
      Add: { Type: 'Pass', Parameters: { 'i.$': 'States.MathAdd($.i, 1)' }, Next: 'Test' },
      Done: { Type: 'Succeed' },
    },
  };
  const [transitions, output] = [2 * rounds + 2, { i: rounds }];
  return workload(`W2a-loop-${rounds}`, { definition, input: { i: 0 }, output, transitions, events: 2 * transitions + 2 });
}

/**
 * The same in JSONata.
 * @param {number} rounds
 */
export function loopJsonata(rounds) {
  const rule = { Condition: `{% $i < ${rounds} %}`, Next: 'Add' };
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { i: 0 }, Next: 'Test' },
      Test: { Type: 'Choice', Choices: [rule], Default: 'Done' },
      Add: { Type: 'Pass', Assign: { i: '{% $i + 1 %}' }, Next: 'Test' },
      Done: { Type: 'Succeed', Output: { i: '{% $i %}' } },
    },
  };
  const [transitions, output] = [2 * rounds + 3, { i: rounds }];
  return workload(`W2b-loop-${rounds}`, { definition, input: {}, output, transitions, events: 2 * transitions + 2 });
}

/**
 * A Map over so many items, three states each.
 * @param {number} count
 */
export function map(count) {
  const items = Array.from({ length: count }, (_, n) => ({ n, q: n % 7 }));
  const mark = (/** @type {number} */ g) => ({ Type: 'Pass', Result: g, ResultPath: '$.g', End: true });
  const rule = { Variable: '$.t', NumericGreaterThan: 13, Next: 'High' };
  const states = {
    Add: { Type: 'Pass', Parameters: { 'n.$': '$.n', 't.$': 'States.MathAdd($.q, 10)' }, Next: 'Test' },
    Test: { Type: 'Choice', Choices: [rule], Default: 'Low' },
    High: mark(2),
    Low: mark(1),
  };
  const each = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { StartAt: 'Add', States: states }, End: true };
  return workload(`W3-map-${count}`, {
    type: 'EXPRESS',
    definition: { StartAt: 'Each', States: { Each: each } },
    input: { items },
    output: items.map(({ n, q }) => ({ n, t: q + 10, g: q + 10 > 13 ? 2 : 1 })),
    transitions: 3 * count + 1,
    events: 8 * count + 6,
  });
}

/**
 * A Parallel of Parallels of one Pass each.
 * @param {number} width
 */
export function parallel(width) {
  const numbers = Array.from({ length: width }, (_, n) => n);
  const branch = (/** @type {string} */ name, /** @type {any} */ state) => ({ StartAt: name, States: { [name]: state } });
  const leaf = (/** @type {number} */ a, /** @type {number} */ b) =>
    branch(`L${a}-${b}`, { Type: 'Pass', Parameters: { a, b, 'v.$': '$.v' }, End: true });
  const inner = (/** @type {number} */ a) =>
    branch(`In${a}`, { Type: 'Parallel', Branches: numbers.map((b) => leaf(a, b)), End: true });
  return workload(`W4-parallel-${width}x${width}`, {
    definition: branch('Out', { Type: 'Parallel', Branches: numbers.map(inner), End: true }),
    input: { v: 42 },
    output: numbers.map((a) => numbers.map((b) => ({ a, b, v: 42 }))),
    transitions: 1 + width + width * width,
    events: 2 + 4 * (1 + width) + 2 * width * width,
  });
}

/**
 * About 200 KB carried through every stage of data flow, four states a round.
 * @param {number} rounds
 */
export function payload(rounds) {
  const item = (/** @type {number} */ n) => ({ id: n, sku: `SKU-${n}`, price: n / 4, name: `article ${n}: café`, tags: ['a', 'b'] });
  const list = { title: 'payload', items: Array.from({ length: 2_000 }, (_, n) => item(n)) };
  /** @type {Record<string, any>} */
  const states = {};
  /** @type {Record<string, any>} */
  const tasks = {};
  for (let n = 0; n < rounds; n += 1) {
    const end = n + 1 < rounds ? { Next: `A${n + 1}` } : { End: true };
    const task = { Type: 'Task', Resource: FUNCTION };
    const members = Object.fromEntries(['list', 'meta', 'last', 'echo'].map((name) => [`${name}.$`, `$.${name}`]));
    const add = { 'n.$': 'States.MathAdd($.n, 1)' };
    states[`A${n}`] = { Type: 'Pass', InputPath: '$.meta', Parameters: add, ResultPath: '$.meta', Next: `B${n}` };
    states[`B${n}`] = { Type: 'Pass', Parameters: members, Next: `C${n}` };
    const sent = { 'id.$': '$.list.items[5].id', 'title.$': '$.list.title' };
    states[`C${n}`] = { ...task, Parameters: sent, ResultSelector: { 'ok.$': '$.ok' }, ResultPath: '$.last', Next: `D${n}` };
    const kept = { 'n.$': '$.meta.n', 'sku.$': '$.list.items[7].sku' };
    states[`D${n}`] = { ...task, ResultSelector: kept, ResultPath: '$.echo', ...end };
    tasks[`C${n}`] = { cycle: [{ return: { ok: true, rows: [{ id: 5 }] } }] };
    tasks[`D${n}`] = { cycle: [{ echo: true }] };
  }
  const echo = { n: rounds, sku: 'SKU-7' };
  return workload('W5-payload', {
    definition: { StartAt: 'A0', States: states },
    input: { list, meta: { n: 0 }, last: null, echo: null },
    tasks,
    output: { list, meta: { n: rounds }, last: { ok: true }, echo },
    transitions: 4 * rounds,
    events: 14 * rounds + 2,
  });
}

/**
 * A Task that is retried three times and then caught, in every round.
 * @param {number} rounds
 */
export function retry(rounds) {
  const retrier = { ErrorEquals: ['Busy'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 60 };
  const catcher = { ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Add' };
  const work = { Type: 'Task', Resource: FUNCTION, Retry: [retrier], Catch: [catcher], Next: 'Wrong' };
  const rule = { Variable: '$.i', NumericLessThan: rounds, Next: 'Work' };
  const add = { 'i.$': 'States.MathAdd($.i, 1)', 'error.$': '$.error.Error' };
  const busy = { throw: { error: 'Busy', cause: 'try again' } };
  return workload('W7-retry-catch', {
    definition: {
      StartAt: 'Test',
      States: {
        Test: { Type: 'Choice', Choices: [rule], Default: 'Done' },
        Work: work,
        Add: { Type: 'Pass', Parameters: add, Next: 'Test' },
        Wrong: { Type: 'Fail', Error: 'Wrong' },
        Done: { Type: 'Succeed' },
      },
    },
    input: { i: 0 },
    tasks: { Work: { cycle: [busy, busy, busy, { throw: { error: 'Broken', cause: 'enough' } }] } },
    retry_delays: 'zero',
    output: { i: rounds, error: 'Broken' },
    transitions: 3 * rounds + 2,
    events: 18 * rounds + 6,
  });
}

/**
 * Filtering, grouping, sorting, folding and a regular expression over so many orders.
 * @param {number} count
 */
export function heavy(count) {
  const order = (/** @type {number} */ n) => ({ id: n, region: ['eu', 'us', 'ap'][n % 3], total: (n * 37) % 101, sku: `HAT-00${n}` });
  const orders = Array.from({ length: count }, (_, n) => order(n));
  const kept = orders.filter((o) => o.total > 20);
  const sum = kept.reduce((total, o) => total + o.total, 0);
  const first = kept.toSorted((a, b) => b.total - a.total || a.id - b.id).slice(0, 5);
  const from = '$states.input.orders';
  const pass = (/** @type {any} */ rest, /** @type {string} */ next) => ({ Type: 'Pass', ...rest, Next: next });
  const sorted = `$sort(${from}, function($a, $b) { $a.total < $b.total or ($a.total = $b.total and $a.id > $b.id) })`;
  const states = {
    Keep: pass({ Output: { orders: `{% ${from}[total > 20] %}` } }, 'Group'),
    Group: pass({ Assign: { groups: `{% ${from}{region: $count($)} %}` } }, 'Sort'),
    Sort: pass({ Assign: { first: `{% (${sorted})[[0..4]].id %}` } }, 'Fold'),
    Fold: pass({ Assign: { sum: `{% $reduce(${from}.total, function($a, $x) { $a + $x }, 0) %}` } }, 'Text'),
    Text: pass({ Assign: { text: `{% $join(${from}[[0..9]].$replace(sku, /^([A-Z]+)-0*(\\d+)$/, "$2x$1"), " ") %}` } }, 'Done'),
    Done: { Type: 'Succeed', Output: { groups: '{% $groups %}', first: '{% $first %}', sum: '{% $sum %}', text: '{% $text %}' } },
  };
  const regions = kept.reduce((all, o) => ({ ...all, [o.region ?? '']: (all[o.region ?? ''] ?? 0) + 1 }), /** @type {Record<string, number>} */ ({}));
  const text = kept.slice(0, 10).map((o) => `${o.id}xHAT`).join(' ');
  return workload('W6-jsonata', {
    definition: { QueryLanguage: 'JSONata', StartAt: 'Keep', States: states },
    input: { orders },
    output: { groups: regions, first: first.map((o) => o.id), sum, text },
    transitions: 6,
    events: 14,
  });
}

/**
 * A distributed Map over the rows of a CSV file, a hundred a child.
 * @param {number} count
 */
export function rows(count) {
  const row = (/** @type {number} */ n) => `${n},${['eu', 'us', 'ap'][n % 3]},${(n * 37) % 1_009},"note ""${n}"""`;
  const text = `id,region,amount,note\n${Array.from({ length: count }, (_, n) => row(n)).join('\n')}\n`;
  const counted = { 'n.$': 'States.ArrayLength($.Items)', 'first.$': '$.Items[0].id', 'r.$': '$.Items[1].region' };
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
    StartAt: 'Count',
    States: {
      Count: { Type: 'Pass', Parameters: counted, Next: 'Tag' },
      Tag: { Type: 'Pass', Result: true, ResultPath: '$.ok', End: true },
    },
  };
  const map = {
    Type: 'Map',
    MaxConcurrency: 100,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      Parameters: { Bucket: 'bench', Key: 'rows.csv' },
    },
    ItemBatcher: { MaxItemsPerBatch: 100 },
    ItemProcessor: processor,
    End: true,
  };
  const child = (/** @type {number} */ n) => ({ n: 100, first: `${n * 100}`, r: ['eu', 'us', 'ap'][(n * 100 + 1) % 3], ok: true });
  return workload(`W8-distributed-${count}`, {
    definition: { StartAt: 'Each', States: { Each: map } },
    input: {},
    s3: { 'bench/rows.csv': { text } },
    output: Array.from({ length: count / 100 }, (_, n) => child(n)),
    transitions: 2 * (count / 100) + 1,
    events: 8,
  });
}

/** All of them, small enough for a minute. */
export function all() {
  const plain = [chain(200), loop(5_000), loop(100_000), loopJsonata(5_000), map(1_000), parallel(8), payload(20), heavy(300), retry(300)];
  return [...plain, rows(25_000), rows(100_000)];
}
