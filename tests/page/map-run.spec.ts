/** Files of the simulated S3, and the Map Run that reads and writes them. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

/** Items of a CSV; those without a name fail. */
const machine = (type: 'STANDARD' | 'EXPRESS'): object => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      MaxConcurrency: 20,
      ToleratedFailurePercentage: 50,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'my-bucket', Key: 'rows.csv' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
        StartAt: 'Named',
        States: {
          Named: { Type: 'Choice', Choices: [{ Variable: '$.name', StringEquals: '', Next: 'Nameless' }], Default: 'Good' },
          Nameless: { Type: 'Fail', Error: 'NoName', Cause: 'the row has no name' },
          Good: { Type: 'Pass', End: true },
        },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'day-1' } },
      End: true,
    },
  },
});

const rows = (count: number): string =>
  ['id,name', ...Array.from({ length: count }, (_, at) => `${at},${at % 10 === 3 ? '' : `row ${at}`}`)].join('\n');

/** Puts a file into the simulated S3, from disk. */
async function upload(app: Stepglass, name: string, text: string): Promise<void> {
  await app.allTools();
  await app.openTab('Files');
  await app.define.getByLabel('From disk').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(app.define.getByRole('button', { name: `my-bucket/${name}`, exact: true })).toBeVisible();
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))])).toEqual([]);
}

test('a Map Run over a file: counters, pages of children, a child with its history, the result files', async ({ app, page }) => {
  await app.write(machine('STANDARD'));
  await upload(app, 'rows.csv', rows(120));
  await app.run('Succeeded');
  await app.node('Each').click();
  const panel = app.step('Each');
  await panel.getByRole('tab', { name: 'Map Run' }).click();
  await expect(panel.getByRole('list', { name: 'Executions' }).getByRole('listitem')).toHaveText(
    [/Pending\s*0/, /Running\s*0/, /Succeeded\s*108/, /Failed\s*12/, /Timed out\s*0/, /Aborted\s*0/, /Total\s*120/, /Results written\s*120/]);
  await expect(panel).toContainText(/Maximum concurrency\s*20/);
  await expect(panel).toContainText(/Tolerated failure percentage\s*50 %/);
  await expect(panel).toContainText('1–100 of 120');
  await panel.getByRole('button', { name: 'Next page' }).click();
  await expect(panel).toContainText('101–120 of 120');
  const failed = panel.getByRole('row', { name: /^103 / });
  await expect(failed).toContainText('Failed');
  await clean(page);
  await failed.getByRole('button').click();
  await expect(panel.getByRole('button', { name: 'Map Run' })).toBeFocused();
  await expect(panel).toContainText('NoName');
  await expect(panel.getByRole('tabpanel', { name: /^Events/ }).getByRole('listitem')).toContainText(
    [/1\s*ExecutionStarted/, /2\s*ChoiceStateEntered/, /3\s*ChoiceStateExited/, /4\s*FailStateEntered/, /5\s*ExecutionFailed/]);
  await panel.getByRole('button', { name: /ExecutionFailed/ }).click();
  await expect(panel.getByRole('group', { name: 'JSON of event 5' })).toContainText('the row has no name');
  await panel.getByRole('tab', { name: 'Input', exact: true }).last().click();
  expect(JSON.parse(await panel.getByRole('group', { name: 'Input' }).innerText())).toEqual({ id: '103', name: '' });
  await panel.getByRole('button', { name: 'Map Run' }).click();
  await expect(failed.getByRole('button')).toBeFocused();
  const written = app.define.getByRole('button', { name: /^results\/day-1\/.*\/FAILED_0\.json/ });
  await written.click();
  await expect(app.define.getByRole('group', { name: /FAILED_0\.json$/ })).toContainText('NoName');
});

test('Express children have a log; files are renamed, edited, removed, kept', async ({ app, page }) => {
  await app.write(machine('EXPRESS'));
  await upload(app, 'rows.csv', rows(2));
  await app.define.getByRole('button', { name: 'New file' }).click();
  await app.define.getByLabel('Text of my-bucket/items.json').fill('[1]');
  const name = app.define.getByLabel('Bucket/key');
  await name.fill('nothing');
  await name.press('Enter');
  await expect(app.define.getByRole('alert')).toHaveText('Write a bucket, a slash and a key.');
  await name.fill('other/list.json');
  await name.press('Enter');
  await expect(app.define.getByRole('button', { name: 'other/list.json', exact: true })).toBeVisible();
  await app.define.getByRole('button', { name: 'Delete other/list.json' }).click();
  await expect(app.define.getByRole('button', { name: 'other/list.json', exact: true })).toBeHidden();
  await clean(page);
  await app.run('Succeeded');
  await app.node('Each').click();
  const panel = app.step('Each');
  await panel.getByRole('tab', { name: 'Map Run' }).click();
  await panel.getByRole('row', { name: /^1 / }).getByRole('button').click();
  await expect(panel.getByRole('tab', { name: /^Log/ })).toBeVisible();
  await expect(panel.getByRole('listitem')).toContainText([/1\s*ExecutionStarted/, /ChoiceStateEntered/, /ChoiceStateExited/, /PassStateEntered/, /PassStateExited/, /ExecutionSucceeded/]);
  await app.reload();
  await app.openTab('Files');
  await expect(app.define.getByRole('button', { name: 'my-bucket/rows.csv', exact: true })).toBeVisible();
});
