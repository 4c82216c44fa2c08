/** Phones upright and on their side: the same tools in less room, and by touch. */

import type { Locator, Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const zones = (page: Page): Locator => page.getByRole('navigation', { name: 'Zones' });

async function height(part: Locator): Promise<number> {
  return (await part.boundingBox())?.height ?? 0;
}

/** The whole of `part` is in the window, and of what is in its middle it is the uppermost. */
async function reachable(part: Locator): Promise<void> {
  const found = await part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return inside && there !== null && (element.contains(there) || there.contains(element));
  });
  expect(found, String(part)).toBe(true);
}

for (const [width, tall] of [[844, 390], [667, 375], [932, 430]] as const) {
  test.describe(`${width} × ${tall}`, () => {
    test.use({ viewport: { width, height: tall } });

    test('slim bars, the graph at the left and one panel beside it, which the bar of zones chooses', async ({ app, page }) => {
      await app.gallery('Orderer');
      await app.show('Define');
      await app.tab('Input').click();
      await app.define.getByRole('combobox').selectOption({ label: 'Paid after two retries' });
      await app.run('Succeeded');
      expect(await height(app.top)).toBeLessThanOrEqual(44);
      expect(await height(page.getByRole('contentinfo'))).toBeLessThanOrEqual(50);
      await expect(app.top.getByText('Stepglass', { exact: true })).toBeHidden();
      await app.show('Monitor');
      await expect(app.define).toBeHidden();
      for (const part of [app.visualise, app.monitor]) expect(await height(part)).toBeGreaterThan(tall - 100);
      const graph = await app.graph.boundingBox();
      expect(graph?.width).toBeGreaterThan(width * 0.5);
      expect(await app.rowsInSight()).toBeGreaterThanOrEqual(3);
      for (const part of [app.button('Run again'), app.button('Back'), app.scrubber, app.speed, app.top.getByLabel('More', { exact: true })]) await reachable(part);
      for (const zone of ['Define', 'Visualise', 'Monitor']) await reachable(zones(page).getByRole('button', { name: zone }));
      await reachable(app.monitor.getByRole('button', { name: 'New execution', exact: true }));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });

    test('a node opens its step, which has the panel until it is folded', async ({ app }) => {
      await app.gallery('Orderer');
      await app.run('Succeeded');
      await app.show('Visualise');
      await expect(app.monitor).toBeHidden();
      await app.node('ChargeCard').click();
      await app.visualise.getByRole('button', { name: 'ChargeCard Details' }).click();
      await expect(app.step('ChargeCard').getByRole('tab', { name: 'Input' })).toBeVisible();
      await expect(app.events).toBeHidden();
      await app.step('ChargeCard').getByRole('button', { name: /^ChargeCard/ }).click();
      await expect(app.events).toBeVisible();
    });

    test('the legend is behind a button', async ({ app }) => {
      await app.gallery('Orderer');
      await app.run('Succeeded');
      await app.show('Visualise');
      const legend = app.visualise.getByRole('list', { name: 'Status of the states' });
      await expect(legend).toBeHidden();
      await app.visualise.getByRole('button', { name: 'Status of the states' }).click();
      await expect(legend.getByRole('button', { name: /^Succeeded/ })).toBeVisible();
      await legend.getByRole('button', { name: /^Not started/ }).click();
      await expect(app.visualise.locator('#graph')).toHaveAttribute('data-only', 'none');
    });
  });
}

/** Elements of a zone that are wider than it and do not scroll by themselves. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('#app *')].filter((element) => {
    if (!element.checkVisibility() || element.closest('svg, .cm-editor, .vh, .tabrow, .view, .nw, #events-h')) return false;
    return element.getBoundingClientRect().right > innerWidth + 1;
  }).map((element) => `${element.tagName} .${element.className} ${element.textContent?.slice(0, 30)}`));
}

for (const lang of ['en-US', 'ko-KR']) {
  test.describe(`360 wide, ${lang}`, () => {
    test.use({ viewport: { width: 360, height: 640 }, locale: lang });
    test('nothing is cut at the right, and the step keeps its name', async ({ page }) => {
      await page.addInitScript(() => localStorage.setItem('stepglass', JSON.stringify({ ui: { tools: 'all', speed: 'max' } })));
      await page.goto('./');
      await expect(page.locator('.play')).toBeEnabled();
      await page.keyboard.press('F8');
      await expect(page.locator('.runpill')).toHaveText(/Finished|끝남/, { timeout: 20_000 });
      for (const at of [0, 1, 2]) {
        await page.locator('.zonebar button').nth(at).click();
        expect(await sticksOut(page)).toEqual([]);
      }
      const name = page.locator('#step-h');
      expect(await name.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      expect((await name.boundingBox())?.width).toBeGreaterThan(50);
      // The line under it is its own.
      expect(await page.locator('.exech').evaluate((element) => element.clientHeight)).toBeLessThan(40);
      expect(await page.locator('.filters').evaluate((element) => element.clientHeight)).toBeLessThan(44);
    });
  });
}

test.describe('400 %', () => {
  test.use({ viewport: { width: 360, height: 225 } });
  test('the page scrolls as a whole, and zones have room', async ({ app, page }) => {
    for (const zone of ['Define', 'Visualise', 'Monitor'] as const) {
      await app.show(zone);
      expect(await height(page.locator(`#${zone.toLowerCase()}`))).toBeGreaterThan(150);
    }
    await app.run('Succeeded');
  });
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Fingers go from their first points to their last ones. */
  async function fingers(page: Page, ways: readonly (readonly [number, number, number, number])[]): Promise<void> {
    const client = await page.context().newCDPSession(page);
    const at = (part: number) => ways.map(([x, y, toX, toY], id) => ({ id, x: x + (toX - x) * part, y: y + (toY - y) * part }));
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let step = 1; step <= 8; step += 1) await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 8) });
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await client.detach();
  }

  async function ran(app: Stepglass): Promise<void> {
    await app.gallery('Orderer');
    await app.run('Succeeded');
    await app.show('Visualise');
    await expect(app.node('ChargeCard')).toBeVisible();
  }

  const place = async (part: Locator): Promise<{ x: number; y: number; width: number }> => {
    const box = await part.boundingBox();
    if (!box) throw new Error('not to be seen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
  };

  test('an input of a card opens over its graph, chosen and ready to run', async ({ app }) => {
    await app.tool('Gallery');
    await app.dialog.locator('.gc').filter({ hasText: 'Orderer' }).getByRole('button', { name: 'Card declined', exact: true }).click();
    await expect(app.dialog).toBeHidden();
    await expect(app.node('ChargeCard')).toBeVisible();
    await expect(app.transport.page().locator('#cases option:checked')).toHaveText('Card declined');
    await expect(app.button('Run')).toBeEnabled();
  });

  test('one finger moves the graph, two zoom it about their middle', async ({ app, page }) => {
    await ran(app);
    const node = app.node('ChargeCard').locator('.box');
    const before = await place(node);
    await fingers(page, [[60, 450, 120, 490]]);
    const moved = await place(node);
    expect(Math.round(moved.x - before.x)).toBe(60);
    expect(Math.round(moved.y - before.y)).toBe(40);
    await fingers(page, [[moved.x - 40, moved.y, moved.x - 80, moved.y], [moved.x + 40, moved.y, moved.x + 80, moved.y]]);
    const zoomed = await place(node);
    expect(zoomed.width / moved.width).toBeGreaterThan(1.8);
    expect(Math.abs(zoomed.x - moved.x)).toBeLessThan(12);
    expect(Math.abs(zoomed.y - moved.y)).toBeLessThan(12);
    // Neither was a tap.
    await expect(app.visualise.getByRole('button', { name: /Details$/ })).toBeHidden();
  });

  test('a tap on a node chooses it, one on a taken edge shows what went over it', async ({ app, page }) => {
    await ran(app);
    await app.node('ChargeCard').tap();
    await expect(app.visualise.getByRole('button', { name: 'ChargeCard Details' })).toBeVisible();
    // Between the two nodes; the edge is a thin line, the finger need not hit it.
    const [from, to] = [await place(app.node('ValidateOrder').locator('.box')), await place(app.node('ChargeCard').locator('.box'))];
    await page.touchscreen.tap(from.x + 5, (from.y + to.y) / 2);
    await expect(app.visualise.locator('#edge-json')).toContainText('"orderId"');
  });
});
