/** Handlers on the page: written, tried, called by runs, answered from the journal afterwards. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test, type Stepglass } from '../stepglass.ts';

const LAMBDA = 'arn:aws:lambda:eu-central-1:123456789012:function:charge-card';

const task = (more: object = {}): object => ({
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: LAMBDA, End: true, ...more } },
});


class Handlers {
  constructor(private readonly app: Stepglass) {}

  task(name: string): Locator {
    return this.app.define.getByRole('group', { name, exact: true });
  }

  editor(name: string): Locator {
    return this.app.page.getByRole('textbox', { name: `Handler of ${name}, JavaScript` });
  }

  async open(): Promise<void> {
    await this.app.allTools();
    await this.app.openTab('Handlers');
  }

  async write(name: string, code: string): Promise<void> {
    await expect(this.task(name)).toBeVisible();
    const add = this.task(name).getByRole('button', { name: 'Write a handler' });
    if (await add.isVisible()) await add.click();
    await this.app.paste(code, this.editor(name));
  }

  async try(name: string, event: unknown): Promise<void> {
    await this.task(name).getByLabel('Event, JSON').fill(JSON.stringify(event));
    await this.task(name).getByRole('button', { name: 'Try it' }).click();
  }

  said(name: string): Locator {
    return this.task(name).getByRole('status');
  }
}

async function begin(app: Stepglass, definition: object, code: string): Promise<Handlers> {
  await app.write(definition);
  const handlers = new Handlers(app);
  await handlers.open();
  await handlers.write('Charge', code);
  return handlers;
}

test('a handler is written, tried and mended', async ({ app }) => {
  const handlers = await begin(app, task(), 'exports.handler = async (event) => {\n  console.log("asked", event);\n  return { paid: event.total * 2 };\n};');
  await handlers.try('Charge', { total: 21 });
  await expect(handlers.said('Charge')).toContainText('"paid": 42');
  await expect(handlers.said('Charge')).toContainText('asked {"total":21}');

  await handlers.write('Charge', 'async () => { const e = new Error("No money"); e.name = "CardDeclined"; throw e; }');
  await handlers.try('Charge', {});
  await expect(handlers.said('Charge')).toContainText('Lambda reports it to the Task as');
  await expect(handlers.said('Charge')).toContainText(/CardDeclined.*"errorType":"CardDeclined","errorMessage":"No money","trace":\["CardDeclined|Error: No money/s);

  await handlers.write('Charge', 'async (event) => {\n  return event.;\n}');
  await handlers.try('Charge', {});
  await expect(handlers.said('Charge')).toContainText('line 2, column 16');

  await handlers.write('Charge', '() => { for (;;); }');
  await handlers.try('Charge', {});
  await expect(handlers.said('Charge')).toContainText(/Sandbox\.Timedout.*Task timed out after 900\.00 seconds/s);
  expect((await new AxeBuilder({ page: app.page }).analyze()).violations).toEqual([]);
});

test('a run calls handlers, a replay does not', async ({ app }) => {
  const definition = task({
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5, MaxAttempts: 2 }],
  });
  const code = 'async (event, context) => {\n  console.warn("try at", Date.now() % 1e6 > 0);\n'
    + '  if (Math.random() < 2 && event.fail-- > 0) { const e = new Error("later"); e.name = "Busy"; throw e; }\n'
    + '  await new Promise((done) => setTimeout(done, 2000));\n  return { by: context.functionName, sum: event.a + event.b };\n}';
  const handlers = await begin(app, definition, code);
  await app.openTab('Input');
  await app.paste('{"a": 1, "b": 2, "fail": 0}', app.input);
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual({ by: 'charge-card', sum: 3 });
  const history = await app.historyText();
  expect(JSON.parse(history).map(({ type }: { type: string }) => type)).toEqual([
    'ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded',
    'TaskStateExited', 'ExecutionSucceeded',
  ]);

  const step = app.step('Charge');
  await app.node('Charge').click();
  await step.getByRole('tab', { name: 'Details' }).click();
  await expect(step).toContainText('handler');
  await expect(step.getByRole('list', { name: 'Printed by the handler' })).toContainText('WARN try at true');
  expect((await new AxeBuilder({ page: app.page }).analyze()).violations).toEqual([]);

  // The handler would fail now; what it said is in the journal.
  await app.openTab('Handlers');
  await handlers.write('Charge', '() => { throw new Error("called again"); }');
  await app.button('Back to the start').click();
  await app.button('Continue').click();
  await app.ended('Succeeded');
  expect(await app.historyText()).toBe(history);
  await app.page.waitForTimeout(600);
  await app.reload();
  await expect(app.top).toContainText('Finished');
  expect(await app.historyText()).toBe(history);
  await app.node('Charge').click();
  await step.getByRole('tab', { name: 'Details' }).click();
  await expect(step.getByRole('list', { name: 'Printed by the handler' })).toContainText('WARN try at true');
});

test('handlers answer in parallel branches and Maps, step by step too', async ({ app }) => {
  const lambda = (next: object): object => ({ Type: 'Task', Resource: LAMBDA, ...next });
  const definition = {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Next: 'Each',
        Branches: ['Left', 'Right'].map((name) => ({ StartAt: name, States: { [name]: lambda({ End: true }) } })),
      },
      Each: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Charge', States: { Charge: lambda({ End: true }) } },
        End: true,
      },
    },
  };
  const code = '(side) => side === "left" ? "left!" : side.toUpperCase()';
  const handlers = await begin(app, definition, code);
  for (const [name, own] of [['Left', '() => "left"'], ['Right', '() => "right"']] as const) await handlers.write(name, own);
  await app.openTab('Input');
  await app.paste('{}', app.input);
  await app.run('Succeeded');
  expect(await app.payload('Output')).toEqual(['left!', 'RIGHT']);
  const types = (await app.history()).map(({ type }) => type);

  await app.openTab('Input');
  await app.paste('{"again": true}', app.input);
  // Another input: another execution, one step at a time.
  for (let at = 0; at < 40 && !(await app.top.innerText()).includes('Finished'); at += 1) {
    await app.button('Step into').click();
    await app.page.waitForTimeout(120);
  }
  await app.ended('Succeeded');
  expect((await app.history()).map(({ type }) => type)).toEqual(types);
});

test('a broken handler stops the run until it is mended', async ({ app }) => {
  const handlers = await begin(app, task(), '() => { return ; } }');
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.page.getByText(/^The handler of Charge gave no answer/)).toBeVisible();
  await expect(app.page.getByText(/Not readable as JavaScript/)).toBeVisible();
  await expect(app.top).toContainText('Waiting for you');
  await handlers.write('Charge', '() => "mended"');
  await app.button('Continue').click();
  await app.ended('Succeeded');
  expect(await app.payload('Output')).toBe('mended');
});

test('pausing leaves the call to its handler, and stopping ends it', async ({ app }) => {
  await begin(app, task(), '() => { for (;;); }');
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.button('Pause')).toBeVisible();
  await app.button('Pause').click();
  await expect(app.button('Continue')).toBeVisible();
  await app.monitor.getByRole('button', { name: 'Stop' }).click();
  await app.ended('Aborted');
  // What the handler came to later is nobody's answer any more.
  await app.page.waitForTimeout(3500);
  expect((await app.history()).at(-1)?.type).toBe('ExecutionAborted');
});

test('handlers of a document from outside run only when its reader agrees', async ({ app, page }) => {
  const handlers = await begin(app, task(), '() => "from outside"');
  await page.waitForTimeout(600);
  await page.evaluate(() => new Promise<void>((done) => {
    indexedDB.open('stepglass').onsuccess = ({ target }) => {
      const store = (target as IDBOpenDBRequest).result.transaction('machines', 'readwrite').objectStore('machines');
      store.openCursor().onsuccess = (event) => {
        const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
        if (!cursor) return done();
        const record = cursor.value as { document: object };
        cursor.update({ ...record, document: { ...record.document, foreign: true } });
        cursor.continue();
      };
    };
  }));
  await app.reload();
  await app.speed.selectOption('max');
  await app.button('Run').click();
  await expect(app.dialog).toContainText('This machine carries code');
  await expect(app.dialog.getByRole('group', { name: 'Handler of Charge, JavaScript' })).toHaveText('() => "from outside"');
  await expect(app.dialog.getByRole('button', { name: 'Keep them off' })).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(app.dialog).toBeHidden();
  await expect(page.getByText(/^The handler of Charge did not run/)).toBeVisible();
  await expect(app.top).toContainText('Waiting for you');
  expect(page.frames().length).toBe(1);

  await app.openTab('Handlers');
  await expect(app.define).toContainText('They run only after you have read them and agreed.');
  await handlers.try('Charge', {});
  await page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  await expect(handlers.said('Charge')).toBeHidden();
  expect(page.frames().length).toBe(1);

  await app.button('Continue').click();
  await app.dialog.getByRole('button', { name: 'Allow handlers' }).click();
  await app.ended('Succeeded');
  expect(await app.payload('Output')).toBe('from outside');
  await expect(app.define).not.toContainText('They run only after');
});
