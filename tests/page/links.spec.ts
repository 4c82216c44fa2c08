/** Links: what one browser shares, another one opens, and it is the same. */

import type { Browser, Page } from '@playwright/test';
import { expect, Stepglass, test } from './stepglass.ts';

/** Opens the share dialog and takes its link. */
async function shared(app: Stepglass, set: (dialog: Stepglass['dialog']) => Promise<void> = async () => undefined): Promise<string> {
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  const field = app.dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#/);
  await set(app.dialog);
  const link = await field.inputValue();
  await app.page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  return link;
}

/** A reader with a browser of their own, who opens a link. */
async function reader(browser: Browser, link: string, use: (app: Stepglass, page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  await page.goto(link);
  await use(new Stepglass(page), page);
  expect(noise).toEqual([]);
  await context.close();
}

test('a run that was shared is the same in a fresh browser, byte for byte', async ({ app, browser }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  const whole = await app.historyText();
  await app.button('Back').click();
  await app.paused(17);
  const link = await shared(app);
  await reader(browser, link, async (other) => {
    await other.paused(17);
    await other.button('Step').click();
    await other.ended('Failed');
    expect(await other.historyText()).toBe(whole);
  });
});
