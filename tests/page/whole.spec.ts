/** Define, visualise, monitor from the first press to the last: once with the pointer, once with the keyboard alone. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type Hand, Keys, Pointer } from './hands.ts';
import { expect, test, type Stepglass } from './stepglass.ts';

for (const [name, hand] of [['the pointer', Pointer], ['the keyboard alone', Keys]] as const) {
  test(`everything with ${name}`, async ({ app, page }) => {
    test.setTimeout(300_000);
    const my = new hand(app);
    await test.step('define', () => define(app, my));
    await test.step('visualise', () => visualise(app, page, my));
    await test.step('monitor', () => monitor(app, page, my));
    await test.step('events', () => events(app, my));
    await test.step('views', () => views(app, my));
    await test.step('time travel', () => travel(app, page, my));
    await test.step('redrive and compare', () => keep(app, page, my));
    await test.step('a real run', () => real(app, page, my));
  });
}

async function define(app: Stepglass, my: Hand): Promise<void> {
  await my.press(app.top.getByRole('button', { name: 'Gallery' }));
  await my.press(app.dialog.getByRole('listitem').filter({ has: app.page.getByText('Orderer', { exact: true }) }).getByRole('button', { name: 'Open', exact: true }));
  await expect(app.dialog).toBeHidden();
  await my.press(app.top.getByRole('button', { name: 'All tools' }));
  await my.pick(app.page.getByRole('contentinfo').getByLabel('Input'), 'Paid after two retries');
  await my.pick(app.speed, 'max');
}

async function visualise(app: Stepglass, page: Page, my: Hand): Promise<void> {
  await my.press(app.button('Run'));
  await app.ended('Succeeded');
  await my.edge('ChargeCard');
  await expect(app.visualise.getByText('The output of ValidateOrder is the input of ChargeCard.')).toBeVisible();
  await my.node('ChargeCard');
  const step = app.step('ChargeCard');
  await expect(step).toContainText('retries: 2');
  const zoom = app.visualise.getByText(/^\d+%$/);
  const before = await zoom.innerText();
  await my.press(app.visualise.getByRole('button', { name: 'Zoom in' }));
  await expect(zoom).not.toHaveText(before);
  await my.press(app.visualise.getByRole('button', { name: /Fit/ }));
  await my.press(app.visualise.getByRole('button', { name: /^Find a state/ }));
  await my.fill(app.visualise.getByRole('textbox', { name: 'Name of a state' }), 'Ship');
  await expect(app.node('ShipOrder')).toHaveClass(/found/);
  await page.keyboard.press('Escape');
}

async function monitor(app: Stepglass, page: Page, my: Hand): Promise<void> {
  const details = app.monitor.getByRole('region', { name: 'Execution Details' }).getByRole('tablist');
  for (const tab of ['Input', 'Output', 'Info']) await my.tab(details, tab);
  await my.node('ChargeCard');
  const strip = app.step('ChargeCard').getByRole('tablist');
  for (const tab of ['Output', 'Details', 'Definition', 'Retry', /^Events/, 'Variables', 'Input']) await my.tab(strip, tab);
  await my.press(app.monitor.getByLabel('More', { exact: true }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    my.press(app.monitor.getByRole('button', { name: 'Export as JSON' })),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ status: 'SUCCEEDED' });
}

async function events(app: Stepglass, my: Hand): Promise<void> {
  await my.event(10);
  await expect(app.events).toContainText('Caused by event');
  await my.fill(app.monitor.getByRole('searchbox'), 'PackItem');
  await expect(app.row(2)).toHaveCount(0);
  await my.fill(app.monitor.getByRole('searchbox'), '');
  await my.press(app.monitor.getByRole('button', { name: 'Failed events' }));
  await expect(app.row(1)).toHaveCount(0);
  await my.press(app.monitor.getByRole('button', { name: 'Failed events' }));
  await expect(app.row(10)).toBeVisible();
}

async function views(app: Stepglass, my: Hand): Promise<void> {
  const strip = app.monitor.getByRole('tablist', { name: 'Monitor' });
  await my.tab(strip, 'Table + timeline');
  await expect(app.monitor.getByRole('treegrid', { name: 'Table + timeline' })).toBeVisible();
  await my.tab(strip, 'Data flow');
  const flow = app.monitor.getByRole('tabpanel', { name: 'Data flow' });
  await my.press(flow.getByRole('button', { name: /^Parameters|^After Parameters/ }).first());
  await my.fill(flow.getByLabel(/^Expression/), '{"only.$": "$.card"}');
  await expect(flow.getByRole('status')).toHaveText('evaluates');
  await my.tab(strip, 'Variables');
  const variables = app.monitor.getByRole('tabpanel', { name: 'Variables', exact: true });
  await my.fill(variables.getByLabel('Expression'), '$.total');
  await my.press(variables.getByRole('button', { name: 'Add' }));
  await expect(variables.locator('.watches')).toContainText('18');
  await my.tab(strip, 'Explain');
  await expect(app.monitor.getByRole('heading', { name: 'Why ChargeCard was tried 3 times' })).toBeVisible();
  await my.tab(strip, /^Events/);
}

async function travel(app: Stepglass, page: Page, my: Hand): Promise<void> {
  await my.press(app.button('Back to the start'));
  await app.at(1);
  await my.press(app.button('Step over'));
  await my.press(app.button('Step into'));
  await my.press(app.button('Back'));
  await my.node('ShipOrder');
  await page.keyboard.press('ControlOrMeta+F8');
  await my.press(app.button('Continue'));
  await expect(app.top).toContainText(/Paused at event/);
  await my.press(app.button('Back to the start'));
  await my.node('ShipOrder');
  await page.keyboard.press('ControlOrMeta+F8');
  await my.node('ChargeCard');
  await page.keyboard.press('ControlOrMeta+F10');
  await expect(app.transport).toContainText('ChargeCard');
  await expect(app.top).toContainText(/Paused at event/);
  await my.press(app.button('Continue'));
  await app.ended('Succeeded');
}

async function keep(app: Stepglass, page: Page, my: Hand): Promise<void> {
  await my.pick(app.page.getByRole('contentinfo').getByLabel('Input'), 'Card declined');
  await my.press(app.monitor.getByRole('button', { name: 'New execution', exact: true }));
  await app.ended('Failed');
  await my.press(app.monitor.getByRole('button', { name: 'Redrive' }));
  await app.ended('Failed');
  await my.press(app.top.getByRole('navigation').getByRole('button').last());
  await expect(app.dialog.getByRole('row')).toHaveCount(3);
  await my.press(app.dialog.getByRole('button', { name: /^Compare the open execution with/ }));
  const compared = page.getByRole('dialog', { name: /Compare/ });
  await expect(compared).toContainText('First difference');
  await page.keyboard.press('Escape');
  await expect(compared).toBeHidden();
  if (await app.dialog.isVisible()) await page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
}

/** The history of the run on the desk, as if it had been recorded elsewhere. */
async function real(app: Stepglass, page: Page, my: Hand): Promise<void> {
  const history = `{"events": ${await app.historyText()}}`;
  await my.press(app.top.getByRole('button', { name: 'Stepglass, dashboard' }));
  await my.press(app.dialog.getByRole('button', { name: 'Open a real run…' }));
  const open = page.getByRole('dialog', { name: 'Open a real run' });
  await my.fill(open.getByRole('textbox').first(), history);
  await my.press(open.getByRole('button', { name: 'Add', exact: true }));
  await expect(open.getByRole('status')).toContainText('can be opened.');
  await my.press(open.getByRole('button', { name: 'Open run' }));
  await expect(open).toBeHidden();
  await expect(app.top).toContainText('Recorded on AWS');
  await my.press(app.button('Back'));
  await expect(app.top).toContainText(/Paused at event/);
}
