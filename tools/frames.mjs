// How fast the built page is where there is much to show: a run of nearly 25,000 events, and a graph of 1,000 states.
//   node tools/frames.mjs [--port 8313] [--only run|graph] [--turns 30]
// Serves dist/ (`make dist` first), opens headless Chromium (CHROMIUM names it) and prints one line a figure, with its
// budget where there is one. Times of frames are CPU times of the page's main thread, from a trace: they hold on a busy
// machine too, nearly; the others want a quiet one. "script" is what the page's code takes in a frame.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8313' }, only: { type: 'string' }, turns: { type: 'string', default: '30' } } });
const address = `http://127.0.0.1:${values.port}/`;
const turns = Number(values.turns);

/** @typedef {import('playwright-core').Page} Page */

/** @param {string} what @param {string} figure @param {string} [budget] */
const tell = (what, figure, budget) => console.log(`${what.padEnd(46)} ${figure}${budget ? `   (budget ${budget})` : ''}`);
const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;

/** A little under 25,000 events: iterations of four states. */
const many = {
  StartAt: 'Each',
  States: { Each: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'A', States: {
    A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 1, Next: 'C' }, C: { Type: 'Pass', Next: 'D' }, D: { Type: 'Pass', End: true } } } } },
};

/** A thousand states: tasks in a row, every tenth a Choice that may leave them, every seventh with a catcher. */
function large() {
  /** @type {Record<string, any>} */
  const States = { Last: { Type: 'Succeed' } };
  for (let n = 0; n < 999; n += 1) {
    const Next = n === 998 ? 'Last' : `Step${n + 1}`;
    States[`Step${n}`] = n % 10 === 9
      ? { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: n, Next }], Default: n % 50 === 49 ? 'Last' : Next }
      : { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work', Next, ...(n % 7 === 3 ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Last' }] } : {}) };
  }
  return { StartAt: 'Step0', States };
}

/** The page's address with a document in it. @param {any} definition @param {any} input */
function link(definition, input) {
  const document = { v: 1, name: 'Large', type: 'STANDARD', definition: JSON.stringify(definition, null, 2), input: JSON.stringify(input) };
  return `${address}#p1=${deflateRawSync(JSON.stringify(document)).toString('base64url')}`;
}

/**
 * What the main thread does while `act` goes on: milliseconds of script, milliseconds altogether and the longest tasks.
 * @param {Page} page @param {() => Promise<unknown>} act
 */
async function traced(page, act) {
  const client = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await client.send('Tracing.start', { transferMode: 'ReportEvents', categories: 'toplevel,devtools.timeline' });
  await act();
  const done = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await done;
  await client.detach();
  const busiest = mainThread(events);
  const own = events.filter(({ pid, tid }) => busiest && pid === busiest.pid && tid === busiest.tid);
  const tasks = own.filter(({ name, ph }) => ph === 'X' && /RunTask$/.test(name)).map(({ dur = 0, tdur = dur }) => tdur / 1000).sort((a, b) => b - a);
  const script = own.filter(({ name, ph }) => ph === 'X' && ['FunctionCall', 'FireAnimationFrame', 'EventDispatch'].includes(name));
  return { tasks, all: tasks.reduce((sum, each) => sum + each, 0), script: outermost(script) };
}

/** The renderer's main thread: of several the one with most script. @param {any[]} events */
function mainThread(events) {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const work = (/** @type {any} */ thread) => events.filter(({ name, pid, tid }) => name === 'FunctionCall' && pid === thread.pid && tid === thread.tid).length;
  return threads.sort((a, b) => work(b) - work(a))[0];
}

/** Milliseconds of events that may lie in each other. @param {any[]} events */
function outermost(events) {
  let [end, sum] = [0, 0];
  for (const { ts, dur = 0, tdur = dur } of events.sort((a, b) => a.ts - b.ts)) {
    if (ts + dur <= end) continue;
    sum += tdur / 1000;
    end = ts + dur;
  }
  return sum;
}

/** Resident memory of the page's process in MB. @param {import('playwright-core').Browser} browser */
async function resident(browser) {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  await client.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
  return Math.max(0, ...sizes) / 1024;
}

/** Frames in which something is done: its name in the page's hands. @param {Page} page @param {string} how */
const frames = (page, how) => page.evaluate(async ([kind, count]) => {
  const body = document.querySelector('.ebody');
  const canvas = document.querySelector('svg.graph');
  for (let at = 0; at < Number(count); at += 1) {
    if (kind === 'scroll' && body) body.scrollTop += 700;
    const wheel = (/** @type {number} */ deltaY, ctrlKey = false) => canvas?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaY, ctrlKey, clientX: 700, clientY: 400 }));
    if (kind === 'pan') wheel(60);
    if (kind === 'zoom') wheel(at % 30 < 15 ? 40 : -40, true);
    await new Promise(requestAnimationFrame);
    // After the frame: scrolled before it is laid out, its layout would count as script.
    await new Promise((done) => setTimeout(done, 0));
  }
}, /** @type {const} */ ([how, turns]));

/** @param {Page} page @param {string} what @param {string} how */
async function framesOf(page, what, how) {
  await frames(page, how);
  const { tasks, all, script } = await traced(page, () => frames(page, how));
  tell(`${what}: script a frame`, ms(script / turns), '8 ms');
  tell(`${what}: main thread a frame`, ms(all / turns), '16 ms');
  tell(`${what}: longest tasks`, tasks.slice(0, 3).map(ms).join(', '), '16 ms');
}

/** How long the scrubber takes to stand somewhere else, painted. @param {Page} page @param {string[]} keys */
const jump = (page, keys) => page.evaluate(async (pressed) => {
  const slider = /** @type {HTMLElement} */ (document.querySelector('[role="slider"]'));
  slider.focus();
  /** @type {number[]} */
  const took = [];
  for (const key of pressed) {
    const before = slider.getAttribute('aria-valuenow');
    const began = performance.now();
    slider.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
    while (slider.getAttribute('aria-valuenow') === before && performance.now() - began < 5000) await new Promise((done) => setTimeout(done, 0));
    took.push(performance.now() - began);
    await new Promise(requestAnimationFrame);
  }
  return took.sort((a, b) => a - b)[took.length >> 1] ?? NaN;
}, keys);

/** @param {import('playwright-core').Browser} browser */
async function longRun(browser) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(link(many, Array.from({ length: 2268 }, (_, at) => at)));
  const run = page.locator('[data-command="run"], .transport button.primary').first();
  await page.getByLabel('Speed').selectOption('max');
  const began = performance.now();
  await (await run.count() ? run : page.getByRole('button', { name: 'Run', exact: true })).click();
  await page.getByText('Finished').first().waitFor({ timeout: 120_000 });
  tell('25,000 events: run to the end', ms(performance.now() - began));
  tell('25,000 events: events', await page.locator('[role="slider"]').getAttribute('aria-valuemax') ?? '');
  tell('25,000 events: memory of the page', `${(await resident(browser)).toFixed(0)} MB`);
  await page.evaluate(() => { const body = document.querySelector('.ebody'); if (body) body.scrollTop = 0; });
  await framesOf(page, 'events table, scrolling', 'scroll');
  const pages = Array.from({ length: 20 }, (_, at) => ['Home', 'End', 'PageDown', 'PageDown'][at % 4] ?? 'End');
  tell('seek, from the key to the slider', ms(await jump(page, pages)), '16 ms in the engine');
  tell('one event back', ms(await jump(page, Array.from({ length: 20 }, () => 'ArrowLeft'))), '16 ms in the engine');
  tell('25,000 events: memory after that', `${(await resident(browser)).toFixed(0)} MB`);
  await page.close();
}

/** @param {import('playwright-core').Browser} browser */
async function largeGraph(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('svg.graph .node').first().waitFor();
  const editor = page.getByRole('textbox', { name: /^Definition, JSON/ });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(large(), null, 2));
  await page.evaluate(() => {
    const own = /** @type {any} */ (window);
    document.addEventListener('paste', () => (own.pasted = performance.now()), { capture: true });
    const look = () => {
      if (own.pasted && [...document.querySelectorAll('svg.graph .node')].some((node) => /Step0\b/.test(node.textContent ?? ''))) own.drawn = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.keyboard.press('ControlOrMeta+V');
  await page.waitForFunction(() => /** @type {any} */ (window).drawn, undefined, { timeout: 60_000 });
  const took = await page.evaluate(() => { const own = /** @type {any} */ (window); return own.drawn - own.pasted; });
  tell('1,000 states: from the paste to the drawing', ms(took), '300 ms');
  await page.waitForTimeout(1500);
  tell('1,000 states: nodes drawn', String(await page.locator('svg.graph .node').count()));
  await framesOf(page, '1,000 states, panning', 'pan');
  await framesOf(page, '1,000 states, zooming', 'zoom');
  await context.close();
}

const server = spawn(process.execPath, ['tools/serve.mjs', 'dist', '--port', values.port, '--strict', '--quiet'], { stdio: 'inherit' });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  await new Promise((done) => setTimeout(done, 500));
  if (values.only !== 'graph') await longRun(browser);
  if (values.only !== 'run') await largeGraph(browser);
} finally {
  await browser.close();
  server.kill();
}
