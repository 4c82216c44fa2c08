/** What the specs of Data flow, Explain and Variables share. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, type Stepglass } from './stepglass.ts';

/** Without a mock a function answers with what it was sent. */
export const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:echo';

/** Opens a view of All tools. */
export async function view(app: Stepglass, name: 'Table + timeline' | 'Data flow' | 'Variables' | 'Explain'): Promise<Locator> {
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name, exact: true }).click();
  return app.monitor.getByRole('tabpanel', { name, exact: true });
}

/** Rows of a table, cell by cell, white space folded. */
export async function cells(table: Locator): Promise<string[][]> {
  const rows = await table.getByRole('row').all();
  const texts = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  return texts.filter((row) => row.length > 0).map((row) => row.map((text) => text.replace(/\s+/gs, ' ').trim()));
}

export async function clean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))]), what).toEqual([]);
}

/** A view at three sizes, light and dark, in English and Korean: nothing for axe to find, nothing wider than the window. */
export async function everywhere(app: Stepglass, page: Page, what: string): Promise<void> {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await app.show('Monitor');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await clean(page, `${what}, ${width}, ${colorScheme}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, `${what}, ${width}: wider than the window`).toBeLessThanOrEqual(0);
  }
}
