/** Redrive of an execution that was lost: with the mocks and files as they are now, for these are what can be mended. */

import '../i18n/later.ts';
import { own } from '../i18n/problems.ts';
import '../styles/redrive.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { surroundings } from '../actions/start.ts';
import type { App } from '../app.ts';
import { count, moment } from '../format.ts';
import type { StartRequest } from '../generated.ts';
import { language, t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { brokenMock } from '../mocks.ts';
import type { Around } from '../protocol.ts';
import { chosenCase } from '../select.ts';
import type { Run, State } from '../state.ts';

/** Draws into `host` until the answer is called. */
export const mountRedrive = (host: HTMLElement, app: App): (() => void) =>
  mounted(host, app, (state) => html`${explained(state)}${redriveLine(app, state)}`);
export const mountFacts = (host: HTMLElement, app: App): (() => void) => mounted(host, app, ({ run }) => (run ? facts(run) : nothing));

function mounted(host: HTMLElement, app: App, template: (state: State) => unknown): () => void {
  const draw = (): void => {
    render(template(app.store.state), host);
  };
  draw();
  return app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.document !== before.document || state.ui.lang !== before.ui.lang) draw();
  });
}

function changed(now: Around, was: StartRequest): boolean {
  const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name) => b.includes(name));
  return now.mocks !== was.mocks || now.testCase !== was.testCase || now.files !== (was.files ?? '') || !same(now.asked, was.asked)
    || !same(now.handlers, was.handlers);
}

/** A cause that the simulator gives itself, in the reader's language. */
function explained({ run }: State): unknown {
  const cause = run?.view.execution.cause ?? '';
  const said = own(cause);
  return said === cause ? nothing : html`<p class="muted said">${said}</p>`;
}

/** The button, or why there is none. */
export function redriveLine(app: App, state: State): unknown {
  const { run } = state;
  const execution = run?.view.execution;
  if (!run || !execution || execution.type === 'EXPRESS' || execution.status === 'RUNNING') return nothing;
  if (execution.notRedrivable !== null) {
    return html`<p class="muted">${t('redrive.cannot')}: <span lang="en">${execution.notRedrivable}</span></p>`;
  }
  const now = surroundings(state);
  const other = changed(now, run.request);
  const words = t(other ? 'redrive.changed' : 'redrive.same');
  return html`<div class="redriveline"><button class="b small" type="button" title=${words} @click=${() => redrive(app)}>
      ${icon('i-s-retry', 11)}${t('redrive.action')}</button>${other ? html`<span>${words}</span>` : nothing}</div>`;
}

function redrive(app: App): void {
  const { state } = app.store;
  const broken = brokenMock(chosenCase(state).mocks);
  if (!broken) return void app.actions.run.redrive(surroundings(state));
  const params = { state: broken.state, attempt: broken.at + 1 };
  app.store.dispatch({ type: 'notice', notice: { kind: 'error', key: 'notice.badMock', params, zone: 'define' } });
}

/** Fields of DescribeExecution that only Standard executions have. */
function facts({ view: { execution } }: Run): unknown {
  if (execution.type === 'EXPRESS') return nothing;
  const can = execution.notRedrivable === null;
  return html`<dl class="kvs">
    ${field('redrive.count', count(execution.redrives), 'short')}
    ${execution.redriven === null ? nothing : field('redrive.date', moment(execution.redriven), 'short')}
    ${field('redrive.status', html`${t(can ? 'redrive.can' : 'redrive.cannot')}${can ? nothing
      : html`<span class="muted why" lang="en">${execution.notRedrivable}</span>`}`, can ? 'short' : '')}</dl>`;
}

const AWS_LABELS: Partial<Record<Key, string>> = {
  'redrive.count': 'Redrive count', 'redrive.date': 'Last redriven', 'redrive.status': 'Redrive status',
};

function field(key: Key, value: unknown, look: string): TemplateResult {
  return html`<div class="kv ${look}"><dt>${t(key)}${language() === 'ko' ? html` <em lang="en">${AWS_LABELS[key]}</em>` : nothing}</dt>
    <dd class="num">${value}</dd></div>`;
}
