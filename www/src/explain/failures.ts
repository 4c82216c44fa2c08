/** Failed attempts: when they were, and what retriers and catchers answered. */

import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { clock, count, duration } from '../format.ts';
import type { ExplainView, FailureView, RuleView, StepView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, statusOf, type StatusName } from '../marks.ts';
import { toNamed } from './names.ts';

/** So many failures are told, the latest ones. */
const MOST = 8;

export function failures(app: App, step: StepView, { failures: all, redrives }: ExplainView): unknown {
  const last = all.at(-1);
  if (!last) return nothing;
  const retried = step.attempts.length > 1;
  const caught = last.rules.some((rule) => rule.catcher && rule.matched !== null);
  const key = retried ? 'explain.retried' : caught ? 'explain.caught' : 'explain.failed';
  return html`<section><h3>${mark(retried ? 'retry' : caught ? 'caught' : 'fail', 14)}${t(key, { name: step.name, count: count(step.attempts.length) })}</h3>
    <p>${t('explain.order')}</p>
    ${step.attempts.length > 1 ? attemptBar(step, redrives) : nothing}
    ${all.length > MOST ? html`<p>${t('explain.earlier', { count: count(all.length - MOST) })}</p>` : nothing}
    ${all.slice(-MOST).map((each) => failure(app, each, all.length > 1 || each.redrive > 0))}</section>`;
}

export function failure(app: App, { attempt, redrive, error, cause, fatal, rules }: FailureView, numbered: boolean): TemplateResult {
  const after = redrive > 0 ? html` <span class="muted">${t('explain.redrive', { count: count(redrive) })}</span>` : nothing;
  return html`<div class="fail"><h4>${numbered ? html`<span>${t('explain.attempt', { count: count(attempt + 1) })}</span>${after} ` : nothing}<code>${error || t('explain.noName')}</code></h4>
    ${cause ? html`<p class="xcause">${cause}</p>` : nothing}
    ${fatal ? html`<p>${t('explain.fatal')}</p>` : rules.length === 0 ? html`<p>${t('explain.noRules')}</p>` : ruleTable(app, rules)}</div>`;
}

function ruleTable(app: App, rules: readonly RuleView[]): TemplateResult {
  return html`<div class="scroll" tabindex="0"><table class="mini rules"><thead><tr><th><span class="vh">${t('test.rule.taken')}</span></th>
      <th scope="col">${t('test.rule')}</th><th scope="col">ErrorEquals</th><th scope="col">${t('test.rule.answer')}</th></tr></thead>
    <tbody>${rules.map((rule) => row(app, rule))}</tbody></table></div>`;
}

function row(app: App, rule: RuleView): TemplateResult {
  const took = rule.matched !== null && (rule.catcher || rule.delay !== null);
  const status: StatusName = took ? (rule.catcher ? 'caught' : 'retry') : 'none';
  return html`<tr class=${took ? 'took' : ''}><td>${mark(status)}</td><td><code>${rule.catcher ? 'Catch' : 'Retry'}[${rule.at}]</code></td>
    <td><code>${rule.errors.join(', ')}</code></td><td>${answer(app, rule)}</td></tr>`;
}

function answer(app: App, rule: RuleView): unknown {
  if (!rule.asked) return t('test.rule.notAsked');
  if (rule.matched === null) return t('test.rule.other');
  const by = rule.errors.length > 1 ? html` <code>${rule.errors[rule.matched]}</code>` : nothing;
  if (rule.catcher) return html`<b>${toNamed(app, (next) => t('test.rule.caught', { next }), rule.next ?? '')}</b>${by}`;
  if (rule.delay === null) return html`<b>${t('explain.usedUp', { count: count(rule.most) })}</b>${by}`;
  const params = { used: count(rule.used ?? 0), most: count(rule.most), delay: duration(rule.delay) };
  return html`<b>${t('explain.retry', params)}</b>${by}<br><span class="muted">${formula(rule)}</span>`;
}

/** How the delay comes about: `1 s × 2 × 2, at most 5 s`. */
function formula({ interval, rate, cap, jitter, used }: RuleView): string {
  const power = Math.max(0, (used ?? 1) - 1);
  const times = power > 3 ? ` × ${count(rate)}^${power}` : ` × ${count(rate)}`.repeat(power);
  const parts = [`${t('explain.seconds', { count: count(interval) })}${times}`];
  if (cap !== null) parts.push(t('explain.cap', { count: count(cap) }));
  if (jitter) parts.push(t('explain.jitter'));
  return parts.join(', ');
}

/** Attempts and the delays between them in the order of time, each in its share; a redrive is a line of its own. */
function attemptBar({ attempts, enteredAt, endedAt, name }: StepView, redrives: readonly number[]): TemplateResult {
  const from = attempts[0]?.started ?? enteredAt;
  const to = Math.max(endedAt ?? 0, ...attempts.map(({ started, ended }) => ended ?? started), from + 1);
  const at = (time: number): number => Math.round(((time - from) / (to - from)) * 1000) / 10;
  const wide = (a: number, b: number): number => Math.max(0.8, at(b) - at(a));
  return html`<figure class="abar"><svg width="100%" height="18" role="img" aria-label=${t('explain.bar', { name })}>
      <line x1="0" x2="100%" y1="9" y2="9"></line>${attempts.map((attempt) => svg`
      <rect class="st-${statusOf(attempt.status)}" x="${Math.min(99.2, at(attempt.started))}%" y="3" height="12" rx="2"
        width="${wide(attempt.started, attempt.ended ?? to)}%"></rect>`)}${redrives.map((time) => svg`
      <line class="redriven" x1="${at(time)}%" x2="${at(time)}%" y1="0" y2="18"></line>`)}</svg>
    <ol>${attemptWords(attempts, redrives).slice(0, 12)}</ol></figure>`;
}

/** Attempts are counted from each redrive anew, as the retriers do. */
function attemptWords(attempts: StepView['attempts'], redrives: readonly number[]): TemplateResult[] {
  const words: TemplateResult[] = [];
  let [told, number] = [0, 0];
  attempts.forEach((attempt, index) => {
    for (let time = redrives[told]; time !== undefined && time <= attempt.started; time = redrives[told]) {
      told += 1;
      number = 0;
      words.push(html`<li class="redriven">${icon('i-s-retry', 12)}${t('explain.redriven', { count: count(told), time: clock(time) })}</li>`);
    }
    number += 1;
    const next = attempts[index + 1];
    const again = next && !(redrives[told] !== undefined && (redrives[told] ?? 0) <= next.started);
    const wait = again && attempt.ended !== null ? t('explain.then', { delay: duration(next.started - attempt.ended) }) : '';
    const said = `${t('explain.attempt', { count: count(number) })}, ${t(`legend.${statusOf(attempt.status)}`)}${wait}`;
    words.push(html`<li>${mark(statusOf(attempt.status))}${said}</li>`);
  });
  return words;
}
