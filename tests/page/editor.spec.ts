/** The definition's editor: findings at their place, the last good graph, one selection for text and graph. */

import { expect, test } from './stepglass.ts';

const GOOD = {
  StartAt: 'First',
  States: { First: { Type: 'Pass', Next: 'Last' }, Last: { Type: 'Succeed' } },
};

/** A change of `GOOD` that AWS refuses, what it says, and where. */
const PROBLEMS = [
  {
    what: 'an unknown state type',
    from: '"Type": "Pass"',
    to: '"Type": "Psas"',
    says: 'The field \'Type\' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]',
    line: 5,
    column: 15,
    fixed: true,
  },
  {
    what: 'a missing StartAt',
    from: '  "StartAt": "First",\n',
    to: '',
    says: 'These fields are required: [StartAt]',
    line: 1,
    column: 1,
  },
  {
    what: 'a missing Next target',
    from: '"Next": "Last"',
    to: '"Next": "Lost"',
    says: 'Missing \'Next\' target: Lost',
    line: 6,
    column: 15,
  },
  {
    what: 'a field AWS does not know',
    from: '"Type": "Pass"',
    to: '"Type": "Pass",\n      "ResultPaht": "$.x"',
    says: 'ResultPaht',
    line: 6,
    column: 7,
    fixed: true,
  },
];

for (const { what, from, to, says, line, column, fixed } of PROBLEMS) {
  test(`${what} is said, with its place`, async ({ app }) => {
    const text = JSON.stringify(GOOD, null, 2);
    await app.write(GOOD);
    await app.paste(text.replace(from, to));
    const problem = app.problems.getByRole('listitem').filter({ hasText: says });
    await expect(problem).toBeVisible();
    await expect(problem.getByRole('img', { name: 'Error' })).toBeVisible();
    await expect(app.button('Run')).toBeDisabled();
    await problem.getByRole('button', { name: `Go to line ${line}, column ${column}` }).click();
    await expect(app.editor).toBeFocused();
    await expect(app.problems).toContainText(`Ln ${line}, Col ${column}`);
    if (!fixed) return;
    await problem.getByRole('button', { name: 'Fix' }).click();
    await expect(problem).toBeHidden();
    expect(await app.text()).not.toBe(text.replace(from, to));
  });
}

test('half-typed JSON keeps what can be read of the graph and says so', async ({ app, page }) => {
  await app.write(GOOD);
  await app.editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Backspace');
  await expect(app.problems).toContainText('Graph shows what could be read');
  await expect(app.visualise.getByText('The graph shows as much of this text as could be read')).toBeVisible();
  await expect(app.node('First')).toBeVisible();
  await expect(app.node('Last')).toBeVisible();
  await expect(app.button('Run')).toBeDisabled();
  await page.keyboard.type('}');
  await expect(app.problems).toContainText('No problems');
  await expect(app.button('Run')).toBeEnabled();
});

test('typing redraws the graph, and undo takes it back', async ({ app, page }) => {
  await app.write(GOOD);
  await app.define.getByText('"First": {').dblclick();
  await page.keyboard.press('Escape');
  await app.paste(JSON.stringify(GOOD, null, 2).replaceAll('Last', 'Finish'));
  await expect(app.node('Finish')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(app.node('Last')).toBeVisible();
  await expect(app.node('Finish')).toBeHidden();
});

test('the cursor selects its state, a chosen node its text, typing stays typing', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.define.getByText('"NumericEquals": 1').click();
  await expect(app.step('ChoiceState')).toBeVisible();
  await expect(app.node('ChoiceState')).toHaveClass(/sel/);
  await page.keyboard.type(' ');
  await expect(app.editor).toBeFocused();
  await app.node('NextState').click();
  await expect(app.step('NextState')).toBeVisible();
  await expect(app.editor.getByText('function:next-state')).toBeInViewport();
  await expect(app.editor.locator('.cm-marked').first()).toContainText('"NextState"');
});

test('F4 goes from problem to problem', async ({ app, page }) => {
  await app.paste('{\n  "States": {\n    "A": { "Type": "Pass", "Next": "B" }\n  }\n}');
  await expect(app.problems.getByRole('listitem')).toHaveCount(3);
  await app.editor.focus();
  const places: (string | null)[] = [];
  for (let at = 0; at < 4; at += 1) {
    await page.keyboard.press('F4');
    const place = app.problems.getByText(/^Ln \d+, Col \d+$/);
    if (at > 0) await expect(place).not.toHaveText(places.at(-1) ?? '');
    else await expect(place).toHaveText('Ln 1, Col 1');
    places.push(await place.textContent());
  }
  expect(new Set(places).size).toBe(3);
  expect(places[3]).toBe(places[0]);
});

test('an input that is not JSON is marked, keeps the run from starting, and is kept', async ({ app }) => {
  await app.openTab('Input');
  await app.paste('{"name": }', app.input);
  await expect(app.define.getByRole('img', { name: 'Error' }).first()).toBeVisible();
  await app.define.getByRole('button', { name: 'Go to line 1, column 10' }).click();
  await expect(app.input).toBeFocused();
  await app.openTab('Definition');
  await app.button('Run').click();
  await expect(app.define.getByRole('alert')).toContainText('so nothing was started');
  await expect(app.tab('Input')).toHaveAttribute('aria-selected', 'true');
  expect(await app.text(app.input)).toBe('{"name": }');
  await expect(app.define.getByRole('alert')).toBeVisible();
  await app.paste('{"name": "Mina"}', app.input);
  await expect(app.define.getByRole('alert')).toBeHidden();
  await app.run('Succeeded');
  expect(await app.payload('Input')).toEqual({ name: 'Mina' });
});

test('an edit after a run says so; the run’s own definition comes back', async ({ app }) => {
  await app.run('Succeeded');
  await app.paste(JSON.stringify(GOOD, null, 2));
  const strip = app.visualise.getByRole('status').filter({ hasText: 'Edited since this run' });
  await expect(strip).toBeVisible();
  await expect(app.node('First')).toBeVisible();
  await strip.getByRole('button', { name: 'Show the run' }).click();
  await expect(app.node('HelloWorld')).toHaveAccessibleName(/Succeeded/);
  await strip.getByRole('button', { name: 'Show the edit' }).click();
  await expect(app.node('First')).toHaveAccessibleName(/Not started/);
  await strip.getByRole('button', { name: 'Run again' }).click();
  await app.ended('Succeeded');
  await expect(app.node('First')).toHaveAccessibleName(/Succeeded/);
  await expect(strip).toBeHidden();
});

test('another machine is shown from its start, wherever the cursor was', async ({ app, page }) => {
  const scroller = app.editor.locator('xpath=..');
  const { States } = GOOD;
  await app.paste(JSON.stringify({ Comment: 'long '.repeat(60), StartAt: 'First', States }));
  await page.keyboard.press('End');
  await expect.poll(() => scroller.evaluate((here) => here.scrollLeft)).toBeGreaterThan(200);
  await expect(app.problems).not.toContainText('Ln 1, Col 1 ');
  await app.gallery('Orderer');
  await expect(app.problems).toContainText(/Ln 1, Col 1\b/);
  expect(await scroller.evaluate((here) => [here.scrollLeft, here.scrollTop])).toEqual([0, 0]);
});

test('a text with errors says in Monitor why it cannot be run, and leads there', async ({ app }) => {
  const nothing = app.monitor.getByText('The definition has errors, so it cannot be run yet.');
  await expect(nothing).toBeHidden();
  await app.write(GOOD);
  await app.paste(JSON.stringify(GOOD, null, 2).replace('"Pass"', '"Psas"'));
  await expect(nothing).toBeVisible();
  await app.monitor.getByRole('button', { name: 'Go to the first problem' }).click();
  await expect(app.problems).toContainText('Ln 5, Col 15');
});

test('after a run, errors in the text keep it from being run again', async ({ app }) => {
  await app.run('Succeeded');
  await expect(app.button('Run again')).toBeEnabled();
  await app.paste(JSON.stringify(GOOD).replace('"Pass"', '"Psas"'));
  await expect(app.button('Run again')).toBeDisabled();
  await expect(app.button('Run again')).toHaveAttribute('title', 'The definition has errors, so it cannot be run yet.');
  await expect(app.button('Back')).toBeEnabled();
});

test('the gutter sets and clears a breakpoint, in the Basic view too', async ({ app }) => {
  await app.write(GOOD);
  const dots = app.define.locator('.cm-bps');
  const mark = app.define.getByTitle('Set a breakpoint on Last');
  await mark.click();
  await expect(app.define.getByTitle('Clear the breakpoint on Last')).toBeVisible();
  await expect(app.node('Last').locator('.bp')).toHaveClass(/on/);
  await app.define.getByTitle('Clear the breakpoint on Last').click();
  await expect(mark).toBeAttached();
  await expect(app.node('Last').locator('.bp')).not.toHaveClass(/on/);
  await expect(dots).toBeVisible();
});
