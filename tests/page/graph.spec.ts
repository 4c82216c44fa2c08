/** What stands around the graph: folding, direction, search, outline, map, legend, iterations, print; and large graphs. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:work';

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => String(target))])).toEqual([]);
}

/** A chain of steps with a Parallel, a Map and a Choice now and then. */
function large(count: number): object {
  const states: Record<string, object> = { Last: { Type: 'Succeed' } };
  for (let at = 0; at < count; at += 1) {
    const next = at + 1 < count ? `Step${at + 1}` : 'Last';
    const inside = (name: string): object => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
    states[`Step${at}`] = at % 10 === 3 ? { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: at, Next: next }], Default: next }
      : at % 20 === 8 ? { Type: 'Parallel', Branches: [inside(`Left${at}`), inside(`Right${at}`)], Next: next }
        : at % 20 === 15 ? { Type: 'Map', ItemProcessor: inside(`Item${at}`), Next: next } : { Type: 'Pass', Next: next };
  }
  return { StartAt: 'Step0', States: states };
}

/** A Map over so many items; those from the third on take another way. */
const mapped = (items: number): object => ({
  StartAt: 'Make',
  States: {
    Make: { Type: 'Pass', Result: Array.from({ length: items }, (_, n) => ({ n })), Next: 'Each' },
    Each: {
      Type: 'Map', End: true,
      ItemProcessor: {
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: LAMBDA, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }], End: true }, Mend: { Type: 'Pass', End: true } },
      },
    },
  },
});

const tool = (app: Stepglass, name: string): ReturnType<Page['getByRole']> => app.visualise.getByRole('button', { name });

test('a container is folded to one node with what went on inside, by pointer and by keys', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const items = app.node('PackItems');
  await items.locator('[data-fold]').click();
  await expect(app.node('PackItem')).toHaveCount(0);
  await expect(items).toHaveAccessibleName(/^PackItems, Map, Succeeded, folded, Succeeded \d+/);
  await clean(page);
  await items.focus();
  await page.keyboard.press('Shift+Enter');
  await expect(app.node('PackItem')).toBeVisible();
  await expect(items).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await expect(app.node('PackItem')).toHaveCount(0);
  // Selected elsewhere, a hidden state shows as the node that hides it.
  await app.events.locator('.er').filter({ hasText: 'PackItem #' }).first().click();
  await expect(items).toHaveAttribute('aria-current', 'true');
});

test('all containers fold at once, and the graph runs from left to right', async ({ app, page }) => {
  await app.write(large(30));
  await tool(app, 'Fold all Parallel and Map states').click();
  await expect(app.node('Left8')).toHaveCount(0);
  await tool(app, 'Unfold all Parallel and Map states').click();
  await expect(app.node('Left8')).toBeAttached();
  await tool(app, 'From left to right').click();
  await expect(tool(app, 'From left to right')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => {
    const [a, b] = [await app.node('Step0').boundingBox(), await app.node('Step1').boundingBox()];
    return a !== null && b !== null && b.x > a.x + a.width;
  }).toBe(true);
  await app.node('Step0').focus();
  await page.keyboard.press('ArrowRight');
  await expect(app.node('Step1')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(app.node('Step0')).toBeFocused();
});

test('a state is found by its name, in a folded container too', async ({ app, page }) => {
  await app.write(large(60));
  await tool(app, 'Fold all Parallel and Map states').click();
  await expect(app.node('Left48')).toHaveCount(0);
  await app.node('Step0').focus();
  await page.keyboard.press('/');
  const field = app.visualise.getByRole('textbox', { name: 'Name of a state' });
  await expect(field).toBeFocused();
  await page.keyboard.type('LEFT');
  await expect(app.visualise.getByRole('search')).toContainText('1 of 3');
  for (const name of ['Left8', 'Left28', 'Left48']) {
    await page.keyboard.press('Enter');
    await expect(app.node(name)).toHaveAttribute('aria-current', 'true');
    await expect(app.node(name)).toBeInViewport({ ratio: 0.9 });
  }
  await page.keyboard.press('Shift+Enter');
  await expect(app.node('Left28')).toHaveAttribute('aria-current', 'true');
  await clean(page);
  await page.keyboard.press('Escape');
  await expect(app.node('Left28')).toBeFocused();
});

test('the outline is a tree of the same states', async ({ app, page }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  await tool(app, 'Outline in words').click();
  const tree = app.visualise.getByRole('tree', { name: 'Outline of Orderer' });
  const item = (name: string): ReturnType<Page['getByRole']> => tree.getByRole('treeitem', { name: new RegExp(`^${name} `) });
  await expect(item('PackItems')).toHaveAttribute('aria-expanded', 'true');
  await expect(item('PackItem')).toContainText('Succeeded');
  await clean(page);
  await item('PackItems').click();
  await page.keyboard.press('ArrowLeft');
  await expect(item('PackItem')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(item('PackItem')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.step('PackItem')).toBeVisible();
  await tool(app, 'Outline in words').click();
  await expect(tree).toBeHidden();
  await expect(app.node('PackItem')).toHaveAttribute('aria-current', 'true');
});

test('the map of a large graph moves what is in sight', async ({ app, page }) => {
  const map = app.visualise.locator('.minimap');
  await expect(map).toBeHidden();
  await app.write(large(60));
  await expect(map).toBeVisible();
  await expect(app.node('Step0')).toBeInViewport();
  const box = await map.boundingBox();
  if (!box) throw new Error('the map has a place');
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 10, { steps: 4 });
  await page.mouse.up();
  await expect(app.node('Step57')).toBeInViewport();
  await expect(app.node('Step0')).not.toBeInViewport();
});

test('a legend entry leaves the others pale, and out of the tables', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  const succeeded = app.visualise.getByRole('list', { name: 'Status of the states' }).getByRole('button', { name: /^Succeeded/ });
  const opacity = (): Promise<string[]> => app.graph.locator('.node.st-none .box').evaluateAll((all) => all.map((each) => getComputedStyle(each).fillOpacity));
  expect(new Set(await opacity())).toEqual(new Set(['1']));
  await succeeded.click();
  await expect(succeeded).toHaveAttribute('aria-pressed', 'true');
  expect(new Set(await opacity())).toEqual(new Set(['0.4']));
  const states = async (): Promise<string[]> => [...new Set(await app.events.locator('.est').allInnerTexts())].filter(Boolean);
  await expect.poll(states).toEqual(['FirstState', 'ChoiceState', 'FirstMatchState', 'NextState']);
  await expect(app.events.getByText('ExecutionStarted')).toHaveCount(0);
  await clean(page);
  const steps = app.monitor.getByRole('treegrid', { name: 'Table + timeline' });
  await app.monitor.getByRole('tab', { name: 'Table + timeline' }).click();
  await expect(steps).toHaveAttribute('aria-rowcount', '5');
  await expect(steps.getByRole('row')).toHaveCount(5);
  await app.visualise.getByRole('button', { name: /^Not started/ }).click();
  await expect(steps.getByRole('row').filter({ hasText: 'SecondMatchState' })).toBeVisible();
  await expect(steps.getByRole('row').filter({ hasText: 'FirstMatchState' })).toHaveCount(0);
  await succeeded.click();
  await app.monitor.getByRole('tab', { name: 'Events' }).click();
  // The filters of the table say it too, and end it.
  await app.monitor.getByRole('button', { name: 'Succeeded', pressed: true }).click();
  await expect(succeeded).toHaveAttribute('aria-pressed', 'false');
  await expect(app.events.getByText('ExecutionStarted')).toBeVisible();
  await succeeded.click();
  await succeeded.click();
  expect(new Set(await opacity())).toEqual(new Set(['1']));
});

test('what the pointer is over has a ring elsewhere', async ({ app }) => {
  await app.gallery('Orderer');
  await app.run('Succeeded');
  const row = app.events.locator('.er').filter({ hasText: 'ShipOrder' }).first();
  await expect(row).toHaveCSS('box-shadow', 'none');
  await app.node('ShipOrder').hover();
  await expect(row).not.toHaveCSS('box-shadow', 'none');
  await row.hover();
  await expect(app.node('ShipOrder').locator('.ring')).not.toHaveCSS('stroke', 'none');
});

test('many iterations are paged, and those of one status alone', async ({ app, page }) => {
  test.slow();
  await app.write(mapped(30));
  await app.run('Succeeded');
  await app.node('Work').click();
  const picker = app.visualise.getByRole('group', { name: 'Iterations of Each' });
  await expect(picker).toContainText('of 30');
  const spin = picker.getByRole('spinbutton', { name: 'Iteration' });
  await spin.press('Home');
  await expect(spin).toHaveText('index 0');
  await spin.press('ArrowRight');
  await expect(spin).toHaveAttribute('aria-valuetext', 'index 1, 2 of 30 iterations, Succeeded');
  await expect(app.step('Work')).toContainText('#1');
  await spin.press('End');
  await expect(spin).toHaveText('index 29');
  await expect(picker.getByRole('button', { name: 'Next iteration' })).toBeDisabled();
  const succeeded = picker.getByRole('button', { name: /^Succeeded/ });
  await succeeded.click();
  await expect(succeeded).toHaveAttribute('aria-pressed', 'true');
  await clean(page);
});

test('a Task that asks waits everywhere', async ({ app }) => {
  await app.write({ StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: LAMBDA, End: true } } });
  await app.allTools();
  await app.openTab('Mocks');
  await app.define.getByRole('group', { name: 'Ask' }).getByLabel('Ask me').check();
  await app.button('Run').click();
  await expect(app.top).toContainText('Waiting for you');
  for (const press of [false, true]) {
    if (press) await app.button('Continue').click();
    await expect(app.node('Ask')).toHaveAccessibleName('Ask, Task, Waiting');
    await expect(app.step('Ask')).toContainText('Waiting');
    await expect(app.visualise.getByRole('list', { name: 'Status of the states' }).getByRole('button', { name: /^Waiting/ })).toBeVisible();
  }
});

test('tabs that do not fit are in a menu at the end of their strip', async ({ app, page }) => {
  await app.allTools();
  const more = app.define.getByRole('button', { name: 'More' });
  await expect(app.tab('Services')).toBeHidden();
  await more.click();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await clean(page);
  await page.getByRole('menuitem', { name: 'Services' }).click();
  await expect(app.tab('Services')).toHaveAttribute('aria-selected', 'true');
  await expect(app.tab('Services')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(app.tab('Definition')).toBeFocused();
  await page.setViewportSize({ width: 1900, height: 900 });
  await expect(more).toBeHidden();
  await expect(app.tab('Services')).toBeVisible();
});

test('a printout has the graph, the details and all events', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.run('Succeeded');
  const events = Number(await app.scrubber.getAttribute('aria-valuenow'));
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByRole('article');
  await expect(paper.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(paper.getByRole('row')).toHaveCount(events + 1);
  await expect(paper.locator('svg.graph .node').first()).toBeVisible();
  // Its patterns are cut by shapes of its own: those of the hidden page cut everything away.
  const cut = await paper.locator('svg.graph [clip-path]').evaluateAll((all) => all.map((each) => document.querySelector(
    (each.getAttribute('clip-path') ?? '').slice(4, -1))?.closest('article')?.className));
  expect(new Set(cut)).toEqual(new Set(['paper']));
  await expect(app.transport).toBeHidden();
  // A status is told by its pattern where there is no colour; a pattern of what is not laid out is not drawn.
  await expect(paper.locator('.pattern-ok').first()).toBeAttached();
  expect(await page.locator('#p-ok').evaluate((pattern) => {
    for (let each: Element | null = pattern.closest('svg'); each; each = each.parentElement) if (getComputedStyle(each).display === 'none') return each.className;
    return 'laid out';
  })).toBe('laid out');
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
});

test('a thousand states: only what is near is drawn, and panning lays nothing out anew', async ({ app, page }, { annotations }) => {
  test.slow();
  await app.write(large(900));
  await expect(app.node('Step0')).toBeInViewport();
  expect(await app.graph.locator('.node').count()).toBeLessThan(150);
  const script = await page.evaluate(async () => {
    const canvas = document.querySelector('svg.graph');
    const times: number[] = [];
    for (let at = 0; canvas && at < 60; at += 1) {
      const start = performance.now();
      canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaY: 60 }));
      times.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
    return times.sort((a, b) => a - b)[30] ?? 0;
  });
  annotations.push({ type: 'script of a frame while panning, ms', description: script.toFixed(2) });
  expect(script).toBeLessThan(8);
  await expect(app.node('Step0')).not.toBeInViewport();
  // The keyboard brings a state into the drawing that was far away.
  await app.graph.locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(app.node('Last')).toBeInViewport();
});
