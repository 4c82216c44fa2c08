/** The tour: it drives the real tools, goes forwards and back, stops, and leaves what was there. */

import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

interface Script {
  steps: { id: string; seconds: number; caption: { en: string; ko: string } }[];
}
const { steps } = JSON.parse(readFileSync('www/demo/tour.json', 'utf8')) as Script;

const bar = (page: Page) => page.locator('#demo');

async function start(app: Stepglass, page: Page): Promise<void> {
  await app.tool('Learn');
  await app.dialog.getByRole('button', { name: 'Watch the 90-second tour' }).click();
  await expect(bar(page)).toHaveAttribute('data-ready', 'hello');
}

const next = async (page: Page, id: string): Promise<void> => {
  await bar(page).getByRole('button', { name: 'Next caption' }).click();
  await expect(bar(page)).toHaveAttribute('data-ready', id, { timeout: 20_000 });
};

test('the script is ninety seconds long, in both languages', () => {
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  expect(seconds).toBeGreaterThanOrEqual(80);
  expect(seconds).toBeLessThanOrEqual(95);
  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  for (const { caption } of steps) {
    expect(caption.ko).toMatch(/[가-힣].*다\.$|세요\.$/);
    expect(caption.en).not.toMatch(/[가-힣]/);
  }
});

test.describe('by hand', () => {
  test.use({ reducedMotion: 'reduce' });

  test('every caption shows what it speaks of', async ({ app, page }) => {
    await start(app, page);
    // Without motion nothing goes on by itself.
    await expect(bar(page).getByRole('button', { name: 'Play the tour' })).toBeVisible();
    await expect(bar(page).getByRole('status')).toContainText(steps[0]?.caption.en ?? '');
    await expect(app.node('ChargeCard')).toBeVisible();
    await next(page, 'define');
    await expect(app.node('ThankCustomer')).toBeVisible();
    await next(page, 'run');
    await expect(app.node('ChargeCard')).toHaveAccessibleName(/Succeeded after 3 attempts/);
    await next(page, 'monitor');
    await expect(app.step('ChargeCard')).toBeVisible();
    await next(page, 'back');
    await expect(app.top).toContainText('Paused at event');
    await next(page, 'edge');
    await expect(page.locator('#edge-json')).toContainText('"orderId"');
    await next(page, 'timeline');
    await expect(app.monitor.getByRole('tab', { name: 'Table + timeline' })).toHaveAttribute('aria-selected', 'true');
    await next(page, 'declined');
    await expect(app.node('CancelOrder')).toHaveAccessibleName(/Succeeded/);
    await app.ended('Failed');
    await next(page, 'yours');
    await expect(bar(page).getByRole('button', { name: 'Next caption' })).toBeHidden();
    await bar(page).getByRole('button', { name: 'Back to my work' }).click();
    await expect(bar(page)).toHaveCount(0);
    await expect(app.node('HelloWorld')).toBeVisible();
  });

  test('back makes up what was before; another tour takes the place of the first', async ({ app, page }) => {
    await start(app, page);
    await next(page, 'define');
    await next(page, 'run');
    await bar(page).getByRole('button', { name: 'Previous caption' }).click();
    await expect(bar(page)).toHaveAttribute('data-ready', 'define');
    await expect(app.node('ThankCustomer')).toHaveAccessibleName(/Not started/);
    await bar(page).getByRole('button', { name: 'End the tour' }).click();
    await start(app, page);
    await expect(app.node('ThankCustomer')).toHaveCount(0);
    await bar(page).getByRole('button', { name: 'End the tour' }).click();
    await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
    await expect(app.dialog.getByRole('button', { name: /^Orderer/ })).toHaveCount(1);
  });

  test('two presses start one tour', async ({ app, page }) => {
    // What an earlier tour left goes first, which takes a moment.
    await start(app, page);
    await bar(page).getByRole('button', { name: 'End the tour' }).click();
    await app.tool('Learn');
    await app.dialog.getByRole('button', { name: 'Watch the 90-second tour' }).evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await expect(bar(page)).toHaveAttribute('data-ready', 'hello');
    await expect(page.locator('section.demo')).toHaveCount(1);
    await bar(page).getByRole('button', { name: 'End the tour' }).click();
    await expect(page.locator('section.demo')).toHaveCount(0);
    await expect(page.locator('body')).not.toHaveClass(/touring/);
  });

  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`clean and in place: ${width} × ${height}, ${colorScheme}, in both languages`, async ({ app, page }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await start(app, page);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        expect(violations).toEqual([]);
        await app.tool('한국어');
        await expect(bar(page).getByRole('status')).toContainText(steps[0]?.caption.ko ?? '');
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      });
    }
  }
});

test('it plays by itself, pauses where one says so, and goes on', async ({ app, page }) => {
  await page.clock.install();
  await start(app, page);
  await page.clock.runFor(9500);
  await expect(bar(page).getByRole('status')).toContainText(steps[1]?.caption.en ?? '');
  await bar(page).getByRole('button', { name: 'Pause the tour' }).click();
  for (let second = 0; second < 30; second += 1) await page.clock.runFor(1000);
  await expect(bar(page).getByRole('status')).toContainText(steps[1]?.caption.en ?? '');
  await bar(page).getByRole('button', { name: 'Play the tour' }).click();
  for (let second = 0; second < 12; second += 1) await page.clock.runFor(1000);
  await expect(bar(page).getByRole('status')).toContainText(steps[2]?.caption.en ?? '');
});
