/** A Map Run's status, thresholds, counters and the list of its child executions. */

import '../i18n/later.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { copyButton } from '../clipboard.ts';
import { clock, count, duration, moment } from '../format.ts';
import type { ChildRow, CountsView, MapRunView } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { chip, mark, statusOfExecution, type StatusName } from '../marks.ts';
import { limits } from './limits.ts';
import { PAGE, type Shown, type Steps } from './panel.ts';

/** `redrive` is how the execution around it can be redriven, and with it a Map Run that was lost. */
export function overview(shown: Shown, steps: Steps, redrive: unknown): TemplateResult {
  const { run } = shown;
  if (!run) return html`<p class="none muted">${t('events.loading')}</p>`;
  const lost = run.status === 'FAILED' || run.status === 'ABORTED';
  return html`<div class="mrhead">${shown.path.length > 0 ? html`<button class="b small mrback" type="button"
      @click=${() => steps.close()}>${icon('i-back', 12)}${t('mapRun.child')}</button>` : nothing}${chip(statusOfExecution(run.status), t(`details.${run.status}` as Key))}
      ${arn(run.arn)}${copyButton(t('details.copyArn'), () => run.arn)}
      ${shown.of > 1 && shown.path.length === 0 ? pager(t('mapRun.attempt', { at: count(shown.at + 1), of: count(shown.of) }), shown.at > 0, shown.at < shown.of - 1,
        (by) => steps.show({ at: shown.at + by, from: 0 })) : nothing}</div>
    ${facts(run)}${limits(shown, run, steps)}
    ${lost ? html`<div class="mrredrive">${redrive}</div>` : nothing}
    ${counted('mapRun.executions', run.executions)}${counted('mapRun.items', run.items)}
    ${shown.children.length === 0 ? html`<p class="none muted">${t('mapRun.none')}</p>` : children(shown, run, steps)}`;
}

const COUNTS: readonly [keyof CountsView, Key, StatusName?][] = [
  ['pending', 'mapRun.pending', 'none'],
  ['running', 'details.RUNNING', 'run'],
  ['succeeded', 'details.SUCCEEDED', 'ok'],
  ['failed', 'details.FAILED', 'fail'],
  ['timedOut', 'details.TIMED_OUT', 'timeout'],
  ['aborted', 'details.ABORTED', 'abort'],
  ['total', 'mapRun.total'],
  ['resultsWritten', 'mapRun.written'],
  ['pendingRedrive', 'mapRun.pendingRedrive', 'none'],
  ['failuresNotRedrivable', 'mapRun.notRedrivable', 'fail'],
];

/** Counters that most Map Runs never have. */
const SELDOM: ReadonlySet<keyof CountsView> = new Set<keyof CountsView>(['pendingRedrive', 'failuresNotRedrivable']);

const counted = (words: Key, counts: CountsView): TemplateResult => html`<div class="mrcounts"><b>${t(words)}</b>
  <ul aria-label=${t(words)}>${COUNTS.filter(([name]) => counts[name] > 0 || !SELDOM.has(name)).map(([name, word, status]) => html`<li class=${counts[name] === 0 ? 'muted' : ''}>
    ${status ? mark(status, 12) : nothing}${t(word)} <b class="num">${count(counts[name])}</b></li>`)}</ul></div>`;

/** Too long an ARN loses its middle: the tail tells Map Runs apart. */
function arn(text: string): TemplateResult {
  const cut = text.lastIndexOf('/') + 1;
  return html`<span class="arn" title=${text}><span class="ah">${text.slice(0, cut)}</span><span class="at">${text.slice(cut)}</span></span>`;
}

/** Times, by the API's names. */
function facts(run: MapRunView): TemplateResult {
  const field = (words: string, value: unknown): TemplateResult => html`<div class="kv short"><dt>${words}</dt><dd class="num">${value}</dd></div>`;
  return html`<dl class="kvs">
    ${field(t('details.started'), moment(run.started))}
    ${field(t('details.closed'), run.stopped === null ? '–' : moment(run.stopped))}
    ${field(t('mapRun.children'), t(run.express ? 'details.express' : 'details.standard'))}
    ${run.redrives > 0 ? field(t('mapRun.redrives'), count(run.redrives)) : nothing}</dl>`;
}

function children(shown: Shown, run: MapRunView, steps: Steps): TemplateResult {
  const last = Math.min(run.children, shown.from + PAGE);
  return html`<div class="mrbar"><h4>${t('mapRun.list')}</h4>${run.children > PAGE ? pager(
      t('mapRun.page', { from: count(shown.from + 1), to: count(last), count: count(run.children) }), shown.from > 0, last < run.children,
      (by) => steps.show({ from: shown.from + by * PAGE })) : nothing}</div>
    <div class="scroll"><table class="mini mrlist"><thead><tr>
      <th scope="col">${t('mapRun.index')}</th><th scope="col">${t('executions.name')}</th><th scope="col">${t('executions.status')}</th>
      <th scope="col">${t('mapRun.items')}</th><th scope="col">${t('details.started')}</th><th scope="col">${t('details.closed')}</th>
      <th scope="col">${t('details.duration')}</th></tr></thead>
      <tbody>${shown.children.map((child) => line(child, steps))}</tbody></table></div>`;
}

function line(child: ChildRow, steps: Steps): TemplateResult {
  const status = statusOfExecution(child.status);
  return html`<tr><td class="num">${count(child.index)}</td>
    <td><button class="link mrname" type="button" data-child=${child.index} @click=${() => steps.open(child.index)}>${child.name}</button></td>
    <td><span class="waitcell st-${status}">${mark(status)}${t(`details.${child.status}` as Key)}</span></td>
    <td class="num">${count(child.items)}</td><td class="num">${clock(child.started)}</td>
    <td class="num">${child.stopped === null ? '–' : clock(child.stopped)}</td>
    <td class="num">${child.stopped === null ? '–' : duration(child.stopped - child.started)}</td></tr>`;
}

/** ‹ words ›. */
export function pager(words: string, before: boolean, after: boolean, go: (by: 1 | -1) => void): TemplateResult {
  return html`<span class="visits num">
    <button class="b ghost tiny" type="button" aria-label=${t('mapRun.previous')} ?disabled=${!before} @click=${() => go(-1)}>${icon('i-chev-l', 12)}</button>${words}
    <button class="b ghost tiny" type="button" aria-label=${t('mapRun.next')} ?disabled=${!after} @click=${() => go(1)}>${icon('i-chev-r', 12)}</button></span>`;
}
