/** Players in pages of others that are told odd things: hosts that are none, events that are none, documents one after another. */

import type { Page } from '@playwright/test';
import { expect, type Host, plainPage, test } from './hosts.ts';

const element = (files: Host, attributes: string): string =>
  plainPage(`<script src="${files.origin}/embed.js" async></script><stepglass-player ${attributes}></stepglass-player>`);

const player = (page: Page): ReturnType<Page['locator']> => page.locator('stepglass-player');

interface Player extends HTMLElement {
  position: number;
  load(source: string): void;
  seek(event: unknown): void;
}

const OWN = JSON.stringify({ v: 1, name: 'Own', definition: '{"StartAt":"Zebra","States":{"Zebra":{"Type":"Pass","End":true}}}' });
const load = (page: Page, source: string): Promise<void> => player(page).evaluate((each, text) => (each as Player).load(text), source);

test('the example that was there is loaded again after a text', async ({ page, hosts }) => {
  const files = await hosts.files();
  for (const name of ['src', 'link']) {
    const source = name === 'link' ? '#g=choice&input=2' : 'choice';
    await page.goto((await hosts.site(element(files, `${name}="${source}" input="2"`))).origin);
    await expect(player(page)).toContainText('0 / 19');
    await load(page, OWN);
    await expect(player(page)).toContainText('Zebra');
    await load(page, source);
    await expect(player(page)).toContainText('0 / 19');
    await expect(player(page)).not.toContainText('Zebra');
  }
  expect(hosts.noise).toEqual([]);
});

test('events that are none are left, and others are brought to the nearest', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(element(files, 'src="choice" input="2" at="9"'))).origin);
  await expect(player(page)).toContainText('9 / 19');
  const seek = async (event: number | string | null, stands: number): Promise<void> => {
    await player(page).evaluate((each, at) => (each as Player).seek(at === 'none' ? NaN : at), event);
    await page.waitForTimeout(150);
    expect(await player(page).evaluate((each) => (each as Player).position), String(event)).toBe(stands);
  };
  await seek(-5, 1);
  await seek(2.7, 2);
  await seek('none', 2);
  await seek('7', 2);
  await seek(null, 2);
  await seek(0, 1);
  await seek(1e12, 19);
  await seek(7, 7);
  for (const at of ['abc', '', null]) {
    await player(page).evaluate((each, value) => (value === null ? each.removeAttribute('at') : each.setAttribute('at', value)), at);
    await page.waitForTimeout(150);
    expect(await player(page).evaluate((each) => (each as Player).position), String(at)).toBe(7);
  }
  await player(page).evaluate((each) => each.setAttribute('at', '9'));
  await expect(player(page)).toContainText('9 / 19');
  expect(hosts.noise).toEqual([]);
});

test('beside why there is nothing to play the graph before it is gone, and a better one comes', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(element(files, 'src="choice" input="2" at="9"'))).origin);
  await expect(player(page)).toContainText('9 / 19');
  for (const source of ['#p1=broken', 'no-such-example', '{"v":1}']) {
    await load(page, source);
    await expect(player(page).getByRole('alert')).toBeVisible();
    await expect(player(page).locator('.node, .pside *, .pbar *, .pcap')).toHaveCount(0);
    await load(page, 'hello-world');
    await expect(player(page).getByRole('button', { name: /^HelloWorld, Task/ })).toBeVisible();
    await expect(player(page)).toContainText('7 / 7');
    await expect(player(page).getByRole('alert')).toHaveCount(0);
  }
});

test('no node of a player offers a breakpoint', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(element(files, 'src="choice" input="2" at="9"'))).origin);
  await expect(player(page).locator('.node').first()).toBeVisible();
  await expect(player(page).locator('[data-breakpoint]')).toHaveCount(0);
  expect(await player(page).evaluate((each) => each.shadowRoot?.textContent ?? '')).not.toContain('breakpoint');
});

for (const host of ['', 'null', 'my.site', 'file:///x', 'data:,x', '%5Bx', 'about:blank']) {
  test(`a host that is no origin is refused: “${host}”`, async ({ page, hosts }) => {
    const files = await hosts.files();
    const body = `<script>said = []; addEventListener('message', ({ data }) => said.push(data));</script>
      <iframe title="Player" src="${files.origin}/embed.html#g=choice&input=2&autoplay=1&host=${host}" sandbox="allow-scripts" width="720" height="420"></iframe>`;
    await page.goto((await hosts.site(plainPage(body))).origin);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('alert')).toContainText('`host` in the address is no origin like https://my.site');
    await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage({ stepglass: 'load', source: 'choice' }, '*'));
    await page.waitForTimeout(300);
    await expect(frame.locator('stepglass-player')).toHaveCount(0);
    expect(await page.evaluate(() => (globalThis as unknown as { said: unknown[] }).said)).toEqual([]);
    expect(hosts.noise).toEqual([]);
  });
}
