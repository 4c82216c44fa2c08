/** Several ways from one state to another: the one that was taken is marked, live and in an opened real run. */

import type { Locator } from '@playwright/test';
import { expect, test, type HistoryEvent, type Stepglass } from './stepglass.ts';

const MACHINE = {
  StartAt: 'Given',
  States: {
    Given: { Type: 'Pass', Result: { n: 2 }, Next: 'Which' },
    Which: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.n', NumericEquals: 1, Next: 'Same' },
        { Variable: '$.n', NumericEquals: 2, Next: 'Same' },
      ],
      Default: 'Same',
    },
    Same: { Type: 'Succeed' },
  },
};

const labels = (app: Stepglass): Locator => app.graph.locator('.elabel.taken > text');
const ways = (app: Stepglass): Locator => app.graph.getByRole('button', { name: /^Which to Same, taken/ });

test('the rule that held is the edge that was taken', async ({ app }) => {
  await app.write(MACHINE);
  await app.run('Succeeded');
  await expect(labels(app)).toHaveText([/^Rule 2 · \$\.n == 2$/]);
  await expect(app.graph.locator('.maybe')).toHaveCount(0);
  await expect(ways(app)).toHaveCount(1);
  await ways(app).focus();
  await expect(app.page.getByText('"n": 2').last()).toBeVisible();
});

/** The same history as it is printed without data. */
function bare(events: readonly HistoryEvent[]): unknown[] {
  return events.map((event) => JSON.parse(JSON.stringify(event, (key, value: unknown) => (key === 'input' || key === 'output' ? undefined : value))) as unknown);
}

async function open(app: Stepglass, events: readonly unknown[]): Promise<void> {
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  await app.dialog.getByRole('button', { name: 'Open a real run…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Open a real run' });
  const file = (name: string, json: unknown) => ({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) });
  await dialog.getByLabel('Choose files').setInputFiles([file('history.json', { events }), file('definition.json', MACHINE)]);
  await dialog.getByRole('button', { name: 'Open run' }).click();
  await expect(dialog).toBeHidden();
  await app.at(events.length);
}

test('in a real run the rule is found by deciding again; without data each way is marked as possible', async ({ app }) => {
  await app.write(MACHINE);
  await app.run('Succeeded');
  const events = await app.history();
  await open(app, events);
  await expect(labels(app)).toHaveText([/^Rule 2 · \$\.n == 2$/]);
  await open(app, bare(events));
  await expect(labels(app)).toHaveText([/^Rule 1 .* \?$/, /^Rule 2 .* \?$/, /^default \?$/]);
  await expect(ways(app)).toHaveCount(0);
  await expect(app.graph.getByRole('button', { name: /^Which to Same, one of the ways/ })).toHaveCount(3);
});
