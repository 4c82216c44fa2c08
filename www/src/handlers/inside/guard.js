// The worker's own part: takes away what a handler must not have, reads its code, calls it, sends one answer.

/** What stays of the global scope: the language, and what Node.js has too and cannot reach out. */
const KEPT = new Set([
  'globalThis', 'Infinity', 'NaN', 'undefined', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'escape', 'unescape',
  'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'Object', 'Function', 'Boolean', 'Symbol', 'Error',
  'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'Number', 'BigInt',
  'Math', 'String', 'RegExp', 'Array', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
  'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
  'ArrayBuffer', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Promise', 'Proxy',
  'Reflect', 'JSON', 'Iterator', 'Intl', 'queueMicrotask', 'structuredClone', 'atob', 'btoa', 'TextEncoder',
  'TextDecoder', 'URL', 'URLSearchParams',
]);
/** What a handler written for Lambda may well ask for: told why it is not there. */
const REFUSED = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'Worker', 'postMessage', 'require'];

const reply = {
  sent: false,
  /** The code cannot be read: the next error that nobody catches says where. */
  unread: false,
  message: '',
  port: /** @type {MessagePort} */ (/** @type {unknown} */ (null)),
  most: 0,
};

/** @param {unknown[]} message */
function send(message) {
  on(portPost, reply.port, message);
}

/** The one answer; what comes after it is not heard. @param {string} kind @param {unknown} [a] @param {unknown} [b] @param {unknown} [c] */
function answer(kind, a, b, c) {
  if (reply.sent) return;
  reply.sent = true;
  send([kind, world.now - world.start, printed.dropped, a, b, c]);
}

/** @param {unknown} thrown */
function failed(thrown) {
  const error = described(thrown);
  answer('threw', cut(error[0], 1000), cut(error[1], 65536), error[2]);
}

function timedOut() {
  world.now = world.start + world.timeout;
  answer('late');
}

/** @param {unknown} value */
function returned(value) {
  let written;
  try {
    written = stringify(value);
  } catch {
    return answer('threw', 'Error', 'Unable to stringify response body', 'Error: Unable to stringify response body');
  }
  // Nothing, a function and a symbol have no JSON; Lambda answers null.
  const result = typeof written === 'string' ? written : 'null';
  const bytes = result.length > reply.most ? result.length : on(encode, encoder, result).length;
  if (bytes > reply.most) return answer('large', bytes);
  answer('returned', result);
}

/** No page, no network, no storage, no other worker: the names go, and with them every way to them. */
function lock() {
  delete (/** @type {any} */ (URL)).createObjectURL;
  delete (/** @type {any} */ (URL)).revokeObjectURL;
  for (let at = /** @type {any} */ (scope); at && at !== listening && at !== objects; at = getPrototypeOf(at)) {
    for (const key of ownKeys(at)) {
      if (KEPT.has(/** @type {string} */ (key)) || deleteProperty(at, key)) continue;
      defineProperty(at, key, { value: undefined });
    }
  }
  put(scope, 'global', scope);
  for (const name of REFUSED) {
    put(scope, name, function () {
      throw new NativeError(name === 'require'
        ? `Cannot find module '${text(arguments[0])}': a handler has no modules here`
        : `${name} is not available: a handler has no network, no page and no other workers here`);
    });
  }
}

/** @param {string} code */
function compiles(code) {
  try {
    new NativeFunction(code);
    return true;
  } catch {
    return false;
  }
}

const isModule = /^\s*(?:export|import)\b/m;
const isNameless = /^(?:\s|\/\/.*\n|\/\*[^]*?\*\/)*(?:async\s+)?function\b\s*\*?\s*\(/;
/** Where a script's own `handler` is put to be found: `const` inside of `eval` stays there. */
const FOUND = 'stepglass:handler';
const FIND = `\n;var stepglass_found = globalThis[${stringify(FOUND)}] = typeof handler === 'function' ? handler : undefined;`;

/** The handler in `code`: an expression, Lambda's `exports.handler`, or a module's. @param {string} code */
async function read(code) {
  const named = `\n//# sourceURL=${PLACE}`;
  if (compiles(`return (${code}\n)`)) return evaluate(`(${code}\n)${named}`);
  if (compiles(code)) return readScript(code, named);
  if (!isModule.test(code)) return undefined;
  const { handler, default: other } = await import(on(createUrl, URL, new NativeBlob([code + named], { type: 'text/javascript' })));
  return handler ?? other;
}

/** @param {string} code @param {string} named */
function readScript(code, named) {
  const module = { exports: /** @type {any} */ ({}) };
  put(scope, 'module', module);
  put(scope, 'exports', module.exports);
  const last = evaluate(code + FIND + named);
  const own = /** @type {any} */ (scope)[FOUND];
  deleteProperty(scope, FOUND);
  const { exports } = module;
  if (typeof exports === 'function') return exports;
  return exports.handler ?? own ?? last;
}

/**
 * The text whose reading fails at the place where the handler's does: an error of reading tells its place only where
 * nobody catches it, and one in a module not even there. @param {string} code
 */
function misread(code) {
  if (isNameless.test(code)) return `(${code}\n)`;
  if (!isModule.test(code)) return code;
  const blank = (/** @type {string} */ all) => on(repeat, ' ', all.length);
  return `(async()=>{${code.replace(/^[ \t]*export\s+(?:default\s+)?/gm, blank).replace(/^[ \t]*import\b.*$/gm, blank)}\n})`;
}

/** @param {unknown} handler @param {unknown} event @param {object} context */
async function drive(handler, event, context) {
  if (typeof handler !== 'function') return answer('missing');
  let value;
  try {
    /** @type {(value: unknown) => void} */ let resolve;
    /** @type {(error: unknown) => void} */ let reject;
    const called = new NativePromise((done, fail) => { resolve = done; reject = fail; });
    const back = (/** @type {unknown} */ error, /** @type {unknown} */ result) =>
      error === null || error === undefined ? resolve(result) : reject(error);
    const result = handler(event, context, back);
    value = await (handler.length > 2 && result === undefined ? called : result);
  } catch (error) {
    return failed(error);
  }
  returned(value);
}

/** Errors that nobody catches end the call, as they end Lambda's process; nothing of them reaches the page's console. */
function listen() {
  scope.addEventListener('error', (event) => {
    event.preventDefault();
    if (!reply.unread) return failed(event.error);
    answer('unread', cut(reply.message || text(event.error.message), 1000), event.lineno, event.colno);
  });
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    const error = described(event.reason);
    const reason = cut(`${error[0]}: ${error[1]}`, 65536);
    answer('threw', 'Runtime.UnhandledPromiseRejection', reason, `Runtime.UnhandledPromiseRejection: ${reason}`);
  });
}

/** @param {Call} call */
async function handle({ code, event: written, context: given }) {
  const event = parse(written);
  const context = { ...given, callbackWaitsForEmptyEventLoop: true, getRemainingTimeInMillis };
  const module = isModule.test(code);
  const wrong = misread(code);
  let broken = !compiles(`return (${code}\n)`) && !compiles(code);
  send(['begun']);
  if (!broken || module) {
    try {
      return void drive(await read(code), event, context);
    } catch (error) {
      broken = broken && error instanceof SyntaxError;
      if (!broken) return failed(error);
      reply.message = text(/** @type {any} */ (error).message);
    }
  }
  reply.unread = true;
  soon(() => {
    evaluate(wrong);
    answer('unread', cut(reply.message, 1000), 0, 0);
  });
}

scope.addEventListener('message', ({ data, ports }) => {
  reply.port = /** @type {MessagePort} */ (ports[0]);
  reply.most = data.limits.result;
  listen();
  lock();
  makeWorld(data);
  makeConsole(data.limits);
  void handle(data);
}, { once: true });

function getRemainingTimeInMillis() {
  return max(0, world.timeout - (world.now - world.start));
}
