/** One storage, two tabs: what one has written the other does not write over, and what one has deleted stays deleted. */

import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Stepglass } from './stepglass.ts';

const one = (name: string): object => ({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });

/** Another tab of the same browser, with what the first has kept. */
async function second(app: Stepglass): Promise<Stepglass> {
  const other = new (app.constructor as new (page: Page) => Stepglass)(await app.page.context().newPage());
  await other.page.goto('./');
  // It may open with an execution, and then there is no Run.
  await expect(other.problems).toContainText('Drawn');
  return other;
}

const told = (app: Stepglass, words: string) => app.page.getByRole('status').filter({ hasText: words });
const changed = (app: Stepglass) => told(app, 'was changed in another tab.');

/** Definitions in the storage by the names of their machines. */
const kept = (page: Page): Promise<Record<string, string>> => page.evaluate(async () => {
  const open = indexedDB.open('stepglass');
  await new Promise((done) => (open.onsuccess = done));
  const all = open.result.transaction('machines').objectStore('machines').getAll() as IDBRequest<{ document: { name: string; definition: string } }[]>;
  await new Promise((done) => (all.onsuccess = done));
  open.result.close();
  return Object.fromEntries(all.result.map(({ document }) => [document.name, document.definition]));
});
const keeps = (page: Page, name: string, state: string): Promise<void> =>
  expect.poll(async () => (await kept(page))[name] ?? '').toContain(`"${state}"`);

test('a machine that another tab changes is not written over: its text is loaded, or one’s own kept as a copy', async ({ app, page }) => {
  await keeps(page, 'HelloWorld', 'HelloWorld');
  const other = await second(app);
  await app.write(one('Mine'));
  await keeps(page, 'HelloWorld', 'Mine');
  await expect(changed(other)).toBeVisible();
  // The tab that changed it hears nothing.
  await expect(changed(app)).toHaveCount(0);
  expect((await new AxeBuilder({ page: other.page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await changed(other).getByRole('button', { name: 'Load that' }).click();
  await expect(other.node('Mine')).toBeVisible();
  await expect(changed(other)).toHaveCount(0);
  // Both edit: neither goes on over the other.
  await app.write(one('Yours'));
  await keeps(page, 'HelloWorld', 'Yours');
  await expect(changed(other)).toBeVisible();
  await other.write(one('Theirs'));
  await other.page.waitForTimeout(800);
  expect(Object.keys(await kept(page))).toEqual(['HelloWorld']);
  await keeps(page, 'HelloWorld', 'Yours');
  await changed(other).getByRole('button', { name: 'Keep mine as a copy' }).click();
  await keeps(page, 'HelloWorld-2', 'Theirs');
  await keeps(page, 'HelloWorld', 'Yours');
  await expect(other.top.getByRole('navigation')).toContainText('HelloWorld-2');
  // From now on each has its own, and the lists of both have both.
  await other.write(one('Fourth'));
  await keeps(page, 'HelloWorld-2', 'Fourth');
  await expect(changed(app)).toHaveCount(0);
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await expect(app.dialog.getByRole('button', { name: 'HelloWorld-2', exact: true })).toBeVisible();
});

test('the question comes back with the next edit, and an own text that was not decided on is not lost', async ({ app, page }) => {
  await keeps(page, 'HelloWorld', 'HelloWorld');
  const other = await second(app);
  await app.write(one('Mine'));
  await changed(other).getByRole('button', { name: 'Dismiss' }).click();
  await expect(changed(other)).toHaveCount(0);
  await other.write(one('Theirs'));
  await expect(changed(other)).toBeVisible();
  await other.gallery('Orderer');
  await expect(changed(other)).toHaveCount(0);
  await keeps(page, 'HelloWorld-2', 'Theirs');
  await keeps(page, 'HelloWorld', 'Mine');
  await other.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await other.dialog.getByRole('button', { name: 'HelloWorld', exact: true }).click();
  await expect(other.node('Mine')).toBeVisible();
  await other.write(one('Next'));
  await keeps(page, 'HelloWorld', 'Next');
  await expect(changed(app)).toBeVisible();
});

test('rows hold their place while the dashboard is open, whatever another tab writes', async ({ app, page }) => {
  await app.gallery('Orderer');
  await keeps(page, 'Orderer', 'StartAt');
  const other = await second(app);
  const dashboard = app.top.getByRole('button', { name: 'Dashboard', exact: true });
  const names = app.dialog.locator('section').first().locator('.mname');
  await dashboard.click();
  await expect(names).toHaveText(['Orderer', 'HelloWorld']);
  await other.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await other.dialog.getByRole('button', { name: 'HelloWorld', exact: true }).click();
  await other.write(one('Mine'));
  await other.gallery('Choice example');
  await keeps(page, 'HelloWorld', 'Mine');
  await expect(names).toHaveText(['Orderer', 'HelloWorld', 'ChoiceExample']);
  await page.keyboard.press('Escape');
  await dashboard.click();
  await expect(names).toHaveText(['ChoiceExample', 'HelloWorld', 'Orderer']);
});

test('opening a machine in a second tab, or choosing another input there, disturbs nobody', async ({ app, page }) => {
  await app.gallery('Orderer');
  await keeps(page, 'Orderer', 'StartAt');
  const other = await second(app);
  await other.choose('Card declined');
  await other.page.waitForTimeout(800);
  await app.choose('Card declined');
  await app.run('Failed');
  await page.waitForTimeout(800);
  await expect(changed(app)).toHaveCount(0);
  await expect(changed(other)).toHaveCount(0);
  await (await other.executions()).first().waitFor();
});

test('what one tab has deleted another does not bring back', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await keeps(page, 'Orderer', 'StartAt');
  const other = await second(app);
  page.on('dialog', (dialog) => void dialog.accept());
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('button', { name: 'Delete all' }).click();
  const deleted = told(other, '“Orderer” was deleted in another tab.');
  await expect(deleted).toBeVisible();
  await expect(app.node('HelloWorld')).toBeVisible();
  await other.write(one('Still'));
  await other.page.waitForTimeout(800);
  await expect.poll(async () => Object.keys(await kept(page))).toEqual(['HelloWorld']);
  await deleted.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await keeps(page, 'Orderer', 'Still');
});

test('earlier versions of both tabs are kept', async ({ app, page }) => {
  await keeps(page, 'HelloWorld', 'HelloWorld');
  const other = await second(app);
  await page.waitForTimeout(4500);
  await app.write({ StartAt: 'Second', States: { Second: { Type: 'Succeed' } } });
  await app.run('Succeeded');
  await changed(other).getByRole('button', { name: 'Load that' }).click();
  await expect(other.node('Second')).toBeVisible();
  await other.write({ StartAt: 'Third', States: { Third: { Type: 'Pass', Next: 'End' }, End: { Type: 'Succeed' } } });
  await other.run('Succeeded');
  await changed(app).getByRole('button', { name: 'Load that' }).click();
  await expect(app.node('Third')).toBeVisible();
  await app.write(one('Fourth'));
  await app.run('Succeeded');
  await expect.poll(() => page.evaluate(async () => {
    const open = indexedDB.open('stepglass-versions');
    await new Promise((done) => (open.onsuccess = done));
    const all = open.result.transaction('versions').objectStore('versions').getAll() as IDBRequest<{ versions: { text: string }[] }[]>;
    await new Promise((done) => (all.onsuccess = done));
    open.result.close();
    return all.result.flatMap(({ versions }) => versions.map(({ text }) => /"StartAt": "(\w+)"/.exec(text)?.[1])).sort();
  })).toEqual(['Fourth', 'HelloWorld', 'Second', 'Third']);
});

/** Names and statuses in the list of executions; the list is left again. */
async function listed(app: Stepglass): Promise<string[]> {
  const rows = await app.executions();
  await rows.first().waitFor();
  const cells = await rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((cell) => cell.textContent?.trim()).join(': ')));
  await app.page.keyboard.press('Escape');
  return cells.map((cell) => cell.replace(/\s+/g, ' '));
}

const apart = (app: Stepglass) => told(app, 'went on in another tab too');
/** Long enough for everything to be written and told. */
const settled = (app: Stepglass): Promise<void> => app.page.waitForTimeout(1000);

/** An execution of the Orderer that stands at its third event, in two tabs. */
async function both(app: Stepglass): Promise<Stepglass> {
  await app.gallery('Orderer');
  await app.button('Step').click();
  await app.button('Step').click();
  await expect(app.top).toContainText('Paused at event');
  await settled(app);
  const other = await second(app);
  await expect(other.top).toContainText('Paused at event');
  return other;
}

test('an execution that two tabs change goes on as two: neither is written over, and none is lost', async ({ app, page }) => {
  const other = await both(app);
  await other.monitor.getByRole('button', { name: 'Stop' }).click();
  await other.ended('Aborted');
  await settled(other);
  await expect(apart(app)).toHaveCount(0);
  await app.run('Succeeded');
  await expect(apart(app)).toContainText('New_Order (other tab)');
  await expect(apart(other)).toHaveCount(0);
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await settled(app);
  for (const each of [app, other]) {
    expect(await listed(each)).toEqual(['New_Order (other tab): Succeeded', 'New_Order: Aborted']);
  }
  await app.reload();
  for (const [name, status] of [['New_Order', 'Aborted'], ['New_Order (other tab)', 'Succeeded']] as const) {
    await (await app.executions()).getByRole('button', { name, exact: true }).click();
    await app.ended(status);
  }
});

test('the other tab’s execution is a press away, and the step that is looked at stays', async ({ app }) => {
  const other = await both(app);
  await other.monitor.getByRole('button', { name: 'Stop' }).click();
  await other.ended('Aborted');
  await settled(other);
  await app.allTools();
  await app.node('ValidateOrder').click();
  await app.monitor.getByRole('button', { name: 'Stay with this step' }).click();
  await app.page.keyboard.press('F10');
  await expect(apart(app)).toBeVisible();
  await expect(app.step('ValidateOrder')).toBeVisible();
  await apart(app).getByRole('button', { name: 'Show that' }).click();
  await app.ended('Aborted');
  await expect(apart(app)).toHaveCount(0);
});

test('going the same way in both tabs, or only looking, leaves one execution', async ({ app }) => {
  const other = await both(app);
  await other.button('Step').click();
  await other.button('Step').click();
  await settled(other);
  await app.button('Back').click();
  await settled(app);
  await app.run('Succeeded');
  await settled(app);
  await other.run('Succeeded');
  await other.button('Back').click();
  await settled(other);
  await app.button('Back').click();
  await settled(app);
  for (const each of [app, other]) {
    await expect(apart(each)).toHaveCount(0);
    expect(await listed(each)).toEqual(['New_Order: Succeeded']);
  }
  await app.reload();
  await expect(app.top).toContainText('Paused at event');
});

test('who goes on in an execution that another tab has deleted keeps it as one of its own', async ({ app, page }) => {
  const other = await both(app);
  other.page.on('dialog', (dialog) => void dialog.accept());
  const rows = await other.executions();
  await rows.getByRole('button', { name: /^Delete/ }).click();
  await expect(rows).toHaveCount(0);
  await settled(app);
  await app.run('Succeeded');
  await expect(told(app, 'was deleted in another tab')).toContainText('New_Order');
  await settled(app);
  expect(await listed(app)).toEqual(['New_Order: Succeeded']);
  await app.reload();
  await app.ended('Succeeded');
  await expect(page.getByRole('status').filter({ hasText: 'record is gone' })).toHaveCount(0);
});
