/** Links and files that are damaged, made by a newer version, or meant to harm: refused as a whole, in words, or harmless. */

import { deflateRawSync } from 'node:zlib';
import { expect, test, type Stepglass } from './stepglass.ts';

const MARKUP = '<img src=x onerror="harmed=1"><script>harmed=2</script>${harmed=3}';
const DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}}';

const packed = (text: string): string => `#p1=${deflateRawSync(Buffer.from(text)).toString('base64url')}`;
const link = (document: object): string => packed(JSON.stringify(document));
const written = (members: object): string => link({ v: 1, name: 'Evil', definition: DEFINITION, ...members });

const notOpened = (app: Stepglass) => app.page.getByRole('alert').filter({ hasText: 'This could not be opened. What you have here is as it was.' });

/** Follows a link while the page is open: nothing on the desk may change when it is refused. */
async function follow(app: Stepglass, hash: string): Promise<void> {
  await app.page.evaluate((next) => { location.hash = next; }, hash);
}

const REFUSED: readonly (readonly [what: string, hash: string, says: string])[] = [
  ['cut off', written({}).slice(0, -9), 'The link is cut off or damaged.'],
  ['other letters', '#p1=!!!', 'The link is cut off or damaged.'],
  ['nothing', '#p1=', 'The link is cut off or damaged.'],
  ['not UTF-8', `#p1=${deflateRawSync(Buffer.from([0x22, 0xff, 0xfe, 0x22])).toString('base64url')}`, 'The link is cut off or damaged.'],
  ['no JSON', packed('{"v": 1,'), 'It is not JSON.'],
  ['a newer version', link({ v: 2, definition: DEFINITION }), 'made by a newer version of Stepglass (format 2; this one reads 1)'],
  ['a newer kind of link', '#p7=AAAA', 'made by a newer version of Stepglass (format 7; this one reads 1)'],
  ['no version', link({ definition: DEFINITION }), 'the member v is missing'],
  ['a list', packed('[1]'), 'JSON: this must be an object.'],
  ['no definition', link({ v: 1 }), 'definition: this is missing.'],
  ['a definition that is no text', link({ v: 1, definition: {} }), 'definition: this must be a text.'],
  ['a name with markup', written({ name: MARKUP }), 'name: 1 to 80 letters, digits, - and _ only.'],
  ['cases that are no list', written({ cases: {} }), 'cases: this must be a list.'],
  ['no cases', written({ cases: [] }), 'cases: the list is empty.'],
  ['a case’s input', written({ cases: [{ input: 5 }] }), 'cases[0].input: this must be a text.'],
  ['an answer of two kinds', written({ cases: [{ mocks: { A: [{ return: '1', echo: true }] } }] }), 'cases[0].mocks.A[0]: an answer has one of'],
  ['an answer a billion times', written({ cases: [{ mocks: { A: [{ return: '1', times: 1e9 }] } }] }), 'cases[0].mocks.A[0].times: this must be a whole number from 1 to 1000.'],
  ['answers that come to gigabytes', written({ cases: [{ mocks: { A: [{ return: `"${'x'.repeat(1e6)}"`, times: 1000 }] } }] }), 'the answers come to too much text.'],
  ['a chosen case that is not there', written({ cases: [{ input: '{}' }], chosen: 3 }), 'chosen: this must be a whole number from 0 to 0.'],
  ['files', written({ files: { 'b/k': 1 } }), 'files.b/k: this must be a text.'],
  ['handlers', written({ handlers: { A: ['x'] } }), 'handlers.A: this must be a text.'],
  ['a run', written({ run: { start: 'now', seed: 1 } }), 'run.start: this must be a whole number'],
  ['a breakpoint without end', written({ breakpoints: [['x'.repeat(10_000)]] }), 'breakpoints[0]: this is not a breakpoint.'],
  ['too much', packed(`{"v": 1, "definition": "${'x'.repeat(9 * 1024 * 1024)}"}`), 'It holds more than 8 MB.'],
  ['an example that is not there', '#g=nothing', 'There is no example “nothing”.'],
  ['a lesson that is not there', '#l=nothing', 'There is no lesson “nothing”.'],
  ['an example with a path for a name', '#g=../../x', 'The link is cut off or damaged.'],
];

test('what cannot be read is refused as a whole, and says where', async ({ app }) => {
  test.setTimeout(180_000);
  const before = await app.text();
  for (const [what, hash, says] of REFUSED) {
    await follow(app, hash);
    await expect(notOpened(app), what).toContainText(says);
    await notOpened(app).getByRole('button', { name: 'Dismiss' }).click();
  }
  expect(await app.text()).toBe(before);
  await expect(app.top.getByRole('navigation')).toContainText('HelloWorld');
  await app.run('Succeeded');
});

test('a refused link leaves a fresh page with its first machine', async ({ app, page }) => {
  await page.goto('about:blank');
  await page.goto('./#p1=broken');
  await expect(notOpened(app)).toBeVisible();
  await expect(app.node('HelloWorld')).toBeVisible();
});

test('50 MB in a small link stop after 8', async ({ app, page }) => {
  const bomb = packed(`{"v": 1, "definition": "${' '.repeat(50 * 1024 * 1024)}"}`);
  expect(bomb.length).toBeLessThan(100_000);
  const before = Date.now();
  await follow(app, bomb);
  await expect(notOpened(app)).toContainText('It holds more than 8 MB.');
  expect(Date.now() - before).toBeLessThan(4000);
  expect(await page.evaluate(() => 1 + 1)).toBe(2);
});

test('a million brackets, in the document and in its definition', async ({ app }) => {
  await follow(app, packed(`{"v": 1, "definition": "", "x": ${'['.repeat(1e6)}${']'.repeat(1e6)}}`));
  await expect(app.top.getByRole('navigation')).toContainText('MyStateMachine');
  await follow(app, link({ v: 1, name: 'Deep', definition: '['.repeat(1e5), cases: [{ input: '{"a":'.repeat(1e5) }] }));
  await expect(app.top.getByRole('navigation')).toContainText('Deep');
  await expect(app.problems).toContainText('TOO_DEEPLY_NESTED');
});

test('markup in every text stays text', async ({ app, page }) => {
  const answers = [{ return: MARKUP }, { throw: { error: MARKUP, cause: MARKUP } }, { echo: true, worker: MARKUP, submitted: MARKUP }];
  const text = JSON.stringify({ Comment: MARKUP, StartAt: MARKUP, States: { [MARKUP]: { Type: 'Pass', Comment: MARKUP, Result: MARKUP, End: true } } });
  await follow(app, written({
    definition: text,
    cases: [
      { name: MARKUP, input: JSON.stringify(MARKUP) },
      { name: { en: MARKUP, ko: MARKUP }, input: MARKUP, mocks: { [MARKUP]: answers }, orders: { [MARKUP]: { by: 'cycle' } } },
    ],
    mockFile: { text: MARKUP, testCase: MARKUP, used: false },
    files: { [`b/${MARKUP}`]: MARKUP }, doubles: '', handlers: { [MARKUP]: MARKUP }, handlersOff: [MARKUP],
    breakpoints: [MARKUP], watches: [MARKUP],
  }));
  await expect(app.top.getByRole('navigation')).toContainText('Evil');
  await app.allTools();
  for (const tab of ['Input', 'Mocks', 'Handlers', 'Files', 'Services']) await app.openTab(tab);
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await app.paused(2);
  await app.button('Continue').click();
  await app.ended('Succeeded');
  await app.top.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(app.dialog.getByRole('textbox')).toHaveValue(/#p1=/);
  expect(await page.evaluate(() => (globalThis as { harmed?: number }).harmed)).toBeUndefined();
  await expect(page.locator('img')).toHaveCount(0);
});

test('names of an object’s own workings are names', async ({ app, page }) => {
  const evil = `{"v": 1, "name": "Proto", "__proto__": {"handlers": {"A": "x"}, "polluted": true}, "constructor": {"prototype": {"polluted": true}},
    "definition": ${JSON.stringify(DEFINITION)}, "files": {"b/__proto__": "f"}, "handlers": {"__proto__": "code", "constructor": "code"},
    "cases": [{"input": "{}", "mocks": {"__proto__": [{"return": "1"}], "constructor": [{"echo": true}], "A": [{"return": "7"}]}, "orders": {"__proto__": {"by": "cycle"}}}],
    "breakpoints": [{"__proto__": "x", "state": "A"}]}`.replace(/"breakpoints".*\]\}$/s, '"breakpoints": []}');
  await follow(app, packed(evil));
  await expect(app.top.getByRole('navigation')).toContainText('Proto');
  await app.run('Succeeded');
  expect(await app.payload('Output')).toBe(7);
  expect(await page.evaluate(() => 'polluted' in {} || 'state' in {} || '0' in {})).toBe(false);
});

test('states named after an object’s own workings are mocked, handled and tested like others', async ({ app, page }) => {
  test.setTimeout(240_000);
  const names = ['constructor', 'toString', '__proto__', 'A'];
  const state = (name: string, at: number): string => `"${name}": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", ${
    at + 1 < names.length ? `"Next": "${names[at + 1] ?? ''}"` : '"End": true'}}`;
  const definition = `{"StartAt": "constructor", "States": {${names.map(state).join(', ')}}}`;
  await follow(app, packed(`{"v": 1, "name": "Named", "definition": ${JSON.stringify(definition)}}`));
  await expect(app.node('toString')).toBeVisible();
  await app.allTools();
  await app.openTab('Mocks');
  for (const name of names) {
    const mock = app.define.getByRole('group', { name, exact: true });
    await expect(mock.getByRole('radio', { name: 'Automatic' })).toBeChecked();
    await mock.getByRole('radio', { name: 'Mock', exact: true }).check();
    await expect(mock.getByRole('button', { name: 'Another attempt' })).toBeVisible();
  }
  await app.openTab('Handlers');
  for (const name of names) {
    const place = app.define.getByRole('group', { name, exact: true });
    await place.getByRole('button', { name: 'Write a handler' }).click();
    await expect(place.locator('.cm-content')).toContainText('export const handler');
    await place.getByRole('button', { name: /^Delete the handler/ }).click();
  }
  for (const name of names) {
    await app.node(name).click();
    await app.visualise.getByRole('button', { name: 'Test state' }).click();
    const dialog = page.getByRole('dialog', { name: 'Test state' });
    await dialog.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(dialog.getByRole('region', { name: 'Test result' })).toContainText('SUCCEEDED');
    await page.keyboard.press('Escape');
  }
  await app.run('Succeeded');
});

test('a handler of a link does not run unasked, and not at all without a yes', async ({ app, page }) => {
  await follow(app, written({ handlers: { A: 'export const handler = async () => ({ ran: "yes" });' }, run: undefined }));
  await expect(app.top.getByRole('navigation')).toContainText('Evil');
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.dialog).toContainText('ran: "yes"');
  await expect(app.dialog.getByRole('button', { name: 'Keep them off' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeHidden();
  await expect(app.top).not.toContainText('Finished');
  expect(await app.historyText()).not.toContain('"ran');
});
