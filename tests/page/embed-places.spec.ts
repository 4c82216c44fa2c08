/** The lines that *Share, Embed* writes, pasted where instructors paste them: with headers that help, and without. */

import type { Locator, Page } from '@playwright/test';
import { markdownPage, revealDeck } from './decks.ts';
import { expect, type Host, plainPage, test } from './hosts.ts';

const CORS = { 'access-control-allow-origin': '*' };
const OPTIONS = '#g=choice&amp;input=2&amp;at=9&amp;lang=ko';

const frame = (files: Host, sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox'): string =>
  `<iframe src="${files.origin}/embed.html${OPTIONS}" width="720" height="420" title="ChoiceExample" loading="lazy"\n  sandbox="${sandbox}"></iframe>`;
const element = (files: Host): string =>
  `<script src="${files.origin}/embed.js" async></script>\n<stepglass-player src="#g=choice&amp;input=2&amp;at=9" lang="ko" style="width: 720px; height: 420px"></stepglass-player>`;

const inFrame = (page: Page): Locator => page.frameLocator('iframe').locator('stepglass-player');
const inPage = (page: Page): Locator => page.locator('stepglass-player');
const next = async (page: Page): Promise<void> => {
  await expect(page.locator('.reveal.ready')).toBeVisible();
  await page.keyboard.press('ArrowRight');
};
const stay = async (): Promise<void> => undefined;

const PLACES: readonly [words: string, html: (files: Host) => string, player: (page: Page) => Locator, go: (page: Page) => Promise<void>][] = [
  ['a plain page, as a frame', (files) => plainPage(frame(files)), inFrame, stay],
  ['a plain page, as an element', (files) => plainPage(element(files)), inPage, stay],
  ['a site made of Markdown, as a frame', (files) => markdownPage(frame(files)), inFrame, stay],
  ['a site made of Markdown, as an element', (files) => markdownPage(element(files)), inPage, stay],
  ['a slide of reveal.js, as a frame', (files) => revealDeck(frame(files)), inFrame, next],
  ['a slide of reveal.js, as an element', (files) => revealDeck(element(files)), inPage, next],
  ['a frame that may only run scripts', (files) => plainPage(frame(files, 'allow-scripts')), inFrame, stay],
];

for (const [words, html, player, go] of PLACES) {
  for (const [headers, given] of [['without headers', {}], ['with CORS headers', CORS]] as const) {
    test(`${words}, ${headers}`, async ({ page, hosts }) => {
      const files = await hosts.files(given);
      await page.goto((await hosts.site(html(files))).origin);
      await go(page);
      await expect(player(page)).toContainText('9 / 19');
      await expect(player(page)).toContainText('일시 정지');
      await expect(player(page)).toContainText('규칙 2 · $.foo == 2: 다음은 SecondMatchState입니다.');
      // By a key: the deck scales its slides, which the pointer of a script does not follow into frames.
    await player(page).getByRole('button', { name: '한 단계', exact: true }).press('Enter');
      await expect(player(page)).toContainText('14 / 19');
      expect(hosts.noise).toEqual([]);
    });
  }
}

for (const [words, html, player] of [
  ['a frame', (files: Host) => frame(files).replace('&amp;lang=ko', '&amp;lang=ko&amp;view=present'), inFrame],
  ['an element', (files: Host) => element(files).replace('lang="ko"', 'lang="ko" view="present"'), inPage],
] as const) {
  test(`a clicker goes through the slide’s player and on in reveal.js: ${words}`, async ({ page, hosts }) => {
    const files = await hosts.files();
    await page.goto((await hosts.site(revealDeck(html(files)))).origin);
    await next(page);
    const slide = (): Promise<number> => page.evaluate(() => (globalThis as unknown as { Reveal: { getState(): { indexh: number } } }).Reveal.getState().indexh);
    await expect(player(page)).toContainText('9 / 19');
    await player(page).getByRole('button', { name: '한 단계', exact: true }).focus();
    for (const at of [14, 19]) {
      await page.keyboard.press('PageDown');
      await expect(player(page)).toContainText(`${at} / 19`);
      expect(await slide()).toBe(1);
    }
    await page.keyboard.press('PageDown');
    await expect.poll(slide).toBe(2);
  });
}
