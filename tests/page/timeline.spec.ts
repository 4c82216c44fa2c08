/** Table + timeline: one row a step, its bar, what is folded, zoomed and selected. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const WIDE = { width: 1440, height: 900 };

class Table {
  readonly grid: Locator;

  constructor(private readonly app: Stepglass) {
    this.grid = app.monitor.getByRole('treegrid', { name: 'Table + timeline' });
  }

  async open(): Promise<void> {
    await this.app.monitor.getByRole('tab', { name: 'Table + timeline' }).click();
    await expect(this.rows().first()).toBeVisible();
  }

  rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.app.page.getByRole('gridcell') });
  }

  row(name: string): Locator {
    return this.rows().filter({ has: this.app.page.getByRole('gridcell', { name, exact: true }) });
  }

  /** Names of the rows, each with the indent of its level. */
  async names(): Promise<string[]> {
    const rows = await this.rows().all();
    return Promise.all(rows.map(async (row) => {
      const level = Number(await row.getAttribute('aria-level'));
      return `${'  '.repeat(level - 1)}${(await row.getByRole('gridcell').first().innerText()).replaceAll('\n', ' ')}`;
    }));
  }

  cell(row: string, at: number): Locator {
    return this.row(row).getByRole('gridcell').nth(at);
  }

  /** What the parts of a bar are, as their titles say. */
  parts(row: string): Promise<string[]> {
    return this.row(row).locator('.part title').allTextContents();
  }

  /** The words of the axis. */
  ticks(): Promise<string[]> {
    return this.grid.locator('.taxis text').allTextContents();
  }
}

test('a row a step, in its branch and iteration, with attempts and delays', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  const table = new Table(app);
  await table.open();
  expect(await table.names()).toEqual([
    'ValidateOrder', 'ChargeCard', 'PrepareParcel', '  PackItems Branch 1', '    PackItem #0', '  PrintLabel Branch 2',
    'ShipOrder', 'CancelOrder', 'OrderFailed',
  ]);
  await expect(table.cell('ChargeCard', 1)).toHaveText('Succeeded');
  await expect(table.cell('ChargeCard', 2)).toHaveText('3');
  await expect(table.cell('ChargeCard', 3)).toHaveText(/^\d\.\d{3} s$/);
  await expect(table.cell('CancelOrder', 1)).toHaveText('Not started');
  await expect(table.cell('CancelOrder', 3)).toHaveText('–');
  const parts = await table.parts('ChargeCard');
  expect(parts.map((part) => part.replace(/ · 00:.*$/, ''))).toEqual([
    'Attempt 1 · Failed', 'Waiting', 'Attempt 2 · Failed', 'Waiting', 'Attempt 3 · Succeeded',
  ]);
  expect(parts[1]).toMatch(/^Waiting · 00:00:\d\d\.\d{3} to 00:00:\d\d\.\d{3} \(1\.000 s\)$/);
});

test('what is known to follow is faint; steps not reached can be hidden', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  const table = new Table(app);
  await table.open();
  await app.button('Back').click();
  await app.button('Back').click();
  await expect(table.cell('ShipOrder', 1)).toHaveText('Not started');
  await expect(table.cell('PackItem #0', 1)).toHaveText('In progress');
  expect((await table.parts('ShipOrder')).every((part) => part.endsWith('Known to follow'))).toBe(true);
  await expect(table.row('PackItem #0').locator('.part.ahead')).toHaveCount(1);
  const toggle = app.monitor.getByRole('button', { name: 'Hide steps not reached' });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(table.rows()).toHaveCount(6);
  await expect(app.monitor.getByText('6 rows')).toBeVisible();
  await app.scrubber.press('End');
  await expect(table.rows()).toHaveCount(7);
});

test('one selection: a row, its node, its text, its events', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const table = new Table(app);
  await table.open();
  await table.row('PackItem #1').click();
  await expect(app.node('PackItem')).toHaveAttribute('aria-current', 'true');
  const picker = app.visualise.getByRole('group', { name: 'Iterations of PackItems' });
  await expect(picker.getByRole('option', { selected: true })).toHaveText('1');
  await picker.getByRole('option', { name: /^index 2,/ }).click();
  await expect(table.row('PackItem #2')).toHaveAttribute('aria-selected', 'true');
  await app.node('ShipOrder').click();
  await expect(table.row('ShipOrder')).toHaveAttribute('aria-selected', 'true');
  await expect(table.row('ShipOrder')).toBeInViewport();
  await app.node('OrderFailed').click();
  await expect(table.row('OrderFailed')).toHaveAttribute('aria-selected', 'true');
  await table.row('PackItem #1').dblclick();
  await expect(app.step('PackItem').getByRole('tab', { name: 'Input' })).toBeFocused();
  await expect(app.step('PackItem')).toContainText(/visit [123] of 3/);
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).click();
  await expect(app.events.locator('.er.same').first()).toBeInViewport();
});

test('everything by keyboard: rows, folding, the time axis', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const table = new Table(app);
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(table.grid).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(table.rows().first()).toBeVisible();
  await table.row('ValidateOrder').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(table.row('PrepareParcel')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(table.row('PrepareParcel')).toHaveAttribute('aria-expanded', 'false');
  await expect(table.row('PrintLabel Branch 2')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(table.row('PackItems Branch 1')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(table.row('PackItem #1')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(table.row('PackItems Branch 1')).toBeFocused();
  await page.keyboard.press('End');
  await expect(table.row('OrderFailed')).toBeFocused();
  await page.keyboard.type('Ship');
  await expect(table.row('ShipOrder')).toBeFocused();
  const all = await table.ticks();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect.poll(() => table.ticks()).not.toContain(all[0]);
  const near = await table.ticks();
  // ShipOrder is near the end: there is more before it.
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => table.ticks()).not.toEqual(near);
  await page.keyboard.press('0');
  await expect.poll(() => table.ticks()).toEqual(all);
});

test('the wheel zooms where the pointer is, and pans', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const table = new Table(app);
  await table.open();
  const all = await table.ticks();
  await table.cell('ShipOrder', 4).hover({ position: { x: 4, y: 8 } });
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -900);
  await page.keyboard.up('Control');
  const last = async (): Promise<number> => Number.parseFloat((await table.ticks()).at(-1) ?? '');
  await expect.poll(last).toBeLessThan(0.5);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 1200);
  await page.keyboard.up('Shift');
  await expect.poll(last).toBeGreaterThan(0.5);
  await app.monitor.getByRole('button', { name: 'Show all of the time' }).click();
  await expect.poll(() => table.ticks()).toEqual(all);
});

test('room is offered once, taken, and given back', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const table = new Table(app);
  await table.open();
  await app.monitor.getByRole('button', { name: 'Widen' }).click();
  await expect(app.define.getByRole('button', { name: 'Define' })).toBeVisible();
  await expect.poll(async () => (await app.monitor.boundingBox())?.width).toBeGreaterThan(800);
  await app.define.getByRole('button', { name: 'Define' }).click();
  await expect(app.editor).toBeVisible();
  await expect.poll(async () => (await app.monitor.boundingBox())?.width).toBeLessThan(640);
  await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).click();
  await table.open();
  await expect(app.monitor.getByRole('button', { name: 'Widen' })).toBeHidden();
  await app.reload();
  await expect(table.rows().first()).toBeVisible();
  await expect(app.monitor.getByRole('button', { name: 'Widen' })).toBeHidden();
});

for (const [width, height] of [[WIDE.width, WIDE.height], [1024, 768], [390, 844]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no accessibility violation: ${width} × ${height}, ${colorScheme}`, async ({ app, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await app.gallery('Orderer');
      await app.choose('Paid after two retries');
      await app.run('Succeeded');
      await app.show('Monitor');
      const table = new Table(app);
      await table.open();
      await table.row('ChargeCard').click();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  }
}

/** A little under 25,000 events: two thousand iterations of four states. */
const MANY = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map', End: true,
      ItemProcessor: {
        StartAt: 'A',
        States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 1, Next: 'C' }, C: { Type: 'Pass', Next: 'D' }, D: { Type: 'Pass', End: true } },
      },
    },
  },
};

test('thousands of rows are there at once and scroll smoothly', async ({ app, page }) => {
  test.slow();
  await app.openTab('Input');
  await app.paste(JSON.stringify(Array.from({ length: 2400 }, (_, at) => at)), app.input);
  await app.openTab('Definition');
  await app.write(MANY);
  await app.run('Succeeded');
  const table = new Table(app);
  await table.open();
  expect(Number(await table.grid.getAttribute('aria-rowcount'))).toBe(2400 * 4 + 2);
  expect(await table.rows().count()).toBeLessThan(60);

  await test.step('first paint', async () => {
    await app.monitor.getByRole('tablist', { name: 'Monitor' }).getByRole('tab', { name: /^Events/ }).click();
    const took = await page.evaluate(() => new Promise<number>((done) => {
      const tab = document.querySelector<HTMLElement>('[data-tab="timeline"]');
      const began = performance.now();
      tab?.click();
      const look = (): void => {
        if (document.querySelector('.part')) done(performance.now() - began);
        else requestAnimationFrame(look);
      };
      look();
    }));
    // 100 ms on a free machine; this one may be shared.
    expect(took).toBeLessThan(600);
  });

  await test.step('scrolling', async () => {
    const usual = await page.evaluate(() => new Promise<number>((done) => {
      const body = document.querySelector<HTMLElement>('.tbody');
      const took: number[] = [];
      const step = (left: number): void => {
        if (!body || left === 0) return done(took.sort((a, b) => a - b)[took.length >> 1] ?? 0);
        body.scrollTop += 700;
        const began = performance.now();
        body.dispatchEvent(new Event('scroll'));
        took.push(performance.now() - began);
        requestAnimationFrame(() => step(left - 1));
      };
      step(60);
    }));
    // 8 ms on a free machine.
    expect(usual).toBeLessThan(25);
    await expect(table.rows().first()).not.toContainText('Each');
    await expect.poll(() => table.grid.locator('.tname').count()).toBeGreaterThan(10);
  });
});
