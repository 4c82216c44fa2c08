/** The sandbox of handlers by itself: what each piece of code comes to, and that nothing of it gets out. */

import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import { listen } from '../../../tools/serve.mjs';
import { expect, test } from '../stepglass.ts';
import { HOSTILE, PLAIN, type Expected, type HandlerCase } from './hostile.ts';

/** Messages of a refused request, from the frame: the policy's own words. */
const REFUSED = /Content Security Policy/;

type Found = Record<string, unknown> & { lines: { text: string }[] };

/** The built file that has the sandbox's page side. */
function runner(): string {
  const files = readdirSync('dist/assets').filter((name) => name.endsWith('.js'));
  const found = files.find((name) => /export\{[^}]*\bas runHandler\b/.test(readFileSync(`dist/assets/${name}`, 'utf8')));
  if (!found) throw new Error('no built file exports runHandler');
  return `./assets/${found}`;
}

function call(code: string, event: unknown = {}, deadline = 400): object {
  return {
    code, event: JSON.stringify(event), time: 1_700_000_000_000, seed: 7, deadline, timeout: 900_000,
    context: { functionName: 'Charge' }, environment: { AWS_REGION: 'eu-central-1' },
  };
}

function run(page: Page, given: object): Promise<Found> {
  return page.evaluate(async ([path, asked]) => {
    const { runHandler } = await import(path);
    return runHandler(asked);
  }, [new URL(runner(), page.url()).href, given] as const);
}

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
    // The browser says what it refused; nothing else may be said.
    const refused = noise.filter((text) => REFUSED.test(text) || text.startsWith(host));
    noise.splice(0, noise.length, ...noise.filter((text) => !refused.includes(text)));
    if (refused.length) console.log(refused);
  });
}
