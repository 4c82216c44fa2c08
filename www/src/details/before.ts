import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { invoke } from '../commands.ts';
import { ago } from '../format.ts';
import { type Key, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { chip, statusOfExecution } from '../marks.ts';
import type { ExecutionRow, State } from '../state.ts';

/** So many earlier executions are listed; the others are in the dialog. */
const LISTED = 5;

/** Monitor while no execution is open: how to start one, the earlier ones of this machine. */
export function before(app: App, state: State): TemplateResult {
  const own = state.workspace.executions.filter(({ machineId }) => machineId === state.document.machineId);
  return html`<div class="empty pre"><span class="eic">${icon('i-list', 24)}</span>
    <h3>${t(own.length > 0 ? 'details.noneOpen' : 'details.nothing')}</h3>
    ${start(state)}</div>
    ${own.length > 0 ? earlier(app, own) : nothing}`;
}

function start({ check }: State): TemplateResult {
  if (check.view && !check.view.runnable) {
    return html`<p>${t('details.notRunnable')}</p><div class="ebtn">
      <button class="b" type="button" @click=${() => void invoke('nextProblem')}>${icon('i-s-fail', 14, 'st-fail')}${t('details.toProblem')}</button></div>`;
  }
  // The buttons are in the bar below, once.
  return html`<p>${t('details.nothingHelp')}</p>`;
}

function earlier(app: App, own: readonly ExecutionRow[]): TemplateResult {
  return html`<section class="earlier" aria-labelledby="earlier-h"><h3 id="earlier-h">${t('details.earlier')}</h3>
    <ul>${own.slice(0, LISTED).map(({ id, name, status, created }) => html`<li>
      <button class="mname link" type="button" title=${name} @click=${() => void app.actions.workspace.openExecution(id)}>${name}</button>
      ${chip(statusOfExecution(status), t(`details.${status}` as Key))}
      <span class="muted">${ago(created, Date.now())}</span></li>`)}</ul>
    ${own.length > LISTED ? html`<button class="link" type="button"
      @click=${() => app.store.dispatch({ type: 'ui', change: { dialog: 'executions' } })}>${t('details.allEarlier', { count: own.length })}</button>` : nothing}
  </section>`;
}
