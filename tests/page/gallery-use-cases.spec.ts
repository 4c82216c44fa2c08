/** The use cases of the gallery: every card opens, and its first case ends as the example says. */

import { readFileSync } from 'node:fs';
import { expect, test } from './stepglass.ts';

interface Entry {
  name: string;
  cases: { name: { en: string }; expect: { status: string; error?: string } }[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(`www/gallery/${file}.json`, 'utf8'));
interface Card {
  id: string;
  title: { en: string };
  watch: { en: string };
  language: string;
}

const useCases = read('index') as Card[];
const cards = [...(read('first') as Card[]), ...useCases];
const WORDS: Record<string, string> = { SUCCEEDED: 'Succeeded', FAILED: 'Failed' };

for (const { id, title } of useCases) {
  test(`${title.en} opens and runs`, async ({ app }) => {
    const { name, cases } = read(id) as Entry;
    const [first] = cases;
    await app.gallery(title.en);
    await expect(app.top.getByRole('navigation')).toContainText(name);
    await expect(app.problems).not.toContainText('error');
    await app.run(WORDS[first?.expect.status ?? ''] ?? '');
  });
}

test('a card says how hard it is, in which query language, and what to watch', async ({ app }) => {
  await app.tool('Gallery');
  const items = app.dialog.locator('.gc');
  await expect(items).toHaveCount(cards.length);
  for (const [at, { title, language, watch }] of cards.entries()) {
    await expect(items.nth(at)).toContainText(title.en);
    await expect(items.nth(at)).toContainText(language);
    await expect(items.nth(at)).toContainText(watch.en);
  }
});

test('a card shows a drawing and every input, and opens with the one that is pressed', async ({ app, page }) => {
  await app.tool('Gallery');
  for (const [at, { id }] of cards.entries()) {
    const { cases } = JSON.parse(readFileSync(`www/gallery/${id}.json`, 'utf8')) as { cases: { name: { en: string } }[] };
    const card = app.dialog.locator('.gc').nth(at);
    await expect.poll(() => card.locator('.gthumb rect').count(), id).toBeGreaterThan(2);
    await expect(card.locator('.gins button')).toHaveText(cases.map(({ name }) => name.en));
  }
  await app.dialog.getByRole('button', { name: 'ProRes: one more job first' }).click();
  await expect(app.dialog).toBeHidden();
  await expect(page.getByRole('contentinfo').getByLabel('Input').locator('option:checked')).toHaveText('ProRes: one more job first');
  await expect(app.node('ShrinkMaster')).toBeVisible();
});

test('the dashboard counts by status and lists the executions of the machine that is chosen, by status', async ({ app }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await app.choose('foo = 3: Default');
  await app.run('Failed');
  await app.gallery('Hello World');
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  await expect(app.dialog).toContainText('2 state machines, 2 executions');
  const machine = app.dialog.getByRole('row').filter({ hasText: 'ChoiceExample' });
  const counts = machine.getByRole('button', { name: 'Executions of ChoiceExample' });
  await expect(counts).toHaveText(/1\s*1/);
  await counts.click();
  const runs = app.dialog.getByRole('region', { name: 'Executions of ChoiceExample' });
  await expect(runs.getByRole('row')).toHaveCount(3);
  await runs.getByRole('button', { name: 'Failed 1' }).click();
  await expect(runs.getByRole('row')).toHaveCount(2);
  await runs.getByRole('row').nth(1).getByRole('button').click();
  await expect(app.top).toContainText('Failed');
  await expect(app.node('DefaultState')).toHaveAccessibleName(/Failed/);
});

test('the file of the CSV import comes with it, and bad rows are too many in the second case', async ({ app }) => {
  await app.gallery('1,000 rows of CSV');
  await app.choose('Three bad batches are too many');
  await app.run('Failed');
  await expect(app.monitor).toContainText('Import.TooManyBadRows');
});

test('a loop gets another answer each time round', async ({ app }) => {
  await app.gallery('Media transcoding');
  await app.run('Succeeded');
  const types = (await app.history()).filter(({ type }) => type === 'WaitStateEntered');
  expect(types).toHaveLength(3);
});

test('the reader is the manager: takes the task, lets it beat, says no', async ({ app }) => {
  await app.gallery('Approval with a heartbeat');
  await app.choose('You are the manager');
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.top).toContainText('Waiting for you');
  const panel = app.step('AskManager');
  await panel.getByLabel('Worker name').fill('mina');
  await panel.getByRole('button', { name: 'Take the task' }).click();
  await expect(panel.getByLabel('Result, JSON')).toHaveValue(/"approved": true/s);
  await panel.getByLabel('Result, JSON').fill('{"approved": false, "by": "mina"}');
  await panel.getByRole('button', { name: 'Send success' }).click();
  await app.ended('Failed');
  await expect(app.monitor).toContainText('Expense.Rejected');
});
