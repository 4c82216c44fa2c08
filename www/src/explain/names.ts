/** Sentences in which the names of steps are links that select them. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';

/** Stands invisibly before a name, so that it is found again in a sentence of any language. */
const MARK = '\u2063';

export const marked = (name: string): string => MARK + name;

/** The words with a link at each marked name. */
export function linked(words: string, name: string, press: () => void): TemplateResult {
  const [before = '', ...rest] = words.split(MARK);
  return html`${before}${rest.map((part) => html`${stepLink(name, press)}${part.slice(name.length)}`)}`;
}

export const stepLink = (words: string, press: () => void): TemplateResult =>
  html`<button class="link" type="button" @click=${press}>${words}</button>`;

/** The same where only the name of the state is known: no two states of a machine share one. */
export function toNamed(app: App, words: (name: string) => string, name: string): TemplateResult | string {
  const run = app.store.state.run;
  const found = run?.check?.states.find((state) => state.name === name);
  return found ? linked(words(marked(name)), name, () => app.actions.select.state(found.id, 'page')) : words(name);
}
