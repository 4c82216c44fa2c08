/** What can be taken along: pictures, tables, and what to paste into other pages. */

import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { crc32, zip } from '../../www/src/takeaway/zip.ts';
import { csvText } from '../../www/src/takeaway/csv.ts';
import { expect, type Stepglass, test } from './stepglass.ts';

async function open(app: Stepglass, tab: string): Promise<void> {
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await app.dialog.getByRole('tab', { name: tab }).click();
}

async function save(app: Stepglass, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.dialog.getByRole('button', { name: button, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Entries of a zip file whose entries are stored. */
function entries(bytes: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [sum, size, length] = [bytes.readUInt32LE(at + 14), bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    const name = bytes.subarray(at + 30, at + 30 + length).toString('utf8');
    const body = bytes.subarray(at + 30 + length, at + 30 + length + size);
    expect(crc32(body)).toBe(sum);
    found.set(name, body.toString('utf8'));
    at += 30 + length + size;
  }
  return found;
}

test('the graph as SVG stands alone, with the colours of the run or without', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await open(app, 'Image and print');
  const coloured = await save(app, 'SVG');
  expect(coloured.name).toMatch(/^ChoiceExample-.*-19\.svg$/);
  const text = coloured.bytes.toString('utf8');
  expect(text).not.toMatch(/var\(--|class=|<script|style=/);
  const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const used = [...text.matchAll(/(?:href="#|url\(#)([\w-]+)/g)].map(([, id]) => id);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((id) => !ids.has(id))).toEqual([]);
  const green = 'rgb(27, 125, 69)';
  expect(text).toContain(green);
  await app.dialog.getByRole('switch', { name: /colours of the run/ }).uncheck();
  expect((await save(app, 'SVG')).bytes.toString('utf8')).not.toContain(green);
  // A browser that knows nothing of the page draws it.
  const other = await page.context().newPage();
  await other.setContent(`<img alt="" src="data:image/svg+xml,${encodeURIComponent(text)}">`);
  await expect.poll(() => other.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  await other.close();
});

test('names with characters that XML has not are drawn all the same', async ({ app, page }) => {
  await app.allTools();
  await app.paste(JSON.stringify({ StartAt: 'A\u0001B\ufffeC', States: { 'A\u0001B\ufffeC': { Type: 'Pass', End: true } } }).replace('\ufffe', '\\ufffe').replace('\ufffe', '\\ufffe'));
  await expect(app.node('HelloWorld')).toHaveCount(0);
  await expect(app.graph.locator('.node')).toHaveCount(1);
  await open(app, 'Image and print');
  const svg = (await save(app, 'SVG')).bytes.toString('utf8');
  expect(svg).toContain('A\ufffdB\ufffdC');
  expect(await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? '', svg)).toBe('');
  expect((await save(app, 'PNG')).bytes.subarray(1, 4).toString()).toBe('PNG');
});

test('the graph as PNG is twice as large', async ({ app, page }) => {
  await app.gallery('Hello World');
  await open(app, 'Image and print');
  const svg = (await save(app, 'SVG')).bytes.toString('utf8');
  const { bytes } = await save(app, 'PNG');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBe(2 * Number(/ width="(\d+)"/.exec(svg)?.[1]));
  await page.keyboard.press('Escape');
});

test('a picture per step leaves the desk where it stands', async ({ app }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.button('Back').click();
  await app.paused(14);
  await open(app, 'Image and print');
  const { name, bytes } = await save(app, 'A picture per step (zip)');
  expect(name).toMatch(/-steps\.zip$/);
  const pictures = entries(bytes);
  expect([...pictures.keys()]).toEqual([...pictures.keys()].sort());
  expect(pictures.size).toBeGreaterThanOrEqual(6);
  expect(pictures.size).toBeLessThan(19);
  expect(new Set(pictures.values()).size).toBe(pictures.size);
  await app.page.keyboard.press('Escape');
  await app.paused(14);
});

test('history as JSON and as a table', async ({ app }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await open(app, 'Image and print');
  const json = JSON.parse((await save(app, 'JSON')).bytes.toString('utf8')) as { status: string; events: unknown[] };
  expect([json.status, json.events.length]).toEqual(['SUCCEEDED', 19]);
  const lines = (await save(app, 'CSV')).bytes.toString('utf8').trimEnd().split('\r\n');
  expect(lines[0]).toBe('\uFEFFid,previousEventId,timestamp,type,name,details');
  expect(lines).toHaveLength(20);
  expect(lines[2]).toMatch(/^2,0,\d{4}-\d\d-\d\dT[\d:.]+Z,TaskStateEntered,FirstState,"\{""name""/);
});

test('cells that spreadsheets would run are quoted, and numbers stay as they are written', () => {
  const history = '[{"id": 1, "previousEventId": 0, "timestamp": 1.5, "type": "=X", "xEventDetails": {"name": "@SUM(A1)", "n": 1.0, "t": "a, \\"b\\""}}]';
  expect(csvText(history).split('\r\n')[1]).toBe('1,0,1970-01-01T00:00:01.500Z,\'=X,\'@SUM(A1),"{""name"":""@SUM(A1)"",""n"":1.0,""t"":""a, \\""b\\""""}"');
});

test('a zip file has a directory that counts its entries', async () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  const files = ['a.svg', '그림.svg'].map((name) => ({ name, bytes: new TextEncoder().encode(name) }));
  const bytes = Buffer.from(await zip(files).arrayBuffer());
  expect([...entries(bytes)]).toEqual([['a.svg', 'a.svg'], ['그림.svg', '그림.svg']]);
  const end = bytes.length - 22;
  expect([bytes.readUInt32LE(end), bytes.readUInt16LE(end + 10)]).toEqual([0x06054b50, 2]);
  expect(bytes.readUInt32LE(bytes.readUInt32LE(end + 16))).toBe(0x02014b50);
});

test('what Embed says to paste plays where it is pasted', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.choose('foo = 2: second rule');
  await app.run('Succeeded');
  await open(app, 'Embed');
  const code = app.dialog.getByRole('textbox', { name: 'HTML to paste' });
  await expect(code).toHaveValue(/^<iframe src="[^"]+embed\.html#g=choice&amp;input=2&amp;[^"]*at=19&amp;lang=en" width="720" height="420"/);
  await app.dialog.getByLabel('Theme').selectOption('dark');
  await app.dialog.getByLabel('Size').selectOption('480 × 360');
  await expect(code).toHaveValue(/theme=dark" width="480" height="360"/);
  const pasted = [await code.inputValue()];
  await app.dialog.getByRole('combobox', { name: 'As' }).selectOption('Element');
  await expect(code).toHaveValue(/<stepglass-player src="#g=choice&amp;input=2[^"]*"[^>]* theme="dark" [^>]*style="width: 480px; height: 360px"/);
  pasted.push(await code.inputValue());
  const other = await page.context().newPage();
  for (const html of pasted) {
    await other.route('**/pasted.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await other.goto('./pasted.html');
    const player = html.startsWith('<iframe') ? other.frameLocator('iframe').locator('stepglass-player') : other.locator('stepglass-player');
    await expect(player).toContainText('19 / 19');
  }
  await other.close();
});

for (const [tab, ready] of [['Embed', 'HTML to paste'], ['Image and print', 'The graph']] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${tab} of the share dialog has no accessibility violation, ${scheme}`, async ({ app, page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(app, tab);
      await expect(app.dialog.getByText(ready, { exact: true })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  }
}

test('what goes wrong while a dialog is open is said in it', async ({ page, browser, baseURL }) => {
  // Not the page of the other tests: its console must be silent, and here a file is missing.
  void page;
  const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' });
  const { Stepglass: Page } = await import('./stepglass.ts');
  const app = new Page(await context.newPage());
  await app.page.goto(baseURL ?? '');
  await expect(app.button('Run')).toBeEnabled();
  await app.page.route('**/{embed,embed-open}*.js', (route) => route.abort());
  await open(app, 'Image and print');
  const save = app.dialog.getByRole('button', { name: 'Save HTML file' });
  await save.click();
  const alert = app.dialog.getByRole('alert').filter({ hasText: 'This part of the page could not be loaded.' });
  await expect(alert).toBeVisible();
  expect((await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);
  await save.click();
  await expect(alert).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('alert').filter({ hasText: 'This part of the page could not be loaded.' })).toHaveCount(1);
  await context.close();
});
