/** What can be read in a player of any size: names, labels and the sentence below the graph, wherever the run stands. */

import type { Locator } from '@playwright/test';
import { expect, type Host, plainPage, test } from './hosts.ts';

// So many players make traces that take longer than the tests.
test.use({ trace: 'off' });

const EXAMPLES = ['hello-world', 'choice', 'orderer', 'unified-report', 'release-pipeline', 'order-saga', 'sign-up', 'media-transcoding', 'lambda-and-ecs', 'human-approval', 'csv-import', 'nested-executions'];

const players = (files: Host, [width, height]: readonly [number, number], attributes = ''): string =>
  plainPage(`<script src="${files.origin}/embed.js" async></script>${EXAMPLES.map((id) =>
    `<stepglass-player src="${id}" ${attributes} style="width: ${width}px; height: ${height}px"></stepglass-player>`).join('')}`);

async function seen(player: Locator): Promise<void> {
  await player.scrollIntoViewIfNeeded();
  await expect.poll(() => player.evaluate((each) => (each as unknown as { known: number }).known)).toBeGreaterThan(1);
}

const seek = async (player: Locator, part: number): Promise<void> => {
  const event = await player.evaluate((each, at) => {
    const own = each as unknown as { known: number; seek(event: number): void };
    const event = Math.max(1, Math.round(own.known * at));
    own.seek(event);
    return event;
  }, part);
  // Events that happen at once are one step.
  await expect.poll(() => player.evaluate((each, wanted) => Math.abs((each as unknown as { position: number }).position - wanted), event)).toBeLessThan(6);
};

interface Read {
  /** Texts that are smaller than they may be, with their size on the screen. */
  small: string[];
  /** Where the state stands that the latest events are of: null when none of it is drawn. */
  current: boolean | null;
  /** Pixels of the graph that the sentence covers. */
  covered: number;
  /** Letters of the sentence that are cut off. */
  cut: boolean;
}

/** Of every player of the page. */
function readAll(): Read[] {
  return [...document.querySelectorAll('stepglass-player')].map((each) => {
    const root = each.shadowRoot as ShadowRoot;
    if (!root.querySelector('.pcap')) return { small: ['nothing is drawn'], current: null, covered: 0, cut: false };
    const size = (text: SVGGraphicsElement): number => parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 0);
    const texts = [...root.querySelectorAll<SVGGraphicsElement>('.scene .nname, .scene .elabel text, .scene .term text, .scene .lanelab, .scene .pill text')];
    const canvas = root.querySelector('.canvas')?.getBoundingClientRect() as DOMRect;
    const inside = ({ left, right, top, bottom }: DOMRect): boolean => left >= canvas.left - 1 && right <= canvas.right + 1 && top >= canvas.top - 1 && bottom <= canvas.bottom + 1;
    const caption = root.querySelector('.pcap') as HTMLElement;
    const words = caption.querySelector('span') as HTMLElement;
    const tokens = [...root.querySelectorAll('.tokens > *')];
    return {
      small: texts.filter((text) => size(text) < 10.95).map((text) => `${text.textContent} ${size(text).toFixed(1)}`),
      current: tokens.length > 0 ? tokens.some((token) => inside(token.getBoundingClientRect())) : null,
      covered: Math.max(0, canvas.bottom - caption.getBoundingClientRect().top - 1),
      cut: words.scrollHeight > words.clientHeight + 1,
    };
  });
}

const LOOKS = [[[720, 420], 'en'], [[720, 420], 'ko'], [[480, 360], 'ko'], [[360, 300], 'en']] as const;

for (const [size, lang] of LOOKS) {
  test(`every example can be read and followed at ${size.join(' × ')}, ${lang}`, async ({ page, hosts }) => {
    test.setTimeout(240_000);
    const files = await hosts.files();
    // A page so high that all are seen, and begin, at once.
    await page.setViewportSize({ width: 1480, height: 5200 });
    await page.goto((await hosts.site(players(files, size, `lang="${lang}" theme="${lang === 'ko' ? 'dark' : 'light'}"`))).origin);
    const known = (): Promise<boolean> => page.evaluate(() => [...document.querySelectorAll('stepglass-player')].every((each) => (each as unknown as { known: number }).known > 1));
    await expect.poll(known, { timeout: 120_000 }).toBe(true);
    const found: string[] = [];
    for (const part of [0, 0.3, 0.6, 1]) {
      await page.evaluate((at) => {
        for (const each of document.querySelectorAll('stepglass-player')) {
          const own = each as unknown as { known: number; seek(event: number): void };
          if (at > 0) own.seek(Math.max(1, Math.round(own.known * at)));
        }
      }, part);
      // Rows of events come after the position.
      await page.waitForTimeout(1500);
      const all = await page.evaluate(readAll);
      for (const [at, id] of EXAMPLES.entries()) {
        const { small = [], current, covered = 0, cut } = all[at] ?? {};
        const where = `${id} at ${part}`;
        if (small.length > 0) found.push(`${where}: small ${small.join(', ')}`);
        if (part > 0 && current === false) found.push(`${where}: what is at work is out of sight`);
        if (covered > 0) found.push(`${where}: ${covered} pixels covered`);
        if (cut) found.push(`${where}: the sentence is cut`);
      }
    }
    expect(found).toEqual([]);
    expect(hosts.noise).toEqual([]);
  });
}

const places = (player: Locator): Promise<{ x: number; y: number }[]> => player.evaluate((each) =>
  [...(each.shadowRoot as ShadowRoot).querySelectorAll('.node')].map((node) => node.getBoundingClientRect()).map(({ x, y }) => ({ x, y })));
const spread = (of: { x: number; y: number }[]): { across: number; down: number } => ({
  across: Math.max(...of.map(({ x }) => x)) - Math.min(...of.map(({ x }) => x)),
  down: Math.max(...of.map(({ y }) => y)) - Math.min(...of.map(({ y }) => y)),
});

test('a player twice as wide as high has its graph from left to right, and turns it with its size', async ({ page, hosts }) => {
  const files = await hosts.files();
  const html = `<script src="${files.origin}/embed.js" async></script><stepglass-player src="release-pipeline" at="20" style="width: 900px; height: 400px"></stepglass-player>`;
  await page.goto((await hosts.site(plainPage(html))).origin);
  const player = page.locator('stepglass-player');
  await expect(player).toContainText('20 / ');
  expect(await player.evaluate((each) => each.clientWidth)).toBe(900);
  const wide = spread(await places(player));
  expect(wide.across).toBeGreaterThan(2 * wide.down);
  await player.evaluate((each) => {
    (each as HTMLElement).style.width = '700px';
  });
  await expect.poll(async () => spread(await places(player)).down).toBeGreaterThan(wide.down * 2);
  await expect(player).toContainText('20 / ');
});

test('what does not fit is shown whole on a press, and followed again on another', async ({ page, hosts }) => {
  const files = await hosts.files();
  await page.goto((await hosts.site(players(files, [480, 360]))).origin);
  const player = page.locator('stepglass-player').nth(4);
  await seen(player);
  await seek(player, 0.5);
  const inSight = (): Promise<boolean> => whole(player);
  expect(await inSight()).toBe(false);
  const button = player.getByRole('button', { name: 'Fit' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  expect(await inSight()).toBe(true);
  await seek(player, 1);
  expect(await inSight()).toBe(true);
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  const read = (await page.evaluate(readAll))[4];
  expect(read?.small).toEqual([]);
  expect(read?.current).not.toBe(false);
  // Where everything has room there is nothing to press.
  const simple = page.locator('stepglass-player').first();
  await seen(simple);
  await expect(simple.getByRole('button', { name: 'Fit' })).toBeHidden();
});

const whole = (player: Locator): Promise<boolean> => player.evaluate((each) => {
  const root = each.shadowRoot as ShadowRoot;
  const canvas = root.querySelector('.canvas')?.getBoundingClientRect() as DOMRect;
  return [...root.querySelectorAll('.node')].map((node) => node.getBoundingClientRect())
    .every(({ left, right, top, bottom }) => left >= canvas.left && right <= canvas.right && top >= canvas.top && bottom <= canvas.bottom);
});
