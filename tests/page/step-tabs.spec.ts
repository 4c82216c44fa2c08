/** Tabs of the step panel that come with what the state has: retriers, variables. */

import { cells, everywhere } from './insight.ts';
import { expect, test } from './stepglass.ts';

test('Retry lists the retriers with what is used of each, then every failed attempt', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  await app.node('ShipOrder').click();
  await expect(app.step('ShipOrder').getByRole('tab', { name: 'Retry' })).toHaveCount(0);
  await app.node('ChargeCard').click();
  const step = app.step('ChargeCard');
  await step.getByRole('tab', { name: 'Retry' }).click();
  const tables = step.getByRole('tabpanel').getByRole('table');
  await expect(tables.first().getByRole('columnheader')).toHaveText(['Rule', 'Used', 'ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate']);
  expect(await cells(tables.first())).toEqual([['Retry[0]', '2', 'Payment.Busy', '1', '3', '2']]);
  await expect(step.getByRole('heading', { name: 'Why ChargeCard was tried 3 times' })).toBeVisible();
  await everywhere(app, page, 'Retry');
});

test('Retry of a state that did not fail says so, with the values that count where none are written', async ({ app }) => {
  await app.write({
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true,
        Retry: [{ ErrorEquals: ['States.Timeout', 'A'], MaxDelaySeconds: 9 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 0 }],
      },
    },
  });
  await app.run('Succeeded');
  const step = app.step('Call');
  await step.getByRole('tab', { name: 'Retry' }).click();
  await expect(step).toContainText('No attempt has failed here so far.');
  expect(await cells(step.getByRole('table'))).toEqual([
    ['Retry[0]', '0', 'States.Timeout, A', '1', '3', '2', '9'],
    ['Retry[1]', '0', 'States.ALL', '1', '0', '2', '–'],
  ]);
});

test('Variables of the step stand beside its data', async ({ app }) => {
  await app.allTools();
  await app.write({
    QueryLanguage: 'JSONata', StartAt: 'Count',
    States: { Count: { Type: 'Pass', Assign: { n: '{% 1 + 1 %}' }, Next: 'Say' }, Say: { Type: 'Pass', Output: '{% $n %}', End: true } },
  });
  await app.run('Succeeded');
  await app.node('Say').click();
  const step = app.step('Say');
  await step.getByRole('tab', { name: 'Variables' }).click();
  await expect(step.getByRole('table').first()).toContainText('$n');
  expect((await cells(step.getByRole('table').first()))[0]?.slice(0, 2)).toEqual(['$n', '2']);
});

test('the menu of a strip has the names and counts of its tabs and nothing else', async ({ app, page }) => {
  await app.allTools();
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.node('ChargeCard').click();
  for (const strip of [app.define, app.step('ChargeCard')]) {
    const more = strip.getByRole('button', { name: 'More', exact: true });
    if (strip !== app.define && !(await more.isVisible())) continue;
    await more.click();
    for (const words of await page.getByRole('menuitem').allInnerTexts()) expect(words).toMatch(/^[A-Z][a-z ]+( \d+)?$/);
    await page.keyboard.press('Escape');
  }
});

test('the step panel goes with the run unless the step is pinned', async ({ app }) => {
  await app.allTools();
  await app.gallery('Orderer');
  await app.button('Step into').click();
  await app.node('ShipOrder').click();
  await expect(app.step('ShipOrder')).toBeVisible();
  await app.button('Step into').click();
  await expect(app.step('ChargeCard')).toBeVisible();
  await app.node('ValidateOrder').click();
  const pin = app.step('ValidateOrder').getByRole('button', { name: 'Stay with this step while the run goes on' });
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await app.button('Back').click();
  await expect(app.step('ValidateOrder')).toBeVisible();
  await pin.click();
  await app.button('Step into').click();
  await expect(app.step('ChargeCard')).toBeVisible();
});

test('the tab that was opened is found again after a reload, and Input where a state has no such tab', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.node('ChargeCard').click();
  await app.step('ChargeCard').getByRole('tab', { name: 'Retry' }).click();
  await app.page.waitForTimeout(500);
  await app.reload();
  await app.ended('Succeeded');
  await app.node('ShipOrder').click();
  await expect(app.step('ShipOrder').getByRole('tab', { name: 'Input' })).toHaveAttribute('aria-selected', 'true');
  await app.node('ChargeCard').click();
  await expect(app.step('ChargeCard').getByRole('tab', { name: 'Retry' })).toHaveAttribute('aria-selected', 'true');
  await app.step('ChargeCard').getByRole('tab', { name: 'Output' }).click();
  await app.page.waitForTimeout(500);
  await app.reload();
  await app.node('ShipOrder').click();
  await expect(app.step('ShipOrder').getByRole('tab', { name: 'Output' })).toHaveAttribute('aria-selected', 'true');
});
