/** The executions of the machine on the desk. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app.ts';
import { count, duration, moment } from '../format.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { chip, statusOfExecution } from '../marks.ts';
import type { ExecutionRow, State } from '../state.ts';
import { compareWith } from '../steer/open.ts';
import { openRecordedDialog } from '../recorded/open.ts';
import { kept } from './kept.ts';

/** Once they were asked for, until they are closed. */
let filters: typeof import('./filter-executions.ts') | null = null;

export function executions(app: App, state: State): TemplateResult {
  const own = filters?.picked(state) ?? state.workspace.executions.filter(({ machineId }) => machineId === state.document.machineId);
  const redraw = (): void => app.store.dispatch({ type: 'ui', change: {} });
  const toggle = (): void => {
    if (!filters) return lazily(app, () => import('./filter-executions.ts'), (loaded) => {
      filters = loaded;
      redraw();
    });
    filters = null;
    redraw();
  };
  return html`<div class="galh"><h3 class="grow">${t('executions.of', { name: state.document.name })}</h3>
      <button class="b small ghost" type="button" aria-pressed=${filters ? 'true' : 'false'} @click=${toggle}>${icon('i-search', 12)}${t('executions.filter')}</button>
      <button class="b small" type="button" @click=${() => app.store.dispatch({ type: 'ui', change: { dialog: 'settings' } })}>${t('define.settings')}</button>
      <button class="b small" type="button" aria-haspopup="dialog" @click=${() => openRecordedDialog(app)}>${t('recorded.button')}</button>
      <button class="b small primary" type="button" @click=${() => {
        app.store.dispatch({ type: 'ui', change: { dialog: null } });
        app.actions.run.newExecution();
      }}>${icon('i-plus', 12)}${t('monitor.new')}</button></div>
    ${filters?.executionFilters(state, redraw)}
    ${own.length === 0 ? html`<p class="none muted">${t(filters ? 'executions.nonePass' : 'executions.none')}</p>` : table(app, state, own)}
    ${kept(app, state)}`;
}

function table(app: App, state: State, rows: readonly ExecutionRow[]): TemplateResult {
  return html`<div class="tscroll"><table class="list ex"><thead><tr>
      ${(['name', 'status', 'started', 'duration', 'events'] as const).map(
        (column) => html`<th class=${column === 'events' ? 'r' : ''}>${t(`executions.${column}`)}</th>`,
      )}<th><span class="vh">${t('action.delete')}</span></th></tr></thead>
    <tbody>${repeat(rows, ({ id }) => id, (row) => line(app, row, row.id === state.run?.executionId, filters?.machineName(state, row) ?? null))}</tbody></table></div>`;
}

function line(app: App, row: ExecutionRow, open: boolean, machine: string | null): TemplateResult {
  const { actions, store } = app;
  return html`<tr class=${open ? 'sel' : ''}>
    <td><button class="mname link" type="button" title=${row.name} @click=${() => void actions.workspace.openExecution(row.id)}>${row.name}</button>${machine === null ? nothing : html` <span class="muted">${machine}</span>`}</td>
    <td>${chip(statusOfExecution(row.status), t(`details.${row.status}` as Key))}</td>
    <td class="num">${moment(row.started)}</td>
    <td class="num">${row.closed === null ? '–' : duration(row.closed - row.started)}</td>
    <td class="num r">${count(row.events)}</td>
    <td class="r">${open || !store.state.run ? nothing : html`<button class="b ghost small" type="button" aria-haspopup="dialog" aria-label=${t('compare.withOf', { name: row.name })}
        title=${t('compare.withOf', { name: row.name })} @click=${() => compareWith(app, row.id)}>${t('compare.word')}</button>`}<button class="b ghost small icon" type="button" title=${t('action.delete')} aria-label=${t('executions.delete', { name: row.name })}
      @click=${() => {
        if (confirm(t('executions.confirm', { name: row.name }))) void actions.workspace.removeExecution(row.id);
      }}>${icon('i-trash', 14)}</button></td></tr>`;
}
