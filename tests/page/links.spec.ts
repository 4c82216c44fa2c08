/** Links: what one browser shares, another one opens, and it is the same. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { expect, Stepglass, test } from './stepglass.ts';

/** Opens the share dialog and takes its link. */
async function shared(app: Stepglass, set: (dialog: Stepglass['dialog']) => Promise<void> = async () => undefined): Promise<string> {
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  const field = app.dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#/);
  await set(app.dialog);
  const link = await field.inputValue();
  await app.page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  return link;
}

/** A reader with a browser of their own, who opens a link. */
async function reader(browser: Browser, link: string, use: (app: Stepglass, page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  await page.goto(link);
  await use(new Stepglass(page), page);
  expect(noise).toEqual([]);
  await context.close();
}

test('a run that was shared is the same in a fresh browser, byte for byte', async ({ app, browser }) => {
  await app.gallery('Orderer');
  await app.choose('Card declined');
  await app.run('Failed');
  const whole = await app.historyText();
  await app.button('Back').click();
  await app.paused(17);
  const link = await shared(app);
  await reader(browser, link, async (other) => {
    await other.paused(17);
    await other.button('Step').click();
    await other.ended('Failed');
    expect(await other.historyText()).toBe(whole);
  });
});

/** A machine that has all there is of comments, spacing, inputs and answers. */
const DOCUMENT = {
  v: 1,
  name: 'Mine',
  type: 'STANDARD',
  definition: '{\n  "StartAt": "Charge",\n  "States": {\n    "Charge": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",\n'
    + '      "Retry": [{"ErrorEquals": ["Busy"],   "IntervalSeconds": 1}], "Next": "Done"},\n    "Done": {"Type": "Succeed"}\n  }\n}',
  cases: [
    { name: 'Plain', input: '{"n": 1.0}' },
    { name: 'Busy first', input: '{\n\n  "n":    2e2\n}', mocks: { Charge: [{ throw: { error: 'Busy', cause: 'later' }, times: 2 }, { return: '{"paid":  true}', delay: 1500 }] } },
  ],
  chosen: 1,
  files: { 'bucket/rows.csv': 'id\n1\n' },
  breakpoints: ['Done'],
  watches: ['$.n'],
  executionName: 'First',
};

const packed = (document: unknown): string =>
  `#p1=${deflateRawSync(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))).toString('base64url')}`;

/** The names of all machines here, as the dashboard lists them. */
async function machines(app: Stepglass): Promise<string[]> {
  await app.top.getByRole('button', { name: 'Dashboard', exact: true }).click();
  const names = await app.dialog.locator('table .mname').allInnerTexts();
  await app.page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  return names.sort();
}

const strip = (app: Stepglass, words: string | RegExp) => app.page.getByRole('status').filter({ hasText: words });

test('texts arrive as they were typed, and the same link comes of them', async ({ app, browser }) => {
  await app.page.goto(`./${packed(DOCUMENT)}`);
  await expect(strip(app, '“Mine” was opened from a link')).toBeVisible();
  expect(await app.text()).toBe(DOCUMENT.definition);
  await app.openTab('Input');
  expect(await app.text(app.input)).toBe(DOCUMENT.cases[1]?.input);
  const link = await shared(app);
  await reader(browser, link, async (other) => {
    await expect(strip(other, '“Mine” was opened from a link')).toBeVisible();
    expect(await other.text()).toBe(DOCUMENT.definition);
    expect((await shared(other)).replace(/^[^#]*/, '')).toBe(link.replace(/^[^#]*/, ''));
  });
});

test('an own machine’s run is the same elsewhere: mocks, retries, files and breakpoints go along', async ({ app, browser }) => {
  await app.page.goto(`./${packed(DOCUMENT)}`);
  await expect(app.node('Charge')).toBeVisible();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.paused(13);
  await app.button('Continue').click();
  await app.ended('Succeeded');
  const whole = await app.historyText();
  const link = await shared(app);
  expect(link).toContain('&at=');
  await reader(browser, link, async (other) => {
    await other.ended('Succeeded');
    expect(await other.historyText()).toBe(whole);
  });
});

test('answers given by hand go along', async ({ app, browser }) => {
  await app.page.goto(`./${packed({ ...DOCUMENT, cases: [{ name: 'Ask', input: '{}', asked: ['Charge'] }], chosen: 0, breakpoints: [] })}`);
  await expect(app.node('Charge')).toBeVisible();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.top).toContainText('Waiting for you');
  const answer = app.monitor.getByRole('textbox', { name: /result/i }).first();
  await answer.fill('{"paid": "by hand, 1.50"}');
  await app.monitor.getByRole('button', { name: /^(Answer|Send)/ }).first().click();
  await app.ended('Succeeded');
  const whole = await app.historyText();
  expect(whole).toContain('by hand, 1.50');
  const link = await shared(app);
  await reader(browser, link, async (other) => {
    await other.ended('Succeeded');
    expect(await other.historyText()).toBe(whole);
  });
});

test('breakpoints with a visit, a kind and a condition go along, and stop the reader’s runs', async ({ app, browser }) => {
  const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }];
  const definition = {
    StartAt: 'Charge',
    States: {
      Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge', Retry, ResultPath: '$.paid', Next: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Variable: '$.paid.n', NumericLessThan: 3, Next: 'Charge' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
    },
  };
  const answers = [{ throw: { error: 'Busy', cause: '' } }, { return: '{"n": 1}' }, { return: '{"n": 2}' }, { return: '{"n": 3}' }];
  const breakpoints = [
    { state: 'Charge', on: 'retry' },
    { state: 'Charge', visit: 2 },
    { state: 'Again', condition: '$states.input.paid.n = 3' },
    { state: 'Done', off: true },
  ];
  const document = {
    v: 1, name: 'Stops', definition: JSON.stringify(definition), breakpoints,
    cases: [{ name: 'All', input: '{}', mocks: { Charge: answers }, orders: { Charge: { by: 'call' } } }],
  };
  await app.page.goto(`./${packed(document)}`);
  await expect(app.node('Charge')).toBeVisible();
  const link = await shared(app);
  await reader(browser, link, async (other) => {
    await expect(other.node('Charge')).toBeVisible();
    await other.speed.selectOption('max');
    await other.button('Run').click();
    const stops: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      await expect(other.top).toContainText('Paused at event');
      await expect.poll(async () => (await other.top.innerText()).match(/event (\d+)/)?.[1]).not.toBe(stops.at(-1));
      stops.push((await other.top.innerText()).match(/event (\d+)/)?.[1] ?? '');
      await other.button('Continue').click();
    }
    await other.ended('Succeeded');
    const events = await other.history();
    const charges = events.filter(({ type }) => type === 'TaskStateEntered');
    const choices = events.filter(({ type }) => type === 'ChoiceStateEntered');
    const [, retried] = events.filter(({ type }) => type === 'LambdaFunctionScheduled');
    expect(stops[0]).toBe(String(retried?.id));
    expect(stops.slice(1)).toEqual([String(charges[1]?.id), String(choices[2]?.id)]);
  });
});

test('a run that handlers answered is the same in a fresh browser, byte for byte, and runs nothing there', async ({ app, browser }) => {
  const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' };
  const definition = {
    StartAt: 'Each',
    States: {
      Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { StartAt: 'Price', States: { Price: { ...lambda, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }], End: true } } }, Next: 'Sum' },
      Sum: { ...lambda, End: true },
    },
  };
  const handlers = {
    Price: 'async (n, context) => { if (Math.random() < 0.4) { const e = new Error("try again"); e.name = "Busy"; throw e; } await new Promise((r) => setTimeout(r, n * 100)); return { n, id: context.awsRequestId, at: Date.now() }; }',
    Sum: '(all) => all.reduce((sum, { n }) => sum + n, 0)',
  };
  await app.page.goto(`./${packed({ v: 1, name: 'Handled', definition: JSON.stringify(definition), input: '{"items": [1, 2, 3, 4]}', handlers })}`);
  await expect(app.node('Sum')).toBeVisible();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.dialog.getByRole('button', { name: 'Allow handlers' }).click();
  await app.ended('Succeeded');
  expect(await app.payload('Output')).toBe(10);
  const whole = await app.historyText();
  expect(whole).toMatch(/"error": ?"Busy"/);
  const link = await shared(app);
  expect(link).toContain('&at=');
  await reader(browser, link, async (other, page) => {
    await other.ended('Succeeded');
    expect(await other.historyText()).toBe(whole);
    await expect(other.dialog).toBeHidden();
    expect(page.frames()).toHaveLength(1);
  });
});

test('a link overwrites nothing: a machine of its own, the same for the same link, a new one after an edit', async ({ app, page }) => {
  await app.paste('{"StartAt": "Own", "States": {"Own": {"Type": "Succeed"}}}');
  await expect(app.node('Own')).toBeVisible();
  await page.evaluate((hash) => { location.hash = hash; }, packed({ ...DOCUMENT, name: 'HelloWorld' }));
  await expect(app.node('Charge')).toBeVisible();
  await expect.poll(() => machines(app)).toEqual(['HelloWorld', 'HelloWorld-2']);
  await strip(app, 'was opened from a link').getByRole('button', { name: 'Back to what was open' }).click();
  await expect(app.node('Own')).toBeVisible();
  await page.evaluate((hash) => { location.hash = hash; }, '#x');
  await page.evaluate((hash) => { location.hash = hash; }, packed({ ...DOCUMENT, name: 'HelloWorld' }));
  await expect(app.node('Charge')).toBeVisible();
  await expect.poll(() => machines(app)).toEqual(['HelloWorld', 'HelloWorld-2']);
  await app.paste('{"StartAt": "Edited", "States": {"Edited": {"Type": "Succeed"}}}');
  await expect(app.node('Edited')).toBeVisible();
  await page.evaluate((hash) => { location.hash = `${hash}&lang=en`; }, packed({ ...DOCUMENT, name: 'HelloWorld' }));
  await expect(app.node('Charge')).toBeVisible();
  await expect.poll(() => machines(app)).toEqual(['HelloWorld', 'HelloWorld-2', 'HelloWorld-3']);
});

test('the address says what is on the desk, or nothing', async ({ app, page }) => {
  await page.goto(`./${packed(DOCUMENT)}`);
  await expect(app.node('Charge')).toBeVisible();
  expect(page.url()).toContain('#p1=');
  await app.write({ StartAt: 'Edited', States: { Edited: { Type: 'Succeed' } } });
  await expect(app.node('Edited')).toBeVisible();
  expect(page.url()).not.toContain('#');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await app.reload();
  await expect(app.node('Edited')).toBeVisible();
});

test('view, language and theme of a link win for the visit and are not remembered', async ({ app, page }) => {
  await page.goto('./#g=orderer&input=3&at=9&view=explain&lang=ko&theme=dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('tab', { name: '이유', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(app.top).toContainText('이벤트 9');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await page.goto('about:blank');
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  await expect(app.monitor.getByRole('tab', { name: /^Events/ }).first()).toHaveAttribute('aria-selected', 'true');
  await expect(app.monitor.getByRole('tab', { name: 'Explain' })).toBeHidden();
});

test('an example’s short link brings the machines that it starts executions of', async ({ app, browser }) => {
  await app.page.goto('./#g=nested-executions&input=2');
  await expect(app.top).toContainText('NestedExecutions');
  await app.run('Succeeded');
  const whole = await app.historyText();
  const link = await shared(app);
  expect(link).toContain('#g=nested-executions');
  await reader(browser, link, async (other) => {
    await other.ended('Succeeded');
    expect(await other.historyText()).toBe(whole);
  });
});

test('the same example and event for everybody, without a word of chance', async ({ app, browser, baseURL }) => {
  const texts: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    await reader(browser, `${baseURL}#g=choice&input=2&at=9`, async (other) => {
      await other.paused(9);
      texts.push(await other.historyText());
    });
  }
  expect(texts[0]).toBe(texts[1]);
  await app.page.goto('./#g=choice&input=2&at=9');
  await app.paused(9);
  await app.reload();
  await app.paused(9);
  await expect(await app.executions()).toHaveCount(1);
});

test('read-only: to be looked at and run, not edited, until the reader wants to', async ({ app, page }) => {
  await page.goto(`./${packed(DOCUMENT)}&ro=1`);
  const strip = app.define.getByRole('status').filter({ hasText: '“Mine” was shared read-only.' });
  await expect(strip).toBeVisible();
  await app.editor.focus();
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  expect(await app.text()).toBe(DOCUMENT.definition);
  await app.define.getByTitle('Set a breakpoint on Charge').click();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.paused(2);
  await strip.getByRole('button', { name: 'Edit' }).click();
  await expect(strip).toBeHidden();
  await app.write({ StartAt: 'Edited', States: { Edited: { Type: 'Succeed' } } });
  await expect(app.node('Edited')).toBeVisible();
});

test('read-only: what is not taken is disabled, what only chooses is not, and all of it comes back', async ({ app, page }) => {
  await page.goto(`./${packed(DOCUMENT)}&ro=1`);
  await app.allTools();
  await app.openTab('Input');
  await expect(app.define.getByLabel('Chosen input')).toBeEnabled();
  await expect(app.define.getByRole('button', { name: 'Rename' })).toBeDisabled();
  await app.openTab('Mocks');
  const fields = app.define.locator('#mocks :is(select, input, textarea)');
  await expect(fields.first()).toBeAttached();
  expect(await fields.evaluateAll((all) => all.every((field) => field.matches(':disabled')))).toBe(true);
  await app.define.getByRole('button', { name: 'Settings' }).click();
  await expect(app.dialog.getByLabel('Type')).toBeDisabled();
  await expect(app.dialog.getByRole('checkbox', { name: /All tools/ })).toBeEnabled();
  await page.keyboard.press('Escape');
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.top.locator('.runpill')).toHaveText(/event|Finished|Waiting/);
  await app.define.getByRole('button', { name: 'Edit', exact: true }).click();
  expect(await fields.evaluateAll((all) => all.some((field) => field.matches(':enabled')))).toBe(true);
  await app.openTab('Input');
  await expect(app.define.getByRole('button', { name: 'Rename' })).toBeEnabled();
});

/** Links of version 1, each with where it leads: every later version opens them, to the same history. */
for (const name of readdirSync('tests/page/links')) {
  test(`a link of version 1 opens: ${name.replace('.txt', '')}`, async ({ browser, baseURL }) => {
    const [link = '', ...expected] = readFileSync(`tests/page/links/${name}`, 'utf8').trim().split('\n');
    await reader(browser, `${baseURL}${link}`, async (app) => {
      const pill = app.top.locator('.runpill');
      await expect(pill).toHaveText(/event|Finished|Waiting/);
      const found = [
        `machine ${(await app.top.getByRole('navigation').getByRole('listitem').nth(1).innerText()).trim()}`,
        `stands ${(await pill.innerText()).trim()}`,
        `history ${createHash('sha256').update(await app.historyText()).digest('hex')}`,
        `definition ${createHash('sha256').update(await app.text()).digest('hex')}`,
      ];
      if (process.env['UPDATE_EXPECT']) writeFileSync(`tests/page/links/${name}`, `${[link, ...found].join('\n')}\n`);
      else expect(found).toEqual(expected);
    });
  });
}
