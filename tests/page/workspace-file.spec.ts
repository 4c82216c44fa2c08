/** Everything kept as one file, earlier versions of a definition, and a browser that stores nothing more. */

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, Stepglass, test } from './stepglass.ts';

async function manage(app: Stepglass): Promise<void> {
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
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
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
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
  // The machine that a first visit begins with was not touched: it makes room.
  expect(await machines(other)).toEqual(['HelloWorld', 'Orderer']);
  await expect(other.top.getByRole('navigation')).toContainText('Orderer');
  await other.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
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

/** Machines of an archive, laid out as one would by hand or as the page does. */
const BAD = [
  { v: 1, id: 'a', name: 'Fine', definition: '{}' },
  { v: 1, id: 'b', name: 'Half', definition: '{}', executions: [{ id: 'x', name: 'n', status: 'LOST' }] },
  { v: 1, id: 'c', name: 'Bad', definition: 5, executions: [{ id: 'y' }] },
  { v: 1, id: 'd', name: 'Last', definition: '{}' }];
const lines = (all: readonly object[]): string =>
  `{"v": 1, "kind": "stepglass-workspace", "machines": [\n${all.map((machine) => JSON.stringify(machine)).join(',\n')}\n]}\n`;

for (const [layout, text] of [
  ['as it is exported', lines(BAD)],
  ['by hand', JSON.stringify({ machines: BAD, kind: 'stepglass-workspace', v: 1 }, null, 2)],
] as const) {
  test(`what cannot be read of a workspace file is named and left out, and keeps nothing else out; laid out ${layout}`, async ({ app }, info) => {
    const path = info.outputPath('bad.json');
    writeFileSync(path, text);
    await importFile(app, path);
    const said = app.page.getByRole('status').filter({ hasText: 'Imported: 3 state machines, 0 executions. This could not be read:' });
    await expect(said.getByRole('listitem')).toHaveText([
      /^Half · n · machines\[1\]\.executions\[0\]\.status: this must be one of RUNNING/,
      /^Bad · machines\[2\]\.definition: this must be a text/]);
    expect(await machines(app)).toEqual(['Fine', 'Half', 'Last']);
  });
}

test('a workspace file that was cut off brings what is there, and says so; one of a later version is refused', async ({ app }, info) => {
  const path = info.outputPath('cut.json');
  writeFileSync(path, lines(BAD.slice(0, 1)).slice(0, -4));
  await importFile(app, path);
  await expect(app.page.getByRole('status').filter({ hasText: 'Imported: 1 state machine, 0 executions.' })).toContainText('The end of the file is missing.');
  writeFileSync(path, lines([]).replace('"v": 1', '"v": 2'));
  await importFile(app, path);
  await expect(app.page.getByRole('alert')).toContainText('made by a newer version of Stepglass');
});

test('machines are called as AWS takes it wherever they come from: nothing keeps a backup from being read', async ({ app, page }, info) => {
  test.setTimeout(180_000);
  // A run of a machine whose name AWS would not take here.
  const text = (name: string): string => readFileSync(new URL(`../recordings/orders.${name}.json`, import.meta.url), 'utf8');
  const files = ['history', 'execution', 'machine'].map((name) => {
    const path = info.outputPath(`${name}.json`);
    writeFileSync(path, text(name).replaceAll(':stateMachine:Orders', ':stateMachine:my.orders').replaceAll('"Orders"', '"my.orders"'));
    return path;
  });
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  await app.dialog.getByRole('button', { name: 'Open a real run…' }).click();
  const open = page.getByRole('dialog', { name: 'Open a real run' });
  await open.getByLabel('Choose files').setInputFiles(files);
  await open.getByRole('button', { name: 'Open run' }).click();
  await expect(open).toBeHidden();
  await expect(app.top.getByRole('navigation')).toContainText('my-orders');
  // A lesson's machine.
  const lesson = `---\ntitle: Mine\nsummary: s\nminutes: 1\norder: 1\n---\n# Start {#start}\nText\n\`\`\`machine\nname: Order check (v2)\n`
    + 'definition: {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}\n```\n```do\n- Run it\n  check: ran SUCCEEDED\n```\n';
  await app.top.getByRole('button', { name: 'Learn' }).click();
  await page.getByLabel('Open a lesson file').setInputFiles({ name: 'mine.md', mimeType: 'text/markdown', buffer: Buffer.from(lesson) });
  await expect(app.top.getByRole('navigation')).toContainText('Order-check-v2');
  await app.run('Succeeded');
  await app.reload();
  // And one that an older version kept.
  await page.evaluate(async () => {
    const open = indexedDB.open('stepglass');
    await new Promise((done) => (open.onsuccess = done));
    const store = open.result.transaction('machines', 'readwrite').objectStore('machines');
    const all = store.getAll() as IDBRequest<{ id: string; document: object }[]>;
    await new Promise((done) => (all.onsuccess = done));
    for (const [at, name] of ['주문', 'Order (v2)'].entries()) {
      store.put({ ...all.result[0], id: `old-${at}`, document: { ...all.result[0]?.document, machineId: `old-${at}`, name, region: 'local' } });
    }
    await new Promise((done) => (store.transaction.oncomplete = done));
    open.result.close();
  });
  await app.reload();
  const path = await exported(app);
  const target = `${path}.json`;
  writeFileSync(target, readFileSync(path));
  const before = await machines(app);
  page.on('dialog', (dialog) => void dialog.accept());
  await manage(app);
  await page.getByRole('button', { name: 'Delete all' }).click();
  await expect.poll(() => kept(page, 'executions')).toBe(0);
  await page.keyboard.press('Escape');
  await importFile(app, target);
  await expect(page.getByRole('status').filter({ hasText: `Imported: ${before.length} state machines, 2 executions, 1 lesson.` })).toBeVisible();
  expect(await machines(app)).toEqual(['HelloWorld', 'MyStateMachine', 'Order-check-v2', 'Order-v2', 'my-orders'].sort());
});

test('a workspace of any size goes out and in', async ({ app, page }, info) => {
  test.setTimeout(240_000);
  const path = info.outputPath('large.json');
  const [part, count] = ['x'.repeat(1024 * 1024), 70];
  const all = Array.from({ length: count }, (_, at) =>
    ({ v: 1, id: `m${at}`, name: `Large${at}`, definition: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}', files: { 'b/k': part + at } }));
  writeFileSync(path, lines(all));
  await importFile(app, path);
  await expect(page.getByRole('status').filter({ hasText: `Imported: ${count} state machines, 0 executions.` })).toBeVisible({ timeout: 120_000 });
  const again = await exported(app);
  expect(statSync(again).size).toBeGreaterThan(64 * 1024 * 1024);
  const target = `${again}.json`;
  renameSync(again, target);
  await importFile(app, target);
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 0 state machines, 0 executions.' })).toBeVisible({ timeout: 120_000 });
});

test('everything is deleted only when it is confirmed', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await expect.poll(() => kept(page, 'executions')).toBe(1);
  let answer = false;
  page.on('dialog', (dialog) => {
    expect(dialog.message()).toContain('Delete 2 state machines and 1 execution?');
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

test('after everything was deleted nothing tells of what was imported', async ({ app, page }, info) => {
  const path = info.outputPath('one.json');
  writeFileSync(path, lines(BAD.slice(0, 1)));
  await importFile(app, path);
  const said = page.getByRole('status').filter({ hasText: 'Imported: 1 state machine' });
  await expect(said).toBeVisible();
  page.on('dialog', (dialog) => void dialog.accept());
  await manage(app);
  await page.getByRole('button', { name: 'Delete all' }).click();
  await expect(app.node('HelloWorld')).toBeVisible();
  await expect(said).toHaveCount(0);
});

test('executions of a file whose journals are none are said when they are opened, and hurt nothing', async ({ app, page }, info) => {
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
  const request = { definition, input: '{}', type: 'STANDARD', start: 1, seed: 1 };
  const journals = ['x', '{"recorded":"x"}', `{"recorded":[${JSON.stringify('['.repeat(1e5))}]}`, '{"v":1,"start":5,"answers":{},"interventions":7}', ''];
  const executions = journals.map((journal, at) => ({
    id: at === 0 ? '__proto__' : `e${at}`, name: `<img src=x>${at}`, status: 'SUCCEEDED', started: 8.64e15, closed: 0, transitions: 2, events: 4, created: at,
    request, journal, known: 8e15, position: 8e15,
  }));
  const path = info.outputPath('evil.json');
  writeFileSync(path, JSON.stringify({ v: 1, kind: 'stepglass-workspace', machines: [{ v: 1, id: '__proto__', name: 'Evil', definition, cases: [{ input: '{}' }], executions }] }));
  await importFile(app, path);
  await expect(app.node('A')).toBeVisible();
  for (const { name } of executions) {
    await (await app.executions()).getByRole('button', { name, exact: true }).click();
    const said = page.getByRole('alert').filter({ hasText: /That did not work/ });
    await expect(said).toBeVisible();
    await said.getByRole('button', { name: 'Dismiss' }).click();
  }
  await expect(page.locator('img')).toHaveCount(0);
  await app.run('Succeeded');
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

test('what full storage refused is stored once there is room, and until then nothing claims to be saved', async ({ app, page }) => {
  await expect.poll(() => kept(page, 'machines')).toBe(1);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given): IDBRequest<IDBValidKey> {
      if ('room' in globalThis) return put.apply(this, given);
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await app.write({ StartAt: 'Mine', States: { Mine: { Type: 'Succeed' } } });
  const full = page.getByRole('status').filter({ hasText: 'storage for the page is full' });
  await expect(full).toBeVisible();
  await app.run('Succeeded');
  await app.gallery('Orderer');
  await page.waitForTimeout(600);
  await page.keyboard.press('Control+s');
  await expect(app.dialog).toContainText('Not saved in this browser');
  await expect(app.dialog).toContainText('has not stored the latest changes');
  await page.keyboard.press('Escape');
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await expect(app.dialog).toContainText('has not stored the latest changes');
  await expect(app.dialog).not.toContainText('Kept in this browser only');
  await page.keyboard.press('Escape');
  await page.evaluate(() => Object.assign(globalThis, { room: true }));
  await app.choose('Card declined');
  await expect(page.getByRole('status').filter({ hasText: 'has stored everything again' })).toBeVisible();
  await expect(full).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await expect(app.dialog).toContainText('Saved in this browser');
  expect(await kept(page, 'executions')).toBe(1);
  await app.reload();
  expect((await machines(app)).sort()).toEqual(['HelloWorld', 'Orderer']);
  await page.keyboard.press('Escape');
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'HelloWorld', exact: true }).click();
  await expect(app.node('Mine')).toBeVisible();
  await app.monitor.getByRole('button', { name: 'Hello', exact: true }).click();
  await app.ended('Succeeded');
});

test('storage that refuses does not bring back what was deleted', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.gallery('Choice example');
  await expect.poll(() => kept(page, 'machines')).toBe(3);
  await expect.poll(() => kept(page, 'executions')).toBe(1);
  await page.evaluate(() => {
    const refuse = (): never => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.put = refuse;
    IDBObjectStore.prototype.delete = refuse;
  });
  await app.write({ StartAt: 'Mine', States: { Mine: { Type: 'Succeed' } } });
  await expect(page.getByRole('status').filter({ hasText: 'storage for the page is full' })).toBeVisible();
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  page.on('dialog', (dialog) => void dialog.accept());
  await app.dialog.getByRole('row', { name: /^Orderer/ }).getByRole('button', { name: /^Delete/ }).click();
  await page.keyboard.press('Escape');
  expect(await machines(app)).toEqual(['ChoiceExample', 'HelloWorld']);
  await app.write({ StartAt: 'Other', States: { Other: { Type: 'Succeed' } } });
  await page.waitForTimeout(600);
  expect(await machines(app)).toEqual(['ChoiceExample', 'HelloWorld']);
});

test.describe('a browser that keeps nothing', () => {
  test.use({ contextOptions: {} });
  test('begins where even asking for storage throws, and keeps earlier versions while it is open', async ({ page, app }) => {
    await page.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('refused', 'SecurityError');
      };
      for (const name of ['indexedDB', 'localStorage', 'caches']) Object.defineProperty(window, name, { get: refuse });
      Object.assign(window, { BroadcastChannel: refuse });
    });
    await page.goto('about:blank');
    await page.goto('./');
    await expect(page.getByRole('status').filter({ hasText: 'This browser keeps nothing' })).toBeVisible();
    await app.run('Succeeded');
    await page.waitForTimeout(4500);
    await app.write({ StartAt: 'Mine', States: { Mine: { Type: 'Succeed' } } });
    await page.keyboard.press('Control+s');
    await expect(app.dialog).toContainText('Not saved in this browser');
    await app.dialog.getByRole('button', { name: 'Earlier versions' }).click();
    await expect(page.getByRole('dialog', { name: 'Earlier versions' }).getByRole('listitem')).toHaveCount(1);
  });

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
    await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
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
  const learn = async (on: Page): Promise<void> => on.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
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
