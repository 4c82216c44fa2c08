/** Input that could hurt: a clear message each, the page alive, the text kept. */

import { expect, test, type Stepglass } from './stepglass.ts';

/** The page still does what is asked: a click changes what is seen. */
async function alive(app: Stepglass): Promise<void> {
  await app.openTab('Input');
  await expect(app.input).toBeVisible();
  await app.openTab('Definition');
  await expect(app.editor).toBeVisible();
}

const deep = (open: string, inside: string, close: string): string => open.repeat(10_000) + inside + close.repeat(10_000);
const PASS = '"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}';

const TEXTS = [
  { what: 'malformed JSON', text: '{"StartAt": "A", "States": {"A": {"Type" "Pass"}}}', says: /was expecting a colon/ },
  { what: 'no text', text: ' ', says: /must be a valid JSON object/ },
  { what: 'missing StartAt', text: '{"States": {"A": {"Type": "Pass", "End": true}}}', says: /required: \[StartAt\]/ },
  { what: 'an unknown state type', text: '{"StartAt": "A", "States": {"A": {"Type": "Psas", "End": true}}}', says: /'Type' should have one of/ },
  { what: '5 MB of definition', text: `{"Comment": "${'x'.repeat(5_000_000)}", ${PASS}}`, says: /has 5000\d+ characters; 1048576 are the most/ },
  { what: '5 MB that are no JSON', text: `${'x'.repeat(99)}\n`.repeat(50_000), says: /Unrecognized token/ },
  { what: '10,000 nested objects', text: deep('{"a":', '1', '}'), says: /nesting depth \(1001\) exceeds/ },
  { what: '10,000 nested arrays in a field', text: `{"Comment": ${deep('[', '', ']')}, ${PASS}}`, says: /nesting depth \(1001\) exceeds/ },
];

for (const { what, text, says } of TEXTS) {
  test(`${what}: said, alive, kept`, async ({ app }) => {
    await app.paste(text);
    await expect(app.problems).toContainText(says, { timeout: 20_000 });
    await alive(app);
    await expect.poll(() => kept(app)).toBe(text.length);
    await app.reload();
    await expect(app.problems).toContainText(says, { timeout: 20_000 });
    expect((await app.text()) === text, 'the same text').toBe(true);
  });
}

/** Length of the definition that the browser keeps. */
function kept({ page }: Stepglass): Promise<number> {
  return page.evaluate(async () => {
    const { result } = await new Promise<IDBOpenDBRequest>((done) => {
      const request = indexedDB.open('stepglass');
      request.onsuccess = () => done(request);
    });
    const all = result.transaction('machines').objectStore('machines').getAll();
    await new Promise((done) => (all.onsuccess = done));
    result.close();
    return (all.result as { document: { definition: string } }[]).at(-1)?.document.definition.length ?? 0;
  });
}

const ENDLESS = {
  StartAt: 'Again',
  States: {
    Again: { Type: 'Pass', Next: 'Ever' },
    Ever: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'Done' }], Default: 'Again' },
    Done: { Type: 'Succeed' },
  },
};

test('an endless loop without a way out is refused', async ({ app }) => {
  await app.paste(JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } }));
  await expect(app.problems).toContainText('Workflow has no terminal state');
  await expect(app.button('Run')).toBeDisabled();
  await alive(app);
});

test('an endless loop runs to the limit of 25,000 events and fails as on AWS', async ({ app }) => {
  await app.write(ENDLESS);
  await app.run('Failed');
  await expect(app.transport).toContainText('Event 25,000 / 25,000');
  await expect(app.monitor).toContainText('The execution reached the maximum number of history events (25000).');
  const gap = await app.row(25_000).evaluate((row) => {
    const text = document.createRange();
    text.selectNodeContents(row.querySelector('.c-id') ?? row);
    return (row.querySelector('.lanes .on')?.getBoundingClientRect().left ?? 0) - text.getBoundingClientRect().right;
  });
  expect(gap, 'between the number and the dot').toBeGreaterThan(4);
  await app.row(25_000).focus();
  await app.row(25_000).press('Home');
  await expect(app.row(1)).toBeFocused();
  await alive(app);
});

test('an endless loop can be paused, gone on with and stopped', async ({ app }) => {
  await app.write(ENDLESS);
  await app.speed.selectOption('5×');
  await app.button('Run').click();
  await expect.poll(() => app.scrubber.getAttribute('aria-valuenow').then(Number)).toBeGreaterThan(9);
  await app.button('Pause').click();
  await expect(app.button('Continue')).toBeVisible();
  await app.button('Continue').click();
  await expect(app.button('Pause')).toBeVisible();
  await app.monitor.getByRole('button', { name: 'Stop' }).click();
  await app.ended('Aborted');
  await expect(app.monitor.getByRole('region', { name: 'Execution Details' })).toContainText('Aborted');
  await alive(app);
});

test('an input nested too deeply is refused where it stands', async ({ app }) => {
  await app.openTab('Input');
  await app.paste(deep('[', '', ']'), app.input);
  await expect(app.define.getByText(/nesting depth \(1001\) exceeds/)).toBeVisible();
  await app.button('Run').click();
  await expect(app.define.getByRole('alert')).toContainText('so nothing was started');
  await app.openTab('Definition');
  await expect(app.editor).toBeVisible();
});

test('an input of 300 KB ends the execution with AWS’s error', async ({ app }) => {
  await app.openTab('Input');
  await app.paste(JSON.stringify('x'.repeat(300_000)), app.input);
  await app.run('Failed');
  await expect(app.monitor.getByRole('region', { name: 'Execution Details' })).toContainText('States.DataLimitExceeded');
  await alive(app);
});

const DAMAGED = [
  '{"ui":"x"}', '{"ui":null,"machine":5,"region":{}}', '[]', 'x',
  '{"ui":{"lang":"xx","theme":"\\"><b>","tools":3,"speed":"x","zone":"x","define":"constructor","view":"__proto__","info":{},"folded":7,"opened":null,"sizes":null}}',
  '{"ui":{"sizes":{"define":9e99,"monitor":-5},"opened":{"tab":{"a":1},"filter":5,"height":"x","details":[]}}}',
];

test('settings that are damaged leave a page that can be used', async ({ app, page }) => {
  for (const text of DAMAGED) {
    await page.goto('about:blank');
    await page.addInitScript((value) => {
      if (location.protocol !== 'about:') localStorage.setItem('stepglass', value);
    }, text);
    await page.goto('./');
    await expect(app.problems, text).toContainText('Drawn');
    for (const zone of [app.define, app.visualise, app.monitor]) expect((await zone.boundingBox())?.width ?? 0, text).toBeLessThan(900);
    await alive(app);
  }
  await app.run('Succeeded');
});
