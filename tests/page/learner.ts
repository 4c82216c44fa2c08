/** A learner who does what a lesson asks, in either language: by what the page is made of, not by its words. */

import type { Locator, Page } from '@playwright/test';
import type { Check } from '../../www/src/lesson/model.ts';
import { expect } from './stepglass.ts';

export class Learner {
  readonly lesson: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.lesson = page.locator('#lesson');
    this.dialog = page.getByRole('dialog');
  }

  /** Opens a lesson of the list, by its place from 0. */
  async begin(at: number, step: string): Promise<void> {
    await this.page.locator('#topbar').getByRole('button', { name: /^(Learn|학습)$/ }).click();
    await this.dialog.locator('.lcard button').nth(at).click();
    await this.ready(step);
  }

  /** The step's machine is there, and what is done from now on counts. */
  async ready(step: string): Promise<void> {
    await expect(this.lesson).toHaveAttribute('data-ready', step);
    await this.page.locator('#transport .speed select').selectOption('max');
  }

  async next(step: string): Promise<void> {
    await this.lesson.locator('.lnav .b').last().click();
    await this.ready(step);
  }

  /** Items of the step's lists. */
  item(at: number): Locator {
    return this.lesson.locator('.do li').nth(at);
  }

  async do(checks: readonly Check[]): Promise<void> {
    // What is chosen comes before what is run with it.
    const first = (kind: string): number => (['case', 'input'].includes(kind) ? 0 : 1);
    for (const check of [...checks].sort((a, b) => first(a.kind) - first(b.kind))) await this.deed(check.kind, check.words, checks);
  }

  private async deed(kind: string, words: readonly string[], all: readonly Check[]): Promise<void> {
    const [one = '', , three = ''] = words;
    const { page } = this;
    if (kind === 'case' || kind === 'input') return this.choose(kind === 'case' ? one : three);
    if (kind === 'ran' || (['entered', 'retried', 'caught'].includes(kind) && !all.some((each) => each.kind === 'ran'))) return this.run();
    if (kind === 'at') return this.stepTo(words[0] ?? '', words[1] ?? '');
    if (kind === 'back') return this.key('F9');
    if (kind === 'selected') return this.node(one).click();
    if (kind === 'event') return this.event(one, words[1] ?? '');
    if (kind === 'edge') return this.edge(one, three);
    if (kind === 'view') return page.locator(`#views [data-tab="${one}"]`).click();
    if (kind === 'info') return page.locator(`#details [data-tab="${one}"]`).click();
    if (kind === 'tab') return page.locator(`#define-tabs [data-tab="${one}"]`).click();
    if (kind === 'tools') return page.locator('#topbar').getByRole('button', { name: /^(All tools|전체 도구)$/ }).click();
    if (kind === 'mock') return this.mock(one, words[2] ?? '');
    if (kind === 'definition') return this.limit();
  }

  /** An input by a part of its name or of its text. */
  private async choose(wanted: string): Promise<void> {
    const select = this.page.locator('#cases select');
    const names: Record<string, RegExp> = {
      error: /fails|실패/, 2: /foo = 2/, 3: /foo = 3/, 'query-failed': /Athena/, 'rolled-back': /rolled|롤백/, 'no-answer': /eight|여덟/,
      'no-confirmation': /three|세 단계/, 'out-of-stock': /stock|재고/, 'not-confirmed': /never|않음/, 'wrong-code': /wrong code|틀린 코드/,
      ready: /H\.264/, master: /ProRes/, 'not-supported': /codec|코덱/, 'exit-1': /code 1:|코드 1:/,
    };
    const all = await select.locator('option').allInnerTexts();
    const at = all.findIndex((name) => names[wanted]?.test(name));
    expect(at, `no input ${wanted} among ${all.join(', ')}`).toBeGreaterThanOrEqual(0);
    await select.selectOption({ index: at });
  }

  private async key(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  private async run(): Promise<void> {
    await this.page.locator('#transport .play').click();
    await expect(this.page.locator('#topbar .tchip')).toBeVisible();
  }

  private async stepTo(type: string, name: string): Promise<void> {
    const here = this.page.locator('#transport .evn');
    for (let step = 0; step < 20; step += 1) {
      const before = (await here.allInnerTexts()).join();
      await this.page.locator('#transport .tool-step').click();
      await expect.poll(async () => (await here.allInnerTexts()).join()).not.toBe(before);
      if ((await here.innerText()).includes(`${type} · ${name}`)) return;
    }
  }

  private node(name: string): Locator {
    return this.page.locator(`#graph [data-state][aria-label^="${name},"]`).first();
  }

  /** The events of a state, one after the other, until it is the right one. */
  private async event(type: string, name: string): Promise<void> {
    await this.show('visualise');
    await this.node(name).click();
    const row = this.page.locator('#events [role="row"][aria-selected="true"]');
    for (let press = 0; press < 12; press += 1) {
      const before = (await row.allInnerTexts()).join();
      await this.key('e');
      await expect.poll(async () => (await row.allInnerTexts()).join(), { timeout: 3000 }).not.toBe(before).catch(() => undefined);
      if (await row.filter({ hasText: type }).count() > 0) return;
    }
    throw new Error(`no ${type} of ${name}`);
  }

  private async edge(from: string, to: string): Promise<void> {
    await this.show('visualise');
    const edges = this.page.locator('#graph .ehit');
    const names = await edges.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    const at = names.findIndex((name) => name.indexOf(from) >= 0 && name.indexOf(to) >= 0);
    expect(at, `no edge ${from} > ${to} among ${names.join('; ')}`).toBeGreaterThanOrEqual(0);
    await edges.nth(at).dispatchEvent('click');
  }

  async show(zone: 'define' | 'visualise'): Promise<void> {
    const name = { define: /^(Define|정의)$/, visualise: /^(Visualise|시각화)$/ }[zone];
    const button = this.page.locator('.leftswitch').getByRole('button', { name });
    if (await button.isVisible()) await button.click();
  }

  private async mock(task: string, error: string): Promise<void> {
    const group = this.page.locator(`#mocks [data-task="${task}"]`);
    await group.locator('select').first().selectOption('throw');
    await group.locator('.thrown input').first().fill(error);
  }

  private async limit(): Promise<void> {
    const text = await this.definition();
    await this.write(JSON.stringify(JSON.parse(text, (key, value: unknown) => (key === 'HelloWorld' ? { ...(value as object), TimeoutSeconds: 30 } : value)), null, 2));
  }

  /** The text of the editor. */
  async definition(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.show('define');
    await this.page.locator('#editor .cm-content').focus();
    await this.key('ControlOrMeta+A');
    await this.key('ControlOrMeta+C');
    const read = (): Promise<string> => this.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).not.toBe('');
    return read();
  }

  async write(text: string): Promise<void> {
    await this.show('define');
    await this.page.locator('#editor .cm-content').focus();
    await this.key('ControlOrMeta+A');
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await this.key('ControlOrMeta+V');
    await expect(this.page.locator('#transport .play')).toBeEnabled();
  }
}
