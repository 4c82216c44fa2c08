/** Everything that moves a run: buttons, scrubber, speed, breakpoints, the virtual clock. */

import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from './stepglass.ts';

const DAY = {
  StartAt: 'Sleep',
  States: { Sleep: { Type: 'Wait', Seconds: 86_400, Next: 'Rest' }, Rest: { Type: 'Pass', Result: 'awake', End: true } },
};

const NESTED = {
  StartAt: 'Before',
  States: {
    Before: { Type: 'Pass', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Inner1', States: { Inner1: { Type: 'Pass', Next: 'Inner2' }, Inner2: { Type: 'Pass', End: true } } },
      ],
      Next: 'After',
    },
    After: { Type: 'Pass', End: true },
  },
};

test('Run, Pause and Continue are one button; a paused run stands still', async ({ app }) => {
  await app.gallery('Orderer');
  await app.speed.selectOption('½×');
  await app.button('Run').click();
  await expect(app.row(3)).toBeVisible();
  await app.button('Pause').click();
  await expect(app.button('Continue')).toBeVisible();
  await expect(app.top.getByText('Running', { exact: true })).toBeHidden();
  const position = Number(await app.scrubber.getAttribute('aria-valuenow'));
  expect(position).toBeGreaterThan(2);
  expect(position).toBeLessThan(51);
  await app.paused(position);
  await app.monitor.getByRole('tab', { name: 'Input', exact: true }).first().click();
  await app.paused(position);
  await app.speed.selectOption('max');
  await app.button('Continue').click();
  await app.ended('Succeeded');
  await expect(app.transport).toContainText('Event 51 / 51');
  await expect(app.button('Run again')).toBeVisible();
});

test('another speed counts at once while running', async ({ app }) => {
  await app.gallery('Orderer');
  await app.speed.selectOption('½×');
  await app.button('Run').click();
  await expect(app.button('Pause')).toBeVisible();
  await app.speed.selectOption('max');
  await app.ended('Succeeded');
});

test('Step goes state by state, Back takes each step back, Back to the start takes all', async ({ app }) => {
  await app.gallery('Choice example');
  const stops: [number, string][] = [
    [2, 'TaskStateEntered · FirstState'],
    [7, 'ChoiceStateEntered · ChoiceState'],
    [9, 'TaskStateEntered · FirstMatchState'],
    [14, 'TaskStateEntered · NextState'],
    [19, 'ExecutionSucceeded'],
  ];
  for (const [event, words] of stops) {
    await app.button('Step').click();
    await expect(app.transport).toContainText(`Event ${event} / ${event}`);
    await expect(app.transport).toContainText(words);
  }
  await expect(app.button('Step')).toBeDisabled();
  for (const [event] of stops.slice(0, -1).reverse()) {
    await app.button('Back').click();
    await app.paused(event);
    await expect(app.transport).toContainText(`Event ${event} / 19`);
  }
  await expect(app.monitor.getByRole('treegrid').getByText('You are here · 17 known events follow')).toBeVisible();
  await app.button('Back').click();
  await app.paused(1);
  await expect(app.button('Back')).toBeDisabled();
  await expect(app.node('FirstState')).toHaveAccessibleName(/Not started/);
  await app.button('Step').click();
  await app.button('Step').click();
  await app.paused(7);
  await app.button('Back to the start').click();
  await app.paused(1);
});

test('Over passes a Parallel as one step, Into enters it, Out leaves it', async ({ app }) => {
  await app.write(NESTED);
  await app.allTools();
  const steps: [button: string, event: number, words: string][] = [
    ['Step over', 2, 'PassStateEntered · Before'],
    ['Step over', 4, 'ParallelStateEntered · Both'],
    ['Step over', 12, 'PassStateEntered · After'],
    ['Back', 8, 'PassStateEntered · Inner2'],
    ['Back', 6, 'PassStateEntered · Inner1'],
    ['Back', 4, 'ParallelStateEntered · Both'],
    ['Step into', 6, 'PassStateEntered · Inner1'],
    ['Step out', 11, 'ParallelStateExited · Both'],
  ];
  for (const [button, event, words] of steps) {
    await app.button(button).click();
    await app.paused(event);
    await expect(app.transport).toContainText(words);
  }
});

/** The disclosure of the list of breakpoints. */
const list = (app: Stepglass): Locator => app.transport.getByLabel(/^Breakpoints: \d+$/);

test('a breakpoint stops the run in both directions', async ({ app, page }) => {
  await app.gallery('Choice example');
  await app.allTools();
  await app.speed.selectOption('max');
  await app.node('NextState').click();
  await page.keyboard.press('Control+F8');
  await expect(app.node('NextState').locator('.bp')).toHaveClass(/on/);
  await app.node('ChoiceState').click();
  await list(app).click();
  await app.button('Set a breakpoint on ChoiceState').click();
  await expect(list(app)).toHaveText(/Breakpoints\s*2/);
  await page.keyboard.press('Escape');
  await expect(app.button('Clear the breakpoint on ChoiceState')).toBeHidden();
  await app.button('Run').click();
  await app.paused(7);
  await app.button('Continue').click();
  await app.paused(14);
  await app.button('Continue').click();
  await app.ended('Succeeded');
  await app.button('Run back to the last breakpoint').click();
  await app.paused(14);
  await app.button('Run back to the last breakpoint').click();
  await app.paused(7);
  await list(app).click();
  await app.button('Clear the breakpoint on ChoiceState').click();
  await app.button('Back to the start').click();
  await app.button('Continue').click();
  await app.paused(14);
});

test('the dot beside a node sets and clears its breakpoint; the list leads to the state', async ({ app, page }) => {
  await app.gallery('Choice example');
  await expect(list(app)).toBeHidden();
  await app.node('NextState').hover();
  await app.dot('NextState').click();
  await expect(list(app)).toHaveText(/Breakpoints\s*1/);
  await expect(app.node('NextState')).not.toHaveAttribute('aria-current');
  await list(app).click();
  await app.button('NextState').click();
  await expect(app.node('NextState')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Escape');
  await app.dot('NextState').click();
  await expect(list(app)).toBeHidden();
  await expect(app.node('NextState').locator('.bp')).not.toHaveClass(/on/);
});

test('the scrubber goes to any event, by key and by pointer', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  const keys: [key: string, event: number][] = [
    ['Home', 1],
    ['ArrowRight', 2],
    ['PageUp', 12],
    ['ArrowLeft', 11],
    ['PageDown', 1],
    ['ControlOrMeta+ArrowRight', 10],
    ['End', 18],
  ];
  for (const [key, event] of keys) {
    await app.scrubber.press(key);
    await expect(app.scrubber, key).toHaveAttribute('aria-valuenow', String(event));
  }
  const { width, height } = (await app.scrubber.boundingBox()) ?? { width: 0, height: 0 };
  await app.scrubber.click({ position: { x: (width * 9) / 17, y: height - 8 } });
  await app.paused(10);
  await expect(app.scrubber).toHaveAttribute('aria-valuetext', /^Event 10 of 18, LambdaFunctionFailed, ChargeCard, \d\.\d{3} s$/);
  await app.scrubber.click({ position: { x: width - 1, y: height - 8 } });
  await expect(app.top).toContainText('Finished Failed');
});

test('events of one micro-step are not parted: the scrubber comes to rest after them, and a key leads back before them', async ({ app, page }) => {
  await app.write(NESTED);
  await app.run('Succeeded');
  await page.evaluate(() => {
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: { command?: string }, ...rest: never[]) {
      if (message.command === 'seek') document.body.dataset['seeks'] = String(Number(document.body.dataset['seeks'] ?? 0) + 1);
      send.call(this, message, ...rest);
    };
  });
  const value = async (): Promise<number> => Number(await app.scrubber.getAttribute('aria-valuenow'));
  const known = await value();
  const { width, height } = (await app.scrubber.boundingBox()) ?? { width: 0, height: 0 };
  let together = 0;
  for (let event = 1; event <= known; event += 1) {
    await app.scrubber.click({ position: { x: Math.min(width - 1, (width * (event - 1)) / (known - 1)), y: height - 8 } });
    await expect.poll(value, String(event)).toBeGreaterThanOrEqual(event);
    if (await value() > event) together += 1;
  }
  expect(together).toBeGreaterThan(0);
  await page.waitForTimeout(300);
  const seeks = page.locator('body');
  const rested = await seeks.getAttribute('data-seeks');
  expect(Number(rested)).toBeLessThanOrEqual(known);
  for (let before = await value(); before > 1; before = await value()) {
    await app.scrubber.press('ArrowLeft');
    await expect.poll(value).toBeLessThan(before);
  }
  await page.waitForTimeout(300);
  expect(Number(await seeks.getAttribute('data-seeks'))).toBeLessThan(3 * known);
});

test('a day of waiting is skipped, and the virtual clock shows it', async ({ app }) => {
  await app.write(DAY);
  await app.button('Run').click();
  await expect(app.node('Sleep')).toHaveAccessibleName('Sleep, Wait, Waiting');
  const skip = app.button('Skip to next timer');
  await expect(skip).toContainText('+1 d 0 h');
  await skip.click();
  await app.ended('Succeeded');
  await expect(skip).toBeHidden();
  await expect(app.transport).toContainText(/24:00:00\.\d{3}\s*virtual time/);
  const details = new Map(await app.details());
  expect(details.get('Duration')).toMatch(/^1 d 0 h/);
  await expect(app.row(3)).toContainText(/\+1 d\d\d:\d\d:/);
  await expect(app.row(2)).not.toContainText('+1 d');
  await expect(app.node('Sleep')).toContainText('1 d 0 h');
});

test('a paused run skips to its timer, event by event', async ({ app }) => {
  await app.write(DAY);
  await app.button('Run').click();
  await expect(app.button('Skip to next timer')).toBeVisible();
  await app.button('Pause').click();
  await app.paused(2);
  await app.button('Skip to next timer').click();
  await app.paused(3);
  await expect(app.transport).toContainText('WaitStateExited · Sleep');
  await expect(app.transport).toContainText(/24:00:00\.\d{3}/);
});

test('Stop aborts a running execution', async ({ app }) => {
  await app.write(DAY);
  await app.button('Step').click();
  await app.monitor.getByRole('button', { name: 'Stop' }).click();
  await app.ended('Aborted');
  expect((await app.history()).map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
  await expect(app.node('Sleep')).toHaveAccessibleName(/Aborted/);
});
