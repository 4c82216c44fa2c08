/** The same journal gives the same bytes: back to the start and forward again changes nothing. */

import { expect, test, type Stepglass } from './stepglass.ts';

/** Four events a round and a few around them: a little over 2,000. */
const LOOP = {
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
    Enough: {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericGreaterThanEquals: 500, Next: 'Done' }],
      Default: 'Count',
    },
    Done: { Type: 'Succeed' },
  },
};

const position = async (app: Stepglass): Promise<number> => Number(await app.scrubber.getAttribute('aria-valuenow'));

/** Presses a control as long as it can be pressed; gives the events it stopped at. */
async function presses(app: Stepglass, name: 'Back' | 'Step'): Promise<number[]> {
  const stops: number[] = [];
  for (let now = await position(app); await app.button(name).isEnabled(); now = await position(app)) {
    await app.button(name).click();
    await expect.poll(() => position(app)).not.toBe(now);
    stops.push(await position(app));
  }
  return stops;
}

test('step by step to the start and forward again: the same history', async ({ app }) => {
  await app.gallery('Orderer');
  await app.choose('Paid after two retries');
  await app.run('Succeeded');
  const whole = await app.historyText();
  const back = await presses(app, 'Back');
  expect(back.at(-1)).toBe(1);
  const forward = await presses(app, 'Step');
  expect(forward.slice(0, -1)).toEqual(back.slice(0, -1).reverse());
  expect(forward.at(-1)).toBe(43);
  expect(await app.historyText()).toBe(whole);
});

test('a history of 2,000 events is the same after going back to its start', async ({ app, page }) => {
  await app.openTab('Input');
  await app.paste('{"n": 0}', app.input);
  await app.openTab('Definition');
  await app.write(LOOP);
  await app.run('Succeeded');
  const whole = await app.historyText();
  const { length } = JSON.parse(whole) as unknown[];
  expect(length).toBeGreaterThan(2000);

  await test.step('to the start and, event by event and at full speed, to the end', async () => {
    await app.button('Back to the start').click();
    await app.paused(1);
    expect(JSON.parse(await app.historyText())).toEqual((JSON.parse(whole) as unknown[]).slice(0, 1));
    for (let event = 2; event <= 10; event += 1) {
      await app.scrubber.press('ArrowRight');
      await app.at(event);
    }
    await app.button('Continue').click();
    await app.ended('Succeeded');
    expect(await app.historyText()).toBe(whole);
  });

  await test.step('to and fro over the middle', async () => {
    for (const key of ['PageDown', 'PageDown', 'Home', 'PageUp', 'End', 'ArrowLeft', 'End']) await app.scrubber.press(key);
    await app.at(length);
    await app.button('Back').click();
    await app.button('Back').click();
    await app.button('Step').click();
    await app.button('Step').click();
    await app.at(length);
    expect(await app.historyText()).toBe(whole);
  });

  await test.step('and the table reaches every row', async () => {
    await app.row(length).focus();
    await page.keyboard.press('Home');
    await expect(app.row(1)).toBeFocused();
    await page.keyboard.press('End');
    await expect(app.row(length)).toBeFocused();
    await app.monitor.getByRole('searchbox').fill('SucceedStateEntered');
    await expect(app.events.getByRole('row')).toHaveCount(2);
    await expect(app.events.getByRole('row', { name: new RegExp(`^${length - 2} SucceedStateEntered`) })).toBeVisible();
  });
});
