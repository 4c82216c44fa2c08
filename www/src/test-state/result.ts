/** The answer to a test: status and next state, output, stages, which rule took the error. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { TestStateResponse, TestStateView } from '../generated.ts';
import { language, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { chip, mark, type StatusName } from '../marks.ts';
import { tabStrip, type Tab } from '../tabs.ts';
import type { Form, Rule, Subject } from './model.ts';
import { exchange, stageList } from './stages.ts';

/** An answer with what was asked. */
export interface Answered {
  readonly view: TestStateView;
  readonly form: Form;
  readonly subject: Subject;
}

export type ResultTab = 'output' | 'stages' | 'rules' | 'http';

const STATUS: Readonly<Record<string, StatusName>> = { SUCCEEDED: 'ok', FAILED: 'fail', RETRIABLE: 'retry', CAUGHT_ERROR: 'caught' };

export function resultView(answered: Answered, wanted: ResultTab, choose: (tab: ResultTab) => void): unknown {
  const { response } = answered.view;
  if (!response) return nothing;
  const tabs = tabsOf(response, answered.subject);
  const chosen = tabs.some(({ id }) => id === wanted) ? wanted : 'output';
  return html`<div class="resh">${chip(STATUS[response.status] ?? 'none', t(`test.status.${known(response.status)}`))}
      ${language() === 'en' ? nothing : html`<code class="muted">${response.status}</code>`}<span class="grow"></span>
      ${response.nextState === null ? nothing : html`<span class="muted">${t('test.next')}</span> <b>${response.nextState}</b>`}</div>
    ${notes(answered.view)}
    ${tabStrip('test', t('test.outcome'), tabs, chosen, choose)}
    <div class="resb" id="test-panel" role="tabpanel" tabindex="0" aria-labelledby="test-${chosen}">${panel(answered, response, chosen)}</div>`;
}

const known = (status: string): 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR' =>
  status === 'SUCCEEDED' || status === 'RETRIABLE' || status === 'CAUGHT_ERROR' ? status : 'FAILED';

function tabsOf({ inspectionData: data, error }: TestStateResponse, { retry, catch: catchers }: Subject): Tab<ResultTab>[] {
  const tabs: Tab<ResultTab>[] = [{ id: 'output', words: t('test.tab.output') }];
  if (data) tabs.push({ id: 'stages', words: t('test.tab.stages') });
  if (data && error !== null && retry.length + catchers.length > 0) tabs.push({ id: 'rules', words: t('test.tab.rules') });
  if (data && data.request.length > 0) tabs.push({ id: 'http', words: t('test.tab.http') });
  return tabs;
}

/** Where the result came from, and whether it was compared with the API. */
function notes({ automatic, mockChecked }: TestStateView): unknown {
  const lines = [
    automatic ? html`<span class="badge">${t('mocks.automatic')}</span>${t('test.automatic')}` : nothing,
    mockChecked === true ? html`${icon('i-check', 12)}${t('test.checked')}` : nothing,
    mockChecked === false ? html`<span class="badge">${t('test.notChecked')}</span>${t('test.notCheckedHelp')}` : nothing,
  ].filter((line) => line !== nothing);
  return lines.map((line) => html`<p class="auto tnote">${line}</p>`);
}

function panel({ form, subject }: Answered, response: TestStateResponse, tab: ResultTab): unknown {
  const { inspectionData: data } = response;
  if (tab === 'stages' && data) return stageList(data, response.output, form.variables);
  if (tab === 'rules') return rules(response, subject);
  if (tab === 'http' && data) return html`${exchange(t('test.request'), data.request)}${exchange(t('test.response'), data.response)}`;
  return html`
    ${response.error === null && response.cause === null ? nothing : html`<dl class="tnumbers wide">
      ${response.error === null ? nothing : html`<div><dt>${t('problems.error')}</dt><dd class="code">${response.error}</dd></div>`}
      ${response.cause === null ? nothing : html`<div><dt>${t('step.cause')}</dt><dd>${response.cause}</dd></div>`}</dl>`}
    ${response.output === null ? html`<p class="none muted">${t('test.noOutput')}</p>` : jsonView(response.output, t('test.tab.output'))}`;
}

/** Retriers, then catchers, in the order in which they are asked. */
function rules(response: TestStateResponse, { retry, catch: catchers }: Subject): TemplateResult {
  const data = response.inspectionData;
  const retrier = data?.retryIndex ?? null;
  const catcher = data?.catchIndex ?? null;
  const retried = response.status === 'RETRIABLE';
  const retryWords = (at: number): unknown => {
    if (retrier === null || at < retrier) return t('test.rule.other');
    if (at > retrier) return t('test.rule.notAsked');
    if (!retried) return html`<b>${t('test.rule.usedUp')}</b>`;
    const seconds = data?.retryBackoffIntervalSeconds ?? 0;
    return html`<b>${t('test.rule.retry', { seconds })}</b>`;
  };
  const catchWords = (at: number, { next }: Rule): unknown => {
    if (retried || (catcher !== null && at > catcher)) return t('test.rule.notAsked');
    if (catcher === null || at < catcher) return t('test.rule.other');
    return html`<b>${t('test.rule.caught', { next: next ?? '' })}</b>`;
  };
  const row = (status: StatusName, name: string, index: number, taken: boolean, rule: Rule, words: unknown): TemplateResult => html`
    <tr class=${taken ? 'took' : ''}><td>${mark(taken ? status : 'none')}</td><td><code>${name}[${index}]</code></td>
      <td><code>${rule.errors.join(', ')}</code></td><td>${words}</td></tr>`;
  return html`<div class="scroll" tabindex="0"><table class="mini rules"><thead><tr><th><span class="vh">${t('test.rule.taken')}</span></th>
      <th scope="col">${t('test.rule')}</th><th scope="col">ErrorEquals</th><th scope="col">${t('test.rule.answer')}</th></tr></thead>
    <tbody>${retry.map((rule, at) => row('retry', 'Retry', at, at === retrier, rule, retryWords(at)))}
      ${catchers.map((rule, at) => row('caught', 'Catch', at, at === catcher, rule, catchWords(at, rule)))}</tbody></table></div>`;
}
