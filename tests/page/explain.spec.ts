/** Explain: why a step was retried, caught, chosen; what a run waits for, ended in, never reached; its meters. */

import { cells, everywhere, view } from './insight.ts';
import { expect, test } from './stepglass.ts';

test('retriers and catchers with their answers, delays and attempts', async ({ app }) => {
  await app.gallery('Orderer');
  await app.allTools();
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  await app.node('ChargeCard').click();
  const panel = await view(app, 'Explain');
  await expect(panel.getByRole('heading', { name: 'Why ChargeCard was tried 3 times' })).toBeVisible();
  await expect(panel.getByRole('img', { name: 'Attempts of ChargeCard in the order of time' })).toBeVisible();
  await expect(panel.locator('.abar li')).toHaveText([/Attempt 1, Failed, next one after 1\.000 s/s, /Attempt 2, Failed, next one after 2\.000 s/s, /Attempt 3, Succeeded/s]);
  const tables = panel.getByRole('table');
  expect(await cells(tables.first())).toEqual([
    ['', 'Retry[0]', 'Payment.Busy', 'matches, retry 1 of 3 after 1.000 s 1 s'],
    ['', 'Catch[0]', 'Payment.Declined', 'not asked'],
  ]);
  expect((await cells(tables.nth(1)))[0]?.[3]).toBe('matches, retry 2 of 3 after 2.000 s 1 s × 2');
  await expect(panel).toContainText(/through a caught Payment\.Declined of ChargeCard: ChargeCard did not fail/s);
});

test('a caught error, and what the execution failed of in the end', async ({ app }) => {
  await app.gallery('Orderer');
  await app.allTools();
  await app.choose('Card declined');
  await app.run('Failed');
  await app.node('ChargeCard').click();
  const panel = await view(app, 'Explain');
  await expect(panel.getByRole('heading', { name: 'Why the error of ChargeCard was caught' })).toBeVisible();
  expect(await cells(panel.getByRole('table').first())).toEqual([
    ['', 'Retry[0]', 'Payment.Busy', 'other error'],
    ['', 'Catch[0]', 'Payment.Declined', 'matches → CancelOrder'],
  ]);
  await expect(panel).toContainText(/OrderFailed failed, and nothing took the error/s);
  await expect(panel).toContainText('The state has neither Retry nor Catch.');
  await panel.getByRole('button', { name: 'OrderFailed' }).first().click();
  await expect(app.step('OrderFailed')).toBeVisible();
});

const CHOICE = {
  StartAt: 'Given',
  States: {
    Given: { Type: 'Pass', Result: { n: 2, s: 'x' }, Next: 'Which' },
    Which: {
      Type: 'Choice',
      Choices: [
        { And: [{ Variable: '$.n', NumericGreaterThan: 1 }, { Variable: '$.s', StringEquals: 'y' }], Next: 'Small' },
        { Variable: '$.n', NumericEquals: 2, Next: 'Large' },
        { Variable: '$.z', IsPresent: true, Next: 'Small' },
      ],
      Default: 'Small',
    },
    Small: { Type: 'Succeed' },
    Large: { Type: 'Succeed' },
  },
};

test('the truth table of a Choice, before and after it was made', async ({ app }) => {
  await app.allTools();
  await app.write(CHOICE);
  const table = [
    ['', 'Rule 1 $.n > 1 and $.s == "y"', '', 'does not hold'],
    ['', '$.n > 1', '2', 'holds'],
    ['', '$.s == "y"', '"x"', 'does not hold'],
    ['', 'Rule 2 $.n == 2', '2', 'taken → Large'],
    ['', 'Rule 3 $.z is present', '', 'not asked'],
    ['', 'Default', '', 'not asked'],
  ];
  await app.button('Step into').click();
  await app.paused(2);
  await app.node('Which').click();
  const panel = await view(app, 'Explain');
  await expect(panel.getByRole('heading', { name: 'What Which would decide now' })).toBeHidden();
  await app.button('Continue').click();
  await app.ended('Succeeded');
  await expect(panel.getByRole('heading', { name: 'Why Which went this way' })).toBeVisible();
  expect(await cells(panel.getByRole('table'))).toEqual(table);
  await expect(panel).toContainText(/if no rule of Which holds: Which went another way/s);
});

test('what the run waits for, and for how long', async ({ app }) => {
  await app.allTools();
  await app.write({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 60, End: true } } },
          { StartAt: 'Short', States: { Short: { Type: 'Wait', Seconds: 1, Next: 'After' }, After: { Type: 'Pass', End: true } } },
        ],
      },
    },
  });
  for (let at = 0; at < 4; at += 1) await app.button('Step into').click();
  await expect(app.transport).toContainText('After');
  const panel = await view(app, 'Explain');
  await expect(panel.getByRole('heading', { name: 'What the run is waiting for' })).toBeVisible();
  await expect(panel.locator('.xlist li')).toHaveText([/Long\s*time of the Wait · due at \d\d:\d\d:\d\d\.\d{3}, 5[89]\.\d{3} s from here/s]);
});

test('meters, and a price that is remembered', async ({ app }) => {
  await app.allTools();
  await app.write(CHOICE);
  await app.run('Succeeded');
  const panel = await view(app, 'Explain');
  await expect(panel).toContainText(/Events\s*8 \/ 25,000/s);
  await expect(panel).toContainText(/Largest payload\s*event \d\s*\d+ B \/ 256 KiB/s);
  await expect(panel).toContainText(/Variables\s*0 B \/ 10 MiB/s);
  await expect(panel).toContainText(/4 transitions so far, 0 of them retries: \$0\.0001/s);
  const price = panel.getByLabel('US dollars for 1,000 transitions');
  await price.fill('1');
  await price.press('Enter');
  await expect(panel).toContainText('$0.004');
  await app.reload();
  await expect(app.monitor.getByLabel('US dollars for 1,000 transitions')).toHaveValue('1');
});

test('it is legible at every size, in both themes', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.allTools();
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  await app.node('ChargeCard').click();
  await view(app, 'Explain');
  await everywhere(app, page, 'explain');
});

test('attempts of before and after a redrive are told apart', async ({ app }) => {
  await app.allTools();
  await app.write({
    StartAt: 'Charge',
    States: {
      Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge', Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }], End: true },
    },
  });
  await app.openTab('Mocks');
  const group = app.define.getByRole('group', { name: 'Charge', exact: true });
  await group.getByRole('radio', { name: 'Mock' }).check();
  await group.getByLabel('Attempt 1: what happens').selectOption('throws an error');
  await group.getByLabel('Attempt 1: Error').fill('Busy');
  await app.run('Failed');
  await app.monitor.getByRole('button', { name: 'Redrive' }).click();
  await expect(app.monitor).toContainText('ExecutionRedriven');
  await app.ended('Failed');
  await app.node('Charge').click();
  const panel = await view(app, 'Explain');
  await expect(panel.locator('.abar li')).toHaveText([
    /Attempt 1, Failed, next one after 1\.000 s/s, /Attempt 2, Failed$/s, /Redrive 1, .*retries count from the start again/s,
    /Attempt 1, Failed, next one after 1\.000 s/s, /Attempt 2, Failed$/s,
  ]);
  await expect(panel.getByRole('heading', { level: 4 }).filter({ hasText: 'after redrive 1' })).not.toHaveCount(0);
});
