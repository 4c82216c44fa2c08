/** Everything kept as one file, earlier versions of a definition, and a browser that stores nothing more. */

import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, Stepglass, test } from './stepglass.ts';

async function manage(app: Stepglass): Promise<void> {
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'Manage' }).click();
  await expect(app.page.getByRole('dialog', { name: 'What this browser keeps' })).toBeVisible();
}

async function exported(app: Stepglass): Promise<string> {
  await manage(app);
  const download = app.page.waitForEvent('download');
  await app.page.getByRole('button', { name: 'Export all' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^stepglass-\d{4}-\d\d-\d\d\.stepglass-workspace\.json$/);
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  return file.path();
}

async function importFile(app: Stepglass, path: string): Promise<void> {
  await manage(app);
  await app.page.getByLabel('Import…').setInputFiles(path);
  await expect(app.dialog).toBeHidden();
}

/** Names of machines and executions in the list, as the dashboard has them. */
async function machines(app: Stepglass): Promise<string[]> {
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await expect(app.dialog.locator('table .mname').first()).toBeVisible();
  const names = await app.dialog.getByRole('region', { name: 'State machines' }).locator('.mname').allInnerTexts();
  await app.page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  return names.sort();
}

const kept = (page: Page, store: string): Promise<number> => page.evaluate(async (name) => {
  const open = indexedDB.open('stepglass');
  await new Promise((done) => (open.onsuccess = done));
  const count = open.result.transaction(name).objectStore(name).count();
  await new Promise((done) => (count.onsuccess = done));
  open.result.close();
  return count.result;
}, store);

test('out of one browser and into another: machines, executions, the same histories; twice changes nothing', async ({ app, page, browser, baseURL }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  await app.button('Back').click();
  await app.paused(17);
  const text = await app.text();
  await expect.poll(() => kept(page, 'journals')).toBe(1);
  const path = await exported(app);
  const context = await browser.newContext({ locale: 'en-US' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const other = new (app.constructor as new (page: Page) => Stepglass)(await context.newPage());
  await other.page.goto(baseURL ?? '');
  await expect(other.button('Run')).toBeEnabled();
  const target = `${path}.stepglass-workspace.json`;
  writeFileSync(target, readFileSync(path));
  await importFile(other, target);
  await expect(other.page.getByRole('status').filter({ hasText: 'Imported: 2 state machines, 1 execution.' })).toBeVisible();
  expect(await machines(other)).toEqual(['HelloWorld', 'HelloWorld-2', 'Orderer']);
  await other.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await other.dialog.getByRole('button', { name: 'Orderer', exact: true }).click();
  expect(await other.text()).toBe(text);
  await other.monitor.getByRole('button', { name: 'New_Order' }).click();
  await other.paused(17);
  await other.button('Step').click();
  await other.ended('Failed');
  const history = await other.historyText();
  await app.button('Step').click();
  await app.ended('Failed');
  expect(history).toBe(await app.historyText());
  await importFile(other, target);
  await expect(other.page.getByRole('status').filter({ hasText: 'Imported: 0 state machines, 0 executions.' })).toBeVisible();
  await context.close();
});

test('a workspace file that is not right is refused whole, with the place', async ({ app }, info) => {
  const path = info.outputPath('bad.json');
  writeFileSync(path, JSON.stringify({
    v: 1, kind: 'stepglass-workspace', machines: [
      { v: 1, id: 'a', name: 'Fine', definition: '{}' },
      { v: 1, id: 'b', name: 'Bad', definition: '{}', executions: [{ id: 'x', name: 'n', status: 'LOST' }] }],
  }));
  await importFile(app, path);
  await expect(app.page.getByRole('alert')).toContainText('machines[1].executions[0].status: this must be one of RUNNING');
  expect(await machines(app)).toEqual(['HelloWorld']);
});

test('everything is deleted only when it is confirmed', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await expect.poll(() => kept(page, 'executions')).toBe(1);
  let answer = false;
  page.on('dialog', (dialog) => {
    expect(dialog.message()).toContain('2 state machines and 1 executions');
    void (answer ? dialog.accept() : dialog.dismiss());
  });
  await manage(app);
  await page.getByRole('button', { name: 'Delete all' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(await machines(app)).toHaveLength(2);
  answer = true;
  await manage(app);
  await page.getByRole('button', { name: 'Delete all' }).click();
  await expect(app.node('HelloWorld')).toBeVisible();
  await expect.poll(() => kept(page, 'executions')).toBe(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => machines(app)).toEqual(['HelloWorld']);
});

test('earlier versions of the definition: kept, compared, restored, undone', async ({ app, page }) => {
  const first = await app.text();
  await page.waitForTimeout(4500);
  await app.write({ StartAt: 'Second', States: { Second: { Type: 'Succeed' } } });
  await expect(app.node('Second')).toBeVisible();
  await app.run('Succeeded');
  await app.write({ StartAt: 'Third', States: { Third: { Type: 'Pass', Next: 'End' }, End: { Type: 'Succeed' } } });
  await app.visualise.getByRole('button', { name: 'Run again' }).click();
  await app.ended('Succeeded');
  await app.page.keyboard.press('Control+s');
  await expect(app.dialog).toContainText('Saved in this browser');
  await app.dialog.getByRole('button', { name: 'Earlier versions' }).click();
  const list = page.getByRole('dialog', { name: 'Earlier versions' }).getByRole('listitem');
  await expect(list).toHaveCount(2);
  await list.nth(0).getByRole('button', { name: 'Compare' }).click();
  await expect(list.nth(0)).toContainText('removed "StartAt": "Second"');
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await list.nth(1).getByRole('button', { name: /^Restore/ }).click();
  await expect(app.node('HelloWorld')).toBeVisible();
  expect(await app.text()).toBe(first);
  await app.define.getByRole('button', { name: 'Undo' }).click();
  await expect(app.node('Third')).toBeVisible();
});

test('storage that is full loses nothing while the page is open, and says what helps', async ({ app, page }) => {
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await app.write({ StartAt: 'Mine', States: { Mine: { Type: 'Succeed' } } });
  const notice = page.getByRole('status').filter({ hasText: 'storage for the page is full' });
  await expect(notice).toBeVisible();
  await app.run('Succeeded');
  await app.gallery('Orderer');
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'HelloWorld', exact: true }).click();
  await expect(app.node('Mine')).toBeVisible();
  await app.monitor.getByRole('button', { name: 'Hello', exact: true }).click();
  await app.ended('Succeeded');
  const download = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Export all' }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as { machines: { definition: string }[] };
  expect(file.machines.some(({ definition }) => definition.includes('"Mine"'))).toBe(true);
});

test.describe('a browser that keeps nothing', () => {
  test.use({ contextOptions: {} });
  test('works in memory, says so, and exports', async ({ page, app }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('refused', 'SecurityError');
      };
    });
    await page.goto('about:blank');
    await page.goto('./');
    await expect(page.getByRole('status').filter({ hasText: 'This browser keeps nothing' })).toBeVisible();
    await app.write({ StartAt: 'Mine', States: { Mine: { Type: 'Succeed' } } });
    await app.run('Succeeded');
    const path = await exported(app);
    expect(readFileSync(path, 'utf8')).toContain('Mine');
    await app.gallery('Orderer');
    await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
    await app.dialog.getByRole('button', { name: 'HelloWorld', exact: true }).click();
    await expect(app.node('Mine')).toBeVisible();
  });
});

const LESSON = `---
title: Kept here
minutes: 1
---

# Begin {#begin}

Words.
`;

test('lessons of the reader’s own go out and in with everything, and away', async ({ app, page, browser, baseURL }) => {
  const learn = async (on: Page): Promise<void> => on.getByRole('banner').getByRole('button', { name: 'Learn' }).click();
  await learn(page);
  await page.getByLabel('Open a lesson file').setInputFiles({ name: 'kept.md', mimeType: 'text/markdown', buffer: Buffer.from(LESSON) });
  await expect(page.locator('#lesson')).toContainText('Words.');
  await page.keyboard.press('Escape');
  const file = await exported(app);
  const other = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  const there = new Stepglass(other);
  await there.open();
  await importFile(there, file);
  await expect(other.locator('#notices')).toContainText('1 lesson.');
  await learn(other);
  await expect(there.dialog.locator('.lcard').filter({ hasText: 'Kept here' })).toHaveCount(1);
  await other.context().close();
  await manage(app);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Delete all' }).click();
  await expect(app.dialog).toBeHidden();
  await learn(page);
  await expect(app.dialog.locator('.lcard').first()).toBeVisible();
  await expect(app.dialog.locator('.lcard').filter({ hasText: 'Kept here' })).toHaveCount(0);
});
