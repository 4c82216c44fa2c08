// The lines of the report.

import { load } from './measure.mjs';

/** @param {number | undefined} value */
function ms(value) {
  if (value === undefined || !Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4);
}

/** @param {number} perSecond */
function rate(perSecond) {
  if (!Number.isFinite(perSecond)) return '-';
  return perSecond >= 1e6 ? `${(perSecond / 1e6).toFixed(2)}M` : perSecond >= 1e4 ? `${Math.round(perSecond / 1e3)}k` : perSecond.toFixed(0);
}

/** @param {(string | number)[]} cells the first one left-aligned */
const line = ([first, ...rest]) => String(first).padEnd(24) + rest.map((cell) => String(cell).padStart(11)).join('');

const COLUMNS = {
  'against aws-local-stepfunctions': ['transitions', 'CPU ms', 'per s', 'MB', 'output', 'its ms', 'its per s', 'its MB', 'its output', 'ratio', 'budget', ''],
  parts: ['parse', 'read', 'run', 'render', 'text-text', 'B/event', 'rendered'],
  'against jsonata': ['CPU ms', 'MB', 'output', 'its ms', 'its MB', 'its output', 'ratio'],
  'Map Run': ['CPU ms', 'MB', 'read', 'output', 'budget', ''],
  page: ['median ms', '99 % ms', 'budget', ''],
};

/** @param {keyof typeof COLUMNS} title */
export function heading(title) {
  return line([title.length > 23 ? 'workload' : title, ...COLUMNS[title]]);
}

/**
 * @param {boolean} right
 * @param {number} value
 * @param {number} budget
 */
const met = (right, value, budget) => (right && value >= budget ? 'met' : 'MISSED');

/** @param {any} figures */
const failure = (figures) => (figures.why ? `\n  ${figures.why.replaceAll('\n', '\n  ')}` : '');

/**
 * @param {string} name
 * @param {string} file
 * @param {any} own
 * @param {any} peer
 * @param {number} budget
 */
export function peerRow(name, file, own, peer, budget) {
  const { transitions } = load(file);
  const per = (/** @type {any} */ figures) => rate(transitions / (figures.cpu / 1_000));
  const ratio = peer.cpu / own.cpu;
  const judged = peer.verdict === 'right' ? met(own.verdict === 'right', ratio, budget) : 'no peer';
  const ours = [transitions, ms(own.cpu), per(own), own.peak, own.verdict];
  const theirs = [ms(peer.cpu), per(peer), peer.peak, peer.verdict];
  return line([name, ...ours, ...theirs, `${ratio.toFixed(1)}x`, `${budget}x`, judged]) + failure(own) + failure(peer);
}

/**
 * @param {string} name
 * @param {any} own
 */
export function partsRow(name, own) {
  const bytes = own.perEvent === undefined ? '-' : Math.max(0, own.perEvent).toFixed(0);
  const rendered = own.rendered === undefined ? '-' : `${(own.rendered / 1e6).toFixed(2)} MB`;
  return line([name, ms(own.parse), ms(own.read), ms(own.cpu), ms(own.render), ms(own.whole), bytes, rendered]);
}

/**
 * The whole run, transitions and events included, beside the peer's expressions alone.
 * @param {string} name
 * @param {any} own
 * @param {any} peer
 */
export function jsonataRow(name, own, peer) {
  const ratio = peer.cpu / own.cpu;
  const cells = [ms(own.cpu), own.peak, own.verdict, ms(peer.cpu), peer.peak, peer.verdict, `${ratio.toFixed(1)}x`];
  return line([name, ...cells]) + failure(own) + failure(peer);
}

/**
 * Each expression alone: none may be slower than the peer's, all together must be five times as fast.
 * @param {any} own
 * @param {any} peer
 */
export function expressionRows(own, peer) {
  if (!own.each) return `  ${own.why ?? 'no answer'}`;
  /** @type {(text: string, right: boolean, cpu: number, its: number, budget: number) => string} */
  const row = (text, right, cpu, its, budget) => {
    const cells = [ms(cpu), right ? 'right' : 'WRONG', ms(its), `${(its / cpu).toFixed(1)}x`, `${budget}x`];
    return `  ${text.padEnd(72)}${cells.map((cell) => cell.padStart(11)).join('')} ${met(right, its / cpu, budget)}`;
  };
  const sum = (/** @type {{ cpu: number }[]} */ list) => list.reduce((all, { cpu }) => all + cpu, 0);
  const rows = own.each.map((/** @type {any} */ mine, /** @type {number} */ at) =>
    row(mine.text.replace(/\s+/g, ' ').slice(0, 70), mine.right, mine.cpu, peer.each[at].cpu, 1));
  const right = own.each.every((/** @type {any} */ mine) => mine.right);
  return [...rows, row('all of them, once each', right, sum(own.each), sum(peer.each), 5)].join('\n');
}

/**
 * @param {string} name
 * @param {any} own
 */
export function mapRunRow(name, own) {
  const right = own.verdict === 'right' && own.cpu < 2_000 && own.peak < 400;
  const cells = [ms(own.cpu), own.peak, ms(own.read), own.verdict, '2s 400MB', right ? 'met' : 'MISSED'];
  return line([name, ...cells]) + failure(own);
}

/**
 * Time must grow as the number of children does, and not faster.
 * @param {any[]} figures of the same shape, by size
 */
export function growth(figures) {
  const sorted = figures.map((own) => ({ cpu: own.cpu, size: load(own.file).transitions })).sort((a, b) => a.size - b.size);
  const [small, large] = [sorted[0], sorted[sorted.length - 1]];
  if (small === undefined || large === undefined) return '';
  const ratio = large.cpu / small.cpu / (large.size / small.size);
  return `${(large.size / small.size).toFixed(1)} times the children: ${ratio.toFixed(2)} times the time for each: ${ratio < 1.5 ? 'met' : 'MISSED'}`;
}

/** @param {any} page */
export function pageRows(page) {
  if (!page.check) return failure(page);
  const row = (/** @type {string} */ name, /** @type {any} */ times, /** @type {number} */ budget) =>
    line([name, ms(times.median), ms(times.slow), `${budget} ms`, times.slow <= budget ? 'met' : 'MISSED']);
  const { million } = page;
  const kept = million.perEvent.toFixed(0);
  const good = million.cpu < 2_000 && million.perEvent < 200 && million.status === 'SUCCEEDED';
  const counts = `${rate(million.transitions)} transitions, ${rate(million.eventCount)} events held, payloads included`;
  return [
    row('check, 100 states', page.check, 16),
    row('check, 1 MiB', page.long, 150),
    row(`seek, ${page.loop.known} events`, page.loop.seek, 16),
    row('step back, the same', page.loop.back, 16),
    row(`seek, Map, ${page.wide.known} events`, page.wide.seek, 16),
    row('step back, the same', page.wide.back, 16),
    `${counts}: ${ms(million.cpu)} ms (budget 2000), ${kept} bytes per event (budget 200), peak ${million.peak} MB: ${good ? 'met' : 'MISSED'}`,
  ].join('\n');
}
