/** What stands under a step's text when there is reason to. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { tagOf } from './desk.ts';
import type { Lesson, MachinePart } from './model.ts';
import { prose, type Links } from './prose.ts';

type Drawn = TemplateResult | typeof nothing;

/** The machine was edited, here or before: one press brings back the one that the lesson speaks of. */
export function changedMachine({ store }: App, lesson: string, machine: MachinePart, first: string): Drawn {
  const { gallery, definition } = store.state.document;
  if (gallery !== tagOf(lesson, machine) || definition === first) return nothing;
  const putBack = (): void => {
    store.dispatch({ type: 'edit', change: { definition: first } });
    store.dispatch({
      type: 'notice',
      notice: { kind: 'info', key: 'learn.putBackDone', zone: 'define', undo: { label: 'action.undo', action: { type: 'edit', change: { definition } } } },
    });
  };
  return html`<p class="lchanged muted">${t('learn.changed')} <button class="link" type="button" @click=${putBack}>${t('learn.putBack')}</button></p>`;
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
