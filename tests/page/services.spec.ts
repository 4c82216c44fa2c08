/** Simulated services: contents to start with, what they hold at the position of the run, both on the page. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const DEFINITION = {
  StartAt: 'Save',
  States: {
    Save: {
      Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', ResultPath: null, Next: 'Tell',
      Parameters: { TableName: 'Orders', Item: { id: { 'S.$': '$.id' }, paid: { BOOL: true } } },
    },
    Tell: {
      Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', ResultPath: null, Next: 'Clean',
      Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders', 'MessageBody.$': '$.id' },
    },
    Clean: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: { JobName: 'clean' }, End: true },
  },
};

async function begin(app: Stepglass): Promise<void> {
  await app.openTab('Input');
  await app.paste('{"id": "o-1"}', app.input);
  await app.openTab('Definition');
  await app.write(DEFINITION);
  await app.allTools();
  await app.openTab('Services');
}

const editor = (app: Stepglass): Locator => app.page.getByRole('textbox', { name: 'Contents of simulated services, JSON' });
const inRun = (app: Stepglass): Promise<void> => app.define.getByRole('radio', { name: 'In the run' }).check();

test('what the definition calls is there with one press, answers, and is shown as it stands at the position', async ({ app }) => {
  await begin(app);
  await expect(app.define.getByRole('radio', { name: 'In the run' })).toBeDisabled();
  await app.define.getByRole('button', { name: 'What the definition calls (3)' }).click();
  await expect(app.define.getByRole('button', { name: /^What the definition calls/ })).toBeHidden();
  expect(JSON.parse(await app.text(editor(app)))).toEqual({
    jobs: { glue: { clean: { seconds: 30 } } }, sqs: { orders: [] }, dynamodb: { Orders: { key: ['id'], items: [] } },
  });
  await app.run('Succeeded');
  await inRun(app);
  const table = app.define.getByRole('region', { name: 'DynamoDB Orders' });
  await expect(table.getByRole('row').last()).toContainText('o-1');
  await expect(app.define.getByRole('region', { name: 'SQS orders' })).toContainText('"Body": "o-1"');
  await expect(app.define.getByRole('region', { name: /^Jobs/ })).toContainText('SUCCEEDED');
  expect((await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await app.node('Save').click();
  await app.step('Save').getByRole('tab', { name: 'Details' }).click();
  await expect(app.step('Save').getByRole('table', { name: 'Attempts' })).toContainText('simulated service');
  await app.scrubber.press('Home');
  await expect(table).toContainText('0 items');
  await expect(app.define.getByRole('region', { name: 'SQS orders' })).toContainText('0 messages');
});

test('contents are edited, judged at their places, and kept', async ({ app }) => {
  await begin(app);
  await app.define.getByLabel('Add…').selectOption('DynamoDB table');
  await app.define.getByLabel('Add…').selectOption('SQS queue');
  await expect(editor(app)).toBeFocused();
  await app.paste('{"sqs": {"orders": 1}}', editor(app));
  const problem = app.define.getByRole('listitem').filter({ hasText: '/sqs/orders' });
  await expect(problem).toContainText('must be a list');
  expect((await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await app.button('Run').click();
  await expect(app.define.getByRole('alert')).toContainText('The contents of the simulated services have errors');
  await app.paste('{"dynamodb": {"Orders": {"key": ["id"], "items": [{"id": {"S": "o-0"}}]}}}', editor(app));
  await expect(problem).toBeHidden();
  await app.page.waitForTimeout(400);
  await app.reload();
  await app.openTab('Services');
  expect(await app.text(editor(app))).toContain('o-0');
  await app.run('Succeeded');
  await inRun(app);
  await expect(app.define.getByRole('region', { name: 'DynamoDB Orders' })).toContainText('2 items');
});
