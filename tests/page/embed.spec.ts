/** The player in pages of others: as an element, in a sandboxed frame, on a slide; with headers that help and without. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type Host, plainPage, test } from './hosts.ts';

const CORS = { 'access-control-allow-origin': '*' };

const element = (files: Host, attributes: string, more = ''): string =>
  plainPage(`<script src="${files.origin}/embed.js" async></script><stepglass-player ${attributes}></stepglass-player>${more}`);

/** A page that writes down what its frame says. */
const framed = (files: Host, fragment: string, sandbox = 'allow-scripts'): string => plainPage(`<script>
  said = [];
  addEventListener('message', (event) => {
    if (event.source === document.querySelector('iframe').contentWindow) said.push({ ...event.data, origin: event.origin });
  });
  tell = (message) => document.querySelector('iframe').contentWindow.postMessage(message, '*');
</script><button id="mine">Mine</button><iframe title="Player" src="${files.origin}/embed.html${fragment}" sandbox="${sandbox}" width="720" height="420"></iframe>`);

const player = (page: Page): ReturnType<Page['locator']> => page.locator('stepglass-player').first();
const said = (page: Page, kind: string): Promise<Record<string, unknown>[]> =>
  page.evaluate((wanted) => (globalThis as unknown as { said: Record<string, unknown>[] }).said.filter(({ stepglass }) => stepglass === wanted), kind);
const tell = (page: Page, message: object): Promise<void> =>
  page.evaluate((told) => (globalThis as unknown as { tell(message: object): void }).tell(told), message);

for (const [words, headers] of [['without headers of any kind', {}], ['with CORS headers', CORS]] as const) {
  test(`an element in a page of another origin plays an example, ${words}`, async ({ page, hosts }) => {
    const files = await hosts.files(headers);
    await page.goto((await hosts.site(element(files, 'src="choice" input="2" speed="max"'))).origin);
    await player(page).getByRole('button', { name: 'Play' }).first().click();
    await expect(player(page)).toContainText('Execution succeeded, 19 events');
    await expect(player(page).getByRole('row')).toHaveCount(20);
    expect(files.asked.filter((path) => path !== '/favicon.ico')).toEqual(['/embed.js']);
    expect(hosts.noise).toEqual([]);
  });

  test(`a frame that may do nothing but run scripts plays a document from its address, ${words}`, async ({ page, hosts }) => {
    const files = await hosts.files(headers);
    await page.goto((await hosts.site(framed(files, '#g=choice&input=2&speed=max'))).origin);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Play' }).first().click();
    await expect(frame.locator('stepglass-player')).toContainText('Execution succeeded, 19 events');
    expect(await page.frames()[1]?.evaluate(() => origin)).toBe('null');
    expect(files.asked.filter((path) => path !== '/favicon.ico')).toEqual(['/embed.html', '/embed.js']);
    expect(hosts.noise).toEqual([]);
  });
}

test('a definition in JSONata brings the whole engine, into a sandboxed frame too', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(framed(files, '#g=unified-report&speed=max'))).origin);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Play' }).first().click();
  await expect(frame.locator('stepglass-player')).toContainText('Execution succeeded');
  expect(files.asked).toContain('/embed-whole.js');
  expect(hosts.noise).toEqual([]);
});

test('the page around a frame moves it by messages and hears where it stands', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(framed(files, '#g=choice&input=2'))).origin);
  await expect.poll(() => said(page, 'ready')).toHaveLength(1);
  expect((await said(page, 'ready'))[0]).toEqual({ stepglass: 'ready', known: 19, origin: 'null' });
  await tell(page, { stepglass: 'seek', event: 9 });
  await expect.poll(async () => (await said(page, 'position')).at(-1)).toMatchObject({ event: 9, known: 19, status: 'RUNNING', running: false });
  await tell(page, { stepglass: 'step' });
  await expect.poll(async () => (await said(page, 'position')).at(-1)).toMatchObject({ event: 14 });
  await tell(page, { stepglass: 'back' });
  await expect.poll(async () => (await said(page, 'position')).at(-1)).toMatchObject({ event: 9 });
  await tell(page, { stepglass: 'seek', event: 19 });
  await expect.poll(() => said(page, 'end')).toHaveLength(1);
  expect((await said(page, 'end'))[0]).toMatchObject({ status: 'SUCCEEDED' });
  await tell(page, { stepglass: 'load', source: 'hello-world' });
  await expect.poll(() => said(page, 'ready')).toHaveLength(2);
  await expect(page.frameLocator('iframe').locator('stepglass-player')).toContainText('HelloWorld');
  // What is not understood changes nothing.
  for (const message of [{ stepglass: 'explode' }, { stepglass: 'seek', event: '3' }, { stepglass: 7 }, {}]) await tell(page, message);
  expect(hosts.noise).toEqual([]);
});

test('a player fills its frame, however wide that is', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.setViewportSize({ width: 1300, height: 700 });
  for (const [width, height] of [[1200, 600], [720, 420], [300, 260]]) {
    await page.goto((await hosts.site(plainPage(`<iframe title="Player" src="${files.origin}/embed.html#g=choice&input=2" sandbox="allow-scripts" width="${width}" height="${height}"></iframe>`))).origin);
    const player = page.frameLocator('iframe').locator('stepglass-player');
    await expect(player).toContainText('0 / 19');
    expect(await player.evaluate((each) => [each.clientWidth, each.clientHeight])).toEqual([width, height]);
  }
});

test('the caption of a call that came through says so, not what went wrong before', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(element(files, 'src="orderer" input="2" at="17"'))).origin);
  const player = page.locator('stepglass-player');
  await expect(player).toContainText('ChargeCard succeeded after 2 retries.');
  await player.evaluate((each) => (each as unknown as { seek(event: number): void }).seek(13));
  await expect(player).toContainText('ChargeCard failed with Payment.Busy.');
  // What was caught did not come through, though its state was left in order.
  await player.evaluate((each) => { each.setAttribute('input', '3'); each.setAttribute('at', '11'); });
  await expect(player).toContainText('ChargeCard failed with Payment.Declined.');
});

test('a frame hears its own page only, and with host= only that origin', async ({ page, hosts }) => {
  const files = await hosts.files();
  const other = 'https://somebody.example';
  await page.goto((await hosts.site(framed(files, `#g=choice&input=2&host=${encodeURIComponent(other)}`))).origin);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Play' }).first()).toBeEnabled();
  await expect(frame.locator('stepglass-player')).toContainText('0 / 19');
  await tell(page, { stepglass: 'seek', event: 9 });
  await page.frames()[1]?.evaluate(() => postMessage({ stepglass: 'seek', event: 9 }, '*'));
  await page.waitForTimeout(300);
  await expect(frame.locator('stepglass-player')).toContainText('0 / 19');
  expect(await said(page, 'ready')).toEqual([]);
  await page.evaluate((address) => {
    const element = document.querySelector('iframe');
    if (element) element.src = `${address}&host=${encodeURIComponent(location.origin)}`;
  }, `${files.origin}/embed.html?again#g=choice&input=2`);
  await expect.poll(() => said(page, 'ready')).toHaveLength(1);
  await tell(page, { stepglass: 'seek', event: 9 });
  await expect(frame.locator('stepglass-player')).toContainText('9 / 19');
});

test('two players of a page are apart, and neither is started before it is seen', async ({ page, hosts }) => {
  const files = await hosts.files();
  const second = '<div style="height: 3000px"></div><stepglass-player lang="ko" src="orderer" input="2" speed="max"></stepglass-player>';
  const counting = '<script>compiled = 0; const own = WebAssembly.compile; WebAssembly.compile = (bytes) => { compiled += 1; return own(bytes); };</script>';
  await page.goto((await hosts.site(element(files, 'src="choice" input="2" speed="max"', second).replace('<script', `${counting}<script`))).origin);
  const [first, other] = [player(page), page.locator('stepglass-player').nth(1)];
  await expect(first).toContainText('0 / 19');
  expect(await other.evaluate((each) => (each as unknown as { known: number }).known)).toBe(0);
  await other.scrollIntoViewIfNeeded();
  await expect(other).toContainText('0 / 43');
  await other.getByRole('button', { name: '재생' }).first().click();
  await expect(other).toContainText('끝남');
  await expect(first).toContainText('0 / 19');
  await expect(first.getByRole('tab', { name: 'Output' })).toBeAttached();
  expect(await page.evaluate(() => (globalThis as unknown as { compiled: number }).compiled)).toBe(1);
  expect(hosts.noise).toEqual([]);
});

test('where workers are refused it plays on the page itself', async ({ page, hosts }) => {
  const files = await hosts.files();
  const policy = `script-src ${files.origin} 'wasm-unsafe-eval'; worker-src 'none'`;
  await page.goto((await hosts.site(element(files, 'src="choice" input="2" speed="max"'), { 'content-security-policy': policy })).origin);
  await player(page).getByRole('button', { name: 'Play' }).first().click();
  await expect(player(page)).toContainText('Execution succeeded, 19 events');
});

test('nothing of the page’s looks comes in', async ({ page, hosts }) => {
  const files = await hosts.files();
  const body = '<style>:root { font-size: 10px } * { color: red !important; font-size: 40px; line-height: 3; } button { display: none }</style>';
  await page.goto((await hosts.site(element(files, 'src="choice" theme="dark"', body))).origin);
  const tab = player(page).getByRole('tab', { name: 'Events' });
  await expect(tab).toBeVisible();
  expect(await tab.evaluate((each) => [getComputedStyle(each).fontSize, getComputedStyle(each).color])).toEqual(['13px', 'rgb(229, 235, 238)']);
});

test('keys are the player’s while it is engaged; others and Escape are the host’s', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(framed(files, '#g=choice&input=2'))).origin);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('stepglass-player')).toContainText('0 / 19');
  await page.locator('#mine').focus();
  await page.keyboard.press('.');
  await expect(frame.locator('stepglass-player')).toContainText('0 / 19');
  await frame.getByRole('button', { name: 'Step', exact: true }).focus();
  await page.keyboard.press('.');
  await expect(frame.locator('stepglass-player')).toContainText('2 / 19');
  await page.keyboard.press('.');
  await expect(frame.locator('stepglass-player')).toContainText('7 / 19');
  await page.keyboard.press(',');
  await expect(frame.locator('stepglass-player')).toContainText('2 / 19');
  expect(await said(page, 'key')).toEqual([]);
  await page.keyboard.press('PageDown');
  await expect.poll(() => said(page, 'key')).toHaveLength(1);
  expect((await said(page, 'key'))[0]).toMatchObject({ key: 'PageDown', code: 'PageDown', shiftKey: false });
  await page.keyboard.press('Escape');
  await expect.poll(() => said(page, 'leave')).toHaveLength(1);
  expect((await said(page, 'key')).map(({ code }) => code), 'told once, as leaving').toEqual(['PageDown']);
});

test('on a slide page keys step through the execution and then to the next slide', async ({ page, hosts }) => {
  const files = await hosts.files();
  const deck = `<script>
    slide = 1;
    const move = (key) => { if (key === 'PageDown' || key === 'ArrowRight') slide += 1; if (key === 'PageUp' || key === 'ArrowLeft') slide -= 1; document.title = 'Slide ' + slide; };
    addEventListener('keydown', (event) => move(event.key));
    addEventListener('message', ({ data, source }) => { if (source === document.querySelector('iframe').contentWindow && data.stepglass === 'key') move(data.key); });
  </script><section><iframe title="Player" src="${files.origin}/embed.html#g=hello-world&view=present" sandbox="allow-scripts" width="900" height="500"></iframe></section>`;
  await page.goto((await hosts.site(plainPage(deck))).origin);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('stepglass-player')).toContainText('0 / 7');
  await frame.getByRole('button', { name: 'Step', exact: true }).focus();
  await page.keyboard.press('PageDown');
  await expect(frame.locator('stepglass-player')).toContainText('2 / 7');
  await page.keyboard.press('PageDown');
  await expect(frame.locator('stepglass-player')).toContainText('7 / 7');
  await expect(page).toHaveTitle('Host');
  await page.keyboard.press('PageDown');
  await expect(page).toHaveTitle('Slide 2');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveTitle('Slide 3');
});

test('an element in a deck keeps the keys that it uses and lets the others bubble', async ({ page, hosts }) => {
  const files = await hosts.files();
  const deck = '<script>heard = []; addEventListener("keydown", (event) => heard.push(event.key));</script><button id="mine">Mine</button>';
  await page.goto((await hosts.site(element(files, 'src="choice" input="2"', deck))).origin);
  await expect(player(page)).toContainText('0 / 19');
  await page.locator('#mine').focus();
  await player(page).getByRole('button', { name: 'Step', exact: true }).focus();
  for (const key of ['.', 'PageDown', 'ArrowRight']) await page.keyboard.press(key);
  await expect(player(page)).toContainText('2 / 19');
  expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual(['PageDown', 'ArrowRight']);
  await page.keyboard.press('Escape');
  await expect(page.locator('#mine')).toBeFocused();
});

test('a taken edge shows the JSON that went over it, a tapped state its input, output and definition', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(element(files, 'src="choice" input="2" at="9"'))).origin);
  await expect(player(page)).toContainText('Rule 2 · $.foo == 2: SecondMatchState is next.');
  await player(page).getByRole('button', { name: /^ChoiceState, Choice/ }).click();
  await player(page).getByRole('tab', { name: 'Definition' }).click();
  await expect(player(page).getByRole('tabpanel')).toContainText('"Default": "DefaultState"');
  await player(page).getByRole('tab', { name: 'Input' }).click();
  await expect(player(page).getByRole('tabpanel')).toContainText('"foo": 2');
  await player(page).locator('.ehit').nth(1).focus();
  await expect(player(page).locator('.edgejson')).toContainText('The output of FirstState is the input of ChoiceState.');
  await expect(player(page).locator('.edgejson')).toContainText('"foo": 2');
});

test('the way to Stepglass opens it, or shows its address where pages may not be opened', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(framed(files, '#g=choice&input=2&at=9'))).origin);
  const frame = page.frameLocator('iframe');
  const link = `${files.origin}/#g=choice&input=2&at=9`;
  await expect(frame.getByRole('link', { name: 'Open in Stepglass' })).toHaveAttribute('href', link);
  await frame.getByRole('link', { name: 'Open in Stepglass' }).click();
  await expect(frame.getByRole('textbox', { name: 'Link to this in Stepglass' })).toHaveValue(link);
  await page.goto((await hosts.site(element(files, 'src="choice" input="2"'))).origin);
  const opened = page.waitForEvent('popup');
  await player(page).getByRole('link', { name: 'Open in Stepglass' }).click();
  expect((await opened).url()).toBe(`${files.origin}/#g=choice&input=2`);
});

test('what cannot be played is said, and a better link is taken', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(element(files, 'src="#p1=broken"'))).origin);
  await expect(player(page).getByRole('alert')).toContainText('The link is cut off or damaged.');
  await player(page).evaluate((each) => each.setAttribute('src', 'no-such-example'));
  await expect(player(page).getByRole('alert')).toContainText('There is no example “no-such-example”.');
  await player(page).evaluate((each) => (each as unknown as { load(text: string): void }).load('{"v": 1, "definition": "{\\"StartAt\\": \\"A\\"}"}'));
  await expect(player(page).getByRole('alert')).toContainText('This cannot be played.');
  await player(page).evaluate((each) => (each as unknown as { load(text: string): void }).load('hello-world'));
  await expect(player(page)).toContainText('0 / 7');
  await expect(player(page).getByRole('alert')).toHaveCount(0);
});

for (const [width, height] of [[720, 420], [480, 360], [380, 300]] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`a player of ${width} × ${height} has no accessibility violation, ${theme}`, async ({ page, hosts }) => {
      const files = await hosts.files();
      const style = `style="width: ${width}px; height: ${height}px"`;
      await page.goto((await hosts.site(element(files, `src="orderer" input="2" at="30" theme="${theme}" ${style}`))).origin);
      await expect(player(page)).toContainText('30 / 43');
      const { violations } = await new AxeBuilder({ page }).include('stepglass-player').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await player(page).evaluate((each) => {
        const frame = each.shadowRoot?.querySelector('.player');
        return frame ? frame.scrollWidth - frame.clientWidth : -1;
      })).toBe(0);
    });
  }
}

for (const [width, height] of [[960, 540], [360, 300]] as const) {
  test(`a frame of ${width} × ${height} is filled by its player`, async ({ page, hosts }) => {
    const files = await hosts.files();
    await page.goto((await hosts.site(`<iframe title="Player" src="${files.origin}/embed.html#g=choice" sandbox="allow-scripts"
      width="${width}" height="${height}" style="border: 0"></iframe>`)).origin);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('stepglass-player')).toContainText('0 / 19');
    expect(await frame.locator('stepglass-player').evaluate((here) => [here.clientWidth, here.clientHeight])).toEqual([width, height]);
    expect(await frame.locator('html').evaluate((here) => here.scrollWidth - here.clientWidth)).toBe(0);
  });
}

test('a frame whose script is missing says so, in both languages, and nothing of it when it is there', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.route('**/embed.js', (route) => route.abort());
  await page.goto((await hosts.site(framed(files, '#g=choice'))).origin);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('The player could not be loaded')).toBeVisible();
  await expect(frame.getByText('플레이어를 불러올 수 없습니다')).toBeVisible();
  await page.unroute('**/embed.js');
  await page.reload();
  await expect(frame.getByRole('button', { name: 'Play' }).first()).toBeEnabled();
  await expect(frame.getByText('The player could not be loaded')).toBeHidden();
});
