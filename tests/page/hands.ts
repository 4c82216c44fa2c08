/** Two ways to do the same: with the pointer, and with nothing but the keyboard. */

import type { Locator, Page } from '@playwright/test';
import { expect, type Stepglass } from './stepglass.ts';

export interface Hand {
  /** Presses a button or opens a link. */
  press(what: Locator): Promise<void>;
  /** Puts a text into a field, in the place of what is there. */
  fill(field: Locator, text: string): Promise<void>;
  /** Chooses from a list. */
  pick(list: Locator, label: string): Promise<void>;
  /** Chooses a tab of a strip. */
  tab(strip: Locator, name: string | RegExp): Promise<void>;
  /** Chooses a state in the graph. */
  node(name: string): Promise<void>;
  /** Opens the row of an event. */
  event(id: number): Promise<void>;
  /** Looks at what went over the edge into a state. */
  edge(into: string): Promise<void>;
}

export class Pointer implements Hand {
  constructor(private readonly app: Stepglass) {}

  press(what: Locator): Promise<void> {
    return what.click();
  }

  async fill(field: Locator, text: string): Promise<void> {
    await field.click();
    await this.app.page.keyboard.press('ControlOrMeta+A');
    await this.app.page.keyboard.insertText(text);
  }

  async pick(list: Locator, label: string): Promise<void> {
    await list.selectOption(label);
  }

  async tab(strip: Locator, name: string | RegExp): Promise<void> {
    await strip.getByRole('tab', { name }).click();
  }

  node(name: string): Promise<void> {
    return this.app.node(name).click();
  }

  event(id: number): Promise<void> {
    return this.app.row(id).getByText(String(id), { exact: true }).click();
  }

  edge(into: string): Promise<void> {
    return this.app.graph.getByRole('button', { name: new RegExp(`to ${into}\\b`) }).first().hover({ force: true });
  }
}

export class Keys implements Hand {
  private readonly page: Page;

  constructor(private readonly app: Stepglass) {
    this.page = app.page;
  }

  /** Tab until something has the focus: all of the page must be on its way. */
  private async reach(what: Locator): Promise<void> {
    await expect(what).toHaveCount(1);
    for (let presses = 0; presses < 250; presses += 1) {
      if (await focused(what)) return;
      // In an editor Tab indents; after Escape it leaves.
      if (await this.page.locator(':focus .cm-content, .cm-content:focus').count()) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${String(what)}`);
  }

  /** Presses a key until something has the focus. */
  private async walk(key: string, to: Locator): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await to.count() === 1 && await focused(to)) return;
      await this.page.keyboard.press(key);
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    }
    throw new Error(`${key} does not lead to ${String(to)}`);
  }

  async press(what: Locator): Promise<void> {
    await this.reach(what);
    await this.page.keyboard.press('Enter');
  }

  async fill(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  async pick(list: Locator, label: string): Promise<void> {
    await this.reach(list);
    await this.page.keyboard.press('Home');
    const chosen = (): Promise<string> => list.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text ?? '');
    for (let presses = 0; presses < 20 && (await chosen()).trim() !== label; presses += 1) await this.page.keyboard.press('ArrowDown');
    expect((await chosen()).trim()).toBe(label);
  }

  async tab(strip: Locator, name: string | RegExp): Promise<void> {
    const tab = strip.getByRole('tab', { name });
    await this.reach(strip.locator('[role="tab"][tabindex="0"]'));
    await this.walk('ArrowRight', tab);
    await this.page.keyboard.press('Enter');
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  }

  async node(name: string): Promise<void> {
    await this.reach(this.app.graph.locator('[tabindex="0"]'));
    await this.page.keyboard.press('Home');
    await this.walk('ArrowDown', this.app.node(name));
    await this.page.keyboard.press('Enter');
  }

  async event(id: number): Promise<void> {
    await this.reach(this.app.events.locator('[tabindex="0"]'));
    await this.page.keyboard.press('Home');
    await this.walk('ArrowDown', this.app.row(id));
    await this.page.keyboard.press('ArrowRight');
  }

  async edge(into: string): Promise<void> {
    await this.reach(this.app.graph.locator('[tabindex="0"]'));
    await this.page.keyboard.press('Home');
    await this.walk('ArrowDown', this.app.graph.getByRole('button', { name: new RegExp(`to ${into}\\b`) }).first());
  }
}

const focused = (element: Locator): Promise<boolean> =>
  element.evaluate((here) => (here.getRootNode() as Document | ShadowRoot).activeElement === here);
