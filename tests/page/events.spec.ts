/** Events in depth: further filters, what led to an event, its ways on; executions taken out and started again. */

import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test, type HistoryEvent, type Stepglass } from './stepglass.ts';

const rows = (app: Stepglass): Locator => app.events.getByRole('row').filter({ has: app.page.getByRole('gridcell') });

/** Ids of the rows that are drawn. */
const ids = async (app: Stepglass): Promise<number[]> =>
  app.events.locator('[data-row]').evaluateAll((all) => all.map((row) => Number((row as HTMLElement).dataset['row'])));

async function orderer(app: Stepglass, input: string, status: string): Promise<HistoryEvent[]> {
  await app.gallery('Orderer');
  await app.choose(input);
  await app.run(status);
  return app.history();
}

test('filters by state, branch, iteration and time', async ({ app }) => {
  const history = await orderer(app, 'Paid after two retries', 'Succeeded');
  await app.monitor.getByRole('button', { name: 'Further filters' }).click();
  const shown = app.monitor.getByRole('status').filter({ hasText: /shown/ });

  await app.monitor.getByLabel('State', { exact: true }).selectOption('PrintLabel');
  await expect(shown).toHaveText('5 shown');
  await app.monitor.getByLabel('State', { exact: true }).selectOption('Any');

  await app.monitor.getByLabel('Branch').selectOption('PrepareParcel, branch 1');
  await expect(rows(app).filter({ hasText: 'PackItem #0' })).toHaveCount(5);
  await expect(rows(app).filter({ hasText: 'PrintLabel' })).toHaveCount(0);
  await expect(rows(app).filter({ hasText: 'PrepareParcel' })).toHaveCount(0);
  await app.monitor.getByLabel('Branch').selectOption('Any');

  await app.monitor.getByLabel('Iteration #').fill('0');
  await expect(rows(app).filter({ hasNotText: '#0' })).toHaveCount(0);
  await expect(rows(app).filter({ hasText: 'PackItem #0' })).toHaveCount(5);
  await app.monitor.getByLabel('Iteration #').fill('7');
  await expect(shown).toHaveText('0 shown');
  await app.monitor.getByLabel('Iteration #').fill('');

  await app.monitor.getByLabel('From (s)').fill('1');
  await app.monitor.getByLabel('To (s)').fill('2');
  // GetExecutionHistory gives seconds.
  const start = Number(history[0]?.timestamp);
  const between = history.map(({ id, timestamp }) => ({ id, after: Math.round((Number(timestamp) - start) * 1000) }))
    .filter(({ after }) => after >= 1000 && after <= 2000);
  expect(between.length).toBeGreaterThan(0);
  await expect(shown).toHaveText(`${between.length} shown`);
  const wanted = new Set(between.map(({ id }) => id));
  await expect.poll(async () => (await ids(app)).filter((id) => !wanted.has(id))).toEqual([]);

  await app.monitor.getByRole('button', { name: 'Further filters' }).click();
  await expect(shown).toBeHidden();
});

test('what led to an event, back to the start', async ({ app, page }) => {
  const history = await orderer(app, 'Card declined', 'Failed');
  const chain: number[] = [];
  for (let at = 17; at > 0; at = history[at - 1]?.previousEventId ?? 0) chain.unshift(at);
  await app.row(17).click();
  await app.row(17).press('ArrowRight');
  await app.events.getByRole('button', { name: 'Causal chain' }).click();
  await expect(app.monitor.getByText(`What led to event 17, back to the start: ${chain.length} events`)).toBeVisible();
  await expect(app.monitor.getByRole('status').filter({ hasText: /shown/ })).toHaveText(`${chain.length} shown`);
  await expect.poll(async () => (await ids(app)).filter((id) => !chain.includes(id))).toEqual([]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await app.monitor.getByRole('button', { name: 'Show all events again' }).click();
  await expect.poll(async () => (await ids(app)).some((id) => !chain.includes(id))).toBe(true);
  await app.events.getByRole('button', { name: `Caused by event ${chain.at(-2)}` }).click();
  await expect(app.row(chain.at(-2) ?? 0)).toHaveAttribute('aria-selected', 'true');
});

test('an open event has its details, all of its JSON, and the way to its text', async ({ app }) => {
  const history = await orderer(app, 'Card declined', 'Failed');
  await app.row(10).click();
  await app.row(10).press('ArrowRight');
  const own = JSON.parse(await app.events.getByRole('group', { name: 'Details of event 10' }).innerText()) as object;
  expect(Object.values(history[9] ?? {})).toContainEqual(own);
  await app.events.getByRole('button', { name: 'Whole JSON' }).click();
  expect(JSON.parse(await app.events.getByRole('group', { name: 'JSON of event 10' }).innerText())).toMatchObject({ id: 10, previousEventId: 9 });
  await app.events.getByRole('button', { name: 'Whole JSON' }).click();
  await app.openTab('Input');
  await app.events.getByRole('button', { name: 'Show in definition' }).click();
  await expect(app.editor).toBeVisible();
  await expect(app.editor.getByText('"ChargeCard": {')).toBeInViewport();
});

test('an execution is exported as JSON with its history', async ({ app, page }) => {
  const history = await orderer(app, 'Card declined', 'Failed');
  await app.monitor.getByLabel('More', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    app.monitor.getByRole('button', { name: 'Export as JSON' }).click(),
  ]);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as Record<string, unknown>;
  expect(download.suggestedFilename()).toBe(`${String(file['name'])}.json`);
  expect(file['events']).toEqual(history);
  expect(file).toMatchObject({ status: 'FAILED', error: 'OrderFailed' });
  expect(file['executionArn']).toContain(`:execution:Orderer:${String(file['name'])}`);
});

test('a new execution takes the input of the open one again', async ({ app }) => {
  await orderer(app, 'Card declined', 'Failed');
  await app.choose('Paid at once');
  await app.monitor.getByLabel('More', { exact: true }).click();
  await app.monitor.getByRole('button', { name: 'New execution with the same input' }).click();
  await app.ended('Failed');
  await expect(app.page.getByRole('combobox', { name: 'Input' }).first().locator('option:checked')).toHaveText('Card declined');
});

test('executions are listed by status, machine and time', async ({ app }) => {
  await orderer(app, 'Card declined', 'Failed');
  await app.choose('Paid at once');
  await app.run('Succeeded');
  const lines = await app.executions().then(() => app.dialog.getByRole('row').filter({ has: app.page.getByRole('button', { name: /^Delete/ }) }));
  await expect(lines).toHaveCount(2);
  await app.dialog.getByRole('button', { name: 'Filter' }).click();
  await app.dialog.getByRole('button', { name: /^Failed/ }).click();
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('Failed');
  await app.dialog.getByRole('button', { name: /^Failed/ }).click();
  await app.dialog.getByLabel('State machine').selectOption('All state machines');
  await expect(lines.filter({ hasText: 'Orderer' })).toHaveCount(2);
  await app.dialog.getByLabel('Started here').selectOption('In the last hour');
  await expect(app.dialog.getByText('2 shown')).toBeVisible();
  await app.dialog.getByRole('button', { name: /^Running/ }).click();
  await expect(app.dialog.getByText('No execution passes the filter.')).toBeVisible();
});

test('the picker of a Map says how each iteration went', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await app.node('PackItem').click();
  await expect(app.visualise.getByRole('group', { name: 'Iterations of PackItems' }).getByRole('option', { name: /Succeeded$/ })).toHaveCount(3);
});

/** Opens the row of an event and no other: what stands there first. */
async function reason(app: Stepglass, id: number): Promise<Locator> {
  for (const open of await app.events.locator('[aria-expanded="true"]').all()) await open.press('ArrowLeft');
  await app.events.locator('.ebody').evaluate((body, top) => (body.scrollTop = top), Math.max(0, id - 3) * 28);
  await app.row(id).click();
  await app.row(id).press('ArrowRight');
  return app.events.locator(`[data-detail="${id}"] .edwhy`);
}

test('an opened event begins with the reason why it happened', async ({ app }) => {
  const history = await orderer(app, 'Paid after two retries', 'Succeeded');
  const ids = (type: string): number[] => history.filter((event) => event.type === type).map(({ id }) => id);
  const scheduled = ids('TaskScheduled').concat(ids('LambdaFunctionScheduled')).sort((a, b) => a - b);
  const again = history.filter(({ id, previousEventId }) => scheduled.includes(id) && /Failed$/.test(history[previousEventId - 1]?.type ?? ''));
  expect(again.length).toBe(2);
  await expect(await reason(app, again[0]?.id ?? 0)).toHaveText('Retrier 1 matched Payment.Busy: attempt 2 of 4, after 1.000 s.');
  await expect(await reason(app, (again[0]?.id ?? 0) - 1)).toHaveText(/with Payment\.Busy\. Retrier 1 tries again after 1\.000 s\.$/);
  await expect(await reason(app, 2)).toHaveText(/^StartAt names \w+\.$/);
});

test('a rule, a catcher and the last branch are told as reasons', async ({ app }) => {
  await app.write({
    StartAt: 'Which',
    States: {
      Which: { Type: 'Choice', Choices: [{ Variable: '$.n', IsPresent: true, Next: 'Bad' }, { Not: { Variable: '$.n', IsPresent: true }, Next: 'Both' }] },
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, { StartAt: 'B', States: { B: { Type: 'Wait', Seconds: 3, End: true } } }],
        Next: 'Bad',
      },
      Bad: { Type: 'Fail', Error: 'Done.For' },
    },
  });
  await app.run('Failed');
  const history = await app.history();
  const told = (type: string): Promise<Locator> => reason(app, history.find((event) => event.type === type)?.id ?? 0);
  await expect(await told('ChoiceStateExited')).toHaveText('Rule 2 chose Both: not ($.n is present)');
  await expect(await told('ParallelStateSucceeded')).toHaveText('B ended branch 2, the last one, so the Parallel state goes on.');
  await expect(await told('WaitStateExited')).toHaveText(/^The wait was over after 3\.\d+ s\. It has End: branch 2 is over with it\.$/);
  await expect(await told('ExecutionFailed')).toHaveText('Bad failed with Done.For, and that ended the execution. The state has neither Retry nor Catch.');
});

test('filters are found again after a reload, are seen to be on, and belong to their execution', async ({ app }) => {
  const history = await orderer(app, 'Paid after two retries', 'Succeeded');
  const shown = app.monitor.getByRole('status').filter({ hasText: /shown/ });
  const again = async (): Promise<void> => {
    await app.page.waitForTimeout(500);
    await app.reload();
    await app.ended('Succeeded');
  };
  const failed = app.monitor.getByRole('button', { name: 'Failed events' });
  await app.monitor.getByRole('searchbox').fill('ChargeCard');
  await failed.click();
  const left = await shown.innerText();
  expect(Number(/\d+/.exec(left)?.[0])).toBeLessThan(history.length);
  await again();
  await expect(app.monitor.getByRole('searchbox')).toHaveValue('ChargeCard');
  await expect(failed).toHaveAttribute('aria-pressed', 'true');
  await expect(shown).toHaveText(left);
  await app.monitor.getByRole('searchbox').fill('');
  await failed.click();
  await expect(shown).toHaveCount(0);

  await app.node('PackItem').click();
  await app.monitor.getByRole('button', { name: 'This step' }).click();
  const own = await shown.innerText();
  await app.monitor.getByRole('button', { name: 'Further filters' }).click();
  await app.monitor.getByLabel('Iteration #').fill('0');
  await again();
  await expect(app.monitor.getByLabel('Iteration #')).toHaveValue('0');
  await expect(app.monitor.getByRole('button', { name: 'Further filters' })).toHaveAttribute('aria-pressed', 'true');
  await expect(app.monitor.getByRole('button', { name: 'This step' })).toHaveAttribute('aria-pressed', 'true');
  await app.node('PackItem').click();
  await expect(shown).toHaveText(own);
  await app.monitor.getByRole('button', { name: 'Further filters' }).click();
  await app.monitor.getByRole('button', { name: 'This step' }).click();

  // Another execution begins without.
  await app.monitor.getByRole('searchbox').fill('ChargeCard');
  await app.visualise.getByRole('button', { name: 'Run again' }).or(app.button('Run again')).first().click();
  await expect(app.monitor.getByRole('searchbox')).toHaveValue('');
  await app.ended('Succeeded');
  await app.monitor.getByRole('searchbox').fill('ShipOrder');
  await app.monitor.getByRole('searchbox').fill('');
  await again();
  await expect(shown).toHaveCount(0);
  await expect(app.monitor.getByRole('searchbox')).toHaveValue('');
});
