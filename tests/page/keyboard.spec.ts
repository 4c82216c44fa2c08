/** The whole loop without a mouse. */

import type { Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

/** What has the focus: role and name, through shadow roots. */
function focused(page: Page): Promise<{ name: string; visible: boolean }> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const name = at?.getAttribute('aria-label') ?? (at as HTMLElement | null)?.innerText?.trim().split('\n')[0] ?? '';
    const look = at && getComputedStyle(at);
    const shape = at?.querySelector('.nfocus, .shape, rect');
    const ring = look && (look.outlineStyle !== 'none' || look.boxShadow !== 'none' || (shape && getComputedStyle(shape).stroke !== 'none'));
    return { name, visible: Boolean(ring) || Boolean(at?.closest('.cm-editor')) };
  });
}

/** Presses Tab until something so named has the focus. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return;
  }
  throw new Error(`nothing named ${String(name)} in the order of the focus`);
}

async function at(app: Stepglass, event: number): Promise<void> {
  await expect(app.scrubber).toHaveAttribute('aria-valuenow', String(event));
}

test('from the dashboard to a finished run and back through its events', async ({ app, page }) => {
  await tabTo(page, 'Stepglass, dashboard');
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeVisible();
  await expect(app.dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  const orderer = app.dialog.getByRole('listitem').filter({ hasText: 'Orderer' }).getByRole('button');
  for (let presses = 0; presses < 20 && !(await orderer.evaluate((here) => here === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeHidden();
  await expect(app.node('ChargeCard')).toBeVisible();

  await test.step('the keys of debuggers move the run', async () => {
    for (const [key, event] of [['F10', 2], ['F11', 7], ['F10', 12], ['F10', 46], ['F9', 0], ['Shift+F9', 1], ['F10', 2]] as const) {
      await page.keyboard.press(key);
      if (event) await at(app, event);
    }
    await tabTo(page, 'Speed');
    await page.keyboard.press('End');
    await page.keyboard.press('F8');
    await app.ended('Succeeded');
  });

  await test.step('the graph is walked along its edges', async () => {
    await app.graph.locator('[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(app.visualise.getByText('The input of the execution is the input of the first state.')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(app.node('ValidateOrder')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(app.step('ValidateOrder').getByRole('tab', { name: 'Input' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(app.step('ValidateOrder').getByRole('tab', { name: 'Output' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('the table is a treegrid', async () => {
    await app.events.locator('[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await expect(app.row(1)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(app.row(2)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(app.row(2)).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowLeft');
    await expect(app.row(2)).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('End');
    await expect(app.row(51)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+P');
    await expect(app.row(12)).toBeFocused();
    await page.keyboard.press('Enter');
    await app.paused(12);
  });
});

test('single keys work beside text fields and stay letters in them', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.speed.selectOption('max');
  await app.visualise.focus();
  await page.keyboard.press('Period');
  await app.paused(2);
  await page.keyboard.press('Period');
  await app.paused(7);
  await page.keyboard.press('Comma');
  await app.paused(2);
  await page.keyboard.press('Space');
  await app.ended('Succeeded');
  await page.keyboard.press('3');
  await expect(app.monitor).toBeFocused();
  await page.keyboard.press('/');
  await expect(app.monitor.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('1.,? f');
  await expect(app.monitor.getByRole('searchbox')).toHaveValue('1.,? f');
  await app.monitor.getByRole('searchbox').fill('');
  await page.keyboard.press('F6');
  await page.keyboard.press('1');
  await expect(app.define).toBeFocused();
  await page.keyboard.press('2');
  await expect(app.visualise).toBeFocused();
  const zoom = app.visualise.getByText(/^\d+%$/);
  const before = await zoom.innerText();
  await page.keyboard.press('Minus');
  await expect(zoom).not.toHaveText(before);
  await page.keyboard.press('0');
  await page.keyboard.press('?');
  await expect(app.dialog).toContainText('Step over');
  await page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
});

test('Tab leads through all parts in reading order, and the focus can be seen', async ({ app, page }) => {
  await app.run('Succeeded');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const wanted = [
    'Skip to the definition',
    'Stepglass, dashboard',
    'All tools',
    'Help',
    'Definition',
    /^Definition, JSON/,
  ];
  for (const name of wanted) await tabTo(page, name);
  await page.keyboard.press('Escape');
  for (const name of ['Width of Define', /^HelloWorld, Task/, 'Fit', 'Width of Monitor', 'Execution Details', 'Copy ARN',
    'Filter events', /^\W*7$/, 'Run again', 'Position in the run', 'Speed'] as const) {
    await tabTo(page, name);
    expect(await focused(page), String(name)).toMatchObject({ visible: true });
  }
});

test('F6 goes from part to part', async ({ app, page }) => {
  await app.run('Succeeded');
  await app.define.focus();
  for (const part of [app.visualise, app.monitor, app.monitor, app.transport]) {
    await page.keyboard.press('F6');
    expect(await part.evaluate((here) => here.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Shift+F6');
  expect(await app.monitor.evaluate((here) => here.contains(document.activeElement))).toBe(true);
});

test('zones are resized and folded by arrows', async ({ app, page }) => {
  const splitter = page.getByRole('separator', { name: 'Width of Define' });
  const share = async (): Promise<number> => Number(await splitter.getAttribute('aria-valuenow'));
  const before = await share();
  await splitter.press('Shift+ArrowRight');
  await expect.poll(share).toBeGreaterThan(before);
  await splitter.press('Enter');
  await expect.poll(share).toBe(before);
  await splitter.press('End');
  await expect(app.editor).toBeHidden();
  await app.define.getByRole('button', { name: 'Define' }).press('Enter');
  await expect(app.editor).toBeVisible();
});
