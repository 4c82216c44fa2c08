/** The messages between a page and its framed players: whom a player hears, and that nothing it is told can break it. */

import type { Page } from '@playwright/test';
import { expect, type Host, plainPage, test } from './hosts.ts';

type Said = Record<string, unknown> & { from: number };
interface Talk {
  said: Said[];
  tell(frame: number, message: unknown): void;
}

/** A page that writes down which of its frames says what. */
const talking = (files: Host, ...fragments: string[]): string => plainPage(`<script>
  said = [];
  const frames = () => [...document.querySelectorAll('iframe')];
  addEventListener('message', (event) => {
    const from = frames().findIndex((frame) => frame.contentWindow === event.source);
    if (from >= 0) said.push({ ...event.data, from });
  });
  tell = (at, message) => frames()[at].contentWindow.postMessage(message, '*');
</script>${fragments.map((fragment) => `<iframe title="Player" src="${files.origin}/embed.html${fragment}" sandbox="allow-scripts" width="720" height="420"></iframe>`).join('')}`);

const said = (page: Page, kind: string): Promise<Said[]> =>
  page.evaluate((wanted) => (globalThis as unknown as Talk).said.filter(({ stepglass }) => stepglass === wanted), kind);
const tell = (page: Page, frame: number, message: unknown): Promise<void> =>
  page.evaluate(([at, told]) => (globalThis as unknown as Talk).tell(at as number, told), [frame, message] as const);

test('two players of a page are told apart by their frames', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(talking(files, '#g=choice&input=2', '#g=hello-world'))).origin);
  await expect.poll(async () => (await said(page, 'ready')).map(({ from, known }) => [from, known]).sort()).toEqual([[0, 19], [1, 7]]);
  await tell(page, 1, { stepglass: 'seek', event: 5 });
  await expect.poll(async () => (await said(page, 'position')).at(-1)).toMatchObject({ from: 1, event: 5, known: 7 });
  await tell(page, 0, { stepglass: 'seek', event: 9 });
  await expect.poll(async () => (await said(page, 'position')).at(-1)).toMatchObject({ from: 0, event: 9, known: 19 });
  await expect(page.frameLocator('iframe').nth(1).locator('stepglass-player')).toContainText('5 / 7');
  const keys = page.frameLocator('iframe').nth(0).getByRole('button', { name: 'Step', exact: true });
  await keys.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await said(page, 'key')).map(({ from, code }) => [from, code])).toEqual([[0, 'ArrowRight']]);
});

test('a frame beside it, one inside a page of another, and a window that opened it are not heard', async ({ page, hosts }) => {
  const files = await hosts.files();
  const other = await hosts.site(plainPage('<script>addEventListener("message", () => { for (let at = 0; at < parent.frames.length; at += 1) parent.frames[at].postMessage({ stepglass: "seek", event: 9 }, "*"); });</script>'));
  const beside = `<iframe title="Other" src="${other.origin}"></iframe>`;
  const host = await hosts.site(talking(files, '#g=choice&input=2') + beside);
  await page.goto(host.origin);
  const player = page.frameLocator('iframe').first().locator('stepglass-player');
  await expect(player).toContainText('0 / 19');
  await tell(page, 1, 'go');
  await page.waitForTimeout(400);
  await expect(player).toContainText('0 / 19');
  // Within the page of another, that page is the one that holds the player, and it alone.
  const outer = await hosts.site(plainPage(`<iframe title="Page" src="${host.origin}"></iframe>`));
  await page.goto(outer.origin);
  const inner = page.frameLocator('iframe').frameLocator('iframe').first().locator('stepglass-player');
  await expect(inner).toContainText('0 / 19');
  await page.evaluate(() => window.frames[0]?.frames[0]?.postMessage({ stepglass: 'seek', event: 9 }, '*'));
  await page.waitForTimeout(400);
  await expect(inner).toContainText('0 / 19');
});

/** The same numbers every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const VALUES: readonly unknown[] = [
  null, undefined, 0, -1, 1.5, 1e308, NaN, Infinity, '', '9', 'constructor', true, [], {}, [[]], { event: 9 }, '{', '{"v": 1}', '{"v": 1e9}', '#p1=', '#p9=x', '#g=../../x',
  'javascript:alert(1)', '\u0000', '<img src=x onerror=alert(1)>', 2 ** 53, -(2 ** 31), '#'.repeat(5000), Object.create(null), new Date(0), /x/, new Map([[1, 2]]),
];

test('messages that make no sense change nothing and break nothing', async ({ page, hosts }) => {
  test.setTimeout(180_000);
  const files = await hosts.files();
  await page.goto((await hosts.site(talking(files, '#g=choice&input=2', '#g=hello-world'))).origin);
  await expect.poll(async () => (await said(page, 'ready')).length).toBe(2);
  const next = chance(11);
  const any = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  const kinds = ['play', 'pause', 'step', 'back', 'seek', 'explode', 'ready', 'constructor', '__proto__', 'toString', ''];
  const messages = Array.from({ length: 400 }, () => {
    if (next() < 0.25) return any(VALUES);
    const message: Record<string, unknown> = { stepglass: next() < 0.8 ? any(kinds) : any(VALUES) };
    if (next() < 0.7) message['event'] = any(VALUES);
    if (next() < 0.3) message['source'] = any(VALUES);
    return message;
  });
  for (const message of messages) await tell(page, 0, message);
  await tell(page, 0, { stepglass: 'pause' });
  await tell(page, 0, { stepglass: 'seek', event: 9 });
  await expect.poll(async () => (await said(page, 'position')).at(-1)).toMatchObject({ from: 0, event: 9, known: 19, running: false });
  const events = (await said(page, 'position')).map(({ event }) => event);
  expect(events.every((event) => typeof event === 'number' && event >= 0 && event <= 19)).toBe(true);
  // The other has heard nothing.
  await expect(page.frameLocator('iframe').nth(1).locator('stepglass-player')).toContainText('0 / 7');
  expect(hosts.noise).toEqual([]);
});

test('documents that are none are refused with a sentence, and the next one is played', async ({ page, hosts }) => {
  test.setTimeout(180_000);
  const files = await hosts.files();
  await page.goto((await hosts.site(talking(files, '#g=choice&input=2'))).origin);
  await expect.poll(async () => (await said(page, 'ready')).length).toBe(1);
  const player = page.frameLocator('iframe').locator('stepglass-player');
  const sources = ['{', '{"v": 1}', '{"v": 2, "definition": "{}"}', '#p1=!!!', '#p7=abc', '#l=first', 'no-such-example', '../x', 'https://other.example/#nothing',
    `{"v": 1, "definition": ${JSON.stringify('['.repeat(100_000))}}`, '{"v": 1, "definition": "{}", "__proto__": {"handlers": {}}}'];
  for (const source of sources) {
    await tell(page, 0, { stepglass: 'load', source });
    await expect(player.getByRole('alert'), source.slice(0, 60)).toContainText('This cannot be played.');
    await expect(player.getByRole('alert').locator('p'), source.slice(0, 60)).toHaveText(/\S.{5,}/);
    await tell(page, 0, { stepglass: 'load', source: 'hello-world' });
    await expect(player).toContainText('0 / 7');
  }
  expect(hosts.noise).toEqual([]);
});
