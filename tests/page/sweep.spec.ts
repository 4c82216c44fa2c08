/**
 * Every view and dialog at every size, in light and dark, English and Korean: nothing for axe to find, nothing on the
 * console, nothing wider than the window, nothing untranslated. Pictures lie in `test-results/sweep`.
 */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { untranslated } from './korean.ts';
import { expect, test } from './stepglass.ts';

const SIZES = [[1440, 900], [1024, 768], [390, 844], [1280, 720], [844, 390]] as const;
const ZONES = ['define', 'visualise', 'monitor'] as const;
type Zone = (typeof ZONES)[number];

// Workers share the pages among them.
test.describe.configure({ mode: 'parallel', timeout: 240_000 });

/** Handles that hold in every language: ids of tabs, places in bars. */
class View {
  readonly found: string[] = [];
  private asked = 0;
  private looked = false;

  constructor(readonly page: Page, private readonly name: string, private readonly dark: boolean) {
    page.on('request', () => this.asked += 1);
    page.on('requestfinished', () => this.asked -= 1);
    page.on('requestfailed', () => this.asked -= 1);
  }

  /** Presses what may be hidden behind a menu. */
  press(selector: string): Promise<void> {
    return this.page.locator(selector).first().evaluate((element: HTMLElement) => element.click());
  }

  /** Presses a button of the dialog by its words. */
  choose(words: RegExp): Promise<void> {
    return this.page.locator('dialog[open]').getByRole('button', { name: words }).first().click();
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
    await expect(this.page.locator('dialog[open]')).toBeVisible();
  }

  /** A key that opens a dialog; one that is just closing may still take it. */
  async key(press: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(press);
      await expect(this.page.locator('dialog[open]')).toBeVisible({ timeout: 3000 });
    }).toPass();
  }

  /** Out of the dialog, and of the one that it was opened from. */
  async leave(): Promise<void> {
    const open = this.page.locator('dialog[open]');
    await expect(async () => {
      if (await open.count() > 0) await this.page.keyboard.press('Escape');
      expect(await open.count()).toBe(0);
    }).toPass({ intervals: [100] });
  }

  /** Until nothing is on its way and nothing has moved for three frames. */
  private async settled(): Promise<void> {
    do {
      await this.page.evaluate(async () => {
        await document.fonts.ready;
        let still = 0;
        const watch = new MutationObserver(() => still = 0);
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        for (const end = performance.now() + 2000; still < 3 && performance.now() < end; still += 1) {
          await new Promise(requestAnimationFrame);
          if (document.querySelector('[aria-busy="true"]')) still = 0;
        }
        watch.disconnect();
      });
    } while (this.asked > 0);
  }

  /** Looks at what is to be seen now; axe looks at the part that is new. */
  async look(view: string, part?: string): Promise<void> {
    const { page, name } = this;
    await this.settled();
    await page.screenshot({ path: `test-results/sweep/${name}-${view}.png`, animations: 'disabled' });
    // Its text stays in the page: the second look need not bring it again.
    const axe = new AxeBuilder(this.looked ? { page, axeSource: 'void 0' } : { page }).setLegacyMode(true);
    this.looked = true;
    axe.options({ resultTypes: ['violations'], preload: !part });
    if (part) axe.include(part);
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
        for (const [what, walk] of [['every view', everyView], ['every dialog', everyDialog]] as const) {
          test(what, async ({ page, noise }) => {
            const seen = new View(page, `${width}-${theme}-${lang}`, theme === 'dark');
            await open(seen);
            await walk(seen);
            expect(seen.found).toEqual([]);
            expect(noise).toEqual([]);
          });
        }
      });
    }
  }
}

/** The page with all tools, its first machine drawn. */
async function open({ page }: View): Promise<void> {
  await page.addInitScript(() => {
    if (!localStorage.getItem('stepglass')) localStorage.setItem('stepglass', JSON.stringify({ ui: { tools: 'all', speed: 'max' } }));
  });
  await page.goto('./');
  await expect(page.locator('#graph [data-state]').first()).toBeAttached();
}

async function everyView(seen: View): Promise<void> {
  const { page } = seen;
  await orderer(seen);
  await run(page, 1);
  await seen.show('define');
  for (const id of ['definition', 'input', 'mocks', 'handlers', 'files', 'services']) {
    if (await seen.tab(`define-${id}`)) await seen.look(`define-${id}`, '#define');
  }
  await seen.tab('define-definition');
  await seen.show('visualise');
  await chargeCard(page);
  await seen.look('visualise');
  const words = page.locator('#graph-tools button').nth(1);
  await words.click();
  await expect(page.getByRole('tree')).toBeVisible();
  await seen.look('outline', '#visualise');
  await words.click();
  await seen.show('monitor');
  for (const id of ['events', 'timeline', 'dataflow', 'variables', 'explain']) {
    if (await seen.tab(`view-${id}`)) await seen.look(`monitor-${id}`, '#monitor');
  }
  await seen.tab('view-events');
  const fold = page.locator('.steph .fold').first();
  if (await fold.getAttribute('aria-expanded') === 'false') await fold.click();
  for (const id of ['input', 'output', 'details', 'definition', 'retry', 'events', 'variables']) {
    if (await seen.tab(`step-${id}`)) await seen.look(`step-${id}`, '#step');
  }
  await seen.dialog('.moremenu button:nth-last-child(2)');
  await seen.look('present');
  await seen.leave();
  await paper(seen);
}

async function everyDialog(seen: View): Promise<void> {
  const { page } = seen;
  await seen.dialog('.brand');
  await seen.look('dashboard');
  await seen.choose(/^(Open a real run…|실제 실행 열기…)$/);
  await seen.look('real-run', 'dialog[open]');
  await seen.leave();
  await orderer(seen, () => seen.look('gallery', 'dialog[open]'));
  await run(page, 1);
  await chargeCard(page);
  await seen.key('Control+Shift+F8');
  await seen.look('breakpoint', 'dialog[open]');
  await seen.leave();
  await seen.key('F2');
  await page.locator('dialog[open] .tgo, dialog[open] .primary').first().click();
  await seen.look('test-state', 'dialog[open]');
  await seen.leave();
  await run(page, 2);
  await seen.show('monitor');
  await seen.look('failed', '#monitor');
  await seen.dialog('.brand');
  await seen.choose(/^(Manage|관리)$/);
  await seen.look('keep', 'dialog[open]');
  await seen.leave();
  await seen.key('Control+s');
  await seen.look('saved', 'dialog[open]');
  await seen.choose(/^(Earlier versions|이전 버전)$/);
  await seen.look('versions', 'dialog[open]');
  await seen.leave();
  await seen.dialog('.moremenu button[aria-haspopup]');
  for (const id of ['link', 'embed', 'file', 'image']) {
    await seen.tab(`share-${id}`);
    await seen.look(`share-${id}`, 'dialog[open]');
  }
  await seen.leave();
  for (const [name, button] of [['executions', '.crumbs li:last-child button'], ['help', '.moremenu button:last-child'], ['lessons', '.moremenu button:first-child']] as const) {
    await seen.dialog(button);
    await seen.look(name, 'dialog[open]');
    if (name !== 'lessons') await seen.leave();
  }
  await page.locator('dialog[open] .lcard .b').first().click();
  await expect(page.locator('#graph [data-state]').first()).toBeAttached();
  await seen.look('lesson', '#lesson');
}

/** What a printer gets. */
async function paper(seen: View): Promise<void> {
  const { page } = seen;
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await seen.look('print', '.paper');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
}

/** Opens Orderer from the gallery. */
async function orderer(seen: View, look = async (): Promise<void> => undefined): Promise<void> {
  await seen.dialog('.moremenu button:nth-child(2)');
  await look();
  await seen.page.locator('dialog[open] .gc').filter({ hasText: 'Orderer' }).locator('.ebtn button').first().click();
  await expect(seen.page.locator('dialog[open]')).toHaveCount(0);
}

/** Selects the state, which may lie outside of what a small window shows. */
const chargeCard = (page: Page): Promise<void> => page.locator('#graph [data-state][aria-label^="ChargeCard, "]').dispatchEvent('click');

/** Plays one of the machine's inputs to its end. */
async function run(page: Page, input: number): Promise<void> {
  await page.locator('#cases select').selectOption({ index: input });
  await page.keyboard.press('F8');
  await expect(page.locator('.runpill')).toHaveText(/Finished|끝남/, { timeout: 20_000 });
}
