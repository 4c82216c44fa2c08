/** What stands under a step's text when there is reason to. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import type { Document } from '../state.ts';
import { putOnDesk, tagOf } from './desk.ts';
import type { Lesson, MachinePart, Step } from './model.ts';
import { prose, type Links } from './prose.ts';

type Drawn = TemplateResult | typeof nothing;

/** Another machine is on the desk, or the step's was edited, here or before: one press brings back what the lesson speaks of. */
export function changedMachine(app: App, lesson: string, machine: MachinePart, first: Document): Drawn {
  const { store } = app;
  const { gallery, definition, cases, chosen } = store.state.document;
  const same = definition === first.definition && JSON.stringify(cases) === JSON.stringify(first.cases);
  if (gallery !== tagOf(lesson, machine)) return html`<p class="lchanged muted">${t('learn.elsewhere')} <button class="link" type="button" @click=${() => void putOnDesk(app, lesson, machine)}>${t('learn.comeBack')}</button></p>`;
  if (same) return nothing;
  const putBack = (): void => {
    const at = first.cases.findIndex(({ id }) => id === cases[chosen]?.id);
    store.dispatch({ type: 'edit', change: { definition: first.definition, cases: first.cases, chosen: Math.max(0, at) } });
    store.dispatch({
      type: 'notice',
      notice: { kind: 'info', key: 'learn.putBackDone', zone: 'define', undo: { label: 'action.undo', action: { type: 'edit', change: { definition, cases, chosen } } } },
    });
  };
  return html`<p class="lchanged muted">${t('learn.changed')} <button class="link" type="button" @click=${putBack}>${t('learn.putBack')}</button></p>`;
}

/** One step of the strip at the top. */
export function segment({ title }: Step, at: number, here: boolean, done: boolean, go: () => void): TemplateResult {
  const name = t(done ? 'learn.stepDone' : 'learn.step', { number: at + 1, title });
  return html`<li class="${done ? 'done' : ''} ${here ? 'now' : ''}"><button type="button" aria-current=${here ? 'step' : 'false'} aria-label=${name} title=${title}
    @click=${go}><span class="lm">${done && !here ? icon('i-check', 12) : at + 1}</span></button></li>`;
}

/** Goes where a link of a lesson leads: to another lesson, or to an example. */
export function follow(app: App, href: string): void {
  const [, kind, id = '', step] = /^#([lg])=([^&]+)(?:&step=(\d+))?/.exec(href) ?? [];
  if (kind === 'g') void app.actions.workspace.openGallery(id, false);
  else if (kind === 'l') lazily(app, () => import('./open.ts'), ({ openLesson }) => void openLesson(app, id, step ? Number(step) : null));
}

/** Letters and the space bar are not commands while one reads; Escape closes what is open. */
export function ownKeys(root: HTMLElement, escape: () => void): void {
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') escape();
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
}

/** A word of the glossary. */
export function termCard(glossary: Lesson | null, id: string | null, links: Links, close: () => void): Drawn {
  const entry = id === null ? undefined : glossary?.steps.find((each) => each.id === id);
  if (!entry) return nothing;
  return html`<div class="tcard"><div class="row"><b class="grow">${entry.title}</b>
    <button class="b ghost tiny" type="button" aria-label=${t('action.close')} @click=${close}>${icon('i-close', 12)}</button></div>
    ${entry.parts.map((part) => (part.kind === 'text' ? prose(part.text, links) : nothing))}</div>`;
}

/** A text without its Markdown. */
export const plainWords = (text: string): string => text.replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
