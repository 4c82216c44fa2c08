import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { copyButton } from '../clipboard.ts';
import { panel } from '../dom.ts';
import { isFailure } from '../events/filter.ts';
import { count, duration, moment } from '../format.ts';
import type { ExecutionView } from '../generated.ts';
import { type Key, language, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { chip, statusOfExecution } from '../marks.ts';
import { rowAt } from '../select.ts';
import type { Run, Ui } from '../state.ts';
import { tabStrip } from '../tabs.ts';

/** *Execution Details*, as AWS's console lays them out: Info, Input, Output. */
export function mountDetails(root: HTMLElement, app: App): void {
  /** Folded to one line where there is little room, until the user says. */
  let open = matchMedia('(min-width: 700px) and (min-height: 600px)').matches;
  const fold = (): void => {
    open = !open;
    draw();
  };
  const draw = panel(root, app, (state) => [state.run, state.ui.info, state.check.view?.runnable], (state) => {
    const { run } = state;
    if (!run) return before(app);
    return html`<section class="exec" aria-labelledby="exec-h">
      ${head(run, open, fold)}
      ${open ? html`<p class="execarn">${t('details.arn')} ${arn(run.view.execution.arn)}</p>` : nothing}
      ${failure(app, run)}
      ${open ? html`${strip(app, state.ui.info)}
        <div id="info-panel" role="tabpanel" aria-labelledby="info-${state.ui.info}">${tab(run, state.ui.info)}</div>` : nothing}
    </section>`;
  });
}

/** The heading folds the details to one line: status, duration, transitions. */
function head(run: Run, open: boolean, fold: () => void): TemplateResult {
  const { execution, now } = run.view;
  const status = statusOfExecution(execution.status);
  return html`<div class="ph"><button class="fold" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${fold}>
      ${icon(open ? 'i-tri-d' : 'i-tri-r', 10)}<h3 id="exec-h">${t('details.title')}</h3></button></div>
    ${open ? nothing : html`<div class="ph brief">${chip(status, t(`details.${execution.status}` as Key))}
      <span class="num">${duration((execution.closed ?? now) - execution.started)}</span>
      <span class="num">${t('details.brief', { count: count(execution.transitions) })}</span></div>`}`;
}

function before(app: App): TemplateResult {
  const ready = app.store.state.check.view?.runnable ?? false;
  return html`<div class="empty pre"><span class="eic">${icon('i-list', 24)}</span>
    <h3>${t('details.nothing')}</h3>
    <p>${t('details.nothingHelp')}</p>
    ${ready ? html`<div class="ebtn">
      <button class="b primary" type="button" @click=${() => app.actions.run.run()}>${icon('i-play', 14)}${t('transport.run')}</button>
      <button class="b" type="button" @click=${() => app.actions.run.step('step')}>${icon('i-into', 14)}${t('transport.step')}</button>
    </div>` : nothing}</div>`;
}

function strip(app: App, chosen: Ui['info']): TemplateResult {
  const tabs = (['info', 'input', 'output'] as const).map((id) => ({ id, words: t(`details.${id}`) }));
  return tabStrip('info', t('details.title'), tabs, chosen, (info) => app.store.dispatch({ type: 'ui', change: { info } }));
}

function tab(run: Run, chosen: Ui['info']): TemplateResult {
  const { execution } = run.view;
  if (chosen === 'input') return jsonView(execution.input, t('details.input'));
  if (chosen === 'info') return info(run, execution);
  if (execution.output !== null) return jsonView(execution.output, t('details.output'));
  return html`<p class="none muted">${t(execution.status === 'RUNNING' ? 'details.noOutputYet' : 'details.noOutput')}</p>`;
}

/** Status, machine, id, started, closed in the console's order, then duration, transitions and type. */
function info(run: Run, execution: ExecutionView): TemplateResult {
  const status = statusOfExecution(execution.status);
  const ended = execution.closed ?? run.view.now;
  return html`<dl class="kvs">
    ${field('details.status', chip(status, t(`details.${execution.status}` as Key)))}
    ${field('details.machineArn', arn(execution.machineArn))}
    ${field('details.executionId', arn(execution.arn))}
    ${field('details.started', moment(execution.started))}
    ${field('details.closed', execution.closed === null ? '–' : moment(execution.closed))}
    ${field('details.duration', html`${duration(ended - execution.started)}<span class="muted">${t('details.virtual')}</span>`, 'short first')}
    ${field('details.transitions', count(execution.transitions), 'short')}
    ${field('details.type', t(execution.type === 'EXPRESS' ? 'details.express' : 'details.standard'), 'short')}
  </dl>`;
}

const AWS_LABELS: Partial<Record<Key, string>> = {
  'details.status': 'Execution Status',
  'details.machineArn': 'State Machine Arn',
  'details.executionId': 'Execution ID',
  'details.started': 'Started',
  'details.closed': 'Closed',
};

/** In Korean the console's English label stands small beside the Korean one. */
function field(key: Key, value: unknown, look = ''): TemplateResult {
  const aws = language() === 'ko' ? AWS_LABELS[key] : undefined;
  return html`<div class="kv ${look}"><dt>${t(key)}${aws ? html` <em lang="en">${aws}</em>` : nothing}</dt>
    <dd class="num">${value}</dd></div>`;
}

/** An ARN that is too long loses its middle: the tail tells executions apart. */
function arn(text: string): TemplateResult {
  const cut = text.split(':').slice(0, 5).join(':').length + 1;
  return html`<span class="arn" title=${text}><span class="ah">${text.slice(0, cut)}</span><span class="at">${text.slice(cut)}</span></span>
    ${copyButton(t('details.copyArn'), () => text)}`;
}

/** Error, cause and the way to the step that failed. */
function failure(app: App, run: Run): unknown {
  const { execution } = run.view;
  const failed = { FAILED: 'details.failedBecause', TIMED_OUT: 'details.timedOutBecause', ABORTED: 'details.abortedBecause' } as const;
  const title = failed[execution.status as keyof typeof failed];
  if (!title || run.view.position < run.view.known) return nothing;
  const status = statusOfExecution(execution.status);
  const event = failingEvent(run);
  return html`<div class="ban st-${status}" role="status">${icon(`i-s-${status}`, 16)}
    <div><b>${execution.error ? t(title, { error: execution.error }) : t(`details.${execution.status}` as Key)}</b>
      ${execution.cause ? html`<div class="cause">${execution.cause}</div>` : nothing}
      ${event === null ? nothing : html`<button class="b small" type="button"
        @click=${() => app.actions.select.event(event, 'page')}>${t('details.failingStep')}</button>`}
    </div></div>`;
}

/** The latest failure of a task or a Fail state before the end; without one the latest event of a state. */
function failingEvent(run: Run): number | null {
  let last: number | null = null;
  for (let id = run.view.known; id > 0; id -= 1) {
    const row = rowAt(run, id);
    if (!row) break;
    if (row.visit === null) continue;
    last ??= id;
    const own = !/^(Parallel|Map)State|^MapIteration/.test(row.type) && row.mark !== 'aborted';
    if (row.type === 'FailStateEntered' || (own && isFailure(row))) return id;
    if (row.mark === 'succeeded') break;
  }
  return last;
}
