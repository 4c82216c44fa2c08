/** Answers that nobody gave are marked, and one press makes a mock of them. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { StepView } from '../generated.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';

export const autoMark = (): TemplateResult => html`<span class="badge" title=${t('mocks.automatic')}>${t('step.answer.automatic')}</span>`;

/** The answers of this visit become mocks to edit, this attempt's first. */
export function editButton(app: App, { name, entered }: StepView, attempt: number): TemplateResult {
  const edit = (): void => lazily(app, () => import('../mocks/edit.ts'), ({ editGiven }) => editGiven(app, name, entered, attempt));
  return html`<button class="b small" type="button" data-edits @click=${edit}>${t('step.editAnswer')}</button>`;
}

/** Above the output of a step whose answer was made up. */
export function outputMark(app: App, step: StepView): TemplateResult | typeof nothing {
  const at = step.answers.length - 1;
  if (step.answers[at] !== 'automatic') return nothing;
  return html`<p class="auto omark">${autoMark()}${t('mocks.automaticHelp')}${editButton(app, step, at)}</p>`;
}
