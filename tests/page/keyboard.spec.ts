/** The whole loop without a mouse. */

import type { Locator, Page } from '@playwright/test';
import { expect, test } from './stepglass.ts';

/** Whether an element, in a shadow root or not, has the focus. */
const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((here) => (here.getRootNode() as Document | ShadowRoot).activeElement === here);

/** Presses Tab until the element has the focus; one that can't be reached fails. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    // In an editor Tab indents; after Escape it leaves.
    if (await page.locator(':focus .cm-content').count()) await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    if ((await element.count()) === 1 && (await hasFocus(element))) return;
  }
  throw new Error(`Tab does not reach ${String(element)}`);
}

/** Whether something about the element looks other than without the focus. */
async function focusShows(element: Locator): Promise<boolean> {
  const look = (): Promise<string> =>
    element.evaluate((here) => {
      const parts = [here.parentElement ?? here, here, ...here.querySelectorAll('*')].map((part) => getComputedStyle(part));
      return parts.map((part) => [part.outline, part.boxShadow, part.stroke, part.strokeWidth, part.borderColor].join()).join();
    });
  const focused = await look();
  await element.evaluate((here) => (here as HTMLElement).blur());
  const plain = await look();
  await element.evaluate((here) => (here as HTMLElement).focus());
  return focused !== plain;
}

test('from the dashboard and the gallery to a finished run and back through its events', async ({ app, page }) => {
  await tabTo(page, app.top.getByRole('button', { name: 'Stepglass, dashboard' }));
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeVisible();
  await expect(app.dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await expect(app.dialog).toContainText('State machines');
  await page.keyboard.press('Escape');
  await tabTo(page, app.top.getByRole('button', { name: 'Gallery' }));
  await page.keyboard.press('Enter');
  await tabTo(page, app.dialog.locator('.gc').filter({ hasText: 'Orderer' }).getByRole('button', { name: 'Open', exact: true }));
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeHidden();
  await expect(app.node('ChargeCard')).toBeVisible();

  await test.step('the keys of debuggers move the run', async () => {
    for (const [key, event] of [['F10', 2], ['F11', 7], ['F10', 12], ['F10', 46], ['F9', 0], ['Shift+F9', 1], ['F10', 2]] as const) {
      await page.keyboard.press(key);
      if (event) await app.at(event);
    }
    await tabTo(page, app.speed);
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
    const hint = app.monitor.getByText('Enter: go here · →: details');
    await expect(hint).toBeVisible();
    await expect(app.events).toHaveAccessibleDescription(/Enter: go here · →: details/);
    await page.keyboard.press('ArrowDown');
    await expect(app.row(2)).toBeFocused();
    // The date and the time since the start stand in the place of the headings, and cover no row.
    const under = await hint.evaluate((here) => ({
      says: getComputedStyle(here, '::before').content,
      free: here.getBoundingClientRect().bottom <= (document.querySelector('#events .ebody')?.getBoundingClientRect().top ?? 0),
    }));
    expect(under.says).toMatch(/\d{4}.*\+\d/);
    expect(under.free).toBe(true);
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
    await app.events.locator('.c-type').last().click();
    await expect(hint).toBeHidden();
  });
});

test('the way out of an editor is shown when the keyboard comes in, and until one writes', async ({ app, page }) => {
  await app.allTools();
  const wayOut = page.getByText('To leave the editor: Esc, then Tab');
  const speed = app.speed;
  // What says it is loaded when the page has started and rests.
  await expect(async () => {
    await speed.focus();
    await page.keyboard.press('Escape');
    await app.editor.focus();
    await expect(wayOut).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.type(' ');
  await expect(wayOut).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(wayOut).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(wayOut).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(app.editor).not.toBeFocused();
  await expect(wayOut).toBeHidden();
  await app.editor.click();
  await expect(app.editor).toBeFocused();
  await expect(wayOut).toBeHidden();
  await app.define.getByRole('tab', { name: 'Input' }).click();
  await app.input.click();
  await page.keyboard.press('Tab');
  await expect(wayOut).toBeVisible();
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
  await page.keyboard.press('Shift+Slash');
  await expect(app.dialog).toContainText('Step over');
  await page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
});

test('Tab leads through all parts in reading order, and the focus can be seen', async ({ app, page }) => {
  await app.run('Succeeded');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const stops = [
    page.getByRole('link', { name: 'Skip to the definition' }),
    app.top.getByRole('button', { name: 'Stepglass, dashboard' }),
    app.top.getByRole('button', { name: 'Help' }),
    app.tab('Definition'),
    app.editor,
    page.getByRole('separator', { name: 'Width of Define' }),
    app.graph.locator('[tabindex="0"]'),
    app.visualise.getByRole('button', { name: 'Fit' }),
    page.getByRole('separator', { name: 'Width of Monitor' }),
    app.monitor.getByRole('button', { name: 'Execution Details' }),
    app.monitor.getByRole('button', { name: 'Copy ARN' }).first(),
    app.monitor.getByRole('tab', { name: 'Info' }),
    app.monitor.getByRole('searchbox', { name: 'Filter events' }),
    app.events.locator('[role="row"][tabindex="0"]'),
    app.step('HelloWorld').getByRole('tab', { name: 'Input' }),
    page.getByRole('contentinfo').getByLabel('Input'),
    app.button('Run again'),
    app.scrubber,
    app.speed,
  ];
  for (const stop of stops) {
    await tabTo(page, stop);
    // In the editor the cursor shows it.
    if (stop !== app.editor) expect(await focusShows(stop), `the focus on ${String(stop)}`).toBe(true);
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
