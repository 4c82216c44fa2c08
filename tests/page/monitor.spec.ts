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
});

test('iterations of a Map are picked one by one', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.node('PackItem').click();
  const picker = app.visualise.getByRole('group', { name: 'Iterations of PackItems' });
  await expect(picker).toContainText('3 of 3');
  await picker.getByRole('button', { name: 'Previous iteration' }).click();
  await expect(picker).toContainText('2 of 3');
  await expect(app.step('PackItem')).toContainText('visit 2 of 3');
  await app.step('PackItem').getByRole('button', { name: 'Previous visit' }).click();
  await expect(picker).toContainText('1 of 3');
});

test('the run says how it went, a failure at once', async ({ app, page }) => {
  await app.run('Succeeded');
  await expect(page.getByText(/^Execution succeeded, 7 events, \d\.\d{3} s\.$/)).toBeAttached();
  await app.choose('The function fails');
  await app.run('Failed');
  const said = page.getByText('Execution failed: EmptyName in HelloWorld.');
  await expect(said).toHaveAttribute('aria-live', 'assertive');
});
