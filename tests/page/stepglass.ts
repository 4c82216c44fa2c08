/** The page as a reader sees it: its parts by role and name. Every test gets it opened, and must leave it in silence. */

import { test as base, type Locator, type Page } from '@playwright/test';
import { expect } from '@playwright/test';

export { expect };

/** Events of a history in GetExecutionHistory's shape. */
export interface HistoryEvent {
  id: number;
  type: string;
  timestamp: number | string;
  previousEventId: number;
  [details: string]: unknown;
}

export class Stepglass {
  readonly top: Locator;
  readonly define: Locator;
  readonly visualise: Locator;
  readonly monitor: Locator;
  readonly transport: Locator;
  readonly dialog: Locator;
  /** The definition's editor. */
  readonly editor: Locator;
  /** The input's editor. */
  readonly input: Locator;
  readonly problems: Locator;
  readonly graph: Locator;
  readonly events: Locator;
  readonly scrubber: Locator;
  readonly speed: Locator;

  constructor(readonly page: Page) {
    this.top = page.locator('#topbar');
    this.define = page.getByRole('region', { name: 'Define' });
    this.visualise = page.getByRole('region', { name: 'Visualise' });
    this.monitor = page.getByRole('region', { name: 'Monitor' });
    this.transport = page.getByRole('region', { name: 'Run', exact: true });
    this.dialog = page.getByRole('dialog');
    this.editor = page.getByRole('textbox', { name: /^Definition, JSON/ });
    this.input = page.getByRole('textbox', { name: /^Input, JSON/ });
    this.problems = page.getByRole('region', { name: 'Problems', includeHidden: true });
    this.graph = this.visualise.getByRole('group', { name: /^State graph of/ });
    this.events = this.monitor.getByRole('treegrid', { name: 'Step Details' });
    this.scrubber = this.transport.getByRole('slider');
    this.speed = this.transport.getByLabel('Speed');
  }

  /** Loads the page and waits until the first machine can be run. */
  async open(): Promise<void> {
    await this.page.goto('./');
    await expect(this.button('Run')).toBeEnabled();
  }

  /** Loads the page again and waits until it has read what it kept. */
  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.problems).toContainText(/Drawn|Graph shows|No graph/);
  }

  async gallery(title: string): Promise<void> {
    await this.tool('Gallery');
    const card = this.dialog.getByRole('listitem').filter({ has: this.page.getByText(title, { exact: true }) });
    await card.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Opens the list of the machine's executions. */
  async executions(): Promise<Locator> {
    await this.top.getByRole('navigation').getByRole('button').last().click();
    return this.dialog.getByRole('row').filter({ has: this.page.getByRole('button') });
  }

  async allTools(): Promise<void> {
    await this.tool('All tools');
  }

  /** A tool of the top bar; on a phone they are in a menu. */
  async tool(name: string): Promise<void> {
    const more = this.top.getByLabel('More', { exact: true });
    if (await more.isVisible()) await more.click();
    await this.top.getByRole('button', { name }).click();
  }

  tab(name: string): Locator {
    return this.define.getByRole('tab', { name });
  }

  /** Opens a tab of Define, which may be in the menu at the end of the strip. */
  async openTab(name: string): Promise<void> {
    const more = this.define.getByRole('button', { name: 'More', exact: true });
    await expect(this.tab(name).or(more).first()).toBeVisible();
    if (await this.tab(name).isVisible()) return this.tab(name).click();
    await more.click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Puts `text` in the place of all text of an editor, by a paste. */
  async paste(text: string, editor = this.editor): Promise<void> {
    await editor.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  /** Makes `definition` the machine on the desk's and waits until it is drawn. */
  async write(definition: object): Promise<void> {
    await this.paste(JSON.stringify(definition, null, 2));
    await expect(this.problems).toContainText('Drawn');
    await expect(this.button('Run').or(this.button('Run again')).or(this.button('Continue'))).toBeEnabled();
  }

  /** The whole text of an editor, drawn or not. */
  async text(editor = this.editor): Promise<string> {
    await editor.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    return this.copied(() => this.page.keyboard.press('ControlOrMeta+C'));
  }

  /** What an act puts on the clipboard. */
  async copied(act: () => Promise<unknown>): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText('nothing copied'));
    await act();
    const read = (): Promise<string> => this.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).not.toBe('nothing copied');
    return read();
  }

  /** A control of the transport bar. */
  button(name: string): Locator {
    return this.transport.getByRole('button', { name, exact: true });
  }

  async choose(input: string): Promise<void> {
    await this.page.getByRole('contentinfo').getByLabel('Input').selectOption(input);
  }

  /** Runs the machine with the chosen input to its end. */
  async run(status: string): Promise<void> {
    await this.speed.selectOption('max');
    await this.transport.getByRole('button', { name: /^(Run( again)?|Continue)$/ }).click();
    await this.ended(status);
  }

  async ended(status: string): Promise<void> {
    await expect(this.top).toContainText(`Finished ${status}`);
  }

  /** The event that the run has come to. */
  async position(): Promise<number> {
    return Number(await this.scrubber.getAttribute('aria-valuenow'));
  }

  /** The run has come to an event. */
  async at(event: number): Promise<void> {
    await expect(this.scrubber).toHaveAttribute('aria-valuenow', String(event));
  }

  async paused(event: number): Promise<void> {
    await expect(this.top).toContainText(`Paused at event ${event}`);
    await expect(this.transport).toContainText(new RegExp(`Event ${event.toLocaleString('en')} /`));
  }

  /** A state's node in the graph. */
  node(name: string): Locator {
    return this.graph.getByRole('button', { name: new RegExp(`^${name}, (Task|Choice|Wait|Pass|Parallel|Map|Succeed|Fail),`) });
  }

  /** Names and statuses of the nodes in drawing order. */
  async nodes(): Promise<string[]> {
    const names = await this.graph.getByRole('button', { name: /^[^,]+, [A-Z]\w+, / }).all();
    return Promise.all(names.map(async (node) => (await node.getAttribute('aria-label')) ?? ''));
  }

  /** *Execution Details*, Info: names and values in their order. */
  async details(): Promise<[string, string][]> {
    const info = this.monitor.getByRole('tabpanel', { name: 'Info' });
    const names = await info.getByRole('term').allInnerTexts();
    const values = await info.getByRole('definition').allInnerTexts();
    return names.map((name, at) => [name.trim(), (values[at] ?? '').replaceAll('\n', '').trim()]);
  }

  /** The input or output of the execution. */
  async payload(tab: 'Input' | 'Output'): Promise<unknown> {
    const details = this.monitor.getByRole('region', { name: 'Execution Details' });
    await details.getByRole('tab', { name: tab }).click();
    return JSON.parse(await details.getByRole('group', { name: tab }).innerText());
  }

  /** The row of an event. */
  row(id: number): Locator {
    return this.events.getByRole('row', { name: new RegExp(`^${id} `) });
  }

  /** How many rows of events are to be seen whole. */
  rowsInSight(): Promise<number> {
    return this.events.locator('.ebody').evaluate((body) => {
      const { top, bottom } = body.getBoundingClientRect();
      const places = [...body.querySelectorAll('[data-row]')].map((row) => row.getBoundingClientRect());
      return places.filter((place) => place.top >= top - 1 && place.bottom <= bottom + 1).length;
    });
  }

  /** The breakpoint's dot beside a node. */
  dot(node: string): Locator {
    return this.node(node).locator('[data-breakpoint] .bphit');
  }

  /** The step panel. */
  step(state: string): Locator {
    return this.monitor.getByRole('region', { name: state, exact: true });
  }

  /** The history at the position, as its copy button gives it. */
  async historyText(): Promise<string> {
    return this.copied(() => this.monitor.getByRole('button', { name: 'Copy the history up to here' }).click());
  }

  async history(): Promise<HistoryEvent[]> {
    return JSON.parse(await this.historyText()) as HistoryEvent[];
  }

  /** One press moves to a zone, however many the width has room for. */
  async show(zone: 'Define' | 'Visualise' | 'Monitor'): Promise<void> {
    const bar = this.page.getByRole('navigation', { name: 'Zones' });
    const left = this.page.getByRole('group', { name: 'Left column' });
    for (const strip of [bar, left]) {
      const button = strip.getByRole('button', { name: zone });
      if (await button.isVisible()) await button.click();
    }
  }
}

/** The page as in a browser without service workers: its tests ask for what they test, and fetch the rest not. */
function alone(): void {
  delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
}

/** Executions get the same seeds in every run of the tests: what takes how long, and who comes first, is not left to chance. */
function seeds(): void {
  const own = crypto.getRandomValues.bind(crypto);
  let next = 7;
  crypto.getRandomValues = (array) => {
    if (!(array instanceof Uint32Array) || array.length !== 1) return own(array);
    array[0] = (next += 1);
    return array;
  };
}

interface Fixtures {
  app: Stepglass;
  /** Errors and warnings of the console, and requests to other hosts: none of them may happen. */
  noise: string[];
}

export const test = base.extend<Fixtures>({
  noise: async ({ page, baseURL }, use) => {
    const noise: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) noise.push(message.text());
    });
    page.on('pageerror', (error) => noise.push(String(error)));
    page.context().on('request', (request) => {
      if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url())) noise.push(request.url());
    });
    await use(noise);
    expect(noise).toEqual([]);
  },
  app: async ({ page, context, noise: _ }, use) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(seeds);
    await page.addInitScript(alone);
    const app = new Stepglass(page);
    await app.open();
    await use(app);
  },
});
