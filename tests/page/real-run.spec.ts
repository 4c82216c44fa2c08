/** Real runs: what the AWS CLI printed opens in Monitor, is looked at, and is kept. */

import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { cells, clean, view } from './insight.ts';
import { expect, test, type HistoryEvent, type Stepglass } from './stepglass.ts';

const file = (name: string): string => new URL(`../recordings/orders.${name}.json`, import.meta.url).pathname;
const text = (name: string): string => readFileSync(file(name), 'utf8');
const EVENTS = (JSON.parse(text('history')) as { events: HistoryEvent[] }).events;
const LAST = EVENTS.length;

const dialogOf = (app: Stepglass): Locator => app.page.getByRole('dialog', { name: 'Open a real run' });

async function dialog(app: Stepglass): Promise<Locator> {
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  await app.dialog.getByRole('button', { name: 'Open a real run…' }).click();
  await expect(dialogOf(app)).toBeVisible();
  return dialogOf(app);
}

async function opened(app: Stepglass, names: readonly string[]): Promise<void> {
  const open = await dialog(app);
  await open.getByLabel('Choose files').setInputFiles(names.map(file));
  await expect(open.getByRole('status')).toContainText(`${LAST} events can be opened.`);
  await open.getByRole('button', { name: 'Open run' }).click();
  await expect(open).toBeHidden();
  await app.at(LAST);
}

const WHOLE = ['history', 'execution', 'machine'];

test('a run with its definition stands in all views', async ({ app }) => {
  await app.allTools();
  await opened(app, WHOLE);
  await expect(app.top).toContainText('Recorded on AWS');
  await expect(app.top).toContainText('Finished Failed');
  await expect(app.monitor).toContainText('A real run, opened from what AWS recorded');
  const details = new Map(await app.details());
  expect(details.get('Execution ID')).toBe('arn:aws:states:us-east-1:123456789012:execution:Orders:order-1042');
  expect(details.get('Started')).toContain('Jan 1, 2024');
  await expect(app.monitor).toContainText('A person must look at it');
  const nodes = await app.nodes();
  expect(nodes.find((name) => name.startsWith('Charge,'))).toContain('Succeeded');
  expect(nodes.find((name) => name.startsWith('Review,'))).toContain('Failed');
  expect(nodes.find((name) => name.startsWith('Sorry,'))).toContain('Not started');
  // The history is what was printed.
  expect(await app.history()).toEqual(EVENTS);
  await app.node('Charge').click();
  await expect(app.step('Charge')).toContainText('retries: 1');
  await app.monitor.getByRole('tab', { name: 'Table + timeline', exact: true }).click();
  const table = app.monitor.getByRole('tabpanel', { name: 'Table + timeline', exact: true });
  await expect(table.getByRole('row', { name: /^Box/ })).toHaveCount(3);
  const flow = await view(app, 'Data flow');
  await expect(flow).toContainText('What the fields in between made of the data is not recorded.');
  await expect(flow.getByRole('listitem').or(flow.getByRole('option')).or(flow.getByRole('tab')).filter({ hasText: 'Given to the call' })).toHaveCount(1);
  await app.node('Review').click();
  const variables = await view(app, 'Variables');
  await expect(variables.getByRole('table').first()).toContainText('$paid');
  expect((await cells(variables.getByRole('table').first()))[0]?.slice(0, 2)).toEqual(['$paid', '250']);
  await expect(variables).toContainText('expressions cannot be watched');
  const explain = await view(app, 'Explain');
  await expect(explain).toContainText('is worked out from the history');
  await app.node('Charge').click();
  await expect(explain.getByRole('heading', { name: 'Why Charge was tried 2 times' })).toBeVisible();
  await expect(explain.getByRole('table').first()).toContainText(/matches, retry 1 of/);
  await expect(explain.getByRole('heading', { name: 'States that were not reached' }).or(explain.getByText('Sorry'))).not.toHaveCount(0);
});

test('steps back and forth and the scrubber lead to every position; the end is the end', async ({ app }) => {
  await opened(app, WHOLE);
  await expect(app.button('Continue')).toBeDisabled();
  await expect(app.button('Step')).toBeDisabled();
  await expect(app.monitor.getByRole('button', { name: 'Redrive' })).toHaveCount(0);
  const entered = EVENTS.filter(({ type, id }) => type.endsWith('StateEntered') && id < LAST).map(({ id }) => id);
  for (const id of [...entered].reverse()) {
    await app.button('Back').click();
    await app.at(id);
  }
  await app.button('Back').click();
  await app.paused(1);
  await expect(app.monitor.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  expect((await app.nodes()).filter((name) => !name.includes('Not started'))).toEqual([]);
  await app.scrubber.focus();
  await app.page.keyboard.press('End');
  await app.at(LAST);
  await app.page.keyboard.press('Home');
  await app.at(1);
  await app.page.keyboard.press('F11');
  await app.at(2);
  await app.page.keyboard.press('F9');
  await app.at(1);
  await app.speed.selectOption('max');
  await app.page.keyboard.press('F8');
  await app.at(LAST);
  await app.ended('Failed');
});

test('without a definition the graph is made of what was visited, and is not run', async ({ app }) => {
  const open = await dialog(app);
  await open.getByRole('textbox').fill(text('history'));
  await open.getByRole('button', { name: 'Add' }).click();
  await expect(open.getByRole('status')).toContainText('the graph is made of the states that were visited');
  await open.getByRole('button', { name: 'Open run' }).click();
  await expect(app.monitor).toContainText('No definition was given');
  const names = (await app.nodes()).map((name) => name.split(',')[0]);
  expect([...names].sort()).toEqual(['Both', 'Box', 'Charge', 'Large?', 'Pack', 'Receipt', 'Review']);
  await expect(app.monitor.getByRole('button', { name: 'New execution', exact: true })).toBeDisabled();
  expect(JSON.parse(await app.text())).toMatchObject({ StartAt: 'Charge', Comment: expect.stringContaining('recorded execution') as unknown });
});

test('it is kept like an execution, and the same input runs in the simulator', async ({ app }) => {
  await opened(app, WHOLE);
  const end = Number(await app.scrubber.getAttribute('aria-valuenow'));
  await app.button('Back').click();
  await expect(app.scrubber).not.toHaveAttribute('aria-valuenow', String(end));
  const at = Number(await app.scrubber.getAttribute('aria-valuenow'));
  await expect.poll(async () => {
    await app.reload();
    return app.scrubber.getAttribute('aria-valuenow');
  }, { timeout: 20_000 }).toBe(String(at));
  await expect(app.top).toContainText('Recorded on AWS');
  await expect(await app.executions()).toHaveCount(1);
  await app.page.keyboard.press('Escape');
  await app.speed.selectOption('max');
  await app.monitor.getByRole('button', { name: 'New execution', exact: true }).click();
  await expect(app.top).not.toContainText('Recorded on AWS');
  await expect(app.top).toContainText('Finished');
  const rows = await app.executions();
  await expect(rows).toHaveCount(2);
  await rows.filter({ hasText: 'order-1042' }).getByRole('button', { name: 'order-1042', exact: true }).click();
  await expect(app.top).toContainText('Recorded on AWS');
});

test('what is wrong is said at its place', async ({ app }) => {
  const open = await dialog(app);
  const add = async (pasted: string): Promise<void> => {
    await open.getByRole('textbox').fill(pasted);
    await open.getByRole('button', { name: 'Add' }).click();
  };
  const wrong = open.getByRole('alert');
  for (const [pasted, said] of [
    ['{"events": [', 'This is not JSON'],
    ['{"a": 1}', 'neither a history nor details'],
    ['[{"id": 1, "type": "ExecutionStarted", "timestamp": "noon"}]', 'This event has no usable timestamp.'],
    [JSON.stringify(EVENTS.slice(4)), 'Events 1 to 4 are missing before this one'],
  ] as const) {
    await add(pasted);
    await expect(wrong).toContainText(said);
    await expect(wrong).toContainText(/line 1, column \d+/);
    await expect(open.getByRole('button', { name: 'Open run' })).toBeDisabled();
    await open.getByRole('button', { name: /^Remove / }).click();
    await expect(wrong).toHaveCount(0);
  }
  // Its pages may come in any order.
  await add(JSON.stringify({ events: EVENTS.slice(4).reverse() }));
  await add(JSON.stringify({ events: EVENTS.slice(0, 6), nextToken: 'A' }));
  await expect(open.getByRole('status')).toContainText(`${LAST} events can be opened.`);
  await add(JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }));
  await expect(wrong).toContainText('The history enters Charge, but the definition has no such state.');
});

test('a file dropped on the page opens the dialog', async ({ app }) => {
  const transfer = await app.page.evaluateHandle((history) => {
    const data = new DataTransfer();
    data.items.add(new File([history], 'run.json', { type: 'application/json' }));
    return data;
  }, text('history'));
  await app.visualise.dispatchEvent('dragover', { dataTransfer: transfer });
  await app.visualise.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(dialogOf(app)).toContainText('run.json');
  await expect(dialogOf(app)).toContainText(`history · events 1–${LAST}`);
});

test('nothing of it stands in the way of anybody', async ({ app, page }) => {
  test.slow();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const open = await dialog(app);
    await open.getByRole('textbox').fill('{"a": 1}');
    await open.getByRole('button', { name: 'Add' }).click();
    await expect(open.getByRole('alert')).toBeVisible();
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await clean(page, `the dialog, ${theme}, ${width}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    await expect(open).toBeHidden();
    await opened(app, WHOLE);
    await clean(page, `the run, ${theme}`);
  }
});

/** A breakpoint of the dialog. */
async function stopAt(app: Stepglass, state: string, moment: string, condition = '', visit = ''): Promise<void> {
  const { page } = app;
  const stops = app.transport.getByLabel(/^Breakpoints: \d+$/);
  if (!(await app.button('New breakpoint').isVisible())) await stops.click();
  await app.button('New breakpoint').click();
  const made = page.getByRole('dialog', { name: 'New breakpoint' });
  await made.getByRole('combobox', { name: 'State', exact: true }).selectOption(state);
  await made.getByLabel('Stops when').selectOption(moment);
  if (condition) await made.getByLabel('Condition').fill(condition);
  if (visit) await made.getByLabel(/^Only this visit/).fill(visit);
  await made.getByRole('button', { name: 'Save' }).click();
  await expect(made).toBeHidden();
}

test('breakpoints of all kinds stop it, in both directions, and say why', async ({ app }) => {
  await app.allTools();
  await opened(app, WHOLE);
  await stopAt(app, 'Charge', 'it is tried again');
  await stopAt(app, 'Charge', 'it is left', '$states.result.amount = 250 and $states.context.State.RetryCount = 1');
  await stopAt(app, 'Box', 'it is entered', '', '3');
  await stopAt(app, 'Any state', 'it fails, or one of its tries', "$states.errorOutput.Error = 'TooLarge' and $paid = 250");
  const stops: [event: number, words: string][] = [
    [6, 'Breakpoint: Charge is retried, visit 1'],
    [9, 'Breakpoint: Charge is left, visit 1'],
    [26, 'Breakpoint: Box is entered, visit 3'],
    [37, 'Breakpoint: Review fails, visit 1'],
  ];
  const why = app.transport.getByRole('status').filter({ hasText: /\S/ });
  await app.speed.selectOption('max');
  await app.button('Back to the start').click();
  for (const [event, words] of stops) {
    await app.button('Continue').click();
    await app.paused(event);
    await expect(why).toContainText(words);
  }
  await app.button('Continue').click();
  await app.ended('Failed');
  for (const [event, words] of [...stops].reverse()) {
    await app.button('Run back to the last breakpoint').click();
    await app.paused(event);
    await expect(why).toContainText(words);
  }
  await app.button('Run back to the last breakpoint').click();
  await app.paused(1);
  await expect(why).toBeHidden();
  // A step over the Parallel stops inside of it.
  await app.row(10).dblclick();
  await app.paused(10);
  await app.page.keyboard.press('F10');
  await app.paused(26);
});

test('the details tell the end of a history that is cut short', async ({ app }) => {
  const open = await dialog(app);
  const add = async (pasted: string): Promise<void> => {
    await open.getByRole('textbox').fill(pasted);
    await open.getByRole('button', { name: 'Add' }).click();
  };
  await add(JSON.stringify({ events: EVENTS.slice(0, 20) }));
  await expect(open.getByRole('status')).not.toContainText('The history stops before its end');
  await add(text('execution'));
  await expect(open.getByRole('status')).toContainText('The history stops before its end');
  await open.getByRole('button', { name: 'Open run' }).click();
  await app.at(20);
  await expect(app.top).toContainText('Finished Failed');
  await expect(app.monitor).toContainText('A person must look at it');
  await expect(app.monitor).toContainText('The history stops before its end');
  await app.button('Back').click();
  await app.paused(19);
  await expect(app.monitor).not.toContainText('A person must look at it');
});

test('of an event that is printed twice the copy with its data is kept; two that differ are said', async ({ app }) => {
  const bare = EVENTS.slice(0, 12).map((event) => JSON.parse(JSON.stringify(event, (name, value: unknown) => (name === 'input' || name === 'output' ? undefined : value))) as HistoryEvent);
  const open = await dialog(app);
  const add = async (pasted: string): Promise<void> => {
    await open.getByRole('textbox').fill(pasted);
    await open.getByRole('button', { name: 'Add' }).click();
  };
  await add(JSON.stringify({ events: bare, nextToken: 'A' }));
  await expect(open.getByRole('status')).toContainText('The history stops before its end');
  await add(JSON.stringify({ events: EVENTS }));
  await expect(open.getByRole('status')).toHaveText(/can be opened/);
  await expect(open.getByRole('status')).not.toContainText(/stops before its end|without inputs/);
  const other = EVENTS.slice(4, 5).map((event) => JSON.stringify(event).replace('Busy', 'Idle'));
  await add(`[${other.join(',')}]`);
  await expect(open.getByRole('alert')).toContainText('Event 5 is there twice, and error differs');
  await open.getByRole('button', { name: 'Remove Pasted text 3' }).click();
  await open.getByRole('button', { name: 'Open run' }).click();
  await app.at(LAST);
  expect(await app.history()).toEqual(EVENTS);
});

/** Opens texts by the dialog's field. */
async function openTexts(app: Stepglass, texts: readonly string[]): Promise<void> {
  const open = await dialog(app);
  for (const each of texts) {
    await open.getByRole('textbox').fill(each);
    await open.getByRole('button', { name: 'Add' }).click();
  }
  await expect(open.getByRole('status')).toContainText('can be opened');
  await open.getByRole('button', { name: 'Open run' }).click();
  await expect(open).toBeHidden();
}

test('an execution that was exported here is not said to be recorded on AWS, however often it goes round', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  const exported = async (): Promise<string> => {
    const download = page.waitForEvent('download');
    await app.top.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog').getByRole('tab', { name: 'Image and print' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'JSON' }).click();
    const path = await (await download).path();
    await page.keyboard.press('Escape');
    return readFileSync(path, 'utf8');
  };
  let file = await exported();
  expect(JSON.parse(file)).toMatchObject({ status: 'SUCCEEDED', origin: 'Stepglass' });
  const list = JSON.stringify((JSON.parse(file) as { events: unknown }).events);
  for (let round = 0; round < 2; round += 1) {
    await openTexts(app, [file]);
    await expect(app.top).toContainText('Simulated by Stepglass');
    await expect(app.top).not.toContainText('AWS');
    await expect(app.monitor.getByRole('note')).toContainText('simulated');
    await expect(app.monitor.getByRole('note')).not.toContainText('AWS');
    await app.button('Back').click();
    await expect(app.top).toContainText('Simulated by Stepglass');
    await app.scrubber.focus();
    await page.keyboard.press('End');
    await app.ended('Succeeded');
    file = await exported();
  }
  await app.reload();
  await expect(app.top).toContainText('Simulated by Stepglass');
  // A bare list of events does not tell.
  await openTexts(app, [list]);
  await expect(app.top).toContainText('Opened history');
  await expect(app.top).not.toContainText('AWS');
  await openTexts(app, [await exported()]);
  await expect(app.top).toContainText('Opened history');
});

test('what AWS recorded stays so when it is exported and opened again', async ({ app, page }) => {
  await opened(app, WHOLE);
  const download = page.waitForEvent('download');
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog').getByRole('tab', { name: 'Image and print' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'JSON' }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  await page.keyboard.press('Escape');
  await openTexts(app, [file, text('machine')]);
  await expect(app.top).toContainText('Recorded on AWS');
});

test('pasted text counts at once: it is read, said what it is, and opened without *Add*', async ({ app }) => {
  const open = await dialog(app);
  const go = open.getByRole('button', { name: 'Open run' });
  await expect(go).toBeDisabled();
  await expect(open.getByRole('status')).toContainText('Nothing added yet.');
  const field = open.getByRole('textbox');
  await field.fill('{"events": [');
  await expect(open.getByRole('alert')).toContainText('This is not JSON');
  await expect(go).toBeDisabled();
  await expect(open.getByRole('status')).toContainText('once this is corrected');
  await field.fill('');
  await expect(open.getByRole('alert')).toHaveCount(0);
  await expect(open.getByRole('status')).toContainText('Nothing added yet.');
  await field.fill(text('machine'));
  await expect(open.getByText('There is no history among these texts')).toBeVisible();
  await open.getByRole('button', { name: 'Add' }).click();
  await expect(field).toHaveValue('');
  await field.fill(text('history'));
  await expect(open.getByRole('status')).toContainText(`${LAST} events can be opened.`);
  await expect(field).toHaveValue(text('history'));
  await expect(open.getByRole('list', { name: 'Texts' }).getByRole('listitem')).toHaveCount(2);
  await go.click();
  await expect(open).toBeHidden();
  await app.at(LAST);
});
