/** A handler that takes all memory there is: its frame has a process of its own, and the page goes on. */

import { launchOptions } from '../../../playwright.config.ts';
import { expect, test } from '../stepglass.ts';
import { call, runner } from './sandbox.ts';

// So much is soon taken, on any machine.
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, '--js-flags=--max-old-space-size=300'] } });


test('a handler that takes all memory ends alone', async ({ app, page, browser }) => {
  // Playwright gives a page up when any process of it ends. The browser itself is asked how the page is.
  const whole = await browser.newBrowserCDPSession();
  const title = async (): Promise<string> => {
    const { targetInfos } = await whole.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'page' && url === address)?.title ?? '';
  };
  void app;
  const address = page.url();
  const calls = [call('() => { const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5)); }', {}, 8000), call('() => 42', {}, 5000)];
  page.evaluate(async ([path, given]) => {
    const { runHandler } = await import(path);
    const kinds: string[] = [];
    for (const one of given) kinds.push((await runHandler(one)).kind);
    document.title = kinds.join(', ');
  }, [new URL(runner(), address).href, calls] as const).catch(() => undefined);
  await expect.poll(title, { timeout: 20_000 }).toBe('crashed, returned');
});
