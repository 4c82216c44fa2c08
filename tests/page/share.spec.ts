/** The share dialog: what a link holds, how long it is, how it opens; files out and in. */

import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

async function open(app: Stepglass): Promise<Locator> {
  await app.tool('Share');
  const dialog = app.page.getByRole('dialog', { name: /^Share / });
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#/);
  return dialog;
}

const link = (dialog: Locator): Promise<string> => dialog.getByRole('textbox', { name: 'Link' }).inputValue();

test('an example has a short link with a QR code; an edited one holds its texts', async ({ app, page }) => {
  const dialog = await open(app);
  expect(await link(dialog)).toMatch(/#g=hello-world$/);
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Full screen' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Copy' })).toBeVisible();
  await page.keyboard.press('Escape');
  const states = Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`S${at}${Math.sin(at)}`, { Type: 'Pass', Comment: String(Math.cos(at)), Next: 'S' }]));
  await app.paste(JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Succeed' }, ...states } }, null, 2));
  await open(app);
  expect(await link(dialog)).toMatch(/#p1=[\w-]+$/);
  await expect(dialog).toContainText('No QR code: cameras read links of up to 500 characters.');
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeHidden();
  await expect(dialog).toContainText(`${(await link(dialog)).length.toLocaleString('en')} characters: some programs`);
});

test('copy puts the link on the clipboard', async ({ app }) => {
  const dialog = await open(app);
  const copied = await app.copied(() => dialog.getByRole('button', { name: 'Copy' }).click());
  expect(copied).toBe(await link(dialog));
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
});

test('what is left out is not in it, and an execution that needs it stays behind', async ({ app, page }) => {
  await app.gallery('1,000 rows of CSV');
  await app.run('Succeeded');
  const dialog = await open(app);
  const whole = (await link(dialog)).length;
  await expect(dialog.getByRole('switch', { name: /^Start paused/ })).toBeEnabled();
  expect(whole).toBeLessThan(300);
  await page.keyboard.press('Escape');
  await app.write({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
  await open(app);
  await expect(dialog).toContainText('The texts were changed since this execution began');
  await expect(dialog.getByRole('switch', { name: /^Start paused/ })).toBeDisabled();
  const files = dialog.getByRole('checkbox', { name: /file/ });
  const before = (await link(dialog)).length;
  await files.uncheck();
  await expect.poll(async () => (await link(dialog)).length).toBeLessThan(before / 3);
});

test('how it opens stands in the link', async ({ app }) => {
  await app.run('Succeeded');
  const dialog = await open(app);
  expect(await link(dialog)).toMatch(/&at=\d+$/);
  await dialog.getByRole('switch', { name: /^Start paused/ }).uncheck();
  await dialog.getByRole('switch', { name: 'Read-only' }).check();
  await dialog.getByLabel('View').selectOption('Table + timeline');
  await dialog.getByLabel('Language').selectOption('한국어');
  await dialog.getByLabel('Theme').selectOption('Dark');
  await expect.poll(() => link(dialog)).toMatch(/#g=hello-world&ro=1&view=timeline&lang=ko&theme=dark$/);
});

test('a link of an address of this device says that it works here only', async ({ app }) => {
  const dialog = await open(app);
  await expect(dialog).toContainText('the link works here only. To pass it on, save a file.');
});

test('handlers are said', async ({ app }) => {
  const document = { v: 1, name: 'Coded', definition: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}', handlers: { A: 'x' } };
  await app.page.evaluate((hash) => { location.hash = hash; }, `#p1=${deflateRawSync(Buffer.from(JSON.stringify(document))).toString('base64url')}`);
  await expect(app.top.getByRole('navigation')).toContainText('Coded');
  const dialog = await open(app);
  await expect(dialog).toContainText('It carries code. Whoever opens it is asked before a handler runs.');
  await dialog.getByRole('checkbox', { name: '1 handler' }).uncheck();
  await expect(dialog).not.toContainText('It carries code.');
});

test('a file saves and opens: texts, execution, position', async ({ app, page, browser, baseURL }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.button('Back').click();
  await app.paused(14);
  await page.keyboard.press('Control+s');
  const download = page.waitForEvent('download');
  await app.dialog.getByRole('button', { name: 'Save file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.stepglass\.json$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ v: 1, view: { at: 14 } });
  await app.button('Step').click();
  const whole = await app.historyText();
  const context = await browser.newContext({ locale: 'en-US' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const other = new (app.constructor as new (page: typeof app.page) => Stepglass)(await context.newPage());
  await other.page.goto(baseURL ?? '');
  await expect(other.button('Run')).toBeEnabled();
  await drop(other, 'choice.stepglass.json', text);
  await expect(other.page.getByRole('status').filter({ hasText: 'was opened from choice.stepglass.json' })).toBeVisible();
  await other.paused(14);
  await other.button('Step').click();
  await other.ended('Succeeded');
  expect(await other.historyText()).toBe(whole);
  await context.close();
});

/** Drags a file onto the page. */
async function drop(app: Stepglass, name: string, text: string): Promise<void> {
  const data = await app.page.evaluateHandle(([file = '', content = '']) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], file, { type: 'application/json' }));
    return transfer;
  }, [name, text]);
  await app.page.dispatchEvent('#graph', 'dragenter', { dataTransfer: data });
  await app.page.waitForTimeout(500);
  await app.page.dispatchEvent('#graph', 'dragover', { dataTransfer: data });
  await app.page.dispatchEvent('#graph', 'drop', { dataTransfer: data });
}

test('a plain definition opens too, named after its file; one with a mistake as well', async ({ app }) => {
  const text = '{\n  "StartAt": "Only",\n  "States": { "Only": { "Type": "Succeed" } }\n}';
  await drop(app, 'my flow (v2).asl.json', text);
  await expect(app.node('Only')).toBeVisible();
  await expect(app.top.getByRole('navigation')).toContainText('my-flow-v2');
  expect(await app.text()).toBe(text);
  await drop(app, 'broken.json', text.replace('"Only",', '"Only"'));
  await expect(app.top.getByRole('navigation')).toContainText('broken');
  await expect(app.problems).toContainText(/comma|,/);
  await drop(app, 'photo.json', '"just a text"');
  await expect(app.page.getByRole('alert')).toContainText('This could not be opened.');
  await expect(app.top.getByRole('navigation')).toContainText('broken');
});

test('the tab File takes a file from disk', async ({ app }, info) => {
  const path = info.outputPath('disk.json');
  writeFileSync(path, JSON.stringify({ v: 1, name: 'FromDisk', definition: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}' }));
  const dialog = await open(app);
  await dialog.getByRole('tab', { name: 'File' }).click();
  await dialog.getByLabel('Choose a file…').setInputFiles(path);
  await expect(app.top.getByRole('navigation')).toContainText('FromDisk');
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} × ${height}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });
      test('no accessibility violation, nothing beyond the window', async ({ app, page }) => {
        const dialog = await open(app);
        for (const tab of ['Link', 'File']) {
          await dialog.getByRole('tab', { name: tab }).click();
          await expect(dialog.getByRole('tabpanel').locator('.sholds')).toBeVisible();
          expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
          expect(await dialog.evaluate((here) => here.scrollWidth - here.clientWidth)).toBe(0);
        }
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      });
    });
  }
}

test('a file may hold more than a link; what could not be opened again is said', async ({ app, page }, info) => {
  test.setTimeout(180_000);
  const definition = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';
  const path = info.outputPath('large.stepglass.json');
  writeFileSync(path, JSON.stringify({ v: 1, name: 'Large', definition, files: { 'b/k': 'x'.repeat(9 * 1024 * 1024) } }));
  const open = async (): Promise<void> => {
    await app.top.getByRole('button', { name: 'Share', exact: true }).click();
    await app.dialog.getByRole('tab', { name: 'File' }).click();
    await app.dialog.locator('input[type="file"]').setInputFiles(path);
    await expect(app.top.getByRole('navigation')).toContainText('Large');
  };
  await open();
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  const warning = app.dialog.getByRole('status').filter({ hasText: 'As it stands it could not be opened again. It holds more than 8 MB.' });
  await expect(warning).toBeVisible();
  await app.dialog.getByRole('tab', { name: 'Embed' }).click();
  await expect(warning).toBeVisible();
  await app.dialog.getByRole('tab', { name: 'File' }).click();
  await expect(app.dialog.getByRole('button', { name: 'Save file' })).toBeVisible();
  await expect(warning).toHaveCount(0);
  const download = page.waitForEvent('download');
  await app.dialog.getByRole('button', { name: 'Save file' }).click();
  await (await download).saveAs(path);
  await page.keyboard.press('Escape');
  await app.gallery('Orderer');
  await open();
  // A machine may grow further than a file may.
  const workspace = info.outputPath('huge.json');
  writeFileSync(workspace, `{"v": 1, "kind": "stepglass-workspace", "machines": [\n${JSON.stringify({
    v: 1, id: 'h', name: 'Huge', definition, files: { 'b/k': 'x'.repeat(66 * 1024 * 1024) } })}\n]}\n`);
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'Manage' }).click();
  await page.getByLabel('Import…').setInputFiles(workspace);
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 1 state machine' })).toBeVisible({ timeout: 30_000 });
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'Huge', exact: true }).click();
  await expect(app.top.getByRole('navigation')).toContainText('Huge');
  await expect(app.dialog).toBeHidden();
  await page.keyboard.press('Control+s');
  const saved = page.waitForEvent('download');
  await app.dialog.getByRole('button', { name: 'Save file' }).click();
  await saved;
  await expect(page.getByRole('status').filter({ hasText: 'As it stands it could not be opened again.' })).toContainText('It holds more than 64 MB.');
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await app.dialog.getByRole('tab', { name: 'Image and print' }).click();
  await app.dialog.getByRole('button', { name: 'Save HTML file' }).click();
  await expect(app.dialog.getByRole('status').filter({ hasText: 'As it stands it could not be opened again. It holds more than 64 MB.' })).toBeVisible();
});

test('dialogs that were closed are let go', async ({ app, page }) => {
  await (await open(app)).press('Escape');
  const times = 50;
  await page.evaluate(async (many) => {
    const refs: WeakRef<Element>[] = [];
    Object.assign(globalThis, { refs });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof HTMLDialogElement) refs.push(new WeakRef(node));
    }).observe(document.body, { childList: true });
    const until = async (done: () => boolean): Promise<void> => {
      while (!done()) await new Promise(requestAnimationFrame);
    };
    const shown = (): HTMLDialogElement | null => document.querySelector('dialog[open]');
    const share = [...document.querySelectorAll<HTMLElement>('#topbar button.share')].find((button) => button.offsetWidth > 0);
    for (let time = 0; time < many; time += 1) {
      share?.click();
      await until(() => shown()?.querySelector('textarea, input')?.matches('[readonly]') === true || Boolean(shown()?.querySelector('[role=tab]')));
      // Strips are watched once they are drawn.
      await new Promise(requestAnimationFrame);
      shown()?.close();
      await until(() => shown() === null);
    }
  }, times);
  const client = await page.context().newCDPSession(page);
  const left = async (): Promise<number[]> => {
    await client.send('HeapProfiler.collectGarbage');
    return page.evaluate(() => {
      const { refs } = globalThis as unknown as { refs: WeakRef<Element>[] };
      return [refs.length, refs.filter((ref) => ref.deref()).length];
    });
  };
  // The last one may still be held by what the browser has not finished.
  await expect.poll(async () => (await left())[1] ?? times).toBeLessThan(3);
  expect((await left())[0]).toBe(times);
});
