import { html, nothing, type TemplateResult } from 'lit-html';
import { duration, moment } from '../format.ts';
import type { App } from '../app.ts';
import { autoMark, editButton } from './answer.ts';
import type { AttemptView, StepView } from '../generated.ts';
import { t } from '../i18n.ts';
import { jsonView } from '../json-text.ts';
import { mark, statusOf } from '../marks.ts';

/** Resource, times, attempts, error and cause, assigned variables. */
export function stepDetails(app: App, step: StepView): TemplateResult {
  const ended = step.endedAt;
  return html`
    <dl class="kvs one">
      ${step.resource === null ? nothing : field(t('step.resource'), html`<code class="wrap">${step.resource}</code>`)}
      ${field(t('step.entered'), moment(step.enteredAt))}
      ${field(t('step.ended'), ended === null ? '–' : moment(ended))}
      ${ended === null ? nothing : field(t('details.duration'), duration(ended - step.enteredAt))}
      ${step.error === null ? nothing : field(t('problems.error'), html`<code class="wrap">${step.error}</code>`)}
      ${step.cause === null ? nothing : field(t('step.cause'), html`<span class="wrap">${step.cause}</span>`)}
    </dl>
    ${step.attempts.length > 0 ? attempts(app, step) : nothing}
    ${step.assigned.length > 0 ? assigned(step) : nothing}`;
}

const field = (words: string, value: unknown): TemplateResult => html`
  <div class="kv"><dt>${words}</dt><dd class="num">${value}</dd></div>`;

/** One row a try: how it ended, who answered, when it began and how long it took. */
function attempts(app: App, step: StepView): TemplateResult {
  const row = (attempt: AttemptView, at: number): TemplateResult => {
    const answer = step.answers[at];
    const status = statusOf(attempt.status);
    return html`<tr><td class="num">${at + 1}</td>
      <td><span class="waitcell st-${status}">${mark(status)}${t(`legend.${status}`)}</span></td>
      <td>${attempt.error ?? '–'}</td>
      <td class="num">+${duration(attempt.started - step.enteredAt)}</td>
      <td class="num">${attempt.ended === null ? '–' : duration(attempt.ended - attempt.started)}</td>
      <td>${answer === 'automatic' ? html`${autoMark()} ${editButton(app, step, at)}` : answer ? t(`step.answer.${answer}`) : '–'}</td></tr>`;
  };
  const heads = ['step.number', 'step.outcome', 'problems.error', 'step.at', 'step.took', 'step.answer'] as const;
  return html`<div class="scroll" tabindex="0"><table class="mini"><caption>${t('step.attempts')}</caption>
    <thead><tr>${heads.map((key) => html`<th scope="col">${t(key)}</th>`)}</tr></thead>
    <tbody>${step.attempts.map(row)}</tbody></table></div>`;
}

function assigned(step: StepView): TemplateResult {
  return html`<h4 class="subh">${t('step.assigned')}</h4>
    ${step.assigned.map(([name, json]) => html`<div class="var"><code>$${name}</code>${jsonView(json, name)}</div>`)}`;
}
