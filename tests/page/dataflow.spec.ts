/** Data flow: stages of a step's data, and what another field would make of it. */

import type { Locator } from '@playwright/test';
import { everywhere, LAMBDA, view } from './insight.ts';
import { expect, test, type Stepglass } from './stepglass.ts';

const ORDER = { order: { id: 'A-1', cost: { amount: 18.5, currency: 'USD' } }, note: 'n' };

const MACHINE = {
  StartAt: 'Given',
  States: {
    Given: { Type: 'Pass', Result: ORDER, Next: 'Quote' },
    Quote: {
      Type: 'Task',
      Resource: LAMBDA,
      InputPath: '$.order',
      ResultSelector: { 'price.$': '$.cost.amount' },
      ResultPath: '$.shipping',
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
      ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } },
      End: true,
    },
  },
};

/** The machine with a list for its Map. */
const listed = (): object => {
  const machine = structuredClone(MACHINE);
  Object.assign(machine.States.Given.Result, { list: [10, 20] });
  return machine;
};

const stages = (panel: Locator): Locator => panel.getByRole('list', { name: 'Stages of the data' });

async function stage(panel: Locator, name: string): Promise<void> {
  await stages(panel).getByRole('button', { name: new RegExp(`^${name}(?:\\s|$)`, 's') }).click();
}

async function quoted(app: Stepglass): Promise<Locator> {
  await app.allTools();
  await app.write(listed());
  await app.run('Succeeded');
  await app.node('Quote').click();
  return view(app, 'Data flow');
}

test('each stage tells the field that made it, what it did and what it made', async ({ app }) => {
  const panel = await quoted(app);
  const items = stages(panel).getByRole('listitem');
  await expect(items).toHaveText([
    /^\s*State input\s*\d+ B/s, /InputPath\s*\d+ B\s*"\$\.order"\s*builds 2 keys/s, /Parameters\s*\d+ B\s*not set, no change/s,
    /Result\s*\d+ B\s*new value/s, /ResultSelector\s*\d+ B\s*\{ "price\.\$": "\$\.cost\.amount" \}\s*builds 1 key/s,
    /ResultPath\s*\d+ B\s*"\$\.shipping"\s*adds shipping/s, /OutputPath\s*\d+ B\s*not set, no change/s, /State output\s*\d+ B/s, /Assign\s*not set/s,
  ]);
  await stage(panel, 'ResultSelector');
  await expect(stages(panel).locator('[aria-current="step"]')).toContainText('ResultSelector');
  const before = panel.getByRole('group', { name: 'Before: Result' });
  const after = panel.getByRole('group', { name: 'After ResultSelector' });
  await expect(before.locator('.del').first()).toContainText('removed');
  await expect(after.locator('.add')).toHaveText([/added\s*"price": 18\.5/s]);
  const origins = panel.getByRole('listitem').filter({ hasText: '$.cost.amount' }).last();
  await expect(origins).toHaveText(/price\s*←\s*from\s*\$\.cost\.amount\s*18\.5/s);
  await expect(panel).toContainText(/id\s*cost\.currency\s*were not picked and are gone from here on/s);
});

test('another field is tried at once and changes the definition only where it stands', async ({ app }) => {
  const panel = await quoted(app);
  const was = await app.text();
  await app.node('Quote').click();
  await stage(panel, 'ResultSelector');
  const field = panel.getByLabel('Expression ResultSelector');
  await expect(field).toHaveValue('{\n  "price.$": "$.cost.amount"\n}');
  const apply = panel.getByRole('button', { name: 'Apply to definition' });
  await expect(apply).toBeDisabled();
  await field.fill('{\n  "money.$": "$.cost.currency"\n}');
  await expect(panel.getByRole('status')).toHaveText('evaluates');
  await expect(panel.getByRole('group', { name: 'After ResultSelector' })).toContainText('"money": "USD"');
  await stage(panel, 'ResultPath');
  await stage(panel, 'ResultSelector');
  await expect(field).toHaveValue('{\n  "price.$": "$.cost.amount"\n}');
  await field.fill('{\n  "money.$": "$.cost.currency"\n}');
  await expect(panel.getByRole('status')).toHaveText('evaluates');
  await apply.click();
  await expect(panel.getByRole('status')).toContainText('in the definition');
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('status')).toHaveText('evaluates');
  await apply.click();
  await expect(panel.getByRole('status')).toContainText('in the definition');
  expect(await app.text()).toBe(was.replace('"price.$": "$.cost.amount"', '"money.$": "$.cost.currency"'));
});

test('a field that is not there is tried and written before the others', async ({ app }) => {
  const panel = await quoted(app);
  await stage(panel, 'OutputPath');
  await panel.getByLabel('Expression OutputPath').fill('$.shipping');
  await expect(panel.getByRole('status')).toHaveText('evaluates');
  await expect(stages(panel).getByRole('listitem').filter({ hasText: 'State output' })).toContainText('14 B');
  await panel.getByRole('button', { name: 'Apply to definition' }).click();
  const text = JSON.parse(await app.text()) as typeof MACHINE;
  expect(Object.entries(text.States.Quote)[0]).toEqual(['OutputPath', '$.shipping']);
});

test('what leads nowhere and what cannot be read is said in the service’s words', async ({ app }) => {
  const panel = await quoted(app);
  await stage(panel, 'ResultSelector');
  const field = panel.getByLabel('Expression ResultSelector');
  const apply = panel.getByRole('button', { name: 'Apply to definition' });
  await field.fill('{ "a.$": "$.nowhere" }');
  await expect(panel.getByRole('status')).toContainText("The JSONPath '$.nowhere' specified for the field 'a.$' could not be found");
  await expect(apply).toBeEnabled();
  await field.fill('{ "a.$": "$.[" }');
  await expect(panel.getByRole('status')).toContainText('valid JSONPath');
  await expect(apply).toBeDisabled();
  await field.fill('{ "a.$": ');
  await expect(panel.getByRole('status')).toContainText('Unexpected');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await panel.getByRole('button', { name: 'Reset' }).click();
  await expect(field).toHaveValue('{\n  "price.$": "$.cost.amount"\n}');
  await expect(panel.locator('#flow-status')).toBeHidden();
});

test('a Map tells one iteration, by its index', async ({ app }) => {
  await app.allTools();
  const machine = structuredClone(MACHINE) as { States: Record<string, Record<string, unknown>> };
  machine.States['Given'] = { Type: 'Pass', Result: { list: [10, 20, 30] }, Next: 'Each' };
  delete machine.States['Quote'];
  await app.write(machine);
  await app.run('Succeeded');
  await app.node('Each').locator('.nname').first().click();
  const panel = await view(app, 'Data flow');
  await stage(panel, 'ItemSelector');
  await expect(panel.getByRole('group', { name: 'After ItemSelector' }).or(panel.getByRole('group', { name: 'ItemSelector' }))).toContainText('"v": 10');
  const index = panel.getByLabel(/^Iteration, index/);
  await index.fill('2');
  await index.press('Enter');
  await expect(panel.getByRole('group', { name: 'After ItemSelector' })).toContainText('"v": 30');
  await expect(stages(panel)).toContainText('Item, index 2');
});

test('JSONata is tried with the variables and the result of the visit', async ({ app }) => {
  await app.allTools();
  await app.write({
    QueryLanguage: 'JSONata',
    StartAt: 'Set',
    States: {
      Set: { Type: 'Pass', Output: { n: 4 }, Assign: { k: 5 }, Next: 'Call' },
      Call: { Type: 'Task', Resource: LAMBDA, Arguments: { n: '{% $states.input.n %}' }, Output: '{% $states.result %}', End: true },
    },
  });
  await app.run('Succeeded');
  await app.node('Call').click();
  const panel = await view(app, 'Data flow');
  await stage(panel, 'Output');
  const field = panel.getByLabel('Expression Output');
  await expect(field).toHaveValue('{% $states.result %}');
  await field.fill('{% $states.result.n * $k %}');
  await expect(panel.getByRole('status')).toHaveText('evaluates');
  await expect(panel.getByRole('group', { name: 'After Output' })).toContainText('20');
  await field.fill('{% $states.input.nothing %}');
  await expect(panel.getByRole('status')).toContainText('returned nothing (undefined)');
});

test('it follows the selection and the position, and tells nothing that has not happened', async ({ app }) => {
  const panel = await quoted(app);
  await app.node('Given').click();
  await expect(panel).toContainText('Given JSONPath');
  await app.button('Back to the start').click();
  await app.button('Step into').click();
  await app.button('Step into').click();
  await app.node('Quote').click();
  await expect(panel).toContainText('Quote JSONPath');
  await expect(stages(panel).getByRole('listitem').filter({ hasText: 'ResultPath' })).toContainText('not yet');
  await app.node('Each').locator('.nname').first().click();
  await expect(panel).toContainText('No step is selected that has run');
});

test('the arrows pass its tab, Enter opens it', async ({ app, page }) => {
  await quoted(app);
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).click();
  // Past Table + timeline.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(app.monitor.getByRole('tab', { name: 'Data flow', exact: true })).toHaveAttribute('aria-selected', 'true');
});

test('it is legible at every size, in both themes', async ({ app, page }) => {
  const panel = await quoted(app);
  await stage(panel, 'ResultSelector');
  await everywhere(app, page, 'data flow');
});

test('a Wait, a Choice and a Fail tell what their own fields come to', async ({ app }) => {
  await app.allTools();
  await app.write({
    StartAt: 'Given',
    States: {
      Given: { Type: 'Pass', Result: { s: 2, e: 'Gone' }, Next: 'Hold' },
      Hold: { Type: 'Wait', SecondsPath: '$.s', Next: 'Which' },
      Which: { Type: 'Choice', Choices: [{ Variable: '$.s', NumericGreaterThan: 5, Next: 'Hold' }], Default: 'Bad' },
      Bad: { Type: 'Fail', ErrorPath: '$.e', Cause: 'told' },
    },
  });
  await app.run('Failed');
  await app.node('Hold').click();
  const panel = await view(app, 'Data flow');
  await expect(stages(panel).getByRole('listitem').filter({ hasText: 'SecondsPath' })).toContainText(/"\$\.s"\s*comes to 2/);
  await stage(panel, 'SecondsPath');
  await panel.getByLabel('Expression SecondsPath').fill('$.gone');
  await expect(panel).toContainText('The SecondsPath parameter does not reference an input value: $.gone');
  await app.node('Which').click();
  const rule = stages(panel).getByRole('listitem').filter({ hasText: 'Choices[0]' }).first();
  await expect(rule).toContainText('does not hold');
  await rule.getByRole('button').click();
  await expect(panel.getByRole('group', { name: 'Choices[0]' })).toContainText('"$.s": 2');
  await app.node('Bad').click();
  await expect(stages(panel).getByRole('listitem').filter({ hasText: 'ErrorPath' })).toContainText('comes to "Gone"');
  await stage(panel, 'ErrorPath');
  await panel.getByLabel('Expression ErrorPath').fill('$.s');
  await expect(panel).toContainText('must be a STRING');
});

test('a distributed Map tells reader, items, selector, batches and writer', async ({ app }) => {
  await app.allTools();
  await app.write({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.list',
        ItemSelector: { 'v.$': '$$.Map.Item.Value' },
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'p' } },
        End: true,
      },
    },
  });
  await app.openTab('Input');
  await app.paste('{"list": [1, 2, 3]}', app.input);
  await app.openTab('Definition');
  await app.run('Succeeded');
  await app.node('Each').locator('.nname').first().click();
  const panel = await view(app, 'Data flow');
  const items = stages(panel).getByRole('listitem');
  await expect(items.filter({ hasText: 'ItemBatcher' })).toContainText('comes to {"MaxItemsPerBatch":2}');
  await expect(items.filter({ hasText: 'Batch, index 0' })).toHaveCount(1);
  await expect(items.filter({ hasText: 'ResultWriter' }).first()).toContainText('"Prefix":"p"');
  await panel.getByLabel('Iteration, index').fill('1');
  await panel.getByLabel('Iteration, index').press('Tab');
  await stage(panel, 'Batch, index 1');
  await expect(panel.getByRole('group', { name: 'Batch, index 1' })).toContainText('"v": 3');
});
