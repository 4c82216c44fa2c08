import { expect, test, type Page } from '@playwright/test';

/** The text of the definition's editor. */
const editor = (page: Page) => page.locator('#editor .cm-content');

async function open(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  const card = page.locator('.gc').filter({ has: page.getByText(title, { exact: true }) });
  await card.getByRole('button', { name: 'Open', exact: true }).click();
}

async function run(page: Page): Promise<void> {
  await page.getByLabel('Speed').selectOption('max');
  await page.locator('#transport').getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('.topbar')).toContainText('Finished');
}

/** Replaces the whole text by a paste, as a reader of slides does. */
async function paste(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await editor(page).evaluate((content, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('#graph .node')).toHaveCount(1);
});

for (const [title, input, status, events] of [
  ['Hello World', 'A greeting', 'Succeeded', 7],
  ['Hello World', 'The function fails', 'Failed', 6],
  ['Choice example', 'foo = 1: first rule', 'Succeeded', 19],
  ['Choice example', 'foo = 2: second rule', 'Succeeded', 19],
  ['Choice example', 'foo = 3: Default', 'Failed', 10],
  ['Orderer', 'Paid at once', 'Succeeded', 51],
  ['Orderer', 'Card declined', 'Failed', 18],
] as const) {
  test(`${title} with “${input}” ends as ${status}`, async ({ page }) => {
    await open(page, title);
    await page.locator('#cases select').selectOption(input);
    await run(page);
    await expect(page.locator('.topbar .chip')).toHaveText(status);
    await expect(page.locator('#transport')).toContainText(`Event ${events} / ${events}`);
  });
}

test('a listing from a slide is repaired, says how, and can be taken back', async ({ page }) => {
  const lines = [
    '{',
    '  "StartAt" : "HelloWorld",',
    '  "States" : { "HelloWorld" : {',
    '    "Type" : "Task",',
    '    "Resource" :',
    '"arn:aws:lambda:REGION:ACCOUNT_ID:function:',
    'FUNCTION_NAME",',
    '    "End" : true } } }',
  ];
  const listing = lines.join('\n');
  await paste(page, listing);
  const notice = page.locator('#define-notices');
  await expect(notice).toContainText('1 string broken across lines was joined.');
  await expect(notice).toContainText('REGION:ACCOUNT_ID is now us-east-1:123456789012.');
  await expect(editor(page)).toContainText('arn:aws:lambda:us-east-1:123456789012:function:FUNCTION_NAME');
  await expect(page.locator('.pfoot').first()).toContainText('No problems');
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(editor(page)).toContainText('REGION:ACCOUNT_ID');
  await expect(page.locator('.pfoot').first()).toContainText('error');
});

test('broken text keeps the last good graph and is not lost by a reload', async ({ page }) => {
  await open(page, 'Choice example');
  await expect(page.locator('#graph .node')).toHaveCount(6);
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Backspace');
  await expect(page.locator('.pfoot').first()).toContainText('Graph shows the last good text');
  await expect(page.locator('#graph .node')).toHaveCount(6);
  await expect(page.locator('#transport').getByRole('button', { name: 'Run' })).toBeDisabled();
  await page.waitForTimeout(500);
  await page.reload();
  await expect(page.locator('.pfoot').first()).toContainText('1 error');
  await expect(editor(page)).toContainText('The value of foo decides');
});

test('machine, execution and position survive a reload; the list opens and deletes executions', async ({ page }) => {
  await open(page, 'Orderer');
  await run(page);
  await page.locator('#cases select').selectOption('Card declined');
  await page.locator('#transport').getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('.topbar .chip')).toHaveText('Failed');
  await page.locator('#transport').getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator('.topbar')).toContainText('Paused at event 17');
  await page.waitForTimeout(800);
  await page.reload();
  await expect(page.locator('.topbar')).toContainText('Paused at event 17');
  await page.locator('.crumbs').getByRole('button', { name: 'Orderer', exact: true }).click();
  const rows = page.getByRole('dialog').locator('tbody tr');
  await expect(rows).toHaveText([/New_Order-2.*Failed/s, /New_Order.*Succeeded/s]);
  await rows.nth(1).getByRole('button', { name: 'New_Order', exact: true }).click();
  await expect(page.locator('.topbar .chip')).toHaveText('Succeeded');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.locator('.crumbs').getByRole('button', { name: 'Orderer', exact: true }).click();
  await rows.nth(0).getByRole('button', { name: 'Delete New_Order-2' }).click();
  await expect(rows).toHaveCount(1);
});

test('the cursor selects its state, a selected state is marked in the text, typing stays typing', async ({ page }) => {
  await open(page, 'Choice example');
  await page.locator('#editor .cm-line', { hasText: '"NumericEquals": 1' }).click({ position: { x: 60, y: 8 } });
  await expect(page.locator('#graph .node.sel')).toContainText('ChoiceState');
  await page.keyboard.type('2');
  await expect(page.locator('#editor')).toBeVisible();
  await expect(editor(page)).toBeFocused();
  await page.locator('#graph .node', { hasText: 'FirstMatchState' }).click();
  await expect(page.locator('#editor .cm-marked').first()).toContainText('"FirstMatchState"');
});

test('a worker that hangs is replaced and the execution goes on where it was', async ({ page }) => {
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: unknown) {
      if (document.body.dataset['deaf']) delete document.body.dataset['deaf'];
      else post.call(this, message);
    };
  });
  await page.reload();
  await open(page, 'Choice example');
  await run(page);
  await page.evaluate(() => (document.body.dataset['deaf'] = 'once'));
  await page.locator('#transport').getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator('#notices')).toContainText('the execution up to event 19 are kept', { timeout: 15_000 });
  await page.locator('#transport').getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator('.topbar')).toContainText('Paused at event');
});

test('a state machine runs with the network off, in both languages', async ({ page, context }) => {
  await context.setOffline(true);
  await open(page, 'Orderer');
  await run(page);
  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.locator('.topbar')).toContainText('대시보드');
  await expect(page.locator('.topbar .chip')).toHaveText('성공');
});
