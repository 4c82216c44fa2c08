/** Variables, the context object and watched expressions. */

import type { Locator } from '@playwright/test';
import { cells, everywhere, LAMBDA, view } from './insight.ts';
import { expect, test, type Stepglass } from './stepglass.ts';

const MACHINE = {
  StartAt: 'Set',
  States: {
    Set: { Type: 'Pass', Result: { order: { weight: 2300 } }, Assign: { orderId: 'A-1' }, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      End: true,
      Branches: [
        {
          StartAt: 'Call',
          States: {
            Call: { Type: 'Task', Resource: LAMBDA, ResultPath: '$.copy', Assign: { carrier: 'sea' }, Next: 'Later' },
            Later: { Type: 'Pass', End: true },
          },
        },
      ],
    },
  },
};

async function opened(app: Stepglass, state: string): Promise<Locator> {
  await app.allTools();
  await app.write(MACHINE);
  await app.run('Succeeded');
  await app.node(state).click();
  return view(app, 'Variables');
}

const add = async (panel: Locator, expression: string): Promise<void> => {
  await panel.getByLabel('Expression, JSONPath or JSONata').fill(expression);
  await panel.getByRole('button', { name: 'Add' }).click();
};

test('what the step sees, who set it, and what is new', async ({ app }) => {
  const panel = await opened(app, 'Call');
  await expect(panel.getByRole('heading', { name: 'Variables seen by Call' })).toBeVisible();
  const table = panel.getByRole('table').first();
  expect(await cells(table)).toEqual([
    ['$orderId', '"A-1"', 'Set event 3', 'whole run'],
    ['$carrier ● changed', '"sea"', expect.stringMatching(/^Call event \d+$/s), 'Both branch 1'],
  ]);
  await expect(panel).toContainText('Variables set in Both branch 1 are not seen outside it.');
  await app.node('Later').click();
  await expect(table).toContainText('$carrier');
  await expect(table).not.toContainText('changed');
  await app.node('Set').click();
  await expect(table).not.toContainText('$carrier');
  await expect(table).toContainText('changed');
  await table.getByRole('button', { name: 'event 3' }).click();
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).click();
  await expect(app.row(3)).toHaveAttribute('aria-selected', 'true');
});

test('the context object at the step', async ({ app }) => {
  const panel = await opened(app, 'Call');
  const table = panel.getByRole('table').last();
  await expect(table).toContainText('$$.State.Name');
  const rows = await cells(table);
  expect(rows).toContainEqual(['$$.State.Name', '"Call"']);
  expect(rows).toContainEqual(['$$.State.RetryCount', '0']);
  expect(rows.map(([path]) => path)).toContain('$$.Execution.StartTime');
});

test('watched expressions have values, say that they have none, and stay with the document', async ({ app }) => {
  const panel = await opened(app, 'Call');
  for (const expression of ['$.copy.order.weight', '$.order.coupon', '{% $states.input.order.weight / 100 & $carrier %}', '$.[']) await add(panel, expression);
  const table = panel.getByRole('table').last();
  const wanted = [
    ['$.copy.order.weight', '2300', ''],
    ['$.order.coupon', '– is not there', ''],
    ['{% $states.input.order.weight / 100 & $carrier %}', '"23sea"', ''],
    ['$.[', expect.stringContaining('must be a valid JSONPath'), ''],
  ];
  await expect.poll(() => cells(table)).toEqual(wanted);
  await app.node('Set').click();
  await expect.poll(async () => (await cells(table))[0]).toEqual(['$.copy.order.weight', '– is not there', '']);
  await panel.getByRole('button', { name: 'Remove $.[' }).click();
  await expect.poll(async () => (await cells(table)).length).toBe(3);
  await app.reload();
  await expect(app.monitor.getByRole('table').last()).toContainText('$.order.coupon');
});

test('a step that is not over, and the one after it that sees what it set', async ({ app }) => {
  await app.allTools();
  await app.write(MACHINE);
  await app.button('Step into').click();
  await app.paused(2);
  const panel = await view(app, 'Variables');
  await expect(panel).toContainText('No variables have been set here.');
  await expect(panel).toContainText('The step is not over');
  await app.button('Step into').click();
  await expect(panel.getByRole('table').first()).toContainText('● changed');
});

test('it is legible at every size, in both themes', async ({ app, page }) => {
  const panel = await opened(app, 'Call');
  await add(panel, '$.order.coupon');
  await expect(panel.getByRole('table').last()).toContainText('is not there');
  await everywhere(app, page, 'variables');
});
