/** What Tasks answer: values and errors per attempt, automatic answers marked as such. */

import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

type Answer = { returns: unknown } | { error: string; cause: string };

/** Gives a Task its answers by hand, as a person does. */
async function answer(app: Stepglass, task: string, answers: Answer[]): Promise<void> {
  await app.openTab('Mocks');
  const group = app.define.getByRole('group', { name: task, exact: true });
  for (let rest = await remove(group).count(); rest > 0; rest -= 1) await remove(group).first().click();
  for (const [at, item] of answers.entries()) {
    if (at === 0) await group.getByRole('radio', { name: 'Mock' }).check();
    else await group.getByRole('button', { name: 'Another attempt' }).click();
    const attempt = `Attempt ${at + 1}`;
    if ('returns' in item) {
      await group.getByLabel(`${attempt}: result, JSON`).fill(JSON.stringify(item.returns));
    } else {
      await group.getByLabel(`${attempt}: what happens`).selectOption('throws an error');
      await group.getByLabel(`${attempt}: Error`).fill(item.error);
      await group.getByLabel(`${attempt}: Cause`).fill(item.cause);
    }
  }
}

const remove = (group: Locator): Locator => group.getByRole('button', { name: /^Delete Attempt/ });

const busy: Answer = { error: 'Payment.Busy', cause: 'try again' };

const CASES: { what: string; answers: Answer[]; status: string; node: string; output?: Record<string, unknown>; words?: string }[] = [
  {
    what: 'a value it returns',
    answers: [{ returns: { receipt: 'R-1' } }],
    status: 'Succeeded',
    node: 'ChargeCard, Task, Succeeded',
    output: { payment: { receipt: 'R-1' } },
  },
  {
    what: 'an error, then a value: retried',
    answers: [busy, { returns: { receipt: 'R-2' } }],
    status: 'Succeeded',
    node: 'ChargeCard, Task, Succeeded after 2 attempts',
    output: { payment: { receipt: 'R-2' } },
  },
  {
    what: 'an error each time: retries run out',
    answers: [busy],
    status: 'Failed',
    node: 'ChargeCard, Task, Failed after 4 attempts',
    words: 'Execution failed: Payment.Busy',
  },
  {
    what: 'an error that is caught',
    answers: [{ error: 'Payment.Declined', cause: 'no money' }],
    status: 'Failed',
    node: 'ChargeCard, Task, Caught error',
    words: 'Execution failed: OrderFailed',
  },
  {
    what: 'an error that nobody catches',
    answers: [{ error: 'Payment.Lost', cause: 'the line broke' }],
    status: 'Failed',
    node: 'ChargeCard, Task, Failed',
    words: 'the line broke',
  },
];

for (const { what, answers, status, node, output, words } of CASES) {
  test(`a Task answers with ${what}`, async ({ app }) => {
    await app.gallery('Orderer');
    await app.allTools();
    await answer(app, 'ChargeCard', answers);
    await app.run(status);
    await expect(app.node('ChargeCard')).toHaveAccessibleName(node);
    if (output) expect(await app.payload('Output')).toMatchObject(output);
    if (words) await expect(app.monitor.getByRole('region', { name: 'Execution Details' })).toContainText(words);
  });
}

test('without a mock the answer is automatic and marked', async ({ app }) => {
  await app.choose('Automatic answer');
  await app.allTools();
  await app.openTab('Mocks');
  const group = app.define.getByRole('group', { name: 'HelloWorld' });
  await expect(group.getByRole('radio', { name: 'Automatic' })).toBeChecked();
  await expect(group).toContainText('the simulator makes one up');
  await app.run('Succeeded');
  await app.node('HelloWorld').click();
  await app.step('HelloWorld').getByRole('tab', { name: 'Details' }).click();
  await expect(app.step('HelloWorld').getByRole('table', { name: 'Attempts' })).toContainText('auto');
});

test('an automatic answer is marked wherever it is shown, and one press makes a mock of it', async ({ app }) => {
  await app.choose('Automatic answer');
  await app.run('Succeeded');
  await expect(app.node('HelloWorld').locator('title').first()).toHaveText('HelloWorld · Automatic answer');
  const succeeded = app.events.getByRole('row').filter({ hasText: 'LambdaFunctionSucceeded' });
  await expect(succeeded).toContainText('auto');
  await expect(app.events.getByRole('row').filter({ hasText: 'LambdaFunctionScheduled' })).not.toContainText('auto');
  await app.node('HelloWorld').click();
  const step = app.step('HelloWorld');
  await step.getByRole('tab', { name: 'Output' }).click();
  await expect(step).toContainText('the simulator makes one up');
  const before = await app.payload('Output');
  await step.getByRole('button', { name: 'Edit as a mock' }).click();
  const result = app.define.getByLabel('Attempt 1: result, JSON');
  await expect(result).toBeFocused();
  expect(JSON.parse(await result.inputValue())).toEqual(before);
  await result.fill('{"edited": 1.0}');
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual({ edited: 1 });
  await app.node('HelloWorld').click();
  await step.getByRole('tab', { name: 'Details' }).click();
  await expect(step.getByRole('table', { name: 'Attempts' })).toContainText('mock');
  await expect(app.events).not.toContainText('auto');
});

test('with a mock file the automatic answer goes into its test case', async ({ app }) => {
  await app.choose('Automatic answer');
  await app.allTools();
  await app.openTab('Mocks');
  await app.define.getByRole('radio', { name: 'Mock file' }).check();
  await app.run('Succeeded');
  await app.node('HelloWorld').click();
  await app.step('HelloWorld').getByRole('tab', { name: 'Details' }).click();
  await app.step('HelloWorld').getByRole('button', { name: 'Edit as a mock' }).click();
  const file = app.page.getByRole('textbox', { name: 'Mock file, JSON' });
  await expect(file).toBeFocused();
  await expect(app.define.getByLabel('Test case')).toHaveValue('Case1');
  const text = JSON.parse(await app.text(file)) as { MockedResponses: Record<string, object> };
  expect(Object.values(text.MockedResponses)[0]).toHaveProperty('0-24999.Return');
  await app.run('Succeeded');
  await expect(app.events).not.toContainText('auto');
});

test('an answer has its time, its length, and what its kind of call has besides', async ({ app }) => {
  const token = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
  const Parameters = { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } };
  await app.write({ StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: token, Parameters, HeartbeatSeconds: 60, End: true } } });
  await app.allTools();
  await answer(app, 'Ask', [{ returns: 'yes' }]);
  const delay = app.define.getByLabel('Attempt 1: virtual time until the answer');
  await delay.fill('soon');
  await delay.press('Enter');
  await expect(delay).toHaveAttribute('aria-invalid', 'true');
  await delay.fill('2 min 30s');
  await delay.press('Enter');
  await expect(delay).toHaveValue('150 s');
  await app.define.getByLabel('Attempt 1: virtual time between heartbeats').fill('50s');
  await app.define.getByLabel('Own response to the start').check();
  await app.define.getByLabel('Attempt 1: response that TaskSubmitted shows, JSON').fill('{"MessageId": "m-1"}');
  await app.run('Succeeded');
  const history = await app.history();
  const [submitted, succeeded] = ['TaskSubmitted', 'TaskSucceeded'].map((type) => history.find((event) => event.type === type));
  expect(JSON.stringify(submitted)).toContain('m-1');
  expect(Number(succeeded?.timestamp) - Number(history[0]?.timestamp)).toBeGreaterThanOrEqual(150);
  await app.define.getByLabel('Attempt 1: what happens').selectOption('returns its input');
  await app.run('Succeeded');
});

test('a result that is not JSON is named and keeps the run from starting', async ({ app }) => {
  await app.allTools();
  await app.openTab('Mocks');
  const result = app.define.getByLabel('Attempt 1: result, JSON');
  await result.fill('{"message": ');
  await expect(result).toHaveAttribute('aria-invalid', 'true');
  await expect(app.define.getByText('This is not JSON yet: line 1, column 13.')).toBeVisible();
  await app.button('Run').click();
  await expect(app.define.getByRole('alert')).toContainText('The mock of HelloWorld, attempt 1, is not JSON, so nothing was started.');
  await result.fill('{"message": "hi"}');
  await app.run('Succeeded');
  await expect(app.define.getByRole('alert')).toBeHidden();
  expect(await app.payload('Output')).toEqual({ message: 'hi' });
});

test('another input has its own answers; a changed answer counts for the next execution', async ({ app }) => {
  await app.allTools();
  await app.openTab('Input');
  await app.define.getByRole('button', { name: 'New input' }).click();
  await app.paste('{"name": "Mina"}', app.input);
  await answer(app, 'HelloWorld', [{ returns: 'Hello, Mina' }]);
  await app.run('Succeeded');
  expect(await app.payload('Input')).toEqual({ name: 'Mina' });
  expect(await app.payload('Output')).toBe('Hello, Mina');
  await app.choose('A greeting');
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual({ message: 'Hello, Step Functions' });
});

test('answers of a Task that was renamed stay until they are removed', async ({ app }) => {
  await app.allTools();
  await app.write({ StartAt: 'Greet', States: { Greet: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } } });
  await app.openTab('Mocks');
  await expect(app.tab('Mocks')).toHaveText('Mocks0');
  const stray = app.define.getByRole('group', { name: 'HelloWorld' });
  await expect(stray).toContainText('No Task has this name.');
  await stray.getByRole('button', { name: 'Delete' }).click();
  await expect(stray).toBeHidden();
  await expect(app.define.getByRole('group', { name: 'Greet', exact: true })).toContainText('arn:aws:states:::sqs:sendMessage');
});

const ITEMS = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      End: true,
      ItemProcessor: {
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true, Retry: [{ ErrorEquals: ['States.ALL'] }] } },
      },
    },
  },
};

test('in a Map attempts begin again with every item: said, and retries are added up', async ({ app }) => {
  await app.openTab('Input');
  await app.paste('[1, 2, 3]', app.input);
  await app.openTab('Definition');
  await app.write(ITEMS);
  await app.allTools();
  await answer(app, 'Work', [{ error: 'Busy', cause: '' }, { returns: {} }]);
  await expect(app.define.getByRole('group', { name: 'Work' })).toContainText('In a Map every item begins again with attempt 1.');
  await app.run('Succeeded');
  await expect(app.node('Work')).toHaveAccessibleName('Work, Task, Succeeded, 3 retries, in Each');
  await expect(app.node('Work').locator('.pill.st-retry')).toHaveText('3');
});

test('answers in turn that an older version kept go on in turn', async ({ app, page }) => {
  await page.waitForTimeout(400);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await page.evaluate(async () => {
    const open = indexedDB.open('stepglass');
    await new Promise((done) => (open.onsuccess = done));
    const machines = open.result.transaction('machines', 'readwrite').objectStore('machines');
    const all = machines.getAll();
    await new Promise((done) => (all.onsuccess = done));
    for (const record of all.result as { document: { mockFile?: unknown; doubles?: unknown; cases: object[] } }[]) {
      const { mockFile: _, doubles: __, ...document } = record.document;
      const cases = document.cases.map((item) => ({ ...item, orders: undefined, byCall: ['HelloWorld'] }));
      const put = machines.put({ ...record, document: { ...document, cases } });
      await new Promise((done) => (put.onsuccess = done));
    }
    open.result.close();
  });
  await app.reload();
  await app.allTools();
  await app.openTab('Mocks');
  await expect(app.define.getByLabel('Next answer').locator('option:checked')).toHaveText('at every call, in turn');
  await app.run('Succeeded');
});
