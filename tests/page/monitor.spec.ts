/** Watching a run: graph, events, step, transport, keyboard. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const state = (page: Page, name: string) => page.locator('#graph [data-state]').filter({ hasText: name }).first();
const row = (page: Page, id: number) => page.locator(`#events [data-row="${id}"]`);
const slider = (page: Page) => page.getByRole('slider', { name: 'Position in the run' });

async function open(page: Page, title: string, input: string): Promise<void> {
  await page.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  const card = page.locator('.gc').filter({ has: page.getByText(title, { exact: true }) });
  await card.getByRole('button', { name: 'Open', exact: true }).click();
  await page.locator('#cases select').selectOption(input);
  await page.getByLabel('Speed').selectOption('max');
}

async function runToEnd(page: Page): Promise<void> {
  await page.locator('#transport').getByRole('button', { name: /^(Run|Continue)/ }).click();
  await expect(page.locator('.topbar')).toContainText('Finished');
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('#graph .node')).toHaveCount(1);
});

test('states say how they ended, by mark and by name', async ({ page }) => {
  await open(page, 'Orderer', 'Paid after two retries');
  await runToEnd(page);
  await expect(state(page, 'ChargeCard')).toHaveAccessibleName('ChargeCard, Task, Succeeded after 3 attempts');
  await expect(state(page, 'PrintLabel')).toHaveAccessibleName('PrintLabel, Task, Succeeded, in PrepareParcel branch 2');
  await expect(state(page, 'CancelOrder')).toHaveAccessibleName('CancelOrder, Task, Not started');
  await expect(page.locator('.legend li').filter({ hasText: 'Retried' })).toContainText('1');
});

test('a taken edge shows the JSON that went over it', async ({ page }) => {
  await open(page, 'Orderer', 'Paid at once');
  await runToEnd(page);
  await page.getByRole('button', { name: /^ValidateOrder to ChargeCard/ }).focus();
  const shown = page.locator('.edgejson');
  await expect(shown).toContainText('The output of ValidateOrder is the input of ChargeCard.');
  await expect(shown).toContainText('"valid": true');
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
});

test('graph, text, events and step follow one selection', async ({ page }) => {
  await open(page, 'Orderer', 'Card declined');
  await runToEnd(page);
  await page.getByRole('button', { name: 'Go to the failing step' }).click();
  await expect(state(page, 'OrderFailed')).toHaveAttribute('aria-current', 'true');
  await expect(row(page, 17)).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('#step')).toContainText('OrderFailed');
  await state(page, 'ChargeCard').click();
  await expect(page.locator('#step')).toContainText('Caught error');
  await expect(row(page, 7)).toBeInViewport();
  await page.locator('#step').getByRole('tab', { name: 'Details' }).click();
  await expect(page.locator('#step')).toContainText('Payment.Declined');
});

test('an event opens to its JSON, and “Go here” moves the run there', async ({ page }) => {
  await open(page, 'Orderer', 'Paid at once');
  await runToEnd(page);
  await page.getByRole('searchbox', { name: 'Filter events' }).fill('ShipOrder');
  await expect(page.locator('#events')).toContainText('5 shown');
  await page.locator('#events .tw').first().click();
  await expect(page.locator('.ed .json')).toContainText('"type": "TaskStateEntered"');
  await page.getByRole('button', { name: 'Go here' }).click();
  await expect(page.locator('.topbar')).toContainText('Paused at event 46');
  await page.getByRole('searchbox', { name: 'Filter events' }).fill('');
  await expect(page.locator('#events')).toContainText('You are here · 5 known events follow');
  await expect(row(page, 47)).toContainText('not reached yet');
});

test('stepping back and forth keeps what is known', async ({ page }) => {
  await open(page, 'Choice example', 'foo = 1: first rule');
  const bar = page.locator('#transport');
  await bar.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(bar).toContainText('Event 2 / 2');
  await runToEnd(page);
  await bar.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator('.topbar')).toContainText('Paused');
  await expect(slider(page)).toHaveAttribute('aria-valuemax', '19');
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('End');
  await expect(page.locator('.topbar')).toContainText('Finished');
});

test('the keyboard alone runs, walks the graph and reads the events', async ({ page }) => {
  await open(page, 'Orderer', 'Paid at once');
  await page.keyboard.press('F8');
  await expect(page.locator('.topbar')).toContainText('Finished');
  await page.keyboard.press('F9');
  await expect(page.locator('.topbar')).toContainText('Paused at event 46');
  await page.locator('#graph [tabindex="0"]').first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(state(page, 'ValidateOrder')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#step').getByRole('tab', { name: 'Input' })).toBeFocused();
  await page.locator('#events .er[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 2)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 2)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('.topbar')).toContainText('Paused at event 2');
});

test('a breakpoint stops the run where it stands', async ({ page }) => {
  await open(page, 'Orderer', 'Paid at once');
  await state(page, 'PrepareParcel').locator('text').first().click();
  await page.keyboard.press('Control+F8');
  await page.keyboard.press('F8');
  await expect(page.locator('#transport')).toContainText('ParallelStateEntered · PrepareParcel');
  await expect(page.locator('.topbar')).toContainText('Paused');
});

test('iterations of a Map are picked one by one', async ({ page }) => {
  await open(page, 'Orderer', 'Paid at once');
  await runToEnd(page);
  await page.locator('#graph .node').filter({ hasText: 'PackItem' }).click();
  const picker = page.getByRole('group', { name: 'Iterations of PackItems' });
  await expect(picker).toContainText('3 of 3');
  await picker.getByRole('button', { name: 'Previous iteration' }).click();
  await expect(picker).toContainText('2 of 3');
  await expect(page.locator('#step')).toContainText('visit 2 of 3');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility violation while a run is paused, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, 'Orderer', 'Paid after two retries');
    await runToEnd(page);
    await page.locator('#transport').getByRole('button', { name: 'Back', exact: true }).click();
    await page.locator('#events .tw').first().click();
    for (const tab of ['Details', 'Events', 'Definition']) {
      await page.locator('#step').getByRole('tab', { name: tab }).click();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    }
  });
}
