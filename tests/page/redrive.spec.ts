/** Redrives from Execution Details and from a Map Run, new limits of a Map Run, Map Runs of children. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const charge = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Next: 'Charge' },
    Charge: { Type: 'Task', Resource: FUNCTION, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

const distributed = (inner: object, more: object = {}): object => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...inner },
  ...more,
  End: true,
});

/** Gives the only answer of a Task, by hand. */
async function answer(app: Stepglass, task: string, kind: 'error' | 'result', text: string): Promise<void> {
  await app.openTab('Mocks');
  const group = app.define.getByRole('group', { name: task, exact: true });
  await group.getByRole('radio', { name: 'Mock' }).check();
  await group.getByLabel('Attempt 1: what happens').selectOption(kind === 'error' ? 'throws an error' : 'returns');
  await group.getByLabel(kind === 'error' ? 'Attempt 1: Error' : 'Attempt 1: result, JSON').fill(text);
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))])).toEqual([]);
}

const details = (app: Stepglass) => app.monitor.getByRole('region', { name: 'Execution Details' });

test('a failed execution is redriven with another mock, back and forth, and kept', async ({ app, page }) => {
  await app.write(charge);
  await app.allTools();
  await answer(app, 'Charge', 'error', 'Card.Declined');
  await app.run('Failed');
  const info = details(app);
  await expect(info.getByRole('button', { name: 'Redrive' })).toHaveAttribute('title', /Mocks and files are as before/);
  await answer(app, 'Charge', 'result', '{"paid": true}');
  await expect(info).toContainText('with the changed mocks or files');
  await clean(page);
  await info.getByRole('button', { name: 'Redrive' }).click();
  await app.ended('Succeeded');
  expect(await app.payload('Output')).toEqual({ paid: true });
  await info.getByRole('tab', { name: 'Info' }).click();
  const named = Object.fromEntries(await app.details());
  expect(named['Redrive count']).toBe('1');
  expect(named['Redrive status']).toMatch(/Not redrivable.*Execution is SUCCEEDED and cannot be redriven/);
  expect(named['Last redriven']).toMatch(/\d/);
  const history = await app.historyText();
  const types = (JSON.parse(history) as { type: string }[]).map(({ type }) => type);
  expect(types.slice(5, 10)).toEqual(
    ['LambdaFunctionStarted', 'LambdaFunctionFailed', 'ExecutionFailed', 'ExecutionRedriven', 'LambdaFunctionScheduled']);
  // Back before the redrive the execution has failed; forward again the same happens.
  await app.scrubber.focus();
  const failed = types.indexOf('ExecutionFailed') + 1;
  // A press goes over all events that came at once.
  for (let at = types.length; at > failed; at = await app.position()) {
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => app.position()).toBeLessThan(at);
  }
  await app.at(failed);
  await expect(info.getByRole('button', { name: 'Redrive' })).toBeVisible();
  await app.button('Continue').click();
  await app.ended('Succeeded');
  expect(await app.historyText()).toBe(history);
  await app.reload();
  await app.ended('Succeeded');
  expect(await app.historyText()).toBe(history);
});

test('an execution that cannot be redriven has no button and says why', async ({ app, page }) => {
  await app.write({
    StartAt: 'Again',
    States: {
      Again: { Type: 'Pass', Next: 'Choose' },
      Choose: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'Never' }], Default: 'Again' },
      Never: { Type: 'Succeed' },
    },
  });
  await app.speed.selectOption('max');
  await page.keyboard.press('F8');
  await app.ended('Failed');
  await expect(details(app)).toContainText('Not redrivable: Execution history event limit exceeded');
  await expect(details(app).getByRole('button', { name: 'Redrive' })).toBeHidden();
});

test('a mock that is no JSON keeps an execution from being redriven', async ({ app }) => {
  await app.write(charge);
  await app.allTools();
  await answer(app, 'Charge', 'error', 'Card.Declined');
  await app.run('Failed');
  await answer(app, 'Charge', 'result', '{"paid": ');
  await details(app).getByRole('button', { name: 'Redrive' }).click();
  await expect(app.page.getByText('The mock of Charge, attempt 1, is not JSON')).toBeVisible();
  await app.ended('Failed');
});

test('failed children of a Map Run are redriven from its tab', async ({ app, page }) => {
  const inner = { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: FUNCTION, End: true } } };
  await app.write({ StartAt: 'Each', States: { Each: distributed(inner, { Label: 'Each', ItemsPath: '$.items' }) } });
  await app.allTools();
  await app.openTab('Input');
  await app.paste('{"items": [1, 2]}', app.input);
  await answer(app, 'Charge', 'error', 'Card.Declined');
  await app.run('Failed');
  await app.node('Each').press('Enter');
  const panel = app.step('Each');
  await panel.getByRole('tab', { name: 'Map Run' }).click();
  await expect(panel.getByRole('button', { name: 'Redrive' })).toHaveAttribute('title', /Mocks and files are as before/);
  await answer(app, 'Charge', 'result', '1');
  await clean(page);
  await panel.getByRole('button', { name: 'Redrive' }).click();
  await app.ended('Succeeded');
  await expect(panel).toContainText(/Redrive count\s*1/);
  await expect(panel.getByRole('list', { name: 'Executions' })).toContainText(/Succeeded\s*2/);
});

test('limits of a Map Run change while it runs', async ({ app, page }) => {
  const inner = { StartAt: 'Nap', States: { Nap: { Type: 'Wait', Seconds: 60, End: true } } };
  await app.write({ StartAt: 'Each', States: { Each: distributed(inner, { Label: 'Each', ItemsPath: '$.items', MaxConcurrency: 1 }) } });
  await app.openTab('Input');
  await app.paste('{"items": [1, 2, 3]}', app.input);
  await app.speed.selectOption('0.5');
  await app.button('Run').click();
  await expect(app.row(4)).toBeVisible();
  await app.button('Pause').click();
  await app.node('Each').press('Enter');
  const panel = app.step('Each');
  await panel.getByRole('tab', { name: 'Map Run' }).click();
  await panel.getByRole('button', { name: 'Edit limits' }).click();
  const concurrency = panel.getByLabel('Maximum concurrency');
  await expect(concurrency).toBeFocused();
  await expect(concurrency).toHaveValue('1');
  await clean(page);
  await panel.getByLabel('Tolerated failure percentage').fill('101');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByLabel('Tolerated failure percentage')).toBeFocused();
  await panel.getByLabel('Tolerated failure percentage').fill('12.5');
  await concurrency.fill('3');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel).toContainText(/Maximum concurrency\s*3/);
  await expect(panel).toContainText(/Tolerated failure percentage\s*12.5 %/);
  await expect(panel.getByRole('list', { name: 'Executions' })).toContainText(/Pending\s*0\s*Running\s*[23]/);
  await expect(panel.getByRole('button', { name: 'Edit limits' })).toBeFocused();
  await app.run('Succeeded');
  await expect(panel.getByRole('button', { name: 'Edit limits' })).toBeHidden();
});

test('a Map Run of a child is opened, and the way back is there', async ({ app, page }) => {
  const leaf = { StartAt: 'Leaf', States: { Leaf: { Type: 'Pass', End: true } } };
  const inner = { StartAt: 'Inner', States: { Inner: distributed(leaf, { Label: 'Inner' }) } };
  await app.write({ StartAt: 'Outer', States: { Outer: distributed(inner, { Label: 'Outer', ItemsPath: '$.items' }) } });
  await app.openTab('Input');
  await app.paste('{"items": [[1], [2, 3, 4]]}', app.input);
  await app.run('Succeeded');
  await app.node('Outer').press('Enter');
  const panel = app.step('Outer');
  await panel.getByRole('tab', { name: 'Map Run' }).click();
  await panel.getByRole('row', { name: /^1 / }).getByRole('button').click();
  await panel.getByRole('button', { name: 'Map Run of Inner' }).click();
  await expect(panel.getByRole('list', { name: 'Executions' })).toContainText(/Total\s*3/);
  await panel.getByRole('row', { name: /^2 / }).getByRole('button').click();
  const path = panel.getByRole('navigation', { name: 'Map Runs on the way here' });
  await expect(path.getByRole('listitem')).toHaveText(['Outer', '#1', 'Inner', '#2']);
  await panel.getByRole('tab', { name: 'Output', exact: true }).last().click();
  await expect(panel.getByRole('group', { name: 'Output' })).toHaveText('4');
  await clean(page);
  await path.getByRole('button', { name: 'Inner' }).click();
  await expect(panel.getByRole('list', { name: 'Executions' })).toContainText(/Total\s*3/);
  await panel.getByRole('button', { name: 'Child execution' }).click();
  await expect(panel.getByRole('button', { name: 'Map Run of Inner' })).toBeFocused();
  await path.waitFor({ state: 'detached' });
});

test('files that are not read here are told of in the definition, and of the run in the reader’s language', async ({ app, page }) => {
  const reader = {
    Resource: 'arn:aws:states:::s3:getObject',
    Parameters: { Bucket: 'b', Key: 'rows.parquet' },
    ReaderConfig: { InputType: 'PARQUET' },
  };
  const inner = { StartAt: 'Leaf', States: { Leaf: { Type: 'Pass', End: true } } };
  await app.write({ StartAt: 'Each', States: { Each: distributed(inner, { ItemReader: reader }) } });
  await expect(app.problems).toContainText('`PARQUET` files are not read here');
  await expect(app.problems).toContainText('On AWS it would be read');
  await app.run('Failed');
  await expect(details(app)).toContainText('An ItemReader with the InputType PARQUET is not supported here.');
  await app.tool('한국어');
  await expect(page.getByText('여기서는 InputType이 PARQUET인 ItemReader를 지원하지 않습니다.')).toBeVisible();
  await expect(page.getByText('여기서는 `PARQUET` 파일을 읽지 않으므로')).toBeVisible();
});
