/** Breakpoints beyond the simple, running to a state, and another value of a variable. */

import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { refused } from '../../www/src/breakpoints.ts';
import { clean, view } from './insight.ts';
import { untranslated } from './korean.ts';
import { expect, test, type Stepglass } from './stepglass.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

/** Counts to four; the third call is refused once. */
const LOOP = {
  QueryLanguage: 'JSONata',
  StartAt: 'Zero',
  States: {
    Zero: { Type: 'Pass', Assign: { n: 0 }, Next: 'Count' },
    Count: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: '{% {"n": $n + 1} %}', Next: 'Enough' },
    Enough: { Type: 'Choice', Choices: [{ Condition: '{% $n >= 4 %}', Next: 'Done' }], Default: 'Count' },
    Done: { Type: 'Pass', Output: '{% {"last": $n} %}', End: true },
  },
};

const RETRIED = {
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Next: 'Call' },
    Call: { Type: 'Task', Resource: LAMBDA, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], Next: 'After' },
    After: { Type: 'Pass', Next: 'Never' },
    Never: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'Other' }], Default: 'Last' },
    Other: { Type: 'Pass', Next: 'Last' },
    Last: { Type: 'Succeed' },
  },
};

const list = (app: Stepglass): Locator => app.transport.getByLabel(/^Breakpoints: \d+$/);
const why = (app: Stepglass): Locator => app.transport.getByRole('status').filter({ hasText: /\S/ });
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /breakpoint$/ });

async function opened(app: Stepglass, machine: object): Promise<void> {
  await app.allTools();
  await app.write(machine);
  await app.speed.selectOption('max');
}

/** `Call` is refused once. */
async function refusedOnce(app: Stepglass): Promise<void> {
  await app.openTab('Mocks');
  const group = app.define.getByRole('group', { name: 'Call', exact: true });
  await group.getByRole('radio', { name: 'Mock' }).check();
  await group.getByLabel('Attempt 1: what happens').selectOption('throws an error');
  await group.getByLabel('Attempt 1: Error').fill('Busy');
  await group.getByRole('button', { name: 'Another attempt' }).click();
  await group.getByLabel('Attempt 2: result, JSON').fill('1');
}

test('a condition and a visit: set by the menu, kept, said when met, in both directions', async ({ app, page }) => {
  await opened(app, LOOP);
  await app.node('Count').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Count' });
  await expect(menu.getByRole('menuitem')).toHaveText(['Run to here', 'Set a breakpoint on Count', 'Edit breakpoint…']);
  await clean(page, 'menu');
  await menu.getByRole('menuitem', { name: 'Edit breakpoint…' }).click();
  await dialog(page).getByLabel('Condition').fill('$n = 2');
  await clean(page, 'dialog');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toBeHidden();
  await app.button('Run').click();
  // Zero, Count and Enough twice, then Count.
  await app.paused(12);
  await expect(why(app)).toContainText('Breakpoint: Count is entered, visit 3');
  await app.button('Continue').click();
  await app.ended('Succeeded');
  await app.button('Run back to the last breakpoint').click();
  await app.paused(12);
  await expect(why(app)).toContainText('visit 3');
  await app.button('Run back to the last breakpoint').click();
  await app.paused(1);
  await expect(why(app)).toBeHidden();
  await app.reload();
  // It does not stop each time: the dots say so, and every visit on the scrubber is one where it may.
  await expect(app.node('Count').locator('.bp.maybe title')).toHaveText('Count is entered, when $n = 2\nClear the breakpoint on Count');
  await expect(app.define.getByTitle('Count is entered, when $n = 2\nClear the breakpoint on Count')).toHaveClass(/cm-bp-maybe/);
  await expect(app.scrubber.locator('.mk title').filter({ hasText: /^Breakpoint with a condition · event/ })).not.toHaveCount(0);
  await list(app).click();
  await expect(app.transport.getByRole('button', { name: 'Count is entered, when $n = 2', exact: true })).toBeVisible();
});

test('an error in the condition stops there and says it; what it gives is shown while it is written', async ({ app, page }) => {
  await opened(app, LOOP);
  await app.run('Succeeded');
  await app.node('Enough').click();
  await page.keyboard.press('Control+Shift+F8');
  await expect(dialog(page).getByRole('combobox', { name: 'State', exact: true })).toHaveValue('Enough');
  const condition = dialog(page).getByLabel('Condition');
  await condition.fill('$n = 4');
  await expect(dialog(page).getByRole('status')).toHaveText('At the step that is shown: true');
  await condition.fill("$n + 'x'");
  await expect(dialog(page).getByRole('status')).toContainText('The right side of the "+" operator must evaluate to a number');
  await dialog(page).getByLabel(/^Only this visit/).fill('two');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByRole('alert')).toHaveText('A visit is a whole number from 1.');
  await expect(dialog(page).getByLabel(/^Only this visit/)).toBeFocused();
  await dialog(page).getByLabel(/^Only this visit/).fill('2');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await app.button('Run again').click();
  await app.paused(10);
  await expect(why(app)).toContainText('Breakpoint: Enough is entered, visit 2');
  await expect(why(app)).toContainText('Condition failed, the right side of an operator is no number: “T2002: The right side of the "+" operator must evaluate to a number”');
});

/** Makes a breakpoint with the dialog. */
async function make(app: Stepglass, page: Page, state: string, moment: string, type?: string): Promise<void> {
  await list(app).click();
  await app.button('New breakpoint').click();
  await dialog(page).getByRole('combobox', { name: 'State', exact: true }).selectOption(state);
  await dialog(page).getByLabel('Stops when').selectOption(moment);
  if (type !== undefined) await dialog(page).getByLabel('Type of the event').fill(type);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toBeHidden();
  if (await app.button('New breakpoint').isVisible()) await list(app).click();
}

test('any failure, a retry, an exit, a type of events; each can be switched off', async ({ app, page }) => {
  await opened(app, RETRIED);
  await refusedOnce(app);
  await list(app).click();
  await app.transport.getByLabel('Break on any failure').check();
  await expect(list(app)).toHaveText(/Breakpoints\s*1/);
  await list(app).click();
  await make(app, page, 'Call', 'it is tried again');
  await make(app, page, 'First', 'it is left');
  await make(app, page, 'Any state', 'an event of a type is recorded', 'LambdaFunctionSucceeded');
  const stops: [event: number, words: string][] = [
    [3, 'Breakpoint: First is left, visit 1'],
    [7, 'Breakpoint: Call fails, visit 1'],
    [8, 'Breakpoint: Call is retried, visit 1'],
    [10, 'Breakpoint: LambdaFunctionSucceeded of Call, visit 1'],
  ];
  await app.button('Run').click();
  for (const [event, words] of stops) {
    await app.paused(event);
    await expect(why(app)).toContainText(words);
    await app.button('Continue').click();
  }
  await app.ended('Succeeded');
  const marks = app.scrubber.locator('.mk title');
  await expect(marks.filter({ hasText: /^Breakpoint · event (3|8|10)/ })).not.toHaveCount(0);
  await expect(app.node('First').locator('.bp.moment title')).toHaveText('First is left\nClear the breakpoint on First');
  await expect(app.define.locator('.cm-bp-moment')).toHaveCount(2);
  await list(app).click();
  await clean(page, 'list');
  await app.transport.getByLabel('Breakpoint on: First is left').uncheck();
  await app.transport.getByLabel('Break on any failure').uncheck();
  await app.button('Clear the breakpoint: Call is retried').click();
  await app.button('Edit the breakpoint: LambdaFunctionSucceeded').click();
  await dialog(page).getByRole('button', { name: 'Remove' }).click();
  await expect(list(app)).toHaveText(/Breakpoints\s*1/);
  await app.button('Back to the start').click();
  await app.button('Continue').click();
  await app.ended('Succeeded');
});

test('run to here: forward, back, from nothing, and to where it never comes', async ({ app, page }) => {
  await opened(app, RETRIED);
  await app.node('After').click();
  await page.keyboard.press('Control+F10');
  await app.paused(9);
  await app.node('Last').click();
  await app.step('Last').getByRole('button', { name: 'Run to here' }).click();
  await app.paused(13);
  await app.button('Continue').click();
  await app.ended('Succeeded');
  await app.node('After').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run to here' }).click();
  await app.paused(9);
  await app.node('Other').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run to here' }).click();
  await app.ended('Succeeded');
  await expect(page.getByRole('status').filter({ hasText: 'Other was not entered' })).toBeVisible();
});

test('run to here from the definition, the events and the table of steps', async ({ app, page }) => {
  await opened(app, RETRIED);
  await app.define.getByTitle('Set a breakpoint on After').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run to here' }).click();
  await app.paused(9);
  await app.row(3).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Go here' }).click();
  await app.paused(3);
  await app.row(3).focus();
  await page.keyboard.press('ContextMenu');
  await expect(page.getByRole('menuitem', { name: 'Go here' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Run to First' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(app.row(3)).toBeFocused();
  const table = await view(app, 'Table + timeline');
  await table.getByRole('row', { name: /^After/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run to here' }).click();
  await app.paused(9);
});

test('another value of a variable: the past stays, the future is new, the old one is kept', async ({ app, page }) => {
  await opened(app, LOOP);
  await app.run('Succeeded');
  const before = await app.history();
  await app.row(8).dblclick();
  await app.paused(8);
  const panel = await view(app, 'Variables');
  await panel.getByRole('button', { name: 'Change $n' }).click();
  const field = panel.getByRole('textbox', { name: /^Another value of/ });
  await expect(field).toBeFocused();
  await field.fill('{');
  await panel.getByRole('button', { name: 'Go on with this value' }).click();
  await expect(panel.getByRole('alert')).toBeVisible();
  await clean(page, 'a variable that is changed');
  await field.fill('3');
  await panel.getByRole('button', { name: 'Go on with this value' }).click();
  await expect(panel.getByRole('table').first()).toContainText('changed by hand');
  await expect(page.getByRole('status').filter({ hasText: 'is kept as the execution' })).toBeVisible();
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual({ last: 4 });
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).click();
  const after = await app.history();
  expect(after.slice(0, 8)).toEqual(before.slice(0, 8));
  expect(after.length).toBeLessThan(before.length);
  await page.getByRole('status').filter({ hasText: 'is kept as the execution' }).getByRole('button', { name: 'Undo' }).click();
  await app.paused(8);
  await app.run('Succeeded');
  expect(await app.history()).toEqual(before);
  const names = await (await app.executions()).allInnerTexts();
  expect(names).toHaveLength(2);
  expect(names.some((name) => name.includes('(before change)'))).toBe(true);
});

test('the page refuses the entries that the engine refuses', () => {
  const cases = JSON.parse(readFileSync(new URL('../sessions/entries.json', import.meta.url), 'utf8')) as { entry: unknown; refused: string | null }[];
  expect(cases.length).toBeGreaterThan(30);
  for (const { entry, refused: why } of cases) expect(refused(entry) ?? null, JSON.stringify(entry)).toBe(why);
});

/** `Pick` finds nothing that fits. */
const PICK = {
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Next: 'Pick' },
    Pick: { Type: 'Choice', Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Last' }] },
    Last: { Type: 'Succeed' },
  },
};

test('any failure: a Choice without a match, which has no event of its own', async ({ app }) => {
  await opened(app, PICK);
  await list(app).click();
  await app.transport.getByLabel('Break on any failure').check();
  await app.button('Run').click();
  await app.ended('Failed');
  await expect(why(app)).toContainText('Breakpoint: Pick fails, visit 1');
});

const open = (app: Stepglass, breakpoints: unknown, definition: object = RETRIED): Promise<unknown> => {
  const document = { v: 1, name: 'Linked', definition: JSON.stringify(definition, null, 2), breakpoints, view: { tools: 'all' } };
  return app.page.goto(`./#p1=${deflateRawSync(Buffer.from(JSON.stringify(document))).toString('base64url')}`);
};

test('entries that are no breakpoints are said, kept as they are, and can be mended', async ({ app, page }) => {
  test.slow();
  const entries = ['After', { state: 'First', visit: 1.5 }, null, { on: 'never', state: 'Last' }, { stat: 'First' }, { condition: 7, state: 'First' }];
  await open(app, entries);
  await app.speed.selectOption('max');
  const button = app.transport.getByLabel('Breakpoints: 6, 5 not understood');
  await expect(button).toContainText('5 not understood');
  // The good one beside them stops; none of the others stops anywhere, or is shown at a state.
  await app.button('Run').click();
  await app.paused(9);
  await button.click();
  const menu = app.transport.locator('.bpmenu');
  for (const said of ['{"state":"First","visit":1.5} Not understood, so nothing stops here. “visit” must be a whole number from 1 to 9,999,999.',
    'null Not understood, so nothing stops here. It is neither the name of a state nor an object.',
    '“on” must be enter, exit, fail or retry', 'Breakpoints have no “stat”.', '“condition” must be a text.']) {
    await expect(menu).toContainText(said.replace(' Not', 'Not'));
  }
  await clean(page, 'entries that are none');
  // What was written is still there when it is mended.
  await app.button('Edit the breakpoint: {"state":"First","visit":1.5}').click();
  await expect(dialog(page)).toContainText('{"state":"First","visit":1.5}');
  await expect(dialog(page).getByLabel(/^Only this visit/)).toHaveValue('1.5');
  await expect(dialog(page).getByRole('combobox', { name: 'State', exact: true })).toHaveValue('First');
  await clean(page, 'an entry that is none');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByRole('alert')).toHaveText('A visit is a whole number from 1.');
  await dialog(page).getByLabel(/^Only this visit/).fill('1');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(app.transport.getByLabel('Breakpoints: 6, 4 not understood')).toBeVisible();
  await app.transport.getByLabel('Breakpoints: 6, 4 not understood').click();
  await app.button('Clear the breakpoint: null').click();
  await expect(app.transport.getByLabel('Breakpoints: 5, 3 not understood')).toBeVisible();
  // A press on a state sets its own and leaves them alone.
  await app.node('Last').click();
  await page.keyboard.press('Control+F8');
  await expect(app.transport.getByLabel('Breakpoints: 6, 3 not understood')).toBeVisible();
  await expect.poll(async () => {
    await app.reload();
    return app.transport.getByLabel('Breakpoints: 6, 3 not understood').isVisible();
  }).toBe(true);
});

test('in Korean: what is wrong with entries and conditions', async ({ app, page }) => {
  const steps = { StartAt: 'Alpha', States: { Alpha: { Type: 'Pass', Next: 'Beta' }, Beta: { Type: 'Succeed' } } };
  await open(app, [{ state: 'Alpha', visit: 0 }, 3, { state: 'Alpha', condition: "$states.input + 'x'" }, { state: 'Beta', condition: '$states.input' }], steps);
  await app.speed.selectOption('max');
  await app.top.getByRole('button', { name: '한국어' }).click();
  await page.getByLabel('중단점 4개, 2개 확인 필요').click();
  await expect(page.locator('.bpmenu')).toContainText('“visit”는 1부터 9,999,999까지의 정수여야 합니다.');
  await expect(page.locator('.bpmenu')).toContainText('상태 이름도 객체도 아닙니다.');
  expect(await untranslated(page)).toEqual([]);
  await page.locator('.play').click();
  await expect(page.locator('.why')).toContainText('조건 오류, 연산자 왼쪽이 숫자가 아님');
  expect(await untranslated(page)).toEqual([]);
  await page.locator('.play').click();
  await expect(page.locator('.why')).toContainText('조건의 결과가 true도 false도 아닙니다: {}');
});

test('a step over a Parallel stops at a breakpoint inside of it', async ({ app, page }) => {
  await opened(app, {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'One', States: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', End: true } } }],
        Next: 'Last',
      },
      Last: { Type: 'Succeed' },
    },
  });
  await app.node('Two').click();
  await page.keyboard.press('Control+F8');
  for (let times = 0; times < 2; times += 1) {
    await page.keyboard.press('F10');
    await app.paused(2);
    await page.keyboard.press('F10');
    await app.paused(6);
    await expect(why(app)).toContainText('Breakpoint: Two is entered');
    await page.keyboard.press('Shift+F11');
    await app.paused(9);
    await page.keyboard.press('F10');
    await app.paused(10);
    await app.button('Back to the start').click();
    await app.paused(1);
  }
});
