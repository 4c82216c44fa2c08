/**
 * Every view at every size, in light and dark, English and Korean: nothing for axe to find, nothing on the console,
 * nothing wider than the window, nothing untranslated. Pictures lie in `test-results/sweep`.
 */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { untranslated } from './korean.ts';
import { expect, test } from './stepglass.ts';

const SIZES = [[1440, 900], [1024, 768], [390, 844], [1280, 720], [844, 390]] as const;
const ZONES = ['define', 'visualise', 'monitor'] as const;
type Zone = (typeof ZONES)[number];

/** Handles that hold in every language: ids of tabs, places in bars. */
class View {
  readonly found: string[] = [];

  constructor(readonly page: Page, private readonly name: string, private readonly dark: boolean) {}

  /** Presses what may be hidden behind a menu. */
  private press(selector: string): Promise<void> {
    return this.page.locator(selector).first().evaluate((element: HTMLElement) => element.click());
  }

  async show(zone: Zone): Promise<void> {
    const at = ZONES.indexOf(zone);
    for (const bar of ['.zonebar button', '.leftswitch button']) {
      const button = this.page.locator(bar).nth(at);
      if (await button.isVisible()) await button.click();
    }
  }

  async tab(id: string): Promise<boolean> {
    if (await this.page.locator(`#${id}`).count() === 0) return false;
    await this.press(`#${id}`);
    await expect(this.page.locator(`#${id}`)).toHaveAttribute('aria-selected', 'true');
    return true;
  }

  async dialog(open: string): Promise<void> {
    await this.press(open);
    await expect(this.page.locator('dialog.dlg')).toBeVisible();
  }

  /** Looks at what is to be seen now. */
  async look(view: string): Promise<void> {
    const { page, name } = this;
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: `test-results/sweep/${name}-${view}.png`, animations: 'disabled' });
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (this.dark ? axe.withRules(['color-contrast']) : axe).analyze();
    this.found.push(...violations.map(({ id, nodes }) => `${view}: ${id} ${nodes.map(({ target }) => String(target)).join(' | ')}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) this.found.push(`${view}: ${wide} px wider than the window`);
    if (await page.evaluate(() => document.documentElement.lang) === 'ko') {
      this.found.push(...(await untranslated(page)).map((text) => `${view}: not in Korean: ${text}`));
    }
  }
}

for (const [width, height] of SIZES) {
  for (const theme of ['light', 'dark'] as const) {
    for (const lang of ['en', 'ko'] as const) {
      // The two sizes beside the three breakpoints differ in their layout only.
      if (SIZES.findIndex(([w]) => w === width) > 2 && (theme === 'dark') !== (lang === 'ko')) continue;
      test.describe(`${width} × ${height}, ${theme}, ${lang}`, () => {
        test.use({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', locale: lang === 'ko' ? 'ko-KR' : 'en-US' });
        test.describe.configure({ timeout: 300_000 });
        test('every view', async ({ page, noise }) => {
          const seen = new View(page, `${width}-${theme}-${lang}`, theme === 'dark');
          await everyView(seen);
          expect(seen.found).toEqual([]);
          expect(noise).toEqual([]);
        });
      });
    }
  }
}

async function everyView(seen: View): Promise<void> {
  const { page } = seen;
  await page.addInitScript(() => {
    if (!localStorage.getItem('stepglass')) localStorage.setItem('stepglass', JSON.stringify({ ui: { tools: 'all', speed: 'max' } }));
  });
  await page.goto('./');
  await seen.dialog('.brand');
  await seen.look('dashboard');
  await page.locator('dialog.dlg').getByRole('button', { name: /^(All 12|전체 12개)$/ }).click();
  await seen.look('gallery');
  await page.locator('dialog.dlg .gc').filter({ hasText: 'Orderer' }).locator('.ebtn button').first().click();
  await expect(page.locator('dialog.dlg')).toBeHidden();
  await run(page, 1);
  await seen.show('define');
  for (const id of ['definition', 'input', 'mocks', 'handlers', 'files', 'services']) {
    if (await seen.tab(`define-${id}`)) await seen.look(`define-${id}`);
  }
  await seen.tab('define-definition');
  await seen.show('visualise');
  await page.locator('#graph [data-state][aria-label^="ChargeCard, "]').click({ timeout: 5000 });
  await seen.look('visualise');
  await seen.show('monitor');
  for (const id of ['events', 'timeline', 'dataflow', 'variables', 'explain']) {
    if (await seen.tab(`view-${id}`)) await seen.look(`monitor-${id}`);
  }
  await seen.tab('view-events');
  const fold = page.locator('.steph .fold').first();
  if (await fold.getAttribute('aria-expanded') === 'false') await fold.click();
  for (const id of ['input', 'output', 'details', 'definition', 'retry', 'events', 'variables']) {
    if (await seen.tab(`step-${id}`)) await seen.look(`step-${id}`);
  }
  for (const [name, button] of [['executions', '.crumbs li:last-child button'], ['lessons', '.moremenu button:first-child'], ['help', '.moremenu button:last-child']] as const) {
    await seen.dialog(button);
    await seen.look(name);
    await page.keyboard.press('Escape');
  }
}

/** Plays one of the machine's inputs to its end. */
async function run(page: Page, input: number): Promise<void> {
  await page.locator('#cases select').selectOption({ index: input });
  await page.keyboard.press('F8');
  await expect(page.locator('.runpill')).toHaveText(/Finished|끝남/, { timeout: 20_000 });
}
