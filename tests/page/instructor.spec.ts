/**
 * An instructor's minute: from the gallery to a player that stands paused at a chosen event on a slide, in Korean. Prints
 * how many actions it takes, how long the script needs, and what the keystroke-level model says of a person who knows the way.
 */

import { markdownPage, revealDeck } from './decks.ts';
import { expect, plainPage, test } from './hosts.ts';
import { Stepglass } from './stepglass.ts';

/** Seconds: deciding what to do, pointing, a click, a key, a hand to the keyboard. */
const MODEL = { think: 1.35, point: 1.1, click: 0.2, key: 0.28, hand: 0.4 };
const PRESS = MODEL.think + MODEL.point + MODEL.click;
const TWICE = PRESS + MODEL.click;
const PASTE = MODEL.think + MODEL.hand + 2 * MODEL.key;

/** What it may come to. */
const MOST = { actions: 10, seconds: 60 };

test.use({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });

test('from the gallery to a slide that is paused at a chosen event, in Korean, in less than a minute', async ({ page, hosts, baseURL }) => {
  test.setTimeout(180_000);
  const app = new Stepglass(page);
  await page.goto(baseURL ?? '');
  await expect(app.button('Run')).toBeEnabled();

  const done: [what: string, seconds: number][] = [];
  let waited = 0;
  const began = Date.now();
  const act = async (what: string, seconds: number, does: () => Promise<unknown>): Promise<void> => {
    done.push([what, seconds]);
    await does();
  };
  const wait = async (what: () => Promise<unknown>): Promise<void> => {
    const from = Date.now();
    await what();
    waited += (Date.now() - from) / 1000;
  };

  await act('한국어', PRESS, () => app.top.getByRole('button', { name: '한국어' }).click());
  await act('갤러리', PRESS, () => app.top.getByRole('button', { name: '갤러리' }).click());
  const card = app.dialog.getByRole('listitem').filter({ has: page.getByText('Orderer', { exact: true }) });
  await act('Orderer: 카드 거절', PRESS, () => card.getByRole('button', { name: '카드 거절' }).click());
  await act('실행', PRESS, () => page.getByRole('contentinfo').getByRole('button', { name: '실행', exact: true }).click());
  await wait(() => expect(app.top).toContainText('끝남 실패', { timeout: 30_000 }));
  const failed = page.getByRole('row', { name: /LambdaFunctionFailed/ }).first();
  const event = Number(await failed.getByRole('gridcell').first().innerText());
  await act(`이벤트 ${event}: 두 번 클릭`, TWICE, () => failed.dblclick());
  await expect(app.top).toContainText(`이벤트 ${event}`);
  await act('공유', PRESS, () => app.top.getByRole('button', { name: '공유', exact: true }).click());
  await act('임베드', PRESS, () => app.dialog.getByRole('tab', { name: '임베드' }).click());
  await act('복사', PRESS, () => app.dialog.getByRole('button', { name: '복사', exact: true }).click());
  await expect(app.dialog.getByRole('button', { name: '복사됨' })).toBeVisible();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  await act('슬라이드에 붙여넣기', PASTE, async () => undefined);
  const script = (Date.now() - began) / 1000;

  const pages = [
    ['plain HTML', plainPage(snippet)],
    ['Markdown', markdownPage(snippet)],
    ['reveal.js', revealDeck(snippet)],
  ] as const;
  for (const [kind, html] of pages) {
    await test.step(kind, async () => {
      const opened = Date.now();
      await page.goto((await hosts.site(html)).origin);
      if (kind === 'reveal.js') {
        await expect(page.locator('.reveal.ready')).toBeVisible();
        await page.keyboard.press('ArrowRight');
      }
      const player = page.frameLocator('iframe').locator('stepglass-player');
      await expect(player).toContainText(`${event} / `);
      await expect(player).toContainText('일시 정지');
      await expect(player.getByRole('button', { name: /^ChargeCard, Task, / })).toBeVisible();
      await expect(player.getByRole('button', { name: '재생' })).toHaveCount(1);
      console.log(`          ${kind}: paused at event ${event} after ${((Date.now() - opened) / 1000).toFixed(1)} s`);
    });
  }

  const person = done.reduce((sum, [, seconds]) => sum + seconds, 0) + waited;
  console.log(`          ${done.length} actions (${done.map(([what]) => what).join(' → ')})`);
  console.log(`          script ${script.toFixed(1)} s; a person about ${person.toFixed(0)} s, of which ${waited.toFixed(1)} s are the run itself`);
  expect(done.length).toBeLessThanOrEqual(MOST.actions);
  expect(person).toBeLessThan(MOST.seconds);
});
