/** Present mode: for an audience, moved by a clicker. */

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './stepglass.ts';

test.use({ viewport: { width: 1280, height: 720 } });

test('a clicker steps through the execution, makes the screen dark and leaves', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.choose('foo = 2: second rule');
  await app.top.getByRole('button', { name: 'Present' }).click();
  const stage = page.getByRole('dialog', { name: 'Presentation of ChoiceExample' });
  await expect(stage).toContainText('Press Play, or PageDown for each step.');
  await page.keyboard.press('PageDown');
  await expect(stage).toContainText('The input of the execution is the input of the first state.');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(stage).toContainText('Rule 2 · $.foo == 2: SecondMatchState is next.');
  await expect(stage.getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('PageUp');
  await expect(stage).toContainText('The output of FirstState is the input of ChoiceState.');
  await page.keyboard.press('b');
  await expect(stage.getByText('Last events')).toBeHidden();
  await page.keyboard.press('PageDown');
  await expect(stage.getByText('Last events')).toBeVisible();
  await expect(stage).toContainText('The output of FirstState is the input of ChoiceState.');
  await page.keyboard.press('Escape');
  await expect(stage).toBeHidden();
  await app.paused(7);
});

test('it is large, on light ground, and shows the step only where there is room', async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await app.gallery('Choice example');
  await app.top.getByRole('button', { name: 'Present' }).click();
  const stage = page.getByRole('dialog');
  await expect(stage).toBeVisible();
  await page.keyboard.press('PageDown');
  const event = stage.getByText('TaskStateEntered');
  await expect(event).toBeVisible();
  expect(Number.parseFloat(await event.evaluate((each) => getComputedStyle(each).fontSize))).toBeGreaterThanOrEqual(18);
  const ground = await stage.evaluate((each) => getComputedStyle(each).backgroundColor);
  expect(ground).toBe('rgb(255, 255, 255)');
  await expect(stage.getByRole('heading', { name: 'Input' })).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(stage.getByRole('heading', { name: 'Input' })).toBeVisible();
});

test('a link opens it, and what it reads out is nothing by itself', async ({ page }) => {
  await page.goto('./#g=orderer&input=2&at=30&view=present');
  const stage = page.getByRole('dialog', { name: 'Presentation of Orderer' });
  await expect(stage).toContainText('30 / 30');
  await expect(stage.locator('.pcap')).toHaveAttribute('aria-live', 'off');
  await expect(stage.locator('[aria-live="polite"], [role="status"], [role="alert"]')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await stage.getByRole('button', { name: 'Leave' }).click();
  await expect(stage).toBeHidden();
});
