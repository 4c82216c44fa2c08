/** A Task that asks, tokens and activities, answered in the step panel. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:quote';

const machine = (task: object): object => ({
  StartAt: 'Ask',
  States: { Ask: { Type: 'Task', ...task, Next: 'Then' }, Then: { Type: 'Pass', End: true } },
});

async function asks(app: Stepglass, task: object): Promise<Locator> {
  await app.write(machine(task));
  await app.allTools();
  await app.openTab('Mocks');
  await app.define.getByRole('group', { name: 'Ask' }).getByLabel('Ask me').check();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.top).toContainText('Waiting for you');
  return app.step('Ask');
}

/** Goes to an event by its row. */
async function seek(app: Stepglass, event: number): Promise<void> {
  await app.row(event).dblclick();
  await app.at(event);
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))])).toEqual([]);
}

test('a Task asks, the answer is prepared, and the run goes on with it', async ({ app, page }) => {
  const panel = await asks(app, { Resource: LAMBDA });
  await expect(panel.getByRole('tab', { name: 'Answer' })).toHaveAttribute('aria-selected', 'true');
  const result = panel.getByLabel('Result, JSON');
  await expect(result).not.toHaveValue('');
  await clean(page);
  await result.fill('{"broken"');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await expect(panel.getByRole('alert')).toHaveText('This is not JSON.');
  await result.fill('{"price": 42}');
  await panel.getByLabel('After, virtual seconds').fill('2.5');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await app.ended('Succeeded');
  const history = await app.history();
  const answered = history.find(({ type }) => type === 'LambdaFunctionSucceeded');
  expect(answered?.['lambdaFunctionSucceededEventDetails']).toMatchObject({ output: '{"price":42}' });
  await app.node('Ask').click();
  await panel.getByRole('tab', { name: 'Details' }).click();
  await expect(panel.getByRole('row').last()).toContainText(/2\.500 s.*you/s);
});

test('another answer after going back: the past stays, the old future is an execution of its own', async ({ app }) => {
  const panel = await asks(app, { Resource: LAMBDA });
  await panel.getByLabel('Result, JSON').fill('1');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await app.ended('Succeeded');
  const before = await app.history();
  await seek(app, 3);
  await app.node('Ask').click();
  await panel.getByRole('tab', { name: 'Answer' }).click();
  await panel.getByLabel('Failure').check();
  await panel.getByLabel('Error').fill('No.Price');
  await panel.getByLabel('Cause').fill('sold out');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await expect(app.page.getByText(/is kept as the execution/)).toBeVisible();
  await app.button('Continue').click();
  await app.ended('Failed');
  const after = await app.history();
  expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
  expect(after.at(-1)).toMatchObject({ type: 'ExecutionFailed' });
  const rows = await app.executions();
  await expect(rows.filter({ hasText: 'before change' })).toContainText('Succeeded');
});

test('an activity: a worker takes the task, beats and reports', async ({ app }) => {
  const panel = await asks(app, { Resource: 'arn:aws:states:us-east-1:123456789012:activity:dig', HeartbeatSeconds: 30 });
  await panel.getByLabel('Worker name').fill('Bob');
  await panel.getByRole('button', { name: 'Take the task' }).click();
  await panel.getByLabel('After, virtual seconds').fill('20');
  await panel.getByRole('button', { name: 'Send heartbeat' }).click();
  await expect(panel.getByRole('status')).toHaveText('Heartbeat sent.');
  await panel.getByLabel('Result, JSON').fill('"a hole"');
  await panel.getByLabel('After, virtual seconds').fill('45');
  await panel.getByRole('button', { name: 'Send success' }).click();
  await app.ended('Succeeded');
  const history = await app.history();
  const started = history.find(({ type }) => type === 'ActivityStarted');
  expect(started?.['activityStartedEventDetails']).toMatchObject({ workerName: 'Bob' });
});

test('a task token may be used before the automatic answer comes', async ({ app }) => {
  await app.write(machine({
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q', MessageBody: { 'token.$': '$$.Task.Token' } },
  }));
  await app.allTools();
  await app.run('Succeeded');
  await seek(app, 5);
  await app.node('Ask').click();
  const panel = app.step('Ask');
  await panel.getByRole('tab', { name: 'Answer' }).click();
  await expect(panel).toContainText(/Whoever has the task token may answer.*first answer counts/s);
  await panel.getByLabel('Result, JSON').fill('"early"');
  await panel.getByRole('button', { name: 'Send success' }).click();
  await app.run('Succeeded');
  const history = await app.history();
  const ended = history.find(({ type }) => type === 'TaskSucceeded');
  expect(ended?.['taskSucceededEventDetails']).toMatchObject({ output: '"early"' });
});

test('what if the input were another: the past stays, the future is new, the old one is kept', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.allTools();
  await app.run('Succeeded');
  const before = await app.history();
  const entered = before.find(({ type }) => type === 'ChoiceStateEntered')?.id ?? 0;
  await app.row(entered).click();
  const panel = app.step('ChoiceState');
  await panel.getByText('What if the input were another?').click();
  const field = await panel.getByLabel('Input of this step, JSON').boundingBox();
  const help = await panel.getByText('The past stays.').boundingBox();
  expect(help?.y, 'what is said of the field stands below it').toBeGreaterThanOrEqual((field?.y ?? Infinity) + (field?.height ?? 0));
  const input = panel.getByLabel('Input of this step, JSON');
  await input.fill('{"foo": 7');
  await panel.getByRole('button', { name: 'Enter with this input' }).click();
  await expect(panel.getByRole('alert')).toHaveText('This is not JSON.');
  await input.fill('{"foo": 7}');
  await panel.getByRole('button', { name: 'Enter with this input' }).click();
  await expect(page.getByText(/is kept as the execution/)).toBeVisible();
  await app.at(entered);
  await app.run('Failed');
  const after = await app.history();
  expect(after.slice(0, entered - 1)).toEqual(before.slice(0, entered - 1));
  expect(after[entered - 1]?.['stateEnteredEventDetails']).toMatchObject({ input: '{"foo":7}' });
});

test('a mocked answer is changed while its call is out', async ({ app }) => {
  await app.allTools();
  await app.run('Succeeded');
  await app.row(3).dblclick();
  await app.at(3);
  const panel = app.step('HelloWorld');
  await panel.getByRole('tab', { name: 'Answer' }).click();
  await expect(panel).toContainText(/An answer is on its way \((mock|automatic)\)/);
  await panel.getByLabel('Result, JSON').fill('"changed"');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await app.run('Succeeded');
  expect(await app.payload('Output')).toBe('changed');
});

test('going on without an answer changes nothing: the answer still lets the run go on', async ({ app }) => {
  const panel = await asks(app, { Resource: LAMBDA });
  await app.button('Continue').click();
  await app.at(4);
  await panel.getByLabel('Result, JSON').fill('1');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await app.ended('Succeeded');
});

test('from a state that has just been entered, one press leads to its call', async ({ app }) => {
  await app.allTools();
  await app.gallery('Orderer');
  await app.button('Step into').click();
  await app.button('Step into').click();
  const panel = app.step('ChargeCard');
  await panel.getByRole('tab', { name: 'Input' }).click();
  await panel.getByRole('button', { name: 'Answer this call myself' }).click();
  await expect(panel.getByRole('tab', { name: 'Answer' })).toHaveAttribute('aria-selected', 'true');
  await panel.getByLabel('Failure').check();
  await panel.getByLabel('Error').fill('Payment.Declined');
  await panel.getByRole('button', { name: 'Send answer' }).click();
  await app.button('Continue').click();
  await app.ended('Failed');
});
