/** Handlers in players: asked for first, run behind the sealed frame in every place, and not at all when they may not. */

import { readFile, writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, type Host, plainPage, test } from './hosts.ts';
import { Stepglass } from './stepglass.ts';


const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

const DEFINITION = JSON.stringify({
  StartAt: 'Double',
  States: {
    Double: { Type: 'Task', Resource: LAMBDA, ResultPath: '$.doubled', Next: 'Charge' },
    Charge: { Type: 'Task', Resource: LAMBDA, End: true },
  },
});
const HANDLERS = {
  Double: 'exports.handler = async ({ n }) => n * 2;',
  Charge: '(event) => ({ paid: event.doubled })',
};

const packed = (handlers: Record<string, string> = HANDLERS): string => {
  const document = { v: 1, name: 'Handled', definition: DEFINITION, input: '{"n": 21}', handlers };
  return `#p1=${deflateRawSync(Buffer.from(JSON.stringify(document))).toString('base64url')}`;
};

const inElement = (files: Host, link: string): string =>
  plainPage(`<script src="${files.origin}/embed.js" async></script><stepglass-player src="${link}" speed="max" view="output"></stepglass-player>`);
const inFrame = (files: Host, link: string): string =>
  plainPage(`<iframe title="Player" src="${files.origin}/embed.html${link}&speed=max&view=output" sandbox="allow-scripts" width="720" height="420"></iframe>`);

async function allowAndPlay(player: Locator): Promise<void> {
  await expect(player).toContainText('This machine carries code');
  await expect(player).toContainText('2 JavaScript handlers');
  await player.getByText('Charge', { exact: true }).click();
  await expect(player.getByText('paid: event.doubled')).toBeVisible();
  await player.getByRole('button', { name: 'Allow handlers' }).click();
  await player.getByRole('button', { name: 'Play' }).first().click();
  await expect(player).toContainText('Execution succeeded');
}

const places = {
  'in a page of another origin': (page: Page) => [inElement, page.locator('stepglass-player')] as const,
  'in a frame that may do nothing but run scripts': (page: Page) => [inFrame, page.frameLocator('iframe').locator('stepglass-player')] as const,
};

for (const [words, place] of Object.entries(places)) {
  test(`handlers answer ${words}, once the reader agrees`, async ({ page, hosts }) => {
    const files = await hosts.files();
    const [make, player] = place(page);
    await page.goto((await hosts.site(make(files, packed()))).origin);
    await allowAndPlay(player);
    await player.getByRole('tab', { name: 'Output' }).click();
    await expect(player.getByRole('tabpanel')).toContainText('"paid": 42');
    const sealed = page.frames().find((frame) => frame.url().endsWith('/sandbox.html'));
    expect(await sealed?.evaluate(() => self.origin)).toBe('null');
    expect(files.asked.filter((path) => path === '/sandbox.html')).toHaveLength(1);
    expect(hosts.noise).toEqual([]);
  });
}

test('without agreement they do not run: no frame, automatic answers', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(inElement(files, packed()))).origin);
  const player = page.locator('stepglass-player');
  await player.getByRole('button', { name: 'Play without them' }).click();
  await player.getByRole('button', { name: 'Play' }).first().click();
  await expect(player).toContainText('Execution succeeded');
  await expect(player).not.toContainText('"paid": 42');
  expect(page.frames()).toHaveLength(1);
  expect(files.asked).not.toContain('/sandbox.html');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the question has no accessibility violation, ${theme}`, async ({ page, hosts }) => {
    const files = await hosts.files();
    await page.goto((await hosts.site(inElement(files, packed()).replace('view="output"', `theme="${theme}" style="width: 360px; height: 300px"`))).origin);
    await page.locator('stepglass-player').getByText('Charge', { exact: true }).click();
    const { violations } = await new AxeBuilder({ page }).include('stepglass-player').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}

test('a handler that cannot be read, and a page that forbids frames, are said', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(inElement(files, packed({ ...HANDLERS, Double: '() => { return ; } }' })))).origin);
  const player = page.locator('stepglass-player');
  await player.getByRole('button', { name: 'Allow handlers' }).click();
  await expect(player.getByRole('alert')).toContainText('The handler of Double gave no answer. Not readable as JavaScript');
  const policy = `script-src ${files.origin} 'wasm-unsafe-eval'; worker-src blob:; frame-src 'none'`;
  await page.goto((await hosts.site(inElement(files, packed()), { 'content-security-policy': policy })).origin);
  await player.getByRole('button', { name: 'Allow handlers' }).click();
  await expect(player.getByRole('alert')).toContainText('The sealed frame that handlers run in could not be opened', { timeout: 25_000 });
});

test('a run that was shared tells its answers: nothing is asked and nothing runs', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto(`${files.origin}/${packed()}`);
  const app = new Stepglass(page);
  await expect(app.node('Charge')).toBeVisible();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.dialog.getByRole('button', { name: 'Allow handlers' }).click();
  await app.ended('Succeeded');
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  const field = app.dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/&at=/);
  const link = (await field.inputValue()).replace(/^[^#]*/, '');
  await page.goto((await hosts.site(inElement(files, link))).origin);
  const player = page.locator('stepglass-player');
  await player.getByRole('tab', { name: 'Output' }).click();
  await expect(player.getByRole('tabpanel')).toContainText('"paid": 42');
  await expect(player).not.toContainText('This machine carries code');
  expect(page.frames()).toHaveLength(1);
});

test('in the one HTML file they run from a disk, without a network and without a way out', async ({ page, hosts, browser }, info) => {
  const files = await hosts.files();
  await page.goto(`${files.origin}/${packed()}`);
  const app = new Stepglass(page);
  await expect(app.node('Charge')).toBeVisible();
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await app.dialog.getByRole('tab', { name: 'Image and print' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), app.dialog.getByRole('button', { name: 'Save HTML file' }).click()]);
  const file = info.outputPath('handled.html');
  await writeFile(file, await readFile(await download.path()));
  const context = await browser.newContext({ offline: true, locale: 'en-US' });
  const reader = await context.newPage();
  const noise: string[] = [];
  reader.on('console', (message) => noise.push(message.text()));
  reader.on('pageerror', (error) => noise.push(String(error)));
  await reader.goto(`file://${file}`);
  await allowAndPlay(reader.locator('stepglass-player'));
  await reader.locator('stepglass-player').getByRole('tab', { name: 'Output' }).click();
  await expect(reader.locator('stepglass-player').getByRole('tabpanel')).toContainText('"paid": 42');
  const [, sealed] = reader.frames();
  expect(await sealed?.evaluate(() => self.origin)).toBe('null');
  expect(noise).toEqual([]);
  const out = await sealed?.evaluate(async (address) => {
    const tried: string[] = [];
    const attempts: Record<string, () => unknown> = { page: () => parent.document.title, storage: () => localStorage.length, network: () => fetch(address) };
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
        tried.push(name);
      } catch { /* As it should be. */ }
    }
    return tried;
  }, files.origin);
  expect(out).toEqual([]);
  await context.close();
});
