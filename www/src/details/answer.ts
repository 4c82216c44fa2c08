/** Which made-up answer a failure came from, and a press that makes a mock of it. */

import '../i18n/later.ts';
import '../styles/lacks.css';
import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import { isFailure } from '../events/filter.ts';
import { t } from '../i18n.ts';
import { editGiven } from '../mocks/edit.ts';
import { rowAt } from '../select.ts';
import type { Run } from '../state.ts';
import { failingEvent } from './failure.ts';

/** So many causes are followed. */
const FAR = 400;

interface Found {
  readonly name: string;
  readonly entered: number;
  readonly attempt: number;
}

export function mountAnswer(host: HTMLElement, app: App): () => void {
  const { store, actions } = app;
  let asked = '';
  let found: Found | null = null;
  const draw = (): void => {
    const { run, ui } = store.state;
    const any = found !== null && run !== null && !run.view.recorded && !ui.readOnly && asked !== '';
    render(any && found ? line(app, found) : nothing, host);
  };
  const look = (): void => {
    const { run } = store.state;
    const call = run && /^(?:FAILED|TIMED_OUT)$/.test(run.view.execution.status) ? callBefore(run) : null;
    const now = call && run ? JSON.stringify([run.executionId, run.view.position, call.visit]) : '';
    if (now === asked) return draw();
    asked = now;
    found = null;
    draw();
    if (!call) return;
    void actions.inspect.latest(call.state).catch(() => null).then((step) => {
      if (now !== asked) return;
      // Another question of the same kind came in between: asked again at the next change.
      if (step === undefined) asked = '';
      if (!step) return;
      const last = step.answers.length - 1;
      // Of several iterations all are answered from the same source; the attempt is that of its own visit.
      const attempt = step.entered === call.visit ? last : 0;
      if (step.answers[last] === 'automatic') found = { name: step.name, entered: call.visit, attempt };
      draw();
    });
  };
  look();
  const end = store.subscribe(look);
  return () => {
    end();
    render(nothing, host);
  };
}

/**
 * The Task's visit that failed, or the last before what failed. To a Fail state no Task leads that simply went on: a
 * caught one does, or the one before a Choice.
 */
function callBefore(run: Run): { state: number; visit: number } | null {
  let id = failingEvent(run) ?? 0;
  let decided = rowAt(run, id)?.type !== 'FailStateEntered';
  for (let far = 0; id > 0 && far < FAR; far += 1) {
    const row = rowAt(run, id);
    if (!row) return null;
    decided ||= row.type === 'ChoiceStateEntered' || isFailure(row);
    if (decided && row.type === 'TaskStateEntered' && row.state !== null) return { state: row.state, visit: row.id };
    id = row.previous;
  }
  return null;
}

const line = (app: App, { name, entered, attempt }: Found): unknown => html`<div class="lackfail">
  <span>${t('details.automatic', { name })}</span>
  <button class="b small" type="button" @click=${() => void editGiven(app, name, entered, attempt)}>${t('step.editAnswer')}</button></div>`;
