/** Two executions side by side: the first difference, the steps, the ways there. */

import type { Locator, Page } from '@playwright/test';
import { clean } from './insight.ts';
import { expect, test, type Stepglass } from './stepglass.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Compare two executions' });

const CHOICE = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Next: 'Which' },
    Which: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'One' }], Default: 'Other' },
    One: { Type: 'Pass', Result: { way: 'one' }, Next: 'Last' },
    Other: { Type: 'Pass', Result: { way: 'other' }, Next: 'Last' },
    Last: { Type: 'Succeed' },
  },
};

/** An execution with n = 1, then one with n = 2, which stays on the desk. */
async function twoRuns(app: Stepglass, page: Page): Promise<void> {
  await app.allTools();
  await app.write(CHOICE);
  for (const n of [1, 2]) {
    await app.openTab('Input');
    await app.paste(JSON.stringify({ n }), app.input);
    await expect(app.button('Run').or(app.button('Run again'))).toBeEnabled();
    await app.speed.selectOption('max');
    await app.transport.getByRole('button', { name: /^Run( again)?$/ }).click();
    await app.ended('Succeeded');
    await expect.poll(async () => JSON.stringify(await app.payload('Input'))).toBe(JSON.stringify({ n }));
  }
  await page.keyboard.press('Escape');
}

const steps = async (page: Page): Promise<string[]> => {
  const rows = await dialog(page).locator('.cmpitem > button').allInnerTexts();
  return rows.map((row) => row.replaceAll(/\s+/g, ' ').replaceAll(/ [\d.,]+ s/g, '').trim());
};

test('two inputs: the first difference, totals, steps aligned, ways there', async ({ app, page }) => {
  await twoRuns(app, page);
  await app.monitor.getByLabel('More', { exact: true }).click();
  await app.monitor.getByRole('button', { name: 'Compare with another execution' }).click();
  const first = dialog(page).getByRole('region', { name: 'First difference' });
  await expect(first).toContainText('The execution has another input');
  await expect(first.getByRole('group', { name: 'What differs between the two events' })).toContainText('"n": 1');
  expect(await steps(page)).toEqual([
    '≠ Prepare A Succeeded B Succeeded input, output',
    '≠ Which A Succeeded B Succeeded input, output',
    '− Other A Succeeded B – Only in A',
    '+ One A – B Succeeded Only in B',
    '≠ Last A Succeeded B Succeeded input, output',
  ]);
  await clean(page, 'compare');
  await dialog(page).getByRole('button', { name: /Last/ }).click();
  const diff = dialog(page).getByRole('group', { name: 'Input', exact: true }).last();
  await expect(diff).toContainText('removed "way": "other"');
  await expect(diff).toContainText('added "way": "one"');
  await clean(page, 'an open step');
  await dialog(page).getByRole('button', { name: /^≠ Differs|Differs/ }).first().click();
  expect((await steps(page)).map((row) => row.split(' ')[1])).toEqual(['Other', 'One']);
  // The other execution comes to the desk, at the event.
  await dialog(page).getByRole('button', { name: /One/ }).click();
  await dialog(page).getByRole('button', { name: /^Go to event 6 of/ }).click();
  await expect(dialog(page)).toBeHidden();
  await app.paused(6);
  expect(await app.payload('Input')).toEqual({ n: 1 });
  await expect(app.row(6)).toHaveAttribute('aria-selected', 'true');
});

test('by keyboard, from the list of executions: swapped, and the same with itself', async ({ app, page }) => {
  await twoRuns(app, page);
  await app.executions();
  await app.dialog.getByRole('button', { name: /^Compare the open execution with/ }).focus();
  await page.keyboard.press('Enter');
  const first = dialog(page).getByRole('region', { name: 'First difference' });
  await expect(first).toBeVisible();
  expect((await steps(page))[2]).toContain('Other');
  await dialog(page).getByRole('button', { name: 'Swap the two' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await steps(page))[2]).toContain('One');
  const [a, b] = [dialog(page).getByLabel(/First execution/), dialog(page).getByLabel(/Second execution/)];
  await b.selectOption(await a.inputValue());
  await expect(dialog(page).getByText('Nothing differs.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
});

test('across an edit of the definition; made-up ids count when they are asked for', async ({ app, page }) => {
  await app.allTools();
  await app.write({ StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id' }, Next: 'C' }, C: { Type: 'Pass', End: true } } });
  await app.run('Succeeded');
  await app.write({ StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id' }, Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', End: true } } });
  await app.page.getByRole('button', { name: 'Run again' }).first().click();
  await app.ended('Succeeded');
  await expect(app.node('B')).toHaveAccessibleName(/Succeeded/);
  await app.monitor.getByLabel('More', { exact: true }).click();
  await app.monitor.getByRole('button', { name: 'Compare with another execution' }).click();
  const first = dialog(page).getByRole('region', { name: 'First difference' });
  await expect(first).toContainText(/^First difference\s*B is in .+ only/);
  await expect(dialog(page).getByText('Definition: differs')).toBeVisible();
  await dialog(page).getByText('Definition: differs').click();
  await expect(dialog(page).getByRole('group', { name: 'Definition' })).toContainText('"Next": "B"');
  expect((await steps(page)).map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual(['= A', '− B', '= C']);
  await dialog(page).getByLabel(/^Compare ids and times too/).check();
  await expect(first).toContainText('A has another output');
});

test('an execution without another says so; nothing is wider than a phone', async ({ app, page }) => {
  await app.allTools();
  await app.write(CHOICE);
  await app.openTab('Input');
  await app.paste('{"n": 1}', app.input);
  await app.run('Succeeded');
  await app.monitor.getByLabel('More', { exact: true }).click();
  await app.monitor.getByRole('button', { name: 'Compare with another execution' }).click();
  await expect(dialog(page)).toContainText('This machine has no other execution yet.');
  await page.keyboard.press('Escape');
  await twoRunsMore(app);
  for (const [width, height] of [[1024, 768], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await app.show('Monitor');
    await app.monitor.getByLabel('More', { exact: true }).click();
    await app.monitor.getByRole('button', { name: 'Compare with another execution' }).click();
    await expect(dialog(page).getByRole('region', { name: 'First difference' })).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await clean(page, `${width}, ${colorScheme}`);
    }
    expect(await dialog(page).evaluate((box) => box.scrollWidth - box.clientWidth), `${width}`).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
  }
});

test('executions of both machines can be chosen, where two machines are compared', async ({ app, page }) => {
  await twoRuns(app, page);
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.executions();
  await app.dialog.getByRole('button', { name: 'Filter' }).click();
  await app.dialog.getByLabel('State machine').selectOption('all');
  await app.dialog.getByRole('button', { name: /^Compare the open execution with/ }).first().click();
  await expect(dialog(page).getByLabel(/Second execution/).locator('option')).toHaveCount(3);
  await expect(dialog(page).getByLabel(/First execution/).locator('option')).toHaveCount(3);
});

test('numbers that only their text tells apart have their lines', async ({ app, page }) => {
  await app.allTools();
  await app.write({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
  for (const n of ['9007199254740993', '9007199254740992']) {
    await app.openTab('Input');
    await app.paste(`{"n": ${n}, "text": "{\\"m\\": 1.0}"}`, app.input);
    await expect(app.button('Run').or(app.button('Run again'))).toBeEnabled();
    await app.speed.selectOption('max');
    await app.transport.getByRole('button', { name: /^Run( again)?$/ }).click();
    await app.ended('Succeeded');
    await expect(app.monitor).toContainText(n);
  }
  await app.monitor.getByLabel('More', { exact: true }).click();
  await app.monitor.getByRole('button', { name: 'Compare with another execution' }).click();
  const lines = dialog(page).getByRole('group', { name: 'What differs between the two events' });
  await expect(lines).toContainText('9007199254740993');
  await expect(lines).toContainText('9007199254740992');
  await expect(lines).toContainText('"m": 1.0');
});

async function twoRunsMore(app: Stepglass): Promise<void> {
  await app.paste('{"n": 2}', app.input);
  await app.transport.getByRole('button', { name: /^Run( again)?$/ }).click();
  await expect.poll(async () => JSON.stringify(await app.payload('Input'))).toBe('{"n":2}');
  await app.ended('Succeeded');
}
