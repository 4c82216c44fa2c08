/** Calls that wait for an answer from outside, and the tab of the step panel that gives one. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { CallView, RunView, StepView } from '../generated.ts';
import { handling } from '../handlers/open.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import { slot } from '../slot.ts';

export const fillAnswer = slot(async () => (await import('./panel.ts')).mountAnswer);

export const fillChange = slot(async () => (await import('./change.ts')).mountChange);

/** The calls of a step: its own, or those of executions that run inside. */
export function callsOf(view: RunView, step: StepView): readonly CallView[] {
  const own = view.calls.filter(({ execution, visit }) => execution === 0 && visit === step.entered);
  if (own.length > 0 || step.endedAt !== null || step.type === 'Parallel') return own;
  return step.mapRuns.length > 0 ? view.calls.filter(({ execution }) => execution !== 0) : [];
}

/** The run cannot go on as it was told before somebody answers. */
export function isAsked({ position, known, calls, execution }: RunView): boolean {
  return position >= known && execution.status === 'RUNNING' && calls.some(({ source }) => source === 'user' || (source === 'handler' && !handling.on));
}

/** Where a Task was entered and has not called yet: the way to answer that call by hand. */
export function callButton(app: App, step: StepView, open: () => void): TemplateResult | typeof nothing {
  const { run, ui } = app.store.state;
  if (!run || ui.tools !== 'all' || run.view.recorded || step.type !== 'Task' || step.endedAt !== null) return nothing;
  if (run.running || callsOf(run.view, step).length > 0) return nothing;
  const go = (): void => {
    open();
    lazily(app, () => import('./call.ts'), ({ toCall }) => toCall(app, step.entered));
  };
  return html`<p class="auto omark"><button class="b small" type="button" @click=${go}>${t('step.answerMyself')}</button>${t('step.answerMyselfHelp')}</p>`;
}
