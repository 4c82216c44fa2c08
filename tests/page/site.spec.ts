import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { createSite, listen } from '../../tools/serve.mjs';

const BASE = '/some/other/path/';

let server: Server;
let address: string;
let asked: string[];

test.beforeEach(async () => {
  server = await createSite('dist', BASE);
  asked = [];
  server.on('request', ({ url = '' }) => asked.push(url));
  address = `http://127.0.0.1:${await listen(server, 0)}${BASE}`;
});

test.afterEach(() => void server.close());

test('the site works at any path, in silence and without a foreign request', async ({ page }) => {
  const noise: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) noise.push(request.url());
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await expect(page.getByRole('main')).toBeVisible();
  expect(noise).toEqual([]);
});

test('first-load.json names what a browser asks for first, and nothing else', async ({ page }) => {
  const { files } = JSON.parse(readFileSync('dist/first-load.json', 'utf8')) as { files: { path: string }[] };
  await page.goto(address, { waitUntil: 'networkidle' });
  const paths = asked.map((url) => url.slice(BASE.length) || 'index.html');
  const built = paths.filter((path) => path === 'index.html' || path.startsWith('assets/'));
  expect([...new Set(built)].sort()).toEqual(files.map((file) => file.path).sort());
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
    test(`no accessibility violation at first sight: ${width} × ${height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(address, { waitUntil: 'networkidle' });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  }
}
