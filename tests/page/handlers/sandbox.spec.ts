/** The sandbox of handlers by itself: what each piece of code comes to, and that nothing of it gets out. */

import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import { listen } from '../../../tools/serve.mjs';
import { expect, test } from '../stepglass.ts';
import { call, run, type Found } from './sandbox.ts';
import { HOSTILE, PLAIN, type Expected, type HandlerCase } from './hostile.ts';

function compare(found: Found, { printed, ...expected }: Expected): void {
  for (const [key, value] of Object.entries(expected)) {
    if (value instanceof RegExp) expect.soft(String(found[key]), key).toMatch(value);
    else expect.soft(found[key], JSON.stringify(found).slice(0, 400)).toBe(value);
  }
  if (printed !== undefined) expect.soft(found.lines.map(({ text }) => text).join('\n')).toBe(printed);
}


let server: Server;
let host: string;
let reached: string[];

test.beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    reached.push(url);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('');
  });
  host = `http://127.0.0.1:${await listen(server, 0)}`;
});
test.beforeEach(() => void (reached = []));
test.afterAll(() => void server.close());

async function alive(page: Page): Promise<void> {
  compare(await run(page, call('(event) => event.n + 1', { n: 1 }, 5000)), { kind: 'returned', text: '2' });
  expect(await page.evaluate(() => document.title)).toContain('Stepglass');
}

async function all(page: Page, cases: readonly HandlerCase[]): Promise<void> {
  for (const { name, code, event, expect: expected } of cases) {
    await test.step(name, async () => {
      const deadline = expected.kind === 'timedOut' ? 400 : 5000;
      compare(await run(page, call(code.replaceAll('HOST', host), event, deadline)), expected);
      await alive(page);
      expect(reached).toEqual([]);
    });
  }
}

test('handlers as people write them', async ({ app, page }) => {
  void app;
  await all(page, PLAIN);
});

for (const [group, cases] of Object.entries(HOSTILE)) {
  test(`hostile handlers are contained: ${group}`, async ({ app, page, noise }) => {
    void app;
    await all(page, cases);
    // `import` is the only way out with a name that stays: the policy refuses it, and the browser reports the attempt.
    if (group === 'network') noise.splice(0, noise.length, ...noise.filter((text) => !text.startsWith(host)));
  });
}

test('a frame that does not answer is replaced', async ({ app, page }) => {
  void app;
  await alive(page);
  const frame = page.frames().find((one) => one.url().endsWith('/sandbox.html'));
  frame?.evaluate(() => { for (;;); }).catch(() => undefined);
  await alive(page);
  expect(frame?.isDetached()).toBe(true);
});

test('the sandbox does nothing on the site itself', async ({ page, baseURL }) => {
  await page.goto(baseURL ?? '');
  const ready = await page.evaluate(() => new Promise((done) => {
    const frame = document.createElement('iframe');
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done('ready');
    frame.onload = () => {
      frame.contentWindow?.postMessage('postMessage(1)', '*', [port2]);
      setTimeout(() => done('silent'), 500);
    };
    frame.src = './sandbox.html';
    document.body.append(frame);
  }));
  expect(ready).toBe('silent');
});
