/** Mock files of AWS Step Functions Local: played as they are, judged at their places, kept, and given back unchanged. */

import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Stepglass } from './stepglass.ts';

const FILE = 'tests/mocks/MockConfigFile.json';
const DEFINITION = JSON.parse(readFileSync('tests/tools/checkout/checkout.asl.json', 'utf8')) as object;

/** The Mocks tab, with the machine that the file is for. */
async function begin(app: Stepglass, definition: object = DEFINITION): Promise<void> {
  await app.write(definition);
  await app.allTools();
  await app.openTab('Mocks');
  await expect(app.define.getByLabel('Import')).toBeAttached();
}

async function importFile(app: Stepglass, text: string): Promise<void> {
  await app.define.getByLabel('Import').setInputFiles({ name: 'MockConfigFile.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

async function exported(app: Stepglass): Promise<string> {
  const [file] = await Promise.all([app.page.waitForEvent('download'), app.define.getByRole('button', { name: 'Export' }).click()]);
  expect(file.suggestedFilename()).toBe('MockConfigFile.json');
  return readFileSync(await file.path(), 'utf8');
}

const editor = (app: Stepglass) => app.page.getByRole('textbox', { name: 'Mock file, JSON' });
const testCase = (app: Stepglass) => app.define.getByLabel('Test case');

test('a file in the form of its documentation runs unchanged, case by case, and comes out as it went in', async ({ app }) => {
  const text = readFileSync(FILE, 'utf8');
  await begin(app);
  await importFile(app, text);
  await expect(testCase(app)).toHaveValue('Paid');
  await app.run('Succeeded');
  expect(await app.payload('Output')).toMatchObject({ payment: { receipt: 'R-1' } });
  await testCase(app).selectOption('PaidAfterRetries');
  await app.run('Succeeded');
  expect(await app.payload('Output')).toMatchObject({ payment: { receipt: 'R-4' } });
  await expect(app.node('Charge')).toHaveAccessibleName('Charge, Task, Succeeded after 4 attempts');
  await testCase(app).selectOption('Refused');
  await app.run('Failed');
  expect(await exported(app)).toBe(text);
});

test('the file and the chosen test case are kept', async ({ app }) => {
  await begin(app);
  await importFile(app, readFileSync(FILE, 'utf8'));
  await testCase(app).selectOption('Refused');
  await app.page.waitForTimeout(400);
  await app.reload();
  await app.openTab('Mocks');
  await expect(testCase(app)).toHaveValue('Refused');
  await app.run('Failed');
});

test('what is wrong is said at its place and keeps the run from starting', async ({ app }) => {
  await begin(app);
  await importFile(app, readFileSync(FILE, 'utf8').replace('"1-2"', '"2-1"'));
  const problem = app.define.getByRole('listitem').filter({ hasText: '/MockedResponses/ChargeRetried/2-1' });
  await expect(problem).toContainText('neither a number of a call');
  expect((await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  await problem.getByRole('button', { name: /^Go to line/ }).click();
  await expect(editor(app)).toBeFocused();
  await app.button('Run').click();
  await expect(app.define.getByRole('alert')).toContainText('The mock file has errors, so nothing was started.');
  await app.tool('한국어');
  await expect(app.page.getByText('`2-1`: 0부터 세는 호출 번호나 1-2 같은 범위가 아닙니다')).toBeVisible();
});

test('a file for another machine offers its name', async ({ app }) => {
  const file = JSON.parse(readFileSync(FILE, 'utf8')) as { StateMachines: Record<string, unknown> };
  await begin(app);
  await importFile(app, JSON.stringify({ ...file, StateMachines: { ...file.StateMachines, Other: { TestCases: {} , } } }));
  await app.define.getByRole('button', { name: 'Rename this one to Checkout' }).click();
  await expect(testCase(app)).toHaveValue('Paid');
  await app.run('Succeeded');
});

const EACH = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map', MaxConcurrency: 1, End: true,
      ItemProcessor: {
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q' }, End: true, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }] } },
      },
    },
  },
};
const BUSY = {
  StateMachines: { M: { TestCases: { Twice: { Work: 'BusyThenDone' } } } },
  MockedResponses: { BusyThenDone: { 0: { Throw: { Error: 'Busy', Cause: 'c' } }, 1: { Return: { MessageId: 'one' } }, 2: { Return: { MessageId: 'two' } } } },
};

test('calls are counted over the execution, or anew in every item', async ({ app }) => {
  await app.openTab('Input');
  await app.paste('[1, 2]', app.input);
  await app.openTab('Definition');
  await begin(app, EACH);
  await importFile(app, JSON.stringify(BUSY));
  await expect(testCase(app)).toHaveValue('Twice');
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual([{ MessageId: 'one' }, { MessageId: 'two' }]);
  await app.define.getByLabel('Count anew in every item of a Map').check();
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual([{ MessageId: 'one' }, { MessageId: 'one' }]);
  expect(JSON.parse(await exported(app))).toEqual({ ...BUSY, Stepglass: { counters: 'iteration' } });
  await app.define.getByLabel('Count anew in every item of a Map').uncheck();
  expect(JSON.parse(await exported(app))).toEqual(BUSY);
});

test('a test case becomes a list with ranges, and the list becomes a file', async ({ app }) => {
  await begin(app);
  await importFile(app, readFileSync(FILE, 'utf8'));
  await testCase(app).selectOption('PaidAfterRetries');
  await app.define.getByRole('button', { name: 'Copy to the list' }).click();
  const charge = app.define.getByRole('group', { name: 'Charge', exact: true });
  await expect(charge.getByLabel('Attempts 2–3: Error')).toHaveValue('Lambda.TooManyRequestsException');
  await expect(charge.getByLabel('Attempts 2–3: how many attempts get this answer')).toHaveValue('2');
  await app.run('Succeeded');
  await expect(app.node('Charge')).toHaveAccessibleName('Charge, Task, Succeeded after 4 attempts');
  const text = await exported(app);
  const { MockedResponses: responses } = JSON.parse(text) as { MockedResponses: Record<string, object> };
  const own = Object.values(responses).find((response) => '1-2' in response);
  expect(own).toMatchObject({ '1-2': { Throw: { Error: 'Lambda.TooManyRequestsException', Cause: 'too many' } }, 3: { Return: { Payload: { receipt: 'R-4' } } } });
  await importFile(app, text);
  await expect(app.page.getByRole('status').filter({ hasText: 'The mock file was replaced.' })).toBeVisible();
  await app.run('Succeeded');
  await expect(app.node('Charge')).toHaveAccessibleName('Charge, Task, Succeeded after 4 attempts');
});

test('a file that is dropped is imported; answers in our own form go into the list', async ({ app }) => {
  await begin(app);
  const drop = async (text: string): Promise<void> => {
    const data = await app.page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'mocks.json', { type: 'application/json' }));
      return transfer;
    }, text);
    await app.page.dispatchEvent('#mocks', 'drop', { dataTransfer: data });
  };
  await drop(readFileSync(FILE, 'utf8'));
  await expect(testCase(app)).toHaveValue('Paid');
  await drop('{"Charge": [{"throw": {"error": "Busy", "cause": "c"}, "delay": 1500}, {"return": {"Payload": {"receipt": 1.0}}}]}');
  const charge = app.define.getByRole('group', { name: 'Charge', exact: true });
  await expect(charge.getByLabel('Attempt 1: virtual time until the answer')).toHaveValue('1.5 s');
  await expect(charge.getByLabel('Attempt 2: result, JSON')).toHaveValue(/"receipt": 1\.0/);
});
