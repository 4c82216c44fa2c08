/** The step panel's Retry: the retriers of the state with what is used of each, and every failed attempt. */

import '../i18n/later.ts';
import '../styles/insight.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { failures } from '../explain/failures.ts';
import { count } from '../format.ts';
import type { ExplainView, StepView } from '../generated.ts';
import { t } from '../i18n.ts';
import { failed, follow, type Subject } from '../insight/follow.ts';
import { retriersOf } from './open.ts';

export function mountRetry(host: HTMLElement, app: App): () => void {
  let subject: Subject | null = null;
  let told: ExplainView | null = null;
  const draw = (): void => {
    const step = subject?.run.step;
    render(step && told ? html`<div class="insight"><div class="xp"><div>${retriers(subject, step, told)}
      ${told.failures.length > 0 ? failures(app, step, told) : html`<section><p>${t('retry.none')}</p></section>`}</div></div></div>`
      : html`<p class="none muted" role="status">${t('insight.loading')}</p>`, host);
  };
  const ask = async (now: Subject | null): Promise<void> => {
    subject = now;
    const view = now?.event == null ? null : await app.actions.inspect.insight('explain', { event: now.event }).catch(failed(app));
    if (subject !== now || view === undefined) return;
    told = view;
    draw();
  };
  draw();
  return follow(app, (now) => void ask(now), draw);
}

function retriers(subject: Subject | null, step: StepView, { failures: all }: ExplainView): TemplateResult | typeof nothing {
  const place = subject?.run.check?.states.find(({ id }) => id === step.state);
  if (!subject || !place) return nothing;
  const written = retriersOf(subject.run.request.definition.slice(place.place.from, place.place.to));
  /** A redrive counts from the start again: the latest failure knows. */
  const used = (at: number): number => {
    const told = all.flatMap(({ rules }) => rules).filter((rule) => !rule.catcher && rule.at === at && rule.used !== null);
    return told.at(-1)?.used ?? 0;
  };
  const fields = FIELDS.filter(([name, otherwise]) => otherwise !== '–' || written.some((retrier) => name in retrier));
  return html`<section><h3>${t('retry.retriers')}</h3><div class="scroll" tabindex="0"><table class="mini"><thead><tr>
      <th scope="col">${t('test.rule')}</th><th scope="col">${t('retry.used')}</th>${fields.map(([name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${written.map((retrier, at) => html`<tr><td><code>Retry[${at}]</code></td><td class="num">${count(used(at))}</td>${fields.map(
      ([name, otherwise]) => html`<td>${value(retrier[name], otherwise)}</td>`)}</tr>`)}</tbody></table></div></section>`;
}

/** Fields of a Retrier with what they are when they are not written; – for those that then take no part. */
const FIELDS: readonly (readonly [name: string, otherwise: string])[] = [
  ['ErrorEquals', ''], ['IntervalSeconds', '1'], ['MaxAttempts', '3'], ['BackoffRate', '2'], ['MaxDelaySeconds', '–'], ['JitterStrategy', '–'],
];

function value(written: unknown, otherwise: string): TemplateResult {
  if (written === undefined) return html`<span class="muted num">${otherwise}</span>`;
  if (Array.isArray(written)) return html`<code>${written.join(', ')}</code>`;
  return html`<span class="num">${typeof written === 'object' ? JSON.stringify(written) : String(written as string | number)}</span>`;
}
