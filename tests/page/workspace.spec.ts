/** What the browser keeps: machines, executions and where they stood; work without a network; a worker that breaks. */

import type { Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

/** How many executions the browser keeps with their journal. */
function keptExecutions({ page }: Stepglass): Promise<number> {
  return page.evaluate(async () => {
    const open = indexedDB.open('stepglass');
    await new Promise((done) => (open.onsuccess = done));
    const count = open.result.transaction('journals').objectStore('journals').count();
    await new Promise((done) => (count.onsuccess = done));
    open.result.close();
    return count.result;
  });
}

/** Keeps the worker busy for ever, from before this returns. */
async function hang(page: Page): Promise<void> {
  const hangs = await page.evaluateHandle(() => {
    const channel = new BroadcastChannel('hang');
    return { heard: new Promise<void>((done) => { channel.onmessage = () => done(); }) };
  });
  await page.workers()[0]?.evaluate(() => void setTimeout(() => {
    new BroadcastChannel('hang').postMessage(null);
    for (;;);
  }, 50));
  await hangs.evaluate(({ heard }) => heard);
}

test('a reload brings back machine, input, execution and position', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  const whole = await app.historyText();
  await app.button('Back').click();
  await app.paused(17);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await app.reload();
  await app.paused(17);
  await expect(app.transport).toContainText('Event 17 / 18');
  await expect(page.getByRole('contentinfo').getByLabel('Input').locator('option:checked')).toHaveText('Card declined');
  await expect(app.node('ChargeCard')).toHaveAccessibleName(/Caught error/);
  await expect(app.speed).toHaveValue('max');
  await app.button('Step').click();
  await expect(app.top).toContainText('Finished Failed');
  expect(await app.historyText()).toBe(whole);
});

test('old executions reopen with the same history, and can be deleted', async ({ app, page }) => {
  await app.gallery('Orderer');
  const runs: [input: string, status: string, events: number][] = [
    ['Paid after two retries', 'Succeeded', 43],
    ['Card declined', 'Failed', 18],
  ];
  const histories: string[] = [];
  for (const [at, [input, status]] of runs.entries()) {
    await app.choose(input);
    await app.run(status);
    histories.push(await app.historyText());
    await expect.poll(() => keptExecutions(app)).toBe(at + 1);
  }
  await app.reload();
  const rows = await app.executions();
  await expect(rows).toHaveText([/New_Order-2.*Failed.*18/s, /New_Order.*Succeeded.*43/s]);
  await rows.nth(1).getByRole('button', { name: 'New_Order', exact: true }).click();
  await app.ended('Succeeded');
  expect(await app.historyText()).toBe(histories[0]);
  await app.executions();
  await rows.nth(0).getByRole('button', { name: 'New_Order-2', exact: true }).click();
  await app.ended('Failed');
  expect(await app.historyText()).toBe(histories[1]);
  page.on('dialog', (dialog) => void dialog.accept());
  await app.executions();
  await rows.nth(1).getByRole('button', { name: 'Delete New_Order', exact: true }).click();
  await expect(rows).toHaveCount(1);
  await app.reload();
  await app.executions();
  await expect(rows).toHaveText([/New_Order-2/]);
});

test('an execution keeps its own definition when the machine changes', async ({ app }) => {
  await app.run('Succeeded');
  await expect.poll(() => keptExecutions(app)).toBe(1);
  await app.write({ StartAt: 'Other', States: { Other: { Type: 'Succeed' } } });
  await app.visualise.getByRole('button', { name: 'Run again' }).click();
  await app.ended('Succeeded');
  await expect.poll(() => keptExecutions(app)).toBe(2);
  const rows = await app.executions();
  await rows.nth(1).getByRole('button', { name: 'Hello', exact: true }).click();
  await expect(app.node('HelloWorld')).toHaveAccessibleName(/Succeeded/);
  await app.visualise.getByRole('button', { name: 'Restore' }).click();
  await expect(app.editor).toContainText('"HelloWorld"');
});

test('the dashboard makes, opens and deletes machines', async ({ app, page }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  const dashboard = app.top.getByRole('button', { name: 'Dashboard', exact: true });
  await dashboard.click();
  await expect(app.dialog).toContainText('Kept in this browser only.');
  await app.dialog.getByRole('button', { name: 'New state machine' }).click();
  await expect(app.node('FirstState')).toBeVisible();
  await app.run('Succeeded');
  await app.gallery('Choice example');
  await expect(app.node('ChoiceState')).toBeVisible();
  await dashboard.click();
  await app.dialog.getByRole('button', { name: 'MyStateMachine', exact: true }).click();
  await expect(app.node('FirstState')).toBeVisible();
  await dashboard.click();
  await app.dialog.getByRole('button', { name: 'Delete MyStateMachine' }).click();
  await expect(app.dialog.getByRole('button', { name: 'MyStateMachine', exact: true })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  await app.reload();
  await dashboard.click();
  await expect(app.dialog.getByRole('row')).toHaveCount(3);
});

test('settings name the machine and its ARNs', async ({ app, page }) => {
  await app.define.getByRole('button', { name: 'Settings' }).click();
  const field = (name: string) => app.dialog.getByLabel(name, { exact: false }).first();
  await field('Name').fill('Greeter');
  await app.dialog.getByLabel('Name of executions').fill('Morning');
  await app.dialog.getByLabel('Account ID').fill('210987654321');
  await app.dialog.getByLabel('Account ID').press('Tab');
  await page.keyboard.press('Escape');
  await app.run('Succeeded');
  const details = new Map(await app.details());
  expect(details.get('Execution ID')).toBe('arn:aws:states:us-east-1:210987654321:execution:Greeter:Morning');
});

test('everything but the first load works without a network', async ({ app, context, page }) => {
  await app.gallery('Orderer');
  // What comes a little after the first load belongs to it.
  await page.waitForFunction(() => ['after', 'versions'].every((part) =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes(`/${part}-`))));
  await context.setOffline(true);
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.write({ StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds: 5, End: true } } });
  await app.visualise.getByRole('button', { name: 'Run again' }).click();
  await app.ended('Succeeded');
});

test('a worker that hangs is replaced; texts and execution stay', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  const whole = await app.historyText();
  await hang(page);
  await app.button('Back').click();
  const notice = page.getByRole('status').filter({ hasText: 'The simulator did not answer for 8 seconds' });
  await expect(notice).toContainText('the execution up to event 19 are kept');
  await app.button('Back').click();
  await app.paused(14);
  await app.button('Step').click();
  await app.ended('Succeeded');
  expect(await app.historyText()).toBe(whole);
});

test('a worker that breaks in the middle of a run is replaced at once', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.button('Step').click();
  await app.button('Step').click();
  await app.paused(7);
  await expect.poll(() => keptExecutions(app)).toBe(1);
  await page.workers()[0]?.evaluate(() => void setTimeout(() => { throw new Error('out of order'); }));
  await expect(page.getByText(/The simulator failed and was started again.* event 7 are kept/)).toBeVisible();
  await app.button('Continue').click();
  await app.ended('Succeeded');
  expect(await app.history()).toHaveLength(19);
});

test('after a reload the legend is that of the shown run, whatever the text has become', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await expect.poll(() => keptExecutions(app)).toBe(1);
  await app.paste('{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}');
  await expect(app.node('B')).toBeVisible();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await app.reload();
  await expect(app.node('NextState')).toHaveAccessibleName(/Succeeded/);
  const legend = app.visualise.getByRole('list', { name: 'Status of the states' });
  await expect(legend.getByRole('listitem').filter({ hasText: 'Succeeded' })).toHaveText(/4$/);
  await expect(legend.getByRole('listitem').filter({ hasText: 'Not started' })).toHaveText(/2$/);
});

test('breakpoints are kept with their machine; machines kept before there were any still open', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.define.getByTitle('Set a breakpoint on ChoiceState').click();
  await app.gallery('Hello World');
  await expect(app.transport.getByLabel(/^Breakpoints/)).toBeHidden();
  await app.gallery('Choice example');
  await expect(app.node('ChoiceState').locator('.bp')).toHaveClass(/on/);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await app.reload();
  await expect(app.node('ChoiceState').locator('.bp')).toHaveClass(/on/);
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.paused(7);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await forgetBreakpoints(app);
  await app.reload();
  await app.paused(7);
  await expect(app.node('ChoiceState').locator('.bp')).not.toHaveClass(/on/);
  await app.button('Continue').click();
  await app.ended('Succeeded');
});

/** Makes the kept machines those of a version that had no breakpoints. */
function forgetBreakpoints({ page }: Stepglass): Promise<void> {
  return page.evaluate(async () => {
    const open = indexedDB.open('stepglass');
    await new Promise((done) => (open.onsuccess = done));
    const machines = open.result.transaction('machines', 'readwrite').objectStore('machines');
    const all = machines.getAll();
    await new Promise((done) => (all.onsuccess = done));
    for (const record of all.result as { document: { breakpoints?: unknown } }[]) {
      delete record.document.breakpoints;
      const put = machines.put(record);
      await new Promise((done) => (put.onsuccess = done));
    }
    open.result.close();
  });
}

test('a machine that comes back to the desk lists its executions', async ({ app }) => {
  await expect(app.monitor).toContainText('Nothing has run yet');
  await app.run('Succeeded');
  await app.gallery('Orderer');
  await expect(app.monitor).toContainText('Nothing has run yet');
  await app.gallery('Hello World');
  await expect(app.monitor).not.toContainText('Nothing has run yet');
  const earlier = app.monitor.getByRole('region', { name: 'Earlier executions' });
  await expect(earlier.getByRole('listitem')).toHaveText([/Hello\s+Succeeded/]);
  await earlier.getByRole('button', { name: 'Hello' }).click();
  await app.ended('Succeeded');
});

test('settings refuse names that AWS does not take or that another machine has, beside the field', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.define.getByRole('button', { name: 'Settings' }).click();
  const name = app.dialog.getByRole('textbox', { name: /^Name (?!of)/ }).or(app.dialog.getByRole('textbox', { name: 'Name', exact: true })).first();
  for (const [value, says] of [['two words', '1 to 80 letters, digits, - and _ only.'], ['HelloWorld', 'Another state machine has this name.']] as const) {
    await name.fill(value);
    await expect(app.dialog.getByRole('alert').filter({ hasText: says })).toBeVisible();
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await name.press('Tab');
  }
  await name.fill('Sender');
  await expect(app.dialog.getByText('Another state machine has this name.')).toBeHidden();
  await name.press('Tab');
  await page.keyboard.press('Escape');
  await expect(app.top.getByRole('navigation')).toContainText('Sender');
});

for (const [width, height] of [[1440, 900], [390, 844]] as const) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });
    test('made-up names leave room for every column of the executions', async ({ app }) => {
      await app.show('Define');
      await app.write({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });
      await app.define.getByRole('button', { name: 'Settings' }).click();
      await app.dialog.getByLabel('Name of executions').fill('');
      await app.dialog.getByLabel('Name of executions').press('Tab');
      await app.page.keyboard.press('Escape');
      await app.run('Succeeded');
      const rows = await app.executions();
      await expect(rows).toHaveText([/[0-9a-f-]{36}/]);
      await expect(rows.getByRole('button', { name: /^Delete/ })).toBeInViewport({ ratio: 1 });
      const beyond = await app.dialog.locator('.tscroll').evaluate((here) => here.scrollWidth - here.clientWidth);
      expect(beyond).toBe(0);
    });
  });
}
