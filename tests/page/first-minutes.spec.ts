/** The first minutes: an input that lacks what a pasted definition reads, what a newcomer sees before and after the first step. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Stepglass } from './stepglass.ts';

const ORDER = {
  StartAt: 'Look up',
  States: {
    'Look up': {
      Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:look-up',
      Parameters: { 'id.$': '$.order.id' }, ResultPath: '$.found', Next: 'Big',
    },
    Big: { Type: 'Choice', Choices: [{ Variable: '$.order.total', NumericGreaterThan: 100, Next: 'Each' }], Default: 'Done' },
    Each: {
      Type: 'Map', ItemsPath: '$.order.lines', Next: 'Done',
      ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', Parameters: { 'sku.$': '$.sku' }, End: true } } },
    },
    Done: { Type: 'Succeed' },
  },
};
const SUGGESTED = {
  order: { id: 'example-id', total: 101, lines: [{ sku: 'example-sku-1' }, { sku: 'example-sku-2' }] },
};

async function newMachine(app: Stepglass): Promise<void> {
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  await app.dialog.getByRole('button', { name: 'New state machine' }).click();
  await expect(app.dialog).toBeHidden();
}

/** A new machine of the reader's own, with nothing in its input. */
async function pasteNew(app: Stepglass, definition: object): Promise<void> {
  await newMachine(app);
  await app.write(definition);
}

const line = (app: Stepglass) => app.define.locator('.lackline');

test('a pasted machine with an empty input: one press adds what it reads, and it succeeds', async ({ app }) => {
  await pasteNew(app, ORDER);
  await expect(line(app)).toContainText('This definition reads $.order.id, $.order.total, $.order.lines from its input, which is empty.');
  await line(app).getByRole('button', { name: 'Add to the input' }).click();
  await expect(line(app)).toBeHidden();
  await app.openTab('Input');
  expect(JSON.parse(await app.text(app.input))).toEqual(SUGGESTED);
  await app.run('Succeeded');
  await expect(app.node('Pack')).toHaveAccessibleName(/Succeeded/);
});

test('what tells of added values goes with the next edit: nothing else is to be undone', async ({ app }) => {
  await pasteNew(app, ORDER);
  const added = app.define.getByRole('status').filter({ hasText: 'Values were added' });
  await line(app).getByRole('button', { name: 'Add to the input' }).click();
  await expect(added).toBeVisible();
  await app.openTab('Input');
  await app.paste('{ "order": { "id": 7 } }', app.input);
  await expect(added).toBeHidden();
});

test('beside the input: what it lacks is said while it is typed, added beside what is there, and undone', async ({ app, page }) => {
  await pasteNew(app, ORDER);
  await app.openTab('Input');
  const own = '{ "order": { "id": 7 },  "note": "mine" }';
  await app.paste(own, app.input);
  await expect(line(app)).toContainText('This definition also reads $.order.total, $.order.lines.');
  await line(app).getByRole('button', { name: 'Add to the input' }).click();
  await expect.poll(async () => JSON.parse(await app.text(app.input))).toEqual({ order: { ...SUGGESTED.order, id: 7 }, note: 'mine' });
  await app.define.getByRole('status').filter({ hasText: 'Values were added' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => app.text(app.input)).toBe(own);
  await expect(line(app)).toBeVisible();
  await app.openTab('Definition');
  await expect(line(app), 'an input that somebody has begun is left alone elsewhere').toBeHidden();
  await app.openTab('Input');
  await app.paste('{ "order": ', app.input);
  await expect(line(app), 'what is no JSON is somebody still typing').toBeHidden();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('after a run that found no value at a path the error offers it, and runs again', async ({ app }) => {
  await pasteNew(app, ORDER);
  await app.run('Failed');
  const banner = app.monitor.locator('.ban');
  await expect(banner).toContainText('States.');
  await banner.getByRole('button', { name: 'Add to the input and run again' }).click();
  await app.ended('Succeeded');
  await expect(banner).toHaveCount(0);
});

test('JSONata: what expressions read of the input', async ({ app }) => {
  await pasteNew(app, {
    QueryLanguage: 'JSONata', StartAt: 'A',
    States: { A: { Type: 'Wait', Seconds: '{% $states.input.wait %}', Output: '{% $sum($states.input.costs) %}', End: true } },
  });
  await line(app).getByRole('button', { name: 'Add to the input' }).click();
  await app.openTab('Input');
  expect(JSON.parse(await app.text(app.input))).toEqual({ wait: 1, costs: [1, 1] });
  await app.run('Succeeded');
});

test('the line can be closed, and examples have none', async ({ app }) => {
  await expect(app.button('Run')).toBeEnabled();
  await app.gallery('Sign-up and log-in');
  await app.openTab('Input');
  await expect(app.input).toBeVisible();
  await expect(line(app)).toHaveCount(0);
  await app.openTab('Definition');
  await pasteNew(app, ORDER);
  await line(app).getByRole('button', { name: 'Dismiss' }).click();
  await expect(line(app)).toHaveCount(0);
});

test('before the first run there is one pair of buttons; afterwards the legend shows what is there', async ({ app, page }) => {
  await expect(app.monitor).toContainText('Press Run below');
  await expect(page.getByRole('button', { name: /^Run$/ })).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Step$/ })).toHaveCount(1);
  const legend = app.visualise.getByRole('list', { name: 'Status of the states' });
  await expect(legend.getByRole('listitem')).toHaveText(['Not started1']);
  await app.button('Step').click();
  await app.paused(2);
  await expect(legend.getByRole('listitem')).toHaveText(['In progress1']);
  await expect(app.monitor.getByTitle(/^Counted as AWS does: one for the start/)).toHaveText('2');
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
  test(`nothing is cut in the filter of events at ${width} × ${height}`, async ({ app, page }) => {
    await page.setViewportSize({ width, height });
    await app.button('Step').click();
    await app.show('Monitor');
    const field = app.monitor.getByRole('searchbox');
    const fits = await field.evaluate((input: HTMLInputElement) => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context) return false;
      context.font = getComputedStyle(input).font;
      return context.measureText(input.placeholder).width <= input.clientWidth;
    });
    expect(fits).toBe(true);
  });
}

test('with no definition there are three examples, and Learn', async ({ app }) => {
  await newMachine(app);
  await app.editor.focus();
  await app.page.keyboard.press('ControlOrMeta+A');
  await app.page.keyboard.press('Delete');
  // What is drawn last stays as long as the page does, and the desk is kept a little after each change.
  await app.page.waitForTimeout(1000);
  await app.reload();
  const choices = app.visualise.locator('.empty').getByRole('button');
  await expect(choices).toHaveCount(4);
  await choices.filter({ hasText: 'Learn' }).click();
  await expect(app.dialog).toContainText('Short lessons beside the real tools');
});
