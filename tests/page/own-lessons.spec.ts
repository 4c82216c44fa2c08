/** Lessons that others wrote: each has machines and progress of its own, and what is wrong with one is said. */

import type { Page } from '@playwright/test';
import { Learner } from './learner.ts';
import { expect, test } from './stepglass.ts';

const fence = (kind: string, text: string): string => `\`\`\`${kind}\n${text}\n\`\`\`\n`;
const machine = (state: string, more = ''): string => fence('machine', `${more}definition: {"StartAt": "${state}", "States": {"${state}": {"Type": "Pass", "End": true}}}`);
const RUN = fence('do', '- Run it\n  check: ran SUCCEEDED');
const lesson = (title: string, steps: string): string => `---\ntitle: ${title}\nminutes: 1\n---\n${steps}`;

async function openFile(page: Page, text: string): Promise<void> {
  await page.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
  await page.getByLabel('Open a lesson file').setInputFiles({ name: 'mine.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
}

test('every step has the machine that stands in it, in this lesson and in another, on later visits too', async ({ app, page }) => {
  const learner = new Learner(page);
  const two = lesson('Two', `# One {#one}\nText\n${machine('First')}# Two {#two}\nText\n${machine('Second')}`);
  await openFile(page, two);
  await learner.ready('one');
  await expect(app.node('First')).toBeVisible();
  await learner.lesson.getByRole('button', { name: 'Next' }).click();
  await learner.ready('two');
  await expect(app.node('Second')).toBeVisible();
  await openFile(page, lesson('Another', `# One {#one}\nText\n${machine('Third')}`));
  await learner.ready('one');
  await expect(app.node('Third')).toBeVisible();
  await page.reload();
  await openFile(page, lesson('Yet another', `# One {#one}\nText\n${machine('Fourth')}`));
  await learner.ready('one');
  await expect(app.node('Fourth')).toBeVisible();
  // It goes on where it was left.
  await openFile(page, two);
  await learner.ready('two');
  await expect(app.node('Second')).toBeVisible();
  await learner.lesson.getByRole('button', { name: 'Back', exact: true }).click();
  await learner.ready('one');
  await expect(app.node('First')).toBeVisible();
});

test('what was done of one lesson is not done of another; of the same text it is', async ({ app, page }) => {
  const learner = new Learner(page);
  const first = lesson('First', `# Start {#start}\nText\n${machine('A', 'name: Mine\n')}${RUN}`);
  await openFile(page, first);
  await learner.ready('start');
  await app.run('Succeeded');
  await expect(learner.item(0)).toHaveClass(/done/);
  await page.reload();
  await openFile(page, lesson('Second', `# Start {#start}\nOther text\n${machine('A', 'name: Mine\n')}${RUN}`));
  await learner.ready('start');
  await expect(learner.item(0)).not.toHaveClass(/done/);
  await page.reload();
  await openFile(page, first);
  await learner.ready('start');
  await expect(learner.item(0)).toHaveClass(/done/);
});

const BROKEN: readonly (readonly [string, string, string])[] = [
  ['a quote that is not closed', machine('A') + fence('do', '- Go\n  check: selected "A'), 'mine.md:12 `selected state`: `"A` is not a text in quotes'],
  ['a definition check without a value', machine('A') + fence('do', '- Go\n  check: definition $.StartAt ='), 'lacks json after `=`'],
  ['mocks that are none', machine('A', 'mocks: {"A": 5}\n'), '`A` has a list of answers'],
  ['a definition that is a text', fence('machine', 'definition: "hello"'), '`definition` is a state machine'],
  ['an example that does not exist', fence('machine', 'gallery: nothing-there'), 'mine.md:7 the gallery has no `nothing-there`'],
  ['an input that an example has not', fence('machine', 'gallery: choice\ncase: tenth'), '`choice` has no input `tenth`'],
  ['an exercise with an empty list', machine('A') + fence('exercise', 'Do.\ncases: []'), '`cases` is a list of at least one input'],
];

for (const [what, body, says] of BROKEN) {
  test(`said in the page: ${what}`, async ({ app, page }) => {
    await openFile(page, lesson('Broken', `# One {#one}\nText\n${body}`));
    await expect(app.dialog).toContainText('mine.md is not a lesson yet');
    await expect(app.dialog).toContainText(says);
    await expect(page.locator('#lesson')).toHaveCount(0);
  });
}

test('a name with “and” in it can be asked for', async ({ app, page }) => {
  const learner = new Learner(page);
  await openFile(page, lesson('And', `# One {#one}\nText\n${machine('Check and pay')}${fence('do', '- Select it\n  check: selected "Check and pay"')}`));
  await learner.ready('one');
  await expect(learner.item(0)).not.toHaveClass(/done/);
  await app.node('Check and pay').click();
  await expect(learner.item(0)).toHaveClass(/done/);
});
