/** A page that was built with its public address: links and what is pasted elsewhere lead there, wherever it is opened. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createSite, listen } from '../../tools/serve.mjs';
import { Stepglass } from './stepglass.ts';

/** Without its last slash, as people write it. */
const ADDRESS = 'https://demo.example/training/stepglass';

let folder: string;
let server: Server;
let origin: string;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), 'stepglass-'));
  const env = { ...process.env, STEPGLASS_URL: ADDRESS };
  execFileSync('node_modules/.bin/vite', ['build', '--outDir', folder, '--logLevel', 'error'], { env });
  execFileSync('node', ['tools/embed.mjs', folder], { env });
  server = await createSite(folder, '/mirror/');
  origin = `http://127.0.0.1:${await listen(server, 0)}`;
});
test.afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function shared(page: Page): Promise<Stepglass> {
  await page.goto(`${origin}/mirror/#g=choice&input=2&at=9`);
  const app = new Stepglass(page);
  await app.paused(9);
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  return app;
}

test('links and snippets lead to the public address', async ({ page }) => {
  const app = await shared(page);
  await expect(app.dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(`${ADDRESS}/#g=choice&input=2&seed=1&start=1767603600000&at=9`);
  await expect(app.dialog).not.toContainText('work there only');
  await app.dialog.getByRole('tab', { name: 'Embed' }).click();
  const code = app.dialog.getByRole('textbox', { name: 'HTML to paste' });
  await expect(code).toHaveValue(new RegExp(`^<iframe src="${ADDRESS}/embed.html#g=choice&amp;input=2&amp;seed=1&amp;start=1767603600000&amp;at=9&amp;lang=en" `));
  await app.dialog.getByRole('combobox').first().selectOption('Element');
  await expect(code).toHaveValue(new RegExp(`^<script src="${ADDRESS}/embed.js" async></script>\n<stepglass-player src="#g=choice&amp;input=2&amp;seed=1&amp;start=1767603600000&amp;at=9" lang="en"`));
});

test('a player leads to the public address, from whatever copy its script came', async ({ page }) => {
  cpSync('tests/page/pages/plain.html', join(folder, 'plain.html'));
  await page.goto(`${origin}/mirror/plain.html`);
  await expect(page.locator('stepglass-player').getByRole('link', { name: 'Open in Stepglass' })).toHaveAttribute('href', `${ADDRESS}/#g=choice&input=2`);
});
