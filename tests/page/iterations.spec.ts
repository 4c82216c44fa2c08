/** Iterations of a Map in the graph: how each went, and what went on in the chosen one. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './stepglass.ts';

const MACHINE = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map', MaxConcurrency: 1, End: true,
      ItemProcessor: {
        StartAt: 'Check',
        States: {
          Check: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 100, Next: 'Bad' }], Default: 'Good' },
          Good: { Type: 'Pass', End: true },
          Bad: { Type: 'Fail', Error: 'TooBig', Cause: 'n is too big' },
        },
      },
    },
  },
};

test('the Map lists them by how they ended; the chosen one is shown by itself', async ({ app, page }) => {
  await app.write(MACHINE);
  await app.openTab('Input');
  await app.paste('[{"n": 1}, {"n": 2}, {"n": 500}]', app.input);
  await app.run('Failed');
  await app.node('Each').click();
  const picker = app.visualise.getByRole('group', { name: 'Iterations of Each' });
  const options = picker.getByRole('option');
  await expect(options).toHaveCount(3);
  await expect(options.nth(1)).toHaveAccessibleName('index 1, 2 of 3 iterations, Succeeded');
  await expect(options.nth(2), 'it failed, though its first state succeeded').toHaveAccessibleName('index 2, 3 of 3 iterations, Failed');
  await expect(picker.getByRole('option', { selected: true })).toHaveCount(0);
  await expect(app.node('Check'), 'all are shown together').toContainText('3');
  await expect(app.node('Bad')).toHaveAccessibleName(/Failed/);

  await options.nth(0).click();
  await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
  await expect(app.node('Good')).toHaveAccessibleName(/Succeeded/);
  await expect(app.node('Bad')).toHaveAccessibleName(/Not started/);
  await expect(app.node('Check')).not.toContainText('3');
  await expect(app.step('Good')).toContainText('#0');
  await expect(app.graph.getByRole('button', { name: /to Bad\b/ }), 'nothing went there').toHaveCount(0);

  await app.node('Check').click();
  await expect(options.nth(0), 'another state of it is looked at in the same iteration').toHaveAttribute('aria-selected', 'true');
  await expect(app.step('Check')).toContainText('#0');
  await options.nth(0).press('End');
  await expect(options.nth(2)).toBeFocused();
  await expect(app.node('Bad')).toHaveAccessibleName(/Failed/);
  await expect(app.node('Good')).toHaveAccessibleName(/Not started/);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await options.nth(2).press('Escape');
  await expect(picker).toBeHidden();
  await expect(app.node('Each')).toBeFocused();
  await expect(app.node('Good')).toHaveAccessibleName(/Succeeded/);
});

test('what became of all of them is in the name of a node', async ({ app }) => {
  await app.write({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map', End: true,
        ItemProcessor: {
          StartAt: 'Rest',
          States: { Rest: { Type: 'Wait', SecondsPath: '$.s', Next: 'Bad' }, Bad: { Type: 'Fail', Error: 'No' } },
        },
      },
    },
  });
  await app.openTab('Input');
  await app.paste('[{"s": 9}, {"s": 1}]', app.input);
  await app.run('Failed');
  await expect(app.node('Rest')).toHaveAccessibleName(/, Succeeded 1, Aborted 1, in Each$/);
});

test('on a phone they do not cover what they are of', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await page.setViewportSize({ width: 390, height: 844 });
  await app.show('Visualise');
  await app.node('PackItem').click();
  const picker = app.visualise.getByRole('group', { name: 'Iterations of PackItems' });
  await expect(picker).toBeVisible();
  const below = async (): Promise<number> => {
    const [node, box] = [await app.node('PackItem').locator('.box').first().boundingBox(), await picker.boundingBox()];
    return (box?.y ?? 0) - (node?.y ?? 0) - (node?.height ?? Infinity);
  };
  await expect.poll(below).toBeGreaterThanOrEqual(0);
});
