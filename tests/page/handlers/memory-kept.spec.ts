/** The same as `memory.spec.ts`, in the frame that the service worker answers: its process is not the page's either. */

import { expect, test } from '@playwright/test';
import { launchOptions } from '../../../playwright.config.ts';
import { call, runner } from './sandbox.ts';

// So much is soon taken, on any machine.
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, '--js-flags=--max-old-space-size=300'] } });

test.setTimeout(180_000);

test('a handler that takes all memory ends alone, with a service worker too', async ({ page, browser, baseURL }) => {
  await page.goto(baseURL ?? '');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 20_000 }).toBe(true);
  // Playwright gives a page up when any process of it ends. The browser itself is asked how the page is.
  const whole = await browser.newBrowserCDPSession();
  const address = page.url();
  const title = async (): Promise<string> => {
    const { targetInfos } = await whole.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'page' && url === address)?.title ?? '';
  };
  const calls = [call('() => { const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5)); }', {}, 8000), call('() => 42', {}, 5000)];
  page.evaluate(async ([path, given]) => {
    const { runHandler } = await import(path);
    const kinds: string[] = [];
    for (const one of given) kinds.push((await runHandler(one)).kind);
    document.title = `${kinds.join(', ')} in ${document.querySelector('iframe')?.getAttribute('sandbox') ?? ''}`;
  }, [new URL(runner(), address).href, calls] as const).catch(() => undefined);
  await expect.poll(title, { timeout: 40_000 }).toBe('crashed, returned in allow-scripts allow-same-origin');
});
