/** The Test state dialog: one state by itself, its stages, its rules, the service's refusals. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const CARD = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      InputPath: '$.order',
      Parameters: { QueueUrl: 'https://sqs.example/queue', 'MessageBody.$': '$.id' },
      ResultPath: '$.sent',
      Retry: [
        { ErrorEquals: ['Sqs.Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 },
        { ErrorEquals: ['Sqs.Slow'] },
      ],
      Catch: [{ ErrorEquals: ['Sqs.Closed'], Next: 'Later', ResultPath: '$.problem' }],
      Next: 'Done',
    },
    Later: { Type: 'Succeed' },
    Done: { Type: 'Pass', End: true },
  },
};

/** Opens the dialog for a state selected in the graph. */
async function open(app: Stepglass, state: string): Promise<Locator> {
  await app.node(state).click();
  await app.visualise.getByRole('button', { name: 'Test state' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Test state' });
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  return dialog;
}

const press = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Test', exact: true }).click();

test('a mocked result: stages with what changed, checked against the API', async ({ app }) => {
  await app.write(CARD);
  const dialog = await open(app, 'Charge');
  await dialog.getByLabel('State input').fill('{"order": {"id": "A-1"}, "by": "web"}');
  await dialog.getByRole('radio', { name: 'Result' }).check();
  await dialog.getByLabel('Result, JSON').fill('{"MessageId": 7}');
  await press(dialog);
  // STRICT, as the API has it unless told otherwise: the refusal stands at its field, which gets the focus.
  await expect(dialog.getByLabel('Result, JSON')).toBeFocused();
  await expect(dialog.getByLabel('Result, JSON')).toHaveAccessibleDescription(/^ValidationException Mock result schema validation error/);
  await dialog.getByLabel('Result, JSON').fill('{"MessageId": "m-7", "MD5OfMessageBody": "x"}');
  await press(dialog);
  const result = dialog.getByRole('region', { name: 'Test result' });
  await expect(result).toContainText('Succeeded');
  await expect(result).toContainText('Next state Done');
  await expect(result).toContainText('The result fits what the API returns.');
  const stages = result.getByRole('listitem');
  await expect(stages).toContainText([/input\s+given/, /afterInputPath\s+changed/, /afterParameters\s+changed/, /result\s+new value/,
    /afterResultSelector\s+unchanged/, /afterResultPath\s+changed/, /output\s+unchanged/]);
  await expect(result.getByRole('group', { name: 'afterResultPath' })).toContainText('added   "sent": {');
  await result.getByRole('tab', { name: 'Output', exact: true }).click();
  await expect(result.getByRole('group', { name: 'Output' })).toContainText('"by": "web"');
});

test('an error: the retrier and its delay, then the catcher, then nobody', async ({ app }) => {
  await app.write(CARD);
  const dialog = await open(app, 'Charge');
  await dialog.getByLabel('State input').fill('{"order": {"id": "A-1"}}');
  await dialog.getByRole('radio', { name: 'Error output' }).check();
  await dialog.getByLabel('Error', { exact: true }).fill('Sqs.Busy');
  await dialog.getByLabel('Retrier retry count').fill('1');
  await press(dialog);
  const result = dialog.getByRole('region', { name: 'Test result' });
  await expect(result).toContainText('RETRIABLE');
  await result.getByRole('tab', { name: 'Retry and catch' }).click();
  await expect(result.getByRole('row')).toContainText([/ErrorEquals/, /Retry\[0\]\s*Sqs.Busy\s*matches, retries in 6 s/, /Retry\[1\]\s*Sqs.Slow\s*not asked/,
    /Catch\[0\]\s*Sqs.Closed\s*not asked/]);
  await dialog.getByLabel('Error', { exact: true }).fill('Sqs.Closed');
  await press(dialog);
  await expect(result).toContainText('CAUGHT_ERROR');
  await expect(result.getByRole('row')).toContainText([/ErrorEquals/, /other error/, /other error/, /matches → Later/]);
  await dialog.getByLabel('Error', { exact: true }).fill('Sqs.Lost');
  await press(dialog);
  await expect(result).toContainText('FAILED');
  await expect(result.getByRole('row')).toContainText([/ErrorEquals/, /other error/, /other error/, /other error/]);
});

test('the input of the visit in the run, the key, another state, the focus that returns; clean', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.node('ChargeCard').click();
  const panel = app.step('ChargeCard');
  const input: unknown = JSON.parse(await panel.getByRole('group', { name: 'Input' }).innerText());
  await panel.getByRole('button', { name: 'Test state' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test state' });
  expect(JSON.parse(await dialog.getByLabel('State input').inputValue())).toEqual(input);
  await press(dialog);
  await expect(dialog.getByRole('region', { name: 'Test result' })).toContainText('SUCCEEDED');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('dialog[open]').analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))])).toEqual([]);
  await dialog.getByRole('combobox').first().selectOption({ index: 0 });
  await expect(dialog.getByText('Press Test to see')).toBeVisible();
  await dialog.getByLabel('State input').fill('{');
  await press(dialog);
  await expect(dialog.getByLabel('State input')).toHaveAccessibleDescription(/^InvalidExecutionInput/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(panel.getByRole('button', { name: 'Test state' })).toBeFocused();
  await page.keyboard.press('F2');
  await expect(dialog.getByRole('combobox').first()).toHaveValue(/^ChargeCard/);
});

test('mocks of the list are used, and a mock that was tried goes into the list', async ({ app }) => {
  await app.write(CARD);
  await app.allTools();
  await app.openTab('Mocks');
  const charge = app.define.getByRole('group', { name: 'Charge', exact: true });
  await charge.getByRole('radio', { name: 'Mock' }).check();
  await charge.getByLabel('Attempt 1: result, JSON').fill('{"MessageId": "m-1", "MD5OfMessageBody": "x"}');
  await charge.getByRole('button', { name: 'Another attempt' }).click();
  await charge.getByLabel('Attempt 2: what happens').selectOption('throws an error');
  await charge.getByLabel('Attempt 2: Error').fill('Sqs.Busy');
  const dialog = await open(app, 'Charge');
  await expect(dialog.getByLabel('Result, JSON')).toHaveValue(/m-1/);
  await dialog.getByLabel('Mocks of this Task').selectOption('throws an error: Sqs.Busy');
  await expect(dialog.getByLabel('Error', { exact: true })).toHaveValue('Sqs.Busy');
  await dialog.getByLabel('Error', { exact: true }).fill('Sqs.Closed');
  await dialog.getByLabel('Cause').fill('for good');
  await dialog.getByRole('button', { name: 'Copy to mocks' }).click();
  await expect(dialog.getByRole('contentinfo').or(dialog.locator('footer'))).toContainText('The answer was added to the mocks of Charge.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(charge.getByLabel('Attempt 3: Error')).toHaveValue('Sqs.Closed');
  await expect(charge.getByLabel('Attempt 3: Cause')).toHaveValue('for good');
});
