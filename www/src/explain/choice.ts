/** A Choice's truth table: every rule with what was found and what it answered. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import type { ChoiceRuleView, ChoiceView, TestView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark } from '../marks.ts';
import { toNamed } from './names.ts';

export function choiceTable(app: App, name: string, choice: ChoiceView, ahead: boolean): TemplateResult {
  const byDefault = choice.decided && choice.taken === null;
  return html`<section><h3>${icon('i-t-choice', 14)}${t(ahead ? 'explain.wouldChoose' : 'explain.chose', { name })}</h3>
    <p>${t('explain.choiceOrder')}</p>
    <div class="scroll" tabindex="0"><table class="mini rules"><thead><tr><th><span class="vh">${t('test.rule.taken')}</span></th><th scope="col">${t('test.rule')}</th>
      <th scope="col">${t('vars.value')}</th><th scope="col">${t('test.rule.answer')}</th></tr></thead>
    <tbody>${choice.rules.map((rule, at) => ruleRows(app, rule, at, choice.taken === at))}
      ${choice.default === null && !byDefault ? nothing : html`<tr class=${byDefault ? 'took' : ''}><td>${mark(byDefault ? 'ok' : 'none')}</td>
        <td><code>Default</code></td><td></td><td>${byDefault ? taken(app, choice.default) : t('test.rule.notAsked')}</td></tr>`}</tbody></table></div></section>`;
}

function ruleRows(app: App, rule: ChoiceRuleView, at: number, took: boolean): unknown {
  const [only] = rule.tests.length === 1 && rule.tests[0]?.condition === rule.condition ? rule.tests : [undefined];
  const held = rule.held === null ? t('test.rule.notAsked') : took ? taken(app, rule.next) : t(rule.held ? 'explain.holds' : 'explain.holdsNot');
  return html`<tr class=${took ? 'took' : ''}><td>${mark(took ? 'ok' : 'none')}</td>
      <td>${t('explain.rule', { number: count(at + 1) })} <code>${rule.condition}</code></td><td>${only ? found(only) : nothing}</td><td>${held}</td></tr>
    ${only ? nothing : rule.tests.map((test) => html`<tr class="part"><td></td><td><code>${test.condition}</code></td><td>${found(test)}</td>
      <td>${t(test.held ? 'explain.holds' : 'explain.holdsNot')}</td></tr>`)}`;
}

/** The value, and the other one where the rule does not say it. */
function found({ found: left, wanted, condition }: TestView): TemplateResult {
  return html`<code class="val">${left}</code>${condition.includes(wanted) || /^(?:true|false)$/s.test(wanted) ? nothing
    : html` <span class="muted">/</span> <code class="val">${wanted}</code>`}`;
}

const taken = (app: App, to: string | null): TemplateResult => html`<b>${toNamed(app, (next) => t('explain.taken', { next }), to ?? '')}</b>`;
