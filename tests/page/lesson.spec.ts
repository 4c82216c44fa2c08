/** Lessons: every step of the course done by a learner in both languages, and what must not count as done. */

import { readFileSync, readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readLesson } from '../../www/src/lesson/format.mjs';
import type { ExercisePart, QuestionPart, Step } from '../../www/src/lesson/model.ts';
import { ANSWERS } from '../lessons/answers.mjs';
import { Learner } from './learner.ts';
import { expect, test } from './stepglass.ts';

const LANGUAGES = ['en', 'ko'] as const;
const read = (id: string, lang: string) => readLesson(readFileSync(`www/lessons/${id}/${lang}.md`, 'utf8'));
const ids = readdirSync('www/lessons', { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'glossary').map(({ name }) => name)
  .sort((a, b) => read(a, 'en').order - read(b, 'en').order);

const SAID = { en: { right: 'Right.', wrong: 'Not quite.', pass: 'is right for all', fail: 'Not yet' }, ko: { right: '맞습니다.', wrong: '다시 생각해', pass: '올바르게 동작', fail: '아직 아닙니다' } };

async function korean(page: Page): Promise<void> {
  await page.locator('#topbar').getByRole('button', { name: '한국어' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
}

/** Wrong options first: each says why, and none counts. */
async function questions(learner: Learner, step: Step, lang: 'en' | 'ko'): Promise<void> {
  const asked = step.parts.filter((part): part is QuestionPart => part.kind === 'question');
  for (const [at, { options }] of asked.entries()) {
    const box = learner.lesson.locator('.ask:not(.exercise)').nth(at);
    const order = [...options.keys()].sort((a, b) => Number(options[a]?.right) - Number(options[b]?.right));
    for (const place of order) {
      await box.getByRole('radio').nth(place).check();
      await expect(box.getByRole('status')).toContainText(SAID[lang][options[place]?.right ? 'right' : 'wrong']);
      const feedback = (options[place]?.feedback ?? '').replace(/[`*]/g, '').slice(0, 20);
      await expect(box.getByRole('status')).toContainText(feedback);
    }
  }
}

async function exercise(learner: Learner, id: string, step: Step, lang: 'en' | 'ko'): Promise<void> {
  const part = step.parts.find((each): each is ExercisePart => each.kind === 'exercise');
  const answers = ANSWERS[`${id}/${step.id}`];
  if (!part) return;
  if (!answers) throw new Error(`tests/lessons has no answers for ${id}/${step.id}`);
  const box = learner.lesson.locator('.exercise');
  const first = JSON.parse(await learner.definition()) as { States: Record<string, unknown> };
  const all = [{ text: JSON.stringify(first, null, 2), right: false }, ...answers.wrong.map((change) => ({ text: JSON.stringify(change(first), null, 2), right: false })),
    { text: JSON.stringify(answers.right(first), null, 2), right: true }];
  for (const { text, right } of all) {
    await learner.write(text);
    await box.locator('.b.primary').click();
    await expect(box.getByRole('status'), text).toContainText(SAID[lang][right ? 'pass' : 'fail']);
    await expect(box.locator('.trials li')).toHaveCount(part.cases.length);
    if (!right) await expect(learner.lesson.locator('.lsteps .now')).not.toHaveClass(/done/);
  }
}

for (const lang of LANGUAGES) {
  for (const [place, id] of ids.entries()) {
    test(`${id} from its first step to its last, ${lang}`, async ({ app: _, page }) => {
      test.setTimeout(240_000);
      const learner = new Learner(page);
      const lesson = read(id, lang);
      if (lang === 'ko') await korean(page);
      await learner.begin(place, lesson.steps[0]?.id ?? '');
      for (const [at, step] of lesson.steps.entries()) {
        if (at > 0) await learner.next(step.id);
        await expect(learner.lesson.getByRole('heading', { level: 2 })).toHaveText(step.title);
        const deeds = step.parts.flatMap((part) => (part.kind === 'do' ? part.items : []));
        for (const [item, { checks, text }] of deeds.entries()) {
          const line = learner.item(item);
          // Only the tools that the page remembers may have been there before.
          if (!checks.every(({ kind }) => ['view', 'info', 'tab', 'tools'].includes(kind))) await expect(line, `${text}: before`).not.toHaveClass(/done/);
          await learner.do(checks);
          await expect(line, text).toHaveClass(/done/);
        }
        await questions(learner, step, lang);
        await exercise(learner, id, step, lang);
        await expect(learner.lesson.locator('.lsteps li').nth(at), step.id).toHaveClass(/done/);
      }
    });
  }
}

test('nothing counts before it is done: a run that had ended before, a look that is not a run', async ({ app, page }) => {
  const learner = new Learner(page);
  await app.gallery('Choice example');
  await app.run('Succeeded');
  await learner.begin(0, 'workflow');
  await page.waitForTimeout(400);
  await expect(learner.lesson.locator('.do .done')).toHaveCount(0);
  // Going through what has happened is no run to the end; the same end, reached again, is.
  await app.button('Back').click();
  await page.waitForTimeout(200);
  await expect(learner.lesson.locator('.do .done')).toHaveCount(0);
  await app.button('Continue').click();
  await expect(learner.item(0)).toHaveClass(/done/);
  await expect(learner.item(0)).toContainText('seen at event 19');
  await expect(learner.item(1)).not.toHaveClass(/done/);
});

test('an address opens a lesson at its step, again after a reload, and the tour', async ({ page }) => {
  const learner = new Learner(page);
  await page.goto('./#l=errors&step=2');
  await page.reload();
  await learner.ready('catch');
  await expect(page.locator('#topbar')).toContainText('Orderer');
  await page.reload();
  await learner.ready('catch');
  await page.evaluate(() => { location.hash = '#l=first-steps'; });
  await learner.ready('workflow');
  await page.evaluate(() => { location.hash = '#l=demo'; });
  await expect(page.getByRole('button', { name: 'End the tour' })).toBeVisible();
});

test('the list keeps what was done and where one was; it can be cleared', async ({ app, page }) => {
  const learner = new Learner(page);
  await learner.begin(0, 'workflow');
  await app.button('Run').click();
  await expect(learner.item(0)).toHaveClass(/done/);
  await learner.next('words');
  expect(new URL(page.url()).hash).toBe('#l=first-steps&step=2');
  await page.goto('./#');
  await page.reload();
  await page.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
  await app.dialog.getByRole('button', { name: 'Continue: What a workflow is' }).click();
  await learner.ready('words');
  await learner.lesson.getByRole('button', { name: 'Step 1: From step to step' }).click();
  await learner.ready('workflow');
  await expect(learner.item(0)).toHaveClass(/done/);
  await learner.lesson.getByRole('button', { name: 'Learn' }).click();
  page.on('dialog', (dialog) => void dialog.accept());
  await app.dialog.getByRole('button', { name: 'Clear progress' }).click();
  await expect(app.dialog.getByRole('button', { name: 'Begin: What a workflow is' })).toBeVisible();
});

test('a word of the glossary opens where one reads and gives the focus back', async ({ app: _, page }) => {
  const learner = new Learner(page);
  await learner.begin(0, 'workflow');
  const word = learner.lesson.getByRole('button', { name: 'workflow', exact: true });
  await word.click();
  await expect(word).toHaveAttribute('aria-expanded', 'true');
  await expect(learner.lesson.locator('.tcard')).toContainText('a series of steps');
  await learner.lesson.locator('.tcard').getByRole('button', { name: 'Close' }).click();
  await expect(word).toBeFocused();
});

test('an edited machine is put back, with undo', async ({ app, page }) => {
  const learner = new Learner(page);
  await learner.begin(1, 'how');
  await learner.write('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
  await learner.lesson.getByRole('button', { name: 'Put it back' }).click();
  await expect(app.editor).toContainText('HelloWorld');
  await app.define.getByRole('button', { name: 'Undo' }).click();
  await expect(app.editor).toContainText('Succeed');
});

test('an answer that was changed is put back too', async ({ app, page }) => {
  const learner = new Learner(page);
  await learner.begin(2, 'retry');
  for (const step of ['catch', 'robust', 'break']) await learner.next(step);
  await expect(learner.lesson.getByRole('button', { name: 'Put it back' })).toBeHidden();
  await learner.do([{ kind: 'tools', words: ['all'] }, { kind: 'tab', words: ['mocks'] }, { kind: 'mock', words: ['ChargeCard', 'throw', 'Payment.Declined'] }]);
  await expect(learner.item(1)).toHaveClass(/done/);
  await learner.lesson.getByRole('button', { name: 'Put it back' }).click();
  await app.run('Succeeded');
});

test('letters and the space bar are not commands while one reads', async ({ app, page }) => {
  const learner = new Learner(page);
  await learner.begin(0, 'workflow');
  await learner.lesson.locator('.lbody').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('.');
  await page.waitForTimeout(200);
  await expect(app.button('Run')).toBeVisible();
  await page.keyboard.press('F11');
  await app.at(2);
  // Escape closes the word that is open, and nothing else.
  await learner.lesson.getByRole('button', { name: 'serverless' }).click();
  await page.keyboard.press('Escape');
  await expect(learner.lesson.locator('.tcard')).toHaveCount(0);
  await expect(learner.lesson).toBeVisible();
});

const OWN = `---
title: My own
minutes: 1
---

# Begin <b>here</b> {#begin}

A [way](#l=errors&step=2) to another lesson, and [an example](#g=order-saga).

Text with <img src=x onerror="document.title='broken'"> and <script>document.title='broken'</script>, [a bad link](javascript:alert(1)) and [a term](term:state).

\`\`\`machine
name: Twice
input: {"n": 4}
definition: {"StartAt": "Double", "States": {"Double": {"Type": "Pass", "End": true}}}
\`\`\`

\`\`\`do
- Run it
  check: ran SUCCEEDED and entered Double
\`\`\`
`;

async function openFile(page: Page, text: string): Promise<void> {
  await page.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
  await page.getByLabel('Open a lesson file').setInputFiles({ name: 'mine.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
}

test('an instructor’s own lesson opens from a file, with its machine; markup in it stays text', async ({ app, page }) => {
  const learner = new Learner(page);
  await openFile(page, OWN);
  await learner.ready('begin');
  await expect(learner.lesson.getByRole('heading', { level: 2 })).toHaveText('Begin <b>here</b>');
  await expect(learner.lesson).toContainText('<img src=x onerror=');
  await expect(learner.lesson.locator('img, script, b b, a[href^="javascript"]')).toHaveCount(0);
  await expect(app.node('Double')).toBeVisible();
  await app.run('Succeeded');
  await expect(learner.item(0)).toHaveClass(/done/);
  expect(await page.title()).toBe('Twice · Stepglass');
  await learner.lesson.getByRole('link', { name: 'an example' }).click();
  await expect(app.node('ReleaseStock')).toBeVisible();
  await learner.lesson.getByRole('link', { name: 'way' }).click();
  await learner.ready('catch');
});

test('a file that is no lesson says what is wrong, and where', async ({ app, page }) => {
  await openFile(page, OWN.replace('check: ran SUCCEEDED and entered Double', 'check: run it'));
  await expect(app.dialog).toContainText('mine.md is not a lesson yet');
  await expect(app.dialog).toContainText('mine.md:20 there is no check `run`');
  await expect(page.locator('#lesson')).toHaveCount(0);
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} × ${height}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });

      test('a lesson and the list are clean and in place, in both languages', async ({ app, page }) => {
        await app.tool('Learn');
        await expect(app.dialog.locator('.lcard')).toHaveCount(ids.length);
        await clean(page, 'list');
        await app.dialog.locator('.lcard button').first().click();
        await expect(page.locator('#lesson')).toHaveAttribute('data-ready', 'workflow');
        await page.locator('#lesson .opt').first().click();
        await clean(page, 'a lesson');
        await page.locator('#lesson').getByRole('button', { name: 'workflow', exact: true }).click();
        await clean(page, 'a word');
        if (width < 700) {
          await page.locator('#lesson .lfold').click();
          await expect(page.locator('#transport')).toBeVisible();
          await clean(page, 'folded');
          await app.button('Run').click();
          await app.ended('Succeeded');
          await expect(page.locator('#lesson .lnow')).toContainText('Press the arrow');
        }
        await app.tool('한국어');
        if (width < 700) await page.locator('#lesson .lfold').click();
        await expect(page.locator('#lesson h2')).toHaveText('한 단계에서 다음 단계로');
        expect((await page.locator('#lesson').innerText()).match(/^[A-Za-z ,.]{12,}$/gm)).toBeNull();
        await clean(page, 'Korean');
      });
    });
  }
}

async function clean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))]), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), what).toBeLessThanOrEqual(0);
}

test('an own lesson stays with its progress until it is removed', async ({ app, page }) => {
  const learner = new Learner(page);
  await openFile(page, OWN);
  await learner.ready('begin');
  await app.run('Succeeded');
  await expect(learner.item(0)).toHaveClass(/done/);
  await page.goto('./');
  await page.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
  const card = app.dialog.locator('.lcard').filter({ hasText: 'My own' });
  await expect(card).toHaveCount(1);
  await card.getByRole('button', { name: 'Review: My own' }).click();
  await learner.ready('begin');
  await expect(learner.item(0)).toHaveClass(/done/);
  await openFile(page, OWN);
  await learner.ready('begin');
  await page.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
  await expect(card, 'the same file is the same lesson').toHaveCount(1);
  page.once('dialog', (dialog) => void dialog.accept());
  await card.getByRole('button', { name: 'Remove “My own”' }).click();
  await expect(card).toHaveCount(0);
  await page.reload();
  await page.locator('#topbar').getByRole('button', { name: 'Learn' }).click();
  await expect(app.dialog.locator('.lcard')).toHaveCount(ids.length);
});
