/** How the page was left is how it is found again, in the same browser. */

import { expect, test } from './stepglass.ts';

const scale = (page: import('@playwright/test').Page): Promise<string | null> => page.locator('#graph .layer').getAttribute('transform');

test('direction, folds and zoom of a graph, for each machine', async ({ app, page }) => {
  const tool = (name: string) => app.visualise.getByRole('button', { name, exact: true });
  await app.gallery('Orderer');
  await app.node('PackItems').locator('[data-fold]').click();
  await tool('From left to right').click();
  await expect(tool('From left to right')).toHaveAttribute('aria-pressed', 'true');
  const across = async (): Promise<boolean> => {
    const [from, to] = [await app.node('ValidateOrder').boundingBox(), await app.node('ChargeCard').boundingBox()];
    return from !== null && to !== null && to.x > from.x + from.width;
  };
  await expect.poll(across).toBe(true);
  await tool('Zoom in').click();
  await tool('Zoom in').click();
  const left = await scale(page);
  await app.reload();
  await expect(tool('From left to right')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(across).toBe(true);
  await expect(app.node('PackItem')).toHaveCount(0);
  await expect.poll(() => scale(page)).toBe(left);
  // Another machine has its own.
  await app.gallery('Choice example');
  await expect(tool('From left to right')).toHaveAttribute('aria-pressed', 'false');
  // Fitted, it is fitted again.
  await tool('Zoom in').click();
  await tool('Fit').click();
  const fitted = await scale(page);
  await app.reload();
  await expect(app.node('ChoiceState')).toBeVisible();
  await expect.poll(() => scale(page)).toBe(fitted);
});

test('what was kept and makes no sense is left alone', async ({ app, page }) => {
  await page.evaluate(() => localStorage.setItem('stepglass.graph', '{"a": 3, "b": {"folded": 7, "sight": {"scale": "x"}}, "c": null'));
  await app.reload();
  await expect(app.node('HelloWorld')).toBeVisible();
  const id = await page.evaluate(() => (JSON.parse(localStorage.getItem('stepglass') ?? '{}') as { machine: string }).machine);
  await page.evaluate((machine) => localStorage.setItem('stepglass.graph', JSON.stringify({ [machine]: { folded: 7, across: 'yes', sight: { scale: 'x', x: null } } })), id);
  await app.reload();
  await expect(app.node('HelloWorld')).toBeVisible();
  await expect(app.visualise.getByRole('button', { name: 'From left to right', exact: true })).toHaveAttribute('aria-pressed', 'false');
});

test('tabs, and what was opened or folded', async ({ app }) => {
  await app.run('Succeeded');
  await app.tab('Input').click();
  const details = app.monitor.getByRole('button', { name: 'Execution Details' });
  await details.click();
  await app.node('HelloWorld').click();
  const step = app.step('HelloWorld').getByRole('button', { name: /^HelloWorld/ });
  await expect(step).toHaveAttribute('aria-expanded', 'true');
  await app.monitor.getByRole('separator').press('ArrowUp');
  const height = await app.monitor.getByRole('separator').getAttribute('aria-valuenow');
  await app.reload();
  await expect(app.tab('Input')).toHaveAttribute('aria-selected', 'true');
  await expect(details).toHaveAttribute('aria-expanded', 'false');
  await app.node('HelloWorld').click();
  await expect(app.monitor.getByRole('separator')).toHaveAttribute('aria-valuenow', height ?? '');
  await step.click();
  await app.reload();
  await app.node('HelloWorld').click();
  await expect(step).toHaveAttribute('aria-expanded', 'false');
});
