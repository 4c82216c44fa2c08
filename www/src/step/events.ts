import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { StepView } from '../generated.ts';
import { mark, statusOfEvent } from '../marks.ts';
import { timestamp } from '../events/rows.ts';
import { rowAt } from '../select.ts';
import type { Run } from '../state.ts';

/** Events of one step; choosing one selects it everywhere. */
export function stepEvents(app: App, run: Run, step: StepView): TemplateResult {
  const first = step.events[0];
  const last = step.events.at(-1);
  if (first !== undefined && last !== undefined) app.actions.run.needEvents(first, last);
  return html`<ol class="stepev">${step.events.map((id) => {
    const row = rowAt(run, id);
    return html`<li><button type="button" @click=${() => app.actions.select.event(id, 'step')}>
      <span class="num">${id}</span>${row ? html`${mark(statusOfEvent(row.mark))}<span class="ety">${row.type}</span>
      <span class="c-ts">${timestamp(row.time, run.view.execution.started)}</span>` : ''}</button></li>`;
  })}</ol>`;
}
