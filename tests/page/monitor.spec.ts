/** Watching a run: one selection in all zones, filters, iterations, what is said. */

import { expect, test } from './stepglass.ts';

test('the failing step is one press away, in every zone', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  await app.monitor.getByRole('button', { name: 'Go to the failing step' }).click();
  await expect(app.node('OrderFailed')).toHaveAttribute('aria-current', 'true');
  await expect(app.row(17)).toHaveAttribute('aria-selected', 'true');
  await expect(app.step('OrderFailed')).toBeVisible();
  await expect(app.editor.getByText('"The card was declined"')).toBeInViewport();
  await app.node('ChargeCard').click();
  await expect(app.step('ChargeCard')).toContainText('Caught error');
  await expect(app.row(7)).toBeInViewport();
  await app.page.keyboard.press('Escape');
});

test('a state that is chosen just as the run ends keeps the step panel', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.speed.selectOption({ label: 'max' });
  for (let round = 0; round < 4; round += 1) {
    const chosen = page.evaluate(() => new Promise<void>((done) => {
      const watch = new MutationObserver(() => {
        if (!/Finished/.test(document.querySelector('.runpill')?.textContent ?? '')) return;
        watch.disconnect();
        document.querySelector('#graph [data-state][aria-label^="ChargeCard, "]')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        done();
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    }));
    await page.keyboard.press('F8');
    await chosen;
    await app.ended('Succeeded');
    await expect(app.step('ChargeCard')).toContainText('Succeeded');
    await expect(app.row(7)).toBeInViewport();
    await page.keyboard.press('Escape');
  }
});

test('the legend counts how states ended', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  const legend = app.visualise.getByRole('list', { name: 'Status of the states' });
  await expect(legend.getByRole('listitem').filter({ hasText: 'Succeeded' })).toHaveText(/7$/);
  await expect(legend.getByRole('listitem').filter({ hasText: 'Retried' })).toHaveText(/1$/);
  await expect(legend.getByRole('listitem').filter({ hasText: 'Not started' })).toHaveText(/2$/);
});

test('filters narrow the table and say how many rows are left', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  const rows = app.events.getByRole('row').filter({ has: app.page.getByRole('gridcell') });
  const shown = app.monitor.getByRole('status').filter({ hasText: /shown/ });
  await app.monitor.getByRole('searchbox', { name: 'Filter events' }).fill('CancelOrder');
  await expect(shown).toHaveText('5 shown');
  await expect(rows).toHaveCount(5);
  await app.monitor.getByRole('searchbox').fill('');
  await app.monitor.getByRole('button', { name: 'Failed events' }).click();
  await expect(rows.filter({ hasText: 'LambdaFunctionFailed' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'Succeeded' })).toHaveCount(0);
  await app.monitor.getByRole('button', { name: 'Failed events' }).click();
  await app.row(7).click();
  await app.monitor.getByRole('button', { name: 'This step' }).click();
  await expect(shown).toHaveText('5 shown');
  await expect(rows.first()).toContainText('TaskStateEnteredChargeCard');
});

test('what is known to come is marked as such', async ({ app }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.button('Back').click();
  await app.button('Back').click();
  await app.paused(9);
  await expect(app.row(9)).not.toContainText('not reached yet');
  await expect(app.row(10)).toContainText('not reached yet');
  await expect(app.events.getByText('You are here · 10 known events follow')).toBeVisible();
  await expect(app.node('NextState')).toHaveAccessibleName(/Not started/);
  const legend = app.visualise.getByRole('list', { name: 'Status of the states' });
  await expect(legend.getByText('Known to follow')).toBeVisible();
  await app.scrubber.press('End');
  await expect(legend.getByText('Known to follow')).toBeHidden();
});

test('iterations of a Map are picked one by one', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.node('PackItem').click();
  const picker = app.visualise.getByRole('group', { name: 'Iterations of PackItems' });
  const options = picker.getByRole('option');
  await expect(options).toHaveCount(3);
  await expect(options.nth(1)).toHaveAccessibleName('index 1, 2 of 3 iterations, Succeeded');
  await options.nth(2).click();
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await expect(app.step('PackItem')).toContainText('#2');
  await options.nth(2).press('ArrowLeft');
  await expect(options.nth(1)).toBeFocused();
  await expect(app.step('PackItem')).toContainText('#1');
});

test('the run says how it went, a failure at once', async ({ app, page }) => {
  await app.run('Succeeded');
  await expect(page.getByText(/^Execution succeeded, 7 events, \d\.\d{3} s\.$/)).toBeAttached();
  await app.choose('The function fails');
  await app.run('Failed');
  const said = page.getByText('Execution failed: EmptyName in HelloWorld.');
  await expect(said).toHaveAttribute('aria-live', 'assertive');
});

test('an event is opened and gone to with the pointer alone', async ({ app }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.row(16).click();
  await app.row(16).getByRole('button', { name: 'Go here' }).click();
  await app.paused(16);
  await expect(app.row(16).getByRole('button', { name: 'Go here' })).toBeHidden();
  await app.row(12).dblclick();
  await app.paused(12);
  await app.row(13).getByText('13', { exact: true }).click();
  await expect(app.row(13)).toHaveAttribute('aria-selected', 'true');
  const text = app.events.getByRole('group', { name: 'Details of event 13' });
  await expect(text).toBeVisible();
  await expect.poll(() => text.evaluate((here) => {
    const body = here.closest('.ebody')?.getBoundingClientRect();
    const { top, bottom } = here.getBoundingClientRect();
    return top >= (body?.top ?? 0) && bottom <= (body?.bottom ?? 0);
  }), 'all of it is seen').toBe(true);
  await app.row(13).getByText('13', { exact: true }).click();
  await expect(app.row(13)).toHaveAttribute('aria-expanded', 'false');
});

for (const [width, height, success, failure] of [[1440, 900, 8, 6], [1024, 768, 8, 6], [390, 844, 8, 5]] as const) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });
    test('there is room for the events and for all of Execution Details', async ({ app }) => {
      await app.gallery('Orderer');
      await app.run('Succeeded');
      await app.show('Monitor');
      await expect.poll(() => app.rowsInSight()).toBeGreaterThanOrEqual(success);
      await app.choose('Card declined');
      await app.run('Failed');
      await expect.poll(() => app.rowsInSight()).toBeGreaterThanOrEqual(failure);
      if (width < 700) return;
      const fields = app.monitor.getByRole('term');
      await expect(fields).toHaveText(['Execution Status', 'State Machine Arn', 'Execution ID', 'Started', 'Closed', 'Duration', 'State transitions', 'Type']);
      for (const field of await fields.all()) await expect(field).toBeInViewport({ ratio: 1 });
    });
  });
}

test('a long cause is cut, with the way to all of it', async ({ app }) => {
  const cause = `${'The order could not be packed, and nobody knows why. '.repeat(12)}The end.`;
  await app.write({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Packing', Cause: cause } } });
  await app.run('Failed');
  const text = app.monitor.getByText(cause).first();
  const whole = (): Promise<boolean> => text.evaluate((here) => here.scrollHeight <= here.clientHeight + 1);
  expect(await whole()).toBe(false);
  await app.monitor.getByRole('button', { name: 'more' }).click();
  expect(await whole()).toBe(true);
  await app.monitor.getByRole('button', { name: 'less' }).click();
  expect(await whole()).toBe(false);
});

test('a timed-out execution says which limit it was', async ({ app }) => {
  await app.write({ TimeoutSeconds: 5, StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds: 9, End: true } } });
  await app.run('Timed out');
  await expect(app.monitor.getByText('It ran longer than TimeoutSeconds of the definition allows.')).toBeVisible();
});

test('names outlast what stands on edges when the graph shrinks', async ({ app }) => {
  await app.gallery('Choice example');
  const zoom = app.visualise.getByText(/^\d+%$/);
  const percent = async (): Promise<number> => Number.parseInt(await zoom.innerText(), 10);
  const name = app.node('NextState').locator('.nname');
  const rule = app.graph.getByText(/^Rule 1/).last();
  await expect(rule).toBeVisible();
  while ((await percent()) >= 60) await app.visualise.getByRole('button', { name: 'Zoom out' }).click();
  await expect(rule).toBeHidden();
  await expect(name).toBeVisible();
  const high = await name.evaluate((here) => here.getBoundingClientRect().height);
  expect(high).toBeGreaterThan(9);
  while ((await percent()) >= 45) await app.visualise.getByRole('button', { name: 'Zoom out' }).click();
  await expect(name).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('a tapped node says where its details are; the zoom has buttons; the menu has all tools', async ({ app }) => {
    await app.gallery('Orderer');
    await app.run('Succeeded');
    await app.show('Visualise');
    const zoom = app.visualise.getByRole('button', { name: 'Zoom in' });
    await zoom.click();
    await app.visualise.getByRole('button', { name: 'Fit' }).click();
    await app.node('ChargeCard').click();
    await app.visualise.getByRole('button', { name: /^ChargeCard ?Details/ }).click();
    await expect(app.step('ChargeCard').getByRole('tab', { name: 'Input' })).toBeFocused();
    await app.tool('All tools');
    await app.show('Define');
    await expect(app.tab('Mocks')).toBeVisible();
  });
});
