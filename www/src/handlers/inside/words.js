// What a handler threw or printed, as text. Its values are user code: a getter, a proxy, a `toString` may do anything,
// and only this worker's deadline bounds them.

/** Node.js 22's console, as far as a Lambda function's log is concerned. */
const LEVELS = { log: 'INFO', info: 'INFO', debug: 'DEBUG', trace: 'TRACE', warn: 'WARN', error: 'ERROR' };
const PLACE = 'file:///var/task/index.mjs';
const printed = { count: 0, dropped: 0, lines: 0, line: 0 };

/** @param {Call['limits']} limits */
function makeConsole({ lines, line }) {
  printed.lines = lines;
  printed.line = line;
  const silent = () => {};
  const own = /** @type {Record<string, () => void>} */ ({});
  for (const name of ['assert', 'clear', 'count', 'dir', 'group', 'groupEnd', 'table', 'time', 'timeEnd', 'timeLog']) own[name] = silent;
  for (const [name, level] of Object.entries(LEVELS)) own[name] = (/** @type {unknown[]} */ ...args) => print(level, args);
  put(scope, 'console', own);
}

/** @param {string} level @param {unknown[]} args */
function print(level, args) {
  if (reply.sent) return;
  if (printed.count >= printed.lines) return void printed.dropped++;
  printed.count++;
  let line = '';
  for (let at = 0; at < args.length && line.length < printed.line; at++) line += (at === 0 ? '' : ' ') + shown(args[at]);
  send(['line', level, cut(line, printed.line)]);
}

/** @param {unknown} value */
function shown(value) {
  try {
    if (typeof value === 'string') return value;
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `[Function: ${text(value.name)}]`;
    if (typeof value !== 'object' || value === null) return text(value);
    if (value instanceof NativeError) return text(value.stack ?? value);
    return text(stringify(value));
  } catch {
    return '[object]';
  }
}

/** @param {string} long @param {number} most */
function cut(long, most) {
  return long.length > most ? `${on(slice, long, 0, most)}…` : long;
}

/**
 * An error as Lambda's Node.js runtime reports it: `errorType`, `errorMessage`, lines of `trace`.
 * @param {any} thrown @returns {[string, string, string]}
 */
function described(thrown) {
  try {
    if (typeof thrown !== 'object' || thrown === null || !isError(thrown)) return [typeof thrown, asText(thrown), ''];
    const { name, message, stack } = thrown;
    if (typeof name !== 'string' || typeof message !== 'string') throw null;
    return [name, message, traced(stack)];
  } catch {
    return ['handled', 'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack', ''];
  }
}

/** @param {any} thrown */
function isError(thrown) {
  return thrown instanceof NativeError || (thrown.name && thrown.message && thrown.stack);
}

/** @param {any} value */
function asText(value) {
  if (value === null || value === undefined) throw null;
  const written = value.toString();
  return typeof written === 'string' ? written : text(written);
}

/** The lines of a stack that are the error's own or the handler's, not ours. @param {unknown} stack */
function traced(stack) {
  if (typeof stack !== 'string') return '';
  const lines = on(split, stack, '\n');
  let kept = '';
  for (let at = 0, frames = 0; at < lines.length && at < 60; at++) {
    const frame = on(indexOf, lines[at], '    at ') === 0 || on(indexOf, lines[at], '@') >= 0;
    if (frame && (on(indexOf, lines[at], PLACE) < 0 || ++frames > 10)) continue;
    kept += (at === 0 ? '' : '\n') + cut(on(replaceAll, lines[at], 'eval at <anonymous> ', ''), 1000);
  }
  return kept;
}
