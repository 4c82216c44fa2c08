/** Every state of the page at three sizes, in light and dark, English and Korean: legible to tools, translated, in place. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { untranslated } from './korean.ts';
import { expect, test, type Stepglass } from './stepglass.ts';

const SIZES = [[1440, 900], [1024, 768], [390, 844]] as const;
/** In the dark only the colours differ. Without frames the legacy mode finds the same in half the time. */
async function clean(page: Page, what: string): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const { violations } = await (dark ? axe.withRules(['color-contrast']) : axe).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))]), what).toEqual([]);
}

/** Nothing sticks out of the window, and no text is cut where it must not be. */
async function inPlace(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${what}: wider than the window`).toBeLessThanOrEqual(0);
}

async function dialogs(app: Stepglass, page: Page): Promise<void> {
  const open: [string, () => Promise<unknown>][] = [
    ['dashboard', () => app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click()],
    ['executions', () => app.executions()],
    ['gallery', () => app.tool('Gallery')],
    ['help', () => app.tool('Help')],
  ];
  for (const [what, press] of open) {
    await press();
    await expect(app.dialog).toBeVisible();
    await clean(page, what);
    await inPlace(page, what);
    await page.keyboard.press('Escape');
    await expect(app.dialog).toBeHidden();
  }
}

for (const [width, height] of SIZES) {
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height }, reducedMotion: 'reduce' });

    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(colorScheme, () => {
        test.use({ colorScheme });
        test('no accessibility violation in any state', ({ app, page }) => everyState(app, page));
      });
    }

    test('Korean in every zone, clean and in place', ({ app, page }) => korean(app, page));
  });
}

/** Paused, failed, an event open, problems, settings, mocks, dialogs. */
async function everyState(app: Stepglass, page: Page): Promise<void> {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.show('Visualise');
  for (const event of [2, 7, 12]) {
    await app.button('Step').click();
    await app.at(event);
  }
  await clean(page, 'paused');
  await app.run('Failed');
  await app.show('Monitor');
  await app.row(17).click();
  await app.row(17).press('ArrowRight');
  await expect(app.events.getByRole('button', { name: 'Copy JSON' })).toBeVisible();
  await clean(page, 'failed, an event open');
  await inPlace(page, 'failed');
  await app.show('Visualise');
  await clean(page, 'failed, the graph');
  await app.show('Define');
  await app.paste('{ "States": { "A": { "Type": "Psas", "Next": "B" } } }');
  await expect(app.problems.getByRole('button', { name: 'Fix' })).toBeVisible();
  await clean(page, 'problems');
  await app.define.getByRole('button', { name: 'Settings' }).click();
  await app.dialog.getByLabel('All tools').check();
  await clean(page, 'settings');
  await page.keyboard.press('Escape');
  await app.openTab('Mocks');
  await clean(page, 'mocks');
  await inPlace(page, 'mocks');
  await dialogs(app, page);
}

async function korean(app: Stepglass, page: Page): Promise<void> {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  await app.tool('한국어');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(app.top).toContainText('끝남');
  for (const zone of ['정의', '시각화', '모니터링']) {
    for (const button of await page.getByRole('button', { name: zone, exact: true }).all()) {
      if (await button.isVisible()) await button.click();
    }
    expect(await untranslated(page), zone).toEqual([]);
    await clean(page, `${zone}, Korean`);
    await inPlace(page, `${zone}, Korean`);
  }
  await toolInKorean(app, '도움말');
  expect(await untranslated(page), 'help').toEqual([]);
  await inPlace(page, 'help, Korean');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await toolInKorean(app, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
}

async function toolInKorean({ top }: Stepglass, name: string): Promise<void> {
  const more = top.getByLabel('더 보기', { exact: true });
  if (await more.isVisible()) await more.click();
  await top.getByRole('button', { name }).click();
}

test('the theme follows the system, then the choice, and is remembered', async ({ app, page }) => {
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground();
  expect(dark).not.toBe(light);
  await app.top.getByRole('button', { name: 'Theme: system' }).click();
  await expect.poll(ground).toBe(light);
  await app.top.getByRole('button', { name: 'Theme: light' }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(ground).toBe(dark);
  await app.reload();
  await expect(app.top.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await ground()).toBe(dark);
});

test('a key stands before its value, whichever way both are read', async ({ app }) => {
  await app.openTab('Input');
  await app.paste('{"مفتاح": "قيمة"}', app.input);
  await app.run('Succeeded');
  const input = app.step('HelloWorld').getByRole('group', { name: 'Input' });
  const [key, value] = [await input.locator('.k').boundingBox(), await input.locator('.s').boundingBox()];
  expect((key?.x ?? Infinity) + (key?.width ?? 0)).toBeLessThanOrEqual(value?.x ?? 0);
});

test('in colours of the reader’s own, what is chosen is told by lines', async ({ app, page }) => {
  await app.run('Succeeded');
  await page.emulateMedia({ forcedColors: 'active' });
  await app.row(3).click();
  await expect(app.row(3)).toHaveCSS('outline-style', 'solid');
  await expect(app.row(4)).toHaveCSS('outline-style', 'none');
  const line = (selected: boolean): Promise<string> => app.define.getByRole('tab', { selected }).first()
    .evaluate((tab) => [getComputedStyle(tab, '::after').content, getComputedStyle(tab, '::after').backgroundColor].join());
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await line(true)).not.toContain(ground);
  expect(await line(false)).toContain('none');
});

test('a Korean reader gets Korean on the first visit', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByRole('button', { name: '실행' }).first()).toBeVisible();
  await context.close();
});
