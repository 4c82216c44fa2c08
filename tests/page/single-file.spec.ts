/** One HTML file with everything in it, opened from a disk. */

import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { expect, type Stepglass, test } from './stepglass.ts';

async function saved(app: Stepglass): Promise<string> {
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await app.dialog.getByRole('tab', { name: 'Image and print' }).click();
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.dialog.getByRole('button', { name: 'Save HTML file' }).click()]);
  return download.path();
}

/** A browser without a network that knows nothing but the file. */
async function fromDisk(browser: Browser, file: string, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ offline: true, locale: 'en-US', viewport: { width: 900, height: 600 } });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`file://${file}`);
  await use(page);
  expect(noise).toEqual([]);
  expect(asked.filter((address) => !address.startsWith('blob:'))).toEqual([`file://${file}`]);
  await context.close();
}

test('a file taken from the page plays the same execution without a network', async ({ app, browser }, info) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  const known = await app.events.getByRole('row').count();
  expect(known).toBeGreaterThan(5);
  const file = info.outputPath('choice.html');
  await writeFile(file, await readFile(await saved(app)));
  await fromDisk(browser, file, async (page) => {
    await expect(page).toHaveTitle('ChoiceExample · Stepglass');
    const player = page.locator('stepglass-player');
    // All of the window is the player's.
    expect(await player.evaluate((here) => [here.clientWidth, here.clientHeight])).toEqual([900, 600]);
    await player.getByLabel('Speed').selectOption('max');
    await player.getByRole('button', { name: 'Play' }).first().click();
    await expect(player).toContainText('Execution succeeded, 19 events');
    expect(await player.evaluate((each) => Boolean((each as unknown as { status: string }).status))).toBe(true);
  });
});

test('a file with JSONata has the whole engine in it', async ({ app, browser }, info) => {
  await app.gallery('Report from three databases');
  const file = info.outputPath('report.html');
  await writeFile(file, await readFile(await saved(app)));
  await fromDisk(browser, file, async (page) => {
    const player = page.locator('stepglass-player');
    await player.getByLabel('Speed').selectOption('max');
    await player.getByRole('button', { name: 'Play' }).first().click();
    await expect(player).toContainText('Execution succeeded');
  });
});

test('texts of the user end no script and begin no markup', async ({ app, browser }, info) => {
  await app.gallery('Hello World');
  const definition = { Comment: '</script><img src=x onerror="document.title=1"><!--<script>', StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  await app.write(definition);
  await expect(app.problems).toContainText('Drawn');
  const file = info.outputPath('hostile.html');
  await writeFile(file, await readFile(await saved(app)));
  await fromDisk(browser, file, async (page) => {
    const player = page.locator('stepglass-player');
    await player.getByRole('button', { name: 'Play' }).first().click();
    await expect(player).toContainText('Execution succeeded');
    await expect(page.locator('img')).toHaveCount(0);
    await expect(page).toHaveTitle(/Stepglass$/);
  });
});
