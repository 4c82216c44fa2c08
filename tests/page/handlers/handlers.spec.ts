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
    await this.app.tab('Handlers').click();
  }

  async write(name: string, code: string): Promise<void> {
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
  await expect(handlers.said('Charge')).toContainText(/Sandbox\.Timedout.*Task timed out after 900\.00 seconds/s, { timeout: 10_000 });
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
  await app.tab('Input').click();
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

  // The handler would fail now; what it said is in the journal.
  await app.tab('Handlers').click();
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
