/** The three machines of the gallery: drawn, run with every input, shown in the console's fields. */

import type { Locator } from '@playwright/test';
import { expect, test } from './stepglass.ts';

const LAMBDA = ['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded', 'TaskStateExited'];
const REFUSED = ['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionFailed'];

interface Run {
  machine: string;
  input: string;
  /** How each state ended; the others are not started. */
  states: Record<string, string>;
  /** Event types from the start; the whole history where `events` is as long. */
  history: string[];
  events: number;
  transitions: number;
  output?: unknown;
  /** Error and cause. */
  failure?: [string, string];
}

const RUNS: Run[] = [
  {
    machine: 'Hello World',
    input: 'A greeting',
    states: { HelloWorld: 'Succeeded' },
    history: ['ExecutionStarted', ...LAMBDA, 'ExecutionSucceeded'],
    events: 7,
    transitions: 2,
    output: { message: 'Hello, Step Functions' },
  },
  {
    machine: 'Hello World',
    input: 'The function fails',
    states: { HelloWorld: 'Failed' },
    history: ['ExecutionStarted', ...REFUSED, 'ExecutionFailed'],
    events: 6,
    transitions: 2,
    failure: ['EmptyName', 'A greeting needs a name'],
  },
  ...[1, 2].map((foo) => ({
    machine: 'Choice example',
    input: `foo = ${foo}: ${foo === 1 ? 'first' : 'second'} rule`,
    states: {
      FirstState: 'Succeeded',
      ChoiceState: 'Succeeded',
      [foo === 1 ? 'FirstMatchState' : 'SecondMatchState']: 'Succeeded',
      NextState: 'Succeeded',
    },
    history: ['ExecutionStarted', ...LAMBDA, 'ChoiceStateEntered', 'ChoiceStateExited', ...LAMBDA, ...LAMBDA, 'ExecutionSucceeded'],
    events: 19,
    transitions: 5,
    output: { foo, first: { ready: true }, match: `rule ${foo} was chosen`, next: 'done' },
  })),
  {
    machine: 'Choice example',
    input: 'foo = 3: Default',
    states: { FirstState: 'Succeeded', ChoiceState: 'Succeeded', DefaultState: 'Failed' },
    history: ['ExecutionStarted', ...LAMBDA, 'ChoiceStateEntered', 'ChoiceStateExited', 'FailStateEntered', 'ExecutionFailed'],
    events: 10,
    transitions: 4,
    failure: ['NoRuleMatched', 'foo is neither 1 nor 2'],
  },
  {
    machine: 'Orderer',
    input: 'Paid at once',
    states: {
      ValidateOrder: 'Succeeded',
      ChargeCard: 'Succeeded',
      PrepareParcel: 'Succeeded',
      PackItems: 'Succeeded',
      PackItem: 'Succeeded',
      PrintLabel: 'Succeeded',
      ShipOrder: 'Succeeded',
    },
    history: ['ExecutionStarted', ...LAMBDA, ...LAMBDA, 'ParallelStateEntered', 'ParallelStateStarted'],
    events: 51,
    transitions: 10,
    output: {
      orderId: 'A-1042',
      card: 'visa-1881',
      total: 42.5,
      address: { city: 'Berlin', zip: '10115' },
      items: [{ sku: 'tea-200', quantity: 2 }, { sku: 'cup-03', quantity: 1 }, { sku: 'tin-11', quantity: 1 }],
      check: { valid: true },
      payment: { receipt: 'R-7731', charged: 42.5 },
      parcel: [
        [{ sku: 'tea-200', quantity: 2 }, { sku: 'cup-03', quantity: 1 }, { sku: 'tin-11', quantity: 1 }],
        { label: 'DE-10115-0042' },
      ],
      shipment: { tracking: 'SG-5520-118' },
    },
  },
  {
    machine: 'Orderer',
    input: 'Paid after two retries',
    states: {
      ValidateOrder: 'Succeeded',
      ChargeCard: 'Succeeded after 3 attempts',
      PrepareParcel: 'Succeeded',
      PackItems: 'Succeeded',
      PackItem: 'Succeeded',
      PrintLabel: 'Succeeded',
      ShipOrder: 'Succeeded',
    },
    history: ['ExecutionStarted', ...LAMBDA, ...REFUSED, ...REFUSED.slice(1), ...LAMBDA.slice(1), 'ParallelStateEntered'],
    events: 43,
    transitions: 10,
    output: {
      orderId: 'A-1043',
      card: 'visa-1881',
      total: 18,
      address: { city: 'Berlin', zip: '10115' },
      items: [{ sku: 'tea-100', quantity: 1 }],
      check: { valid: true },
      payment: { receipt: 'R-7732', charged: 18 },
      parcel: [[{ sku: 'tea-100', quantity: 1 }], { label: 'DE-10115-0043' }],
      shipment: { tracking: 'SG-5520-119' },
    },
  },
  {
    machine: 'Orderer',
    input: 'Card declined',
    states: { ValidateOrder: 'Succeeded', ChargeCard: 'Caught error', CancelOrder: 'Succeeded', OrderFailed: 'Failed' },
    history: ['ExecutionStarted', ...LAMBDA, ...REFUSED, 'TaskStateExited', ...LAMBDA, 'FailStateEntered', 'ExecutionFailed'],
    events: 18,
    transitions: 5,
    failure: ['OrderFailed', 'The card was declined'],
  },
];

for (const { machine, input, states, history, events, transitions, output, failure } of RUNS) {
  const status = failure ? 'Failed' : 'Succeeded';
  test(`${machine} with “${input}” ends as ${status}`, async ({ app }) => {
    await app.gallery(machine);
    await app.choose(input);
    await app.run(status);
    expect(started(await app.nodes())).toEqual(states);
    const types = (await app.history()).map(({ type }) => type);
    expect(types).toHaveLength(events);
    expect(types.slice(0, history.length)).toEqual(history);
    const details = new Map(await app.details());
    expect(details.get('Execution Status')).toBe(status);
    expect(details.get('State transitions')).toBe(String(transitions));
    for (const words of failure ?? []) await expect(app.monitor.getByText(words).first()).toBeVisible();
    if (!failure) expect(await app.payload('Output')).toEqual(output);
  });
}

/** Status by state, of those that have run; the name may end in "in …". */
function started(nodes: string[]): Record<string, string> {
  const parts = nodes.map((node) => node.split(', '));
  return Object.fromEntries(parts.map(([name, _, status]) => [name, status]).filter(([, status]) => status !== 'Not started'));
}

test('Execution Details and Step Details are the console’s', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:Orderer';
  const execution = 'arn:aws:states:eu-central-1:123456789012:execution:Orderer:New_Order';
  const moment = expect.stringMatching(/^[A-Z][a-z]{2} \d+, \d{4} \d\d:\d\d:\d\d\.\d{3}$/);
  expect(await app.details()).toEqual([
    ['Execution Status', 'Succeeded'],
    ['State Machine Arn', machine],
    ['Execution ID', execution],
    ['Started', moment],
    ['Closed', moment],
    ['Duration', expect.stringMatching(/^\d\.\d{3} s\s*virtual$/)],
    ['State transitions', '10'],
    ['Type', 'Standard'],
  ]);
  await expect(app.top.getByRole('navigation').getByRole('listitem')).toHaveText(['Dashboard', 'Orderer', 'New_Order']);
  const details = app.monitor.getByRole('region', { name: 'Execution Details' });
  await expect(details.getByText('Execution Arn:')).toContainText(execution);
  const copies = details.getByRole('button', { name: 'Copy ARN' });
  expect(await app.copied(() => copies.nth(0).click())).toBe(execution);
  expect(await app.copied(() => copies.nth(1).click())).toBe(machine);
  expect(await app.payload('Input')).toMatchObject({ orderId: 'A-1042' });
  await expect(app.events.getByRole('columnheader')).toHaveText(['ID', 'Type', 'Timestamp']);
});

test('a row of Step Details opens to the event’s JSON and selects its step everywhere', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const row = app.row(10);
  await app.scrubber.press('Home');
  await expect(app.row(1)).toBeInViewport();
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(app.step('ChargeCard')).toBeVisible();
  await expect(app.editor).toContainText('"ChargeCard"');
  await row.press('ArrowRight');
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await app.events.getByRole('button', { name: 'Whole JSON' }).click();
  const event = await json(app.events.getByRole('group', { name: 'JSON of event 10' }));
  expect(event).toMatchObject({
    id: 10,
    previousEventId: 9,
    type: 'LambdaFunctionSucceeded',
    lambdaFunctionSucceededEventDetails: { output: '{"receipt":"R-7731","charged":42.5}' },
  });
  const copied = await app.copied(() => app.events.getByRole('button', { name: 'Copy JSON' }).click());
  expect(JSON.parse(copied)).toEqual(event);
  await app.events.getByRole('button', { name: 'Go here' }).click();
  await app.paused(10);
  await row.press('ArrowLeft');
  await expect(row).toHaveAttribute('aria-expanded', 'false');
});

test('the step panel has input, output, details, definition and events of the chosen state', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  await app.node('ChargeCard').click();
  const step = app.step('ChargeCard');
  const tab = async (name: string | RegExp): Promise<Locator> => {
    await step.getByRole('tab', { name }).click();
    return step.getByRole('tabpanel');
  };
  expect(await json((await tab('Input')).getByRole('group'))).toMatchObject({ check: { valid: true } });
  expect(await json((await tab('Output')).getByRole('group'))).toMatchObject({ payment: { receipt: 'R-7732' } });
  const definition = await (await tab('Definition')).getByRole('group').innerText();
  expect(JSON.parse(`{${definition}}`)).toMatchObject({ ChargeCard: { Type: 'Task', Next: 'PrepareParcel' } });
  const attempts = (await tab('Details')).getByRole('row');
  await expect(attempts).toHaveText([/^# ?Outcome/, /^1.*Failed.*Payment\.Busy.*mock/s, /^2.*Failed.*Payment\.Busy.*mock/s, /^3.*Succeeded.*mock/s]);
  const events = (await tab(/^Events/)).getByRole('listitem');
  await expect(events).toHaveCount(11);
  await events.first().getByRole('button').click();
  await expect(app.row(7)).toHaveAttribute('aria-selected', 'true');
});

test('a taken edge shows the JSON that went over it', async ({ app }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.graph.getByRole('button', { name: /^ChoiceState to FirstMatchState, taken × 1/ }).focus();
  await expect(app.visualise.getByText('The output of ChoiceState is the input of FirstMatchState.')).toContainText(/FirstMatchState\. Event 8$/);
  expect(await json(app.visualise.locator('pre'))).toEqual({ foo: 1, first: { ready: true } });
});

async function json(place: Locator): Promise<unknown> {
  return JSON.parse(await place.innerText());
}

test('a dialog that is asked for while another one is closing stays open', async ({ app, page }) => {
  await app.tool('Gallery');
  await expect(app.dialog).toBeVisible();
  await page.evaluate(() => {
    document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
    document.querySelector<HTMLElement>('.moremenu button:last-child')?.click();
  });
  await page.waitForTimeout(300);
  await expect(app.dialog).toContainText('Help');
});
