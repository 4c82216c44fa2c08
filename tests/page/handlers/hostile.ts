/** Handlers that mean harm or do odd things, and what has to come of each. */

/** Expected members of an outcome; a text is also matched by an expression. */
export interface Expected {
  kind: 'returned' | 'threw' | 'timedOut' | 'crashed' | 'tooLarge' | 'unread' | 'missing';
  text?: string | RegExp;
  type?: string | RegExp;
  message?: string | RegExp;
  line?: number;
  column?: number;
  bytes?: number;
  elapsed?: number;
  dropped?: number;
  /** What was printed, joined by line ends. */
  printed?: string | RegExp;
}

export interface HandlerCase {
  name: string;
  code: string;
  event?: unknown;
  expect: Expected;
}

const returned = (text: string | RegExp): Expected => ({ kind: 'returned', text });
const threw = (type: string | RegExp, message: string | RegExp = /./): Expected => ({ kind: 'threw', type, message });
const timedOut: Expected = { kind: 'timedOut' };
/** A call that reads what must not be there. */
const gone = (...expressions: string[]): string =>
  `() => [${expressions.map((text) => `typeof (() => { try { return ${text} } catch { return undefined } })()`).join(', ')}]`;

/** `HOST` stands for a server that must not be reached. */
export const HOSTILE: Record<string, HandlerCase[]> = {
  hanging: [
    { name: 'an endless loop', code: '() => { for (;;); }', expect: timedOut },
    { name: 'an endless loop after an await', code: 'async () => { await null; while (true); }', expect: timedOut },
    { name: 'an endless loop before the handler', code: 'for (;;); exports.handler = () => 1', expect: timedOut },
    { name: 'a promise that never settles', code: 'async () => { await new Promise(() => {}); }', expect: timedOut },
    { name: 'endless microtasks', code: 'async () => { for (;;) await null; }', expect: timedOut },
    { name: 'endless timers', code: '() => new Promise(() => setInterval(() => {}, 1))', expect: timedOut },
    { name: 'a pattern that backtracks', code: '() => /^(a+)+$/.test("a".repeat(60) + "!")', expect: timedOut },
    { name: 'a getter that never returns, in the result', code: '() => ({ get x() { for (;;); } })', expect: timedOut },
    { name: 'a getter that never returns, in an error', code: '() => { const e = new Error("x"); Object.defineProperty(e, "name", { get() { for (;;); } }); throw e; }', expect: timedOut },
    { name: 'a printed object that never ends', code: '() => { console.log({ toJSON() { for (;;); } }); }', expect: timedOut },
    { name: 'endless recursion', code: '() => { const f = () => f(); return f(); }', expect: threw('RangeError', /call stack/) },
  ],
  network: [
    { name: 'fetch', code: 'async () => { await fetch("HOST/fetch"); }', expect: threw('Error', /^fetch is not available/) },
    { name: 'XMLHttpRequest', code: '() => { new XMLHttpRequest(); }', expect: threw('Error', /^XMLHttpRequest is not available/) },
    { name: 'WebSocket', code: '() => { new WebSocket("HOST/ws"); }', expect: threw('Error', /^WebSocket is not available/) },
    { name: 'EventSource', code: '() => { new EventSource("HOST/es"); }', expect: threw('Error', /^EventSource is not available/) },
    { name: 'importScripts', code: '() => { importScripts("HOST/script.js"); }', expect: threw('Error', /^importScripts is not available/) },
    { name: 'import() of an address', code: 'async () => { await import("HOST/module.js"); }', expect: threw('TypeError', /Failed to fetch/) },
    { name: 'import() of data', code: 'async () => { await import("data:text/javascript,export default 1"); }', expect: threw('TypeError', /Failed to fetch/) },
    { name: 'a static import', code: 'import x from "HOST/static.js";\nexport const handler = () => x;', expect: threw('TypeError', /Failed to fetch/) },
    {
      name: 'every other way out', code: gone('navigator', 'navigator.sendBeacon', 'RTCPeerConnection', 'WebTransport', 'FontFace', 'fetchLater', 'EventTarget', 'Request', 'WebAssembly', 'SharedArrayBuffer', 'URL.createObjectURL'),
      expect: returned('["undefined","undefined","undefined","undefined","undefined","undefined","undefined","undefined","undefined","undefined","undefined"]'),
    },
    { name: 'the real fetch by a prototype', code: '() => { for (let at = globalThis; at; at = Object.getPrototypeOf(at)) { const f = Object.getOwnPropertyDescriptor(at, "fetch"); if (f && /native/.test(String(f.value))) return "found"; } return "none"; }', expect: returned('"none"') },
  ],
  'page and storage': [
    {
      name: 'page, parent and storage', code: gone('window', 'document', 'top', 'parent', 'self', 'location', 'localStorage', 'indexedDB', 'caches', 'cookieStore', 'BroadcastChannel', 'SharedWorker'),
      expect: returned(`[${Array<string>(12).fill('"undefined"').join(',')}]`),
    },
    { name: 'the global by a function', code: '() => { const scope = new Function("return this")(); return [scope === globalThis, "indexedDB" in scope, "postMessage" in Object.getPrototypeOf(scope)]; }', expect: returned('[true,false,false]') },
    { name: 'top.location', code: '() => { top.location = "HOST/top"; }', expect: threw('ReferenceError', /top is not defined/) },
    { name: 'location', code: '() => { location = "HOST/location"; return typeof location; }', expect: returned('"string"') },
    { name: 'a worker of its own', code: '() => { new Worker("HOST/worker.js"); }', expect: threw('Error', /^Worker is not available/) },
    { name: 'close', code: '() => { close(); }', expect: threw('ReferenceError', /close is not defined/) },
    { name: 'postMessage', code: '() => { postMessage(["returned", 0, 0, "1"]); }', expect: threw('Error', /^postMessage is not available/) },
  ],
  'reply channel': [
    {
      name: 'a flood of lines', code: '() => { for (let i = 0; i < 1e5; i++) console.log("x".repeat(1e4)); return 1; }',
      expect: { ...returned('1'), dropped: 99_800 },
    },
    { name: 'a forged reply by console', code: '() => { console.log.call(null, ["returned", 0, 0, "forged"]); return "true one"; }', expect: { ...returned('"true one"'), printed: '["returned",0,0,"forged"]' } },
    { name: 'Reflect, JSON and Promise redefined', code: '() => { Reflect.apply = JSON.stringify = JSON.parse = Promise.prototype.then = Promise.resolve = () => "forged"; globalThis.Promise = null; return { a: 1 }; }', expect: returned('{"a":1}') },
    { name: 'Array.prototype taken apart', code: '() => { for (const key of Object.getOwnPropertyNames(Array.prototype)) try { delete Array.prototype[key] } catch {} delete Array.prototype[Symbol.iterator]; return [1, 2]; }', expect: returned('[1,2]') },
    { name: 'an error with Array.prototype taken apart', code: '() => { delete Array.prototype[Symbol.iterator]; delete Array.prototype.join; String.prototype.split = null; throw new TypeError("still"); }', expect: threw('TypeError', 'still') },
    { name: 'setters on Object.prototype', code: '() => { for (const key of ["0", "1", "value", "kind", "data", "get", "set", "type", "message"]) Object.defineProperty(Object.prototype, key, { __proto__: null, set() { throw "trap"; }, get() { return "trap"; } }); return "ok"; }', expect: returned('"ok"') },
    { name: 'Object.prototype.then', code: 'async () => { Object.prototype.then = function (done) { done("hijacked"); }; return 5; }', expect: returned('5') },
    { name: 'Object.prototype.toJSON', code: '() => { Object.prototype.toJSON = () => "all"; return { a: 1 }; }', expect: returned('"all"') },
    { name: 'the MessagePort by its prototype', code: gone('MessagePort', 'MessageChannel', 'MessageEvent'), expect: returned('["undefined","undefined","undefined"]') },
    { name: 'listening for messages', code: 'async () => { const add = Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf(globalThis))).addEventListener; let heard = 0; add?.call(globalThis, "message", () => heard++); await new Promise((done) => setTimeout(done, 50)); return heard; }', expect: returned('0') },
    { name: 'answering twice', code: '(event, context, callback) => { callback(null, 1); callback(null, 2); throw new Error("third"); }', expect: threw('Error', 'third') },
  ],
  results: [
    { name: 'nothing', code: '() => {}', expect: returned('null') },
    { name: 'a function', code: '() => () => 1', expect: returned('null') },
    { name: 'a symbol', code: '() => Symbol("x")', expect: returned('null') },
    { name: 'NaN', code: '() => [NaN, Infinity, -0, undefined]', expect: returned('[null,null,0,null]') },
    { name: 'a BigInt', code: '() => 10n', expect: threw('Error', 'Unable to stringify response body') },
    { name: 'a cycle', code: '() => { const a = {}; a.a = a; return a; }', expect: threw('Error', 'Unable to stringify response body') },
    { name: 'a toJSON that throws', code: '() => ({ toJSON() { throw new Error("no"); } })', expect: threw('Error', 'Unable to stringify response body') },
    { name: 'a proxy that throws', code: '() => new Proxy({}, { get() { throw new Error("trap"); }, ownKeys() { throw new Error("trap"); } })', expect: threw('Error', /trap|Unable/) },
    { name: 'a thenable', code: '() => ({ then(done) { done(7); } })', expect: returned('7') },
    { name: 'a thenable that throws', code: '() => ({ then() { throw new RangeError("then"); } })', expect: threw('RangeError', 'then') },
    { name: 'a result too large', code: '() => "x".repeat(7e6)', expect: { kind: 'tooLarge', bytes: 7_000_002 } },
    { name: 'the largest result', code: '() => "x".repeat(6291554)', expect: returned(/^"x+"$/) },
    { name: 'a result too large in bytes only', code: '() => "한".repeat(3e6)', expect: { kind: 'tooLarge', bytes: 9_000_002 } },
  ],
  errors: [
    { name: 'a text thrown', code: '() => { throw "text"; }', expect: { ...threw('string', 'text') } },
    { name: 'undefined thrown', code: '() => { throw undefined; }', expect: threw('handled') },
    { name: 'an object thrown', code: '() => { throw { a: 1 }; }', expect: threw('object', '[object Object]') },
    { name: 'a proxy thrown', code: '() => { throw new Proxy(new Error("x"), { get() { throw new Error("trap"); } }); }', expect: threw('handled') },
    { name: 'a name that is no text', code: '() => { const e = new Error("x"); e.name = { toString: () => "Fancy" }; throw e; }', expect: threw('handled') },
    { name: 'a name that throws', code: '() => { const e = new Error("x"); Object.defineProperty(e, "name", { get() { throw 1; } }); throw e; }', expect: threw('handled') },
    { name: 'a very long message', code: '() => { throw new Error("x".repeat(1e7)); }', expect: threw('Error', /^x{65536}…$/) },
    { name: 'a stack of its own', code: '() => { Error.prepareStackTrace = () => ({ toString() { for (;;); } }); throw new Error("stack"); }', expect: threw('Error', 'stack') },
    { name: 'an error that nobody catches', code: '() => new Promise(() => setTimeout(() => { throw new TypeError("late"); }, 10))', expect: threw('TypeError', 'late') },
    { name: 'a rejection that nobody catches', code: '() => { Promise.reject(new TypeError("lost")); return new Promise(() => {}); }', expect: threw('Runtime.UnhandledPromiseRejection', 'TypeError: lost') },
    { name: 'a flood of rejections', code: '() => { for (let i = 0; i < 1e4; i++) Promise.reject(i); return new Promise(() => {}); }', expect: threw('Runtime.UnhandledPromiseRejection', 'number: 0') },
  ],
  memory: [
    { name: 'buffers until there is no more', code: '() => { const kept = []; for (;;) kept.push(new ArrayBuffer(2e9)); }', expect: threw('RangeError', 'Array buffer allocation failed') },
    { name: 'objects until the deadline', code: '() => { const kept = []; for (;;) kept.push(new Array(1e5).fill(1.5)); }', expect: timedOut },
  ],
};

/** Handlers as people write them. */
export const PLAIN: HandlerCase[] = [
  { name: 'an arrow function', code: '(event) => event.n + 1', event: { n: 1 }, expect: returned('2') },
  { name: 'an arrow function with a semicolon', code: '(event) => event.n + 1;\n', event: { n: 1 }, expect: returned('2') },
  { name: 'an async arrow function', code: 'async (event, context) => ({ ...event, by: context.functionName })', event: { n: 1 }, expect: returned('{"n":1,"by":"Charge"}') },
  { name: 'a function without a name', code: '// Adds one\nfunction (event) {\n  return event.n + 1;\n}', event: { n: 1 }, expect: returned('2') },
  { name: 'a function with a name', code: 'function handler(event) { return event.n + 1; }', event: { n: 1 }, expect: returned('2') },
  { name: 'helpers and a handler', code: 'const add = (n) => n + 1;\nconst handler = async (event) => add(event.n);', event: { n: 1 }, expect: returned('2') },
  { name: 'exports.handler', code: 'exports.handler = async (event, context) => { return event.n + 1; };', event: { n: 1 }, expect: returned('2') },
  { name: 'module.exports', code: 'module.exports = { handler: (event) => event.n + 1 };', event: { n: 1 }, expect: returned('2') },
  { name: 'export const handler', code: 'export const handler = async (event) => {\n  return event.n + 1;\n};', event: { n: 1 }, expect: returned('2') },
  { name: 'export default', code: 'export default (event) => event.n + 1', event: { n: 1 }, expect: returned('2') },
  { name: 'a module with await', code: 'const n = await Promise.resolve(41);\nexport const handler = () => n + 1;', expect: returned('42') },
  { name: 'a callback', code: 'exports.handler = (event, context, callback) => { setTimeout(() => callback(null, event.n + 1), 500); };', event: { n: 1 }, expect: { ...returned('2'), elapsed: 500 } },
  { name: 'a callback with an error', code: 'exports.handler = (event, context, callback) => { callback(new RangeError("back")); };', expect: threw('RangeError', 'back') },
  { name: 'an error class', code: 'class Busy extends Error { constructor(m) { super(m); this.name = "Busy"; } }\nexports.handler = async () => { throw new Busy("later"); };', expect: threw('Busy', 'later') },
  { name: 'virtual time', code: 'async () => { const a = Date.now(); await new Promise((done) => setTimeout(done, 60_000)); return [a, Date.now() - a, new Date().toISOString()]; }', expect: { ...returned('[1700000000000,60000,"2023-11-14T22:14:20.000Z"]'), elapsed: 60_000 } },
  { name: 'sleeping beyond the time-out', code: 'async () => { await new Promise((done) => setTimeout(done, 1e6)); return 1; }', expect: { kind: 'timedOut', elapsed: 900_000 } },
  { name: 'the remaining time', code: 'async (event, context) => { await new Promise((done) => setTimeout(done, 1000)); return context.getRemainingTimeInMillis(); }', expect: returned('899000') },
  { name: 'timers in order', code: 'async () => { const seen = []; await new Promise((done) => { setTimeout(() => seen.push("b"), 20); setTimeout(() => seen.push("a"), 10); const never = setTimeout(() => seen.push("no"), 15); clearTimeout(never); const each = setInterval(() => { seen.push("i"); if (seen.length > 4) { clearInterval(each); done(); } }, 9); }); return seen.join(""); }', expect: { ...returned('"iaibi"'), elapsed: 27 } },
  { name: 'the same chance each time', code: '() => [Math.random(), crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(3))]]', expect: returned(/^\[0\.\d+,"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",\[\d+,\d+,\d+\]\]$/) },
  { name: 'no way to the real clock', code: '() => [new Date().constructor.now(), Object.getPrototypeOf(Date) === Function.prototype, performance.now(), typeof Temporal, new Intl.DateTimeFormat("en", { year: "numeric", timeZone: "UTC" }).format()]', expect: returned('[1700000000000,true,0,"undefined","2023"]') },
  { name: 'what is printed', code: '() => { console.log("a", 1, { b: [2] }, null, undefined, 3n); console.error(new Error("bad").message); console.table([1]); }', expect: { ...returned('null'), printed: 'a 1 {"b":[2]} null undefined 3n\nbad' } },
  { name: 'the environment', code: '() => process.env.AWS_REGION', expect: returned('"eu-central-1"') },
  { name: 'a module that is not here', code: 'const aws = require("aws-sdk"); exports.handler = () => 1;', expect: threw('Error', /^Cannot find module 'aws-sdk'/) },
  { name: 'no handler', code: 'const x = 1;', expect: { kind: 'missing' } },
  { name: 'nothing at all', code: '', expect: { kind: 'missing' } },
  { name: 'not JavaScript', code: '(event) => {\n  return event.;\n}', expect: { kind: 'unread', line: 2, column: 16, message: /Unexpected token/ } },
  { name: 'a function without a name, broken', code: 'function (event) {\n  let 1;\n}', expect: { kind: 'unread', line: 2 } },
  { name: 'a broken module', code: 'export const handler = () => {\n  return );\n};', expect: { kind: 'unread', line: 2, column: 10 } },
  { name: 'an error of reading at run time', code: '() => JSON.parse("{")', expect: threw('SyntaxError') },
  { name: 'an error before the handler', code: 'null.x; exports.handler = () => 1;', expect: threw('TypeError') },
];
