/** Without a network: after one visit everything is there, at any path; a newer version is offered, not forced. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { createSite, listen } from '../../tools/serve.mjs';
import { writeService } from '../../tools/offline.mjs';
import { Stepglass } from './stepglass.ts';

const BASE = '/some/path/';

let folder: string;
let server: Server;
let port = 0;
let asked: string[];

async function serve(): Promise<void> {
  server = await createSite(folder, BASE);
  server.on('request', ({ url = '' }) => asked.push(url.slice(BASE.length)));
  port = await listen(server, port);
}

async function unplug(): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stepglass-'));
  cpSync('dist', folder, { recursive: true });
  asked = [];
  port = 0;
  await serve();
});

test.afterEach(async () => {
  await unplug().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

/** Opens the page and waits until everything is kept. */
async function visit(page: Page): Promise<Stepglass> {
  await page.goto(`http://127.0.0.1:${port}${BASE}`);
  const app = new Stepglass(page);
  await expect(app.button('Run')).toBeEnabled();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  return app;
}

test('after one visit the page works without a network, parts that were never opened too', async ({ page }) => {
  const app = await visit(page);
  await unplug();
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(String(error)));
  await page.reload();
  await expect(app.button('Run')).toBeEnabled();
  for (const title of ['Report from three databases', '1,000 rows of CSV']) {
    await app.gallery(title);
    await app.run('Succeeded');
  }
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.allTools();
  for (const view of ['Table + timeline', 'Data flow', 'Variables', 'Explain']) {
    await app.monitor.getByRole('tab', { name: view }).click();
    await page.keyboard.press('Enter');
    await expect(app.monitor.locator('#view > *').first()).toBeVisible();
  }
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(app.dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#g=orderer/);
  await page.keyboard.press('Escape');
  await app.top.getByRole('button', { name: '한국어' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByText(/could not be loaded|불러올 수 없/)).toBeHidden();
  expect(broken).toEqual([]);
});

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

/** A link to a machine whose one Task has this handler. */
function withHandler(code: string): string {
  const definition = { StartAt: 'A', States: { A: { Type: 'Task', Resource: LAMBDA, End: true } } };
  const document = { v: 1, name: 'Own', definition: JSON.stringify(definition), handlers: { A: code } };
  return `#p1=${deflateRawSync(Buffer.from(JSON.stringify(document))).toString('base64url')}`;
}

async function runHandled(page: Page, app: Stepglass, code: string): Promise<void> {
  await page.evaluate((hash) => { location.hash = hash; }, withHandler(code));
  await expect(app.node('A')).toBeVisible();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.dialog.getByRole('button', { name: 'Allow handlers' }).click();
}

test('handlers run without a network, in a frame of another origin that reaches nothing', async ({ page }) => {
  const app = await visit(page);
  await unplug();
  await page.reload();
  await expect(app.button('Run')).toBeEnabled();
  await runHandled(page, app, 'export const handler = async () => "offline";');
  await app.ended('Succeeded');
  expect(await app.payload('Output')).toBe('offline');
  const frame = page.frames().find((one) => one.url().endsWith('/sandbox.html'));
  expect(await frame?.evaluate(() => self.origin)).toBe('null');
  const reached = await frame?.evaluate(async () => {
    const tried: string[] = [];
    const attempts: Record<string, () => unknown> = {
      storage: () => localStorage.length,
      database: () => new Promise((done, failed) => {
        const opened = indexedDB.open('stepglass');
        opened.onsuccess = done;
        opened.onerror = failed;
      }),
      page: () => parent.document.title,
      workers: () => navigator.serviceWorker.getRegistration().then((found) => found ?? Promise.reject(new Error())),
      network: () => fetch('./icon.svg'),
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
        tried.push(name);
      } catch { /* As it should be. */ }
    }
    return tried;
  });
  expect(reached).toEqual([]);
});

test('a sandbox that has come on the page’s own origin does nothing, and the next way is taken', async ({ page }) => {
  // As a service worker of an older version would answer: without the policy that takes the origin away.
  writeFileSync(join(folder, 'sw.js'), readFileSync(join(folder, 'sw.js'), 'utf8').replace('sandbox allow-scripts; ', ''));
  const app = await visit(page);
  await runHandled(page, app, '() => "by the network"');
  await app.ended('Succeeded');
  expect(await app.payload('Output')).toBe('by the network');
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-scripts');
});

test('one HTML file is taken from the page without a network, and plays from a disk', async ({ page, browser }, info) => {
  test.setTimeout(180_000);
  const app = await visit(page);
  await unplug();
  await page.reload();
  for (const title of ['Choice example', 'Report from three databases']) {
    await app.gallery(title);
    await app.top.getByRole('button', { name: 'Share', exact: true }).click();
    await app.dialog.getByRole('tab', { name: 'Image and print' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), app.dialog.getByRole('button', { name: 'Save HTML file' }).click()]);
    const file = info.outputPath('taken.html');
    await download.saveAs(file);
    await page.keyboard.press('Escape');
    const context = await browser.newContext({ offline: true, locale: 'en-US' });
    const reader = await context.newPage();
    await reader.goto(`file://${file}`);
    await reader.locator('stepglass-player').getByLabel('Speed').selectOption('max');
    await reader.locator('stepglass-player').getByRole('button', { name: 'Play' }).first().click();
    await expect(reader.locator('stepglass-player')).toContainText('Execution succeeded');
    await context.close();
  }
});

test('what is kept is fetched after the page can be used, once, and not what is seldom used', async ({ page }) => {
  await page.goto(`http://127.0.0.1:${port}${BASE}`, { waitUntil: 'networkidle' });
  const first = asked.length;
  expect(asked).not.toContain('sw.js');
  await expect.poll(() => asked.includes('sw.js')).toBe(true);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const later = asked.slice(first).filter((path) => path.startsWith('assets/') || path.startsWith('shapes/'));
  expect(later.filter((path) => path.startsWith('shapes/'))).toEqual([]);
  const large = later.filter((path) => path.endsWith('.wasm'));
  expect(large.length).toBe(2);
  expect(new Set(large).size).toBe(2);
});

test('a newer version is offered when it is whole, and comes with a press', async ({ page }) => {
  const app = await visit(page);
  const [main = ''] = /assets\/page-[\w-]+\.js/.exec(readFileSync(join(folder, 'index.html'), 'utf8')) ?? [];
  const newer = main.replace(/page-[\w-]+/, 'page-NEWER123');
  writeFileSync(join(folder, newer), `${readFileSync(join(folder, main), 'utf8')}\n`);
  rmSync(join(folder, main));
  writeFileSync(join(folder, 'index.html'), readFileSync(join(folder, 'index.html'), 'utf8').replaceAll(main, newer));
  writeService(folder);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  const notice = page.getByRole('status').filter({ hasText: 'A new version is ready.' });
  await expect(notice).toBeVisible();
  await app.run('Succeeded');
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator(`script[src*="NEWER123"]`)).toBeAttached();
  await app.ended('Succeeded');
  await page.waitForTimeout(6000);
  await expect(notice).toBeHidden();
});

test('a version that is not whole on the server is not taken', async ({ page }) => {
  const app = await visit(page);
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'sw.js'), `${readFileSync(join(folder, 'sw.js'), 'utf8').replace(/const VERSION = '\w+'/, "const VERSION = 'other'")}`);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined, () => undefined));
  await page.waitForTimeout(1500);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  await app.run('Succeeded');
});

test('a version that failed leaves nothing behind, and the one that open pages are of stays', async ({ page, context }) => {
  test.setTimeout(180_000);
  await visit(page);
  const cached = (): Promise<string[]> => page.evaluate(async () => (await caches.keys()).filter((name) => name !== 'stepglass-used').sort());
  const versions = await cached();
  expect(versions).toHaveLength(1);
  const still = await context.newPage();
  await still.goto(`http://127.0.0.1:${port}${BASE}`);
  await page.bringToFront();
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const [main = ''] = /assets\/page-[\w-]+\.js/.exec(html) ?? [];
  const release = (mark: string, text: string): void => {
    const name = main.replace(/page-[\w-]+/, `page-${mark}`);
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'index.html'), html.replaceAll(main, name));
    writeService(folder);
  };
  const code = readFileSync(join(folder, main), 'utf8');
  rmSync(join(folder, main));
  // The second version: a file of it is not what its list says, as in the middle of an upload.
  release('SECOND12', `${code}\n`);
  const icon = readFileSync(join(folder, 'icon.svg'));
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  asked = [];
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined, () => undefined));
  await expect.poll(() => asked.some((path) => path.includes('icon.svg'))).toBe(true);
  await page.waitForTimeout(1500);
  await expect.poll(cached).toEqual(versions);
  // The third is whole. A page of the first that is still open has its parts.
  writeFileSync(join(folder, 'icon.svg'), icon);
  rmSync(join(folder, main.replace(/page-[\w-]+/, 'page-SECOND12')));
  release('THIRD123', `${code}\n\n`);
  const notice = page.getByRole('status').filter({ hasText: 'A new version is ready.' });
  // The other page may have been looking for a newer version just then.
  await expect(async () => {
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect(notice).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 40_000 });
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('script[src*="THIRD123"]')).toBeAttached();
  await expect.poll(cached).toHaveLength(2);
  expect(await cached()).toContain(versions[0]);
  expect(await still.evaluate(async (path) => (await fetch(path)).status, main)).toBe(200);
});

test('it can be installed: a manifest with icons that are there', async ({ page }) => {
  await page.goto(`http://127.0.0.1:${port}${BASE}`);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8')) as { icons: { src: string; sizes: string }[]; start_url: string };
  expect(manifest.icons.length).toBeGreaterThan(2);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = new URL(address, document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.href).href;
      await image.decode();
      return image.naturalWidth;
    }, src);
    if (sizes !== 'any') expect(`${size}x${size}`).toBe(sizes);
  }
});
