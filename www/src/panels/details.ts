import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { copyButton } from '../clipboard.ts';
import { before } from '../details/before.ts';
import { failure } from '../details/failure.ts';
import { panel } from '../dom.ts';
import { count, duration, moment } from '../format.ts';
import type { ExecutionView } from '../generated.ts';
import { type Key, language, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { fillLacks } from '../input/open.ts';
import { jsonView } from '../json-text.ts';
import { chip, statusOfExecution } from '../marks.ts';
import { fillRecorded } from '../recorded/open.ts';
import { fillRedrive, fillRedriven } from '../redrive/open.ts';
import type { Run, Ui } from '../state.ts';
import { tabStrip } from '../tabs.ts';

/** *Execution Details*, as AWS's console lays them out: Info, Input, Output. */
export function mountDetails(root: HTMLElement, app: App): void {
  /** Folded to one line where there is little room, unless the user has said. */
  const roomy = matchMedia('(min-width: 700px) and (min-height: 600px)');
  const isOpen = (): boolean => app.store.state.ui.opened.details ?? roomy.matches;
  const fold = (): void => {
    app.store.dispatch({ type: 'ui', change: { opened: { ...app.store.state.ui.opened, details: !isOpen() } } });
  };
  roomy.addEventListener('change', () => draw());
  const drawn = panel(root, app, (state) => [state.run, state.ui.info, state.ui.opened, state.check.view, state.workspace.executions, state.document.machineId], (state) => {
    const { run } = state;
    if (!run) return before(app, state);
    const open = isOpen();
    return html`<section class="exec" aria-labelledby="exec-h">
      ${head(run, open, fold)}${run.view.recorded ? html`<div class="recorded"></div>` : nothing}${failure(app, run)}
      ${open ? html`${strip(app, state.ui.info)}
        <div id="info-panel" role="tabpanel" aria-labelledby="info-${state.ui.info}">${tab(run, state.ui.info)}</div>` : nothing}
    </section>`;
  });
  const fill = (): void => {
    fillRedrive(root.querySelector<HTMLElement>('.redrive'), app);
    fillRecorded(root.querySelector<HTMLElement>('.recorded'), app);
    fillLacks(root.querySelector<HTMLElement>('.lacks'), app);
    fillRedriven(root.querySelector<HTMLElement>('.redriven'), app);
  };
  const draw = (): void => {
    drawn();
    fill();
  };
  app.store.subscribe(fill);
  fill();
}

/** The heading folds the details to one line: status, duration, transitions. */
function head(run: Run, open: boolean, fold: () => void): TemplateResult {
  const { execution, now } = run.view;
  const status = statusOfExecution(execution.status);
  return html`<div class="exech"><button class="fold" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${fold}>
      ${icon(open ? 'i-tri-d' : 'i-tri-r', 10)}<h3 id="exec-h">${t('details.title')}</h3></button>
    ${open ? html`<p class="execarn">${t('details.arn')}: ${arn(execution.arn)}</p>`
      : html`${chip(status, t(`details.${execution.status}` as Key))}
        <span class="num">${duration((execution.closed ?? now) - execution.started)}</span>
        <span class="num brief">${t('details.brief', { count: count(execution.transitions) })}</span>`}</div>`;
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
  const time = language() === 'ko' ? '' : 'short time';
  return html`<dl class="kvs">
    ${field('details.status', chip(status, t(`details.${execution.status}` as Key)))}
    ${field('details.machineArn', arn(execution.machineArn))}
    ${field('details.executionId', arn(execution.arn))}
    ${field('details.started', moment(execution.started), time)}
    ${field('details.closed', execution.closed === null ? '–' : moment(execution.closed), time)}
    ${field('details.duration', html`${duration(ended - execution.started)}${run.view.recorded ? nothing : html`<span class="muted">${t('details.virtual')}</span>`}`, 'short first')}
    ${field('details.transitions', html`<span title=${t('details.counted')}>${count(execution.transitions)}</span>`, 'short')}
    ${field('details.type', t(execution.type === 'EXPRESS' ? 'details.express' : 'details.standard'), 'short')}
  </dl>${execution.redrives === 0 ? nothing : html`<div class="redriven"></div>`}`;
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
  if (!text) return html`–`;
  const cut = text.split(':').slice(0, 5).join(':').length + 1;
  return html`<span class="arn" title=${text}><span class="ah">${text.slice(0, cut)}</span><span class="at">${text.slice(cut)}</span></span>
    ${copyButton(t('details.copyArn'), () => text)}`;
}
