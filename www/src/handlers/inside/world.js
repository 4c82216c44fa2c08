// Time, chance and timers as a handler sees them. Time is virtual: it stands still while code runs and jumps from timer
// to timer, so that a handler that sleeps for a minute takes none, and the same call has the same answer.

/**
 * What one call is given. Plain data: it comes by message.
 * @typedef {{
 *   code: string, event: string, time: number, timeout: number, seed: number,
 *   context: Record<string, string>, environment: Record<string, string>,
 *   limits: { lines: number, line: number, result: number }
 * }} Call
 */

const world = {
  start: 0,
  now: 0,
  timeout: 0,
  /** @type {{ id: number, due: number, every: number | null, run: () => void }[]} sorted by `due` */
  timers: [],
  serial: 0,
  turning: false,
  chance: 0,
};

/** Runs one timer a turn, so that promises settle between two of them, as in Node.js. */
const pump = new MessageChannel();
pump.port1.onmessage = () => {
  world.turning = false;
  const timer = world.timers[0];
  if (!timer || reply.sent) return;
  if (timer.due - world.start > world.timeout) return timedOut();
  removeTimer(timer.id);
  world.now = max(world.now, timer.due);
  if (timer.every !== null) insertTimer(timer.id, world.now + timer.every, timer.every, timer.run);
  try {
    timer.run();
  } catch (error) {
    failed(error);
  }
  turn();
};
const pumpPort = pump.port2;

function turn() {
  if (world.turning || world.timers.length === 0) return;
  world.turning = true;
  on(portPost, pumpPort, 0);
}

/** @param {number} id @param {number} due @param {number | null} every @param {() => void} run */
function insertTimer(id, due, every, run) {
  const { timers } = world;
  let at = timers.length;
  put(timers, at, null);
  for (; at > 0 && /** @type {any} */ (timers[at - 1]).due > due; at--) put(timers, at, timers[at - 1]);
  put(timers, at, { id, due, every, run });
  turn();
}

/** @param {unknown} id */
function removeTimer(id) {
  const { timers } = world;
  let at = 0;
  while (at < timers.length && timers[at]?.id !== id) at++;
  if (at === timers.length) return;
  for (; at + 1 < timers.length; at++) put(timers, at, timers[at + 1]);
  timers.length--;
}

/** @param {boolean} again */
function timerStarter(again) {
  /** @param {unknown} run @param {unknown} delay @param {...unknown} args */
  return (run, delay, ...args) => {
    if (typeof run !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    const ms = floor(Number(delay));
    const wait = ms >= 1 && ms <= 2147483647 ? ms : 1;
    const id = ++world.serial;
    insertTimer(id, world.now + wait, again ? wait : null, () => void apply(/** @type {any} */ (run), undefined, args));
    return id;
  };
}

/** A number from 0 up to 1, from the seed. */
function random() {
  world.chance = (world.chance + 0x6d2b79f5) | 0;
  let mixed = imul(world.chance ^ (world.chance >>> 15), 1 | world.chance);
  mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** @param {ArrayBufferView} array */
function getRandomValues(array) {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let at = 0; at < bytes.length; at++) bytes[at] = floor(random() * 256);
  return array;
}

function randomUUID() {
  let id = '';
  for (let at = 0; at < 32; at++) {
    const digit = at === 12 ? 4 : at === 16 ? 8 + floor(random() * 4) : floor(random() * 16);
    id += (at === 8 || at === 12 || at === 16 || at === 20 ? '-' : '') + '0123456789abcdef'[digit];
  }
  return id;
}

/** `Date` without a way to the real clock: its prototype's constructor is this one too. */
function virtualDate() {
  /** @this {unknown} @param {...unknown} args */
  function VirtualDate(...args) {
    if (!new.target) return text(new NativeDate(world.now));
    return construct(NativeDate, args.length === 0 ? [world.now] : args, new.target);
  }
  put(VirtualDate, 'name', 'Date');
  put(VirtualDate, 'length', 7);
  VirtualDate.prototype = NativeDate.prototype;
  put(NativeDate.prototype, 'constructor', VirtualDate);
  put(VirtualDate, 'now', () => world.now);
  put(VirtualDate, 'parse', NativeDate.parse);
  put(VirtualDate, 'UTC', NativeDate.UTC);
  return VirtualDate;
}

/** Formats the virtual time where no time is given. */
function virtualFormats() {
  const { prototype } = Intl.DateTimeFormat;
  const bound = Object.getOwnPropertyDescriptor(prototype, 'format')?.get;
  const parts = prototype.formatToParts;
  if (!bound) return;
  defineProperty(prototype, 'format', {
    configurable: true,
    /** @this {Intl.DateTimeFormat} */
    get() {
      const format = on(bound, this);
      return (/** @type {unknown} */ date) => format(date === undefined ? world.now : date);
    },
  });
  /** @this {Intl.DateTimeFormat} @param {unknown} date */
  const formatToParts = function (date) {
    return on(parts, this, date === undefined ? world.now : date);
  };
  put(prototype, 'formatToParts', formatToParts);
}

/** @param {Call} call */
function makeWorld({ time, timeout, seed, environment }) {
  world.start = world.now = time;
  world.timeout = timeout;
  world.chance = seed | 0;
  virtualFormats();
  put(Math, 'random', random);
  put(scope, 'Date', virtualDate());
  put(scope, 'setTimeout', timerStarter(false));
  put(scope, 'setInterval', timerStarter(true));
  const immediate = timerStarter(false);
  put(scope, 'setImmediate', (/** @type {unknown} */ run, /** @type {unknown[]} */ ...args) => immediate(run, 0, ...args));
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) put(scope, name, removeTimer);
  put(scope, 'performance', { timeOrigin: time, now: () => world.now - time });
  put(scope, 'crypto', { getRandomValues, randomUUID });
  const nextTick = (/** @type {(...args: unknown[]) => void} */ run, /** @type {unknown[]} */ ...args) => later(() => apply(run, undefined, args));
  put(scope, 'process', { env: environment, nextTick });
}
