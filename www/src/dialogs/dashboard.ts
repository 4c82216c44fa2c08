/** All machines of this browser, their executions, examples and lessons. */

import '../i18n/later.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app.ts';
import { ago, clock, count, duration, moment } from '../format.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lessonStrip } from '../lesson/list.ts';
import { chip, mark, statusOfExecution } from '../marks.ts';
import { openRecordedDialog } from '../recorded/open.ts';
import type { ExecutionRow, MachineRow, State } from '../state.ts';
import { CARDS, strip } from './gallery.ts';
import { kept } from './kept.ts';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
/** More are in the list of executions. */
const MOST = 8;
const FROM_GALLERY = ['order-saga', 'human-approval', 'csv-import', 'media-transcoding'];

/** As the reader left it, for this visit: whose executions are listed, of which status. */
const wanted: { machine: string | null; status: string | null } = { machine: null, status: null };

export function body(app: App, state: State): TemplateResult {
  const { machines, executions } = state.workspace;
  const redraw = (): void => app.store.dispatch({ type: 'ui', change: {} });
  const chosen = machines.find(({ id }) => id === wanted.machine) ?? machines.find(({ id }) => id === state.document.machineId) ?? machines[0];
  return html`<p class="muted dsum">${t('dashboard.summary', { machines: machines.length, executions: executions.length })}</p>
    <div class="dgrid"><section class="dcard" aria-labelledby="dash-machines"><div class="galh"><h3 id="dash-machines" class="grow">${t('dashboard.machines')}</h3>
      <button class="b small" type="button" aria-haspopup="dialog" @click=${() => openRecordedDialog(app)}>${t('recorded.button')}</button>
      <button class="b small" type="button" @click=${() => void app.actions.workspace.newMachine()}>${icon('i-plus', 12)}${t('dashboard.new')}</button></div>
    ${machines.length === 0 ? html`<p class="none muted">${t('dashboard.none')}</p>` : table(app, state, chosen, redraw)}</section>
    ${chosen ? history(app, state, chosen, redraw) : nothing}</div>
    <div class="galh"><h3>${t('dashboard.fromGallery')}</h3><button class="link" type="button" @click=${() => app.store.dispatch({ type: 'ui', change: { dialog: 'gallery' } })}>${t('dashboard.all', { count: CARDS.length })}</button></div>
    ${strip(app, FROM_GALLERY)}
    ${lessonStrip(app)}
    ${kept(app, state)}`;
}

function table(app: App, state: State, chosen: MachineRow | undefined, redraw: () => void): TemplateResult {
  return html`<div class="tscroll"><table class="list"><thead><tr><th>${t('dashboard.name')}</th><th>${t('dashboard.type')}</th>
      <th>${t('dashboard.executions')}</th><th>${t('dashboard.lastRun')}</th><th><span class="vh">${t('action.delete')}</span></th></tr></thead>
    <tbody>${repeat(state.workspace.machines, ({ id }) => id, (machine) => row(app, state, machine, machine.id === chosen?.id, redraw))}</tbody></table></div>`;
}

function row({ actions }: App, state: State, machine: MachineRow, chosen: boolean, redraw: () => void): TemplateResult {
  const own = state.workspace.executions.filter(({ machineId }) => machineId === machine.id);
  const choose = (): void => {
    Object.assign(wanted, { machine: machine.id, status: null });
    redraw();
  };
  const last = Math.max(...own.map(({ created }) => created));
  return html`<tr class=${chosen ? 'sel' : ''}>
    <td><button class="mname link" type="button" title=${machine.name} @click=${() => void actions.workspace.openMachine(machine.id)}>${machine.name}</button></td>
    <td>${t(machine.type === 'EXPRESS' ? 'details.express' : 'details.standard')}</td>
    <td>${own.length === 0 ? html`<span class="muted">–</span>` : html`<button class="cntb" type="button" aria-pressed=${chosen ? 'true' : 'false'}
      aria-label=${t('executions.of', { name: machine.name })} @click=${choose}>${counts(own)}</button>`}</td>
    <td class="muted">${own.length === 0 ? t('dashboard.notRun') : ago(last, Date.now())}</td>
    <td class="r"><button class="b ghost small icon" type="button" title=${t('action.delete')} aria-label=${t('dashboard.delete', { name: machine.name })}
      @click=${() => {
        if (confirm(t('dashboard.confirm', { name: machine.name, count: own.length }))) void actions.workspace.removeMachine(machine.id);
      }}>${icon('i-trash', 14)}</button></td></tr>`;
}

function counts(rows: readonly ExecutionRow[]): TemplateResult {
  const there = STATUSES.filter((status) => rows.some((row) => row.status === status));
  return html`<span class="cnts">${there.map((status) => html`<span title=${t(`details.${status}` as Key)}>
    ${mark(statusOfExecution(status))}<span class="num">${count(rows.filter((item) => item.status === status).length)}</span></span>`)}</span>`;
}

function history(app: App, state: State, machine: MachineRow, redraw: () => void): TemplateResult {
  const own = state.workspace.executions.filter(({ machineId }) => machineId === machine.id);
  const rows = own.filter(({ status }) => wanted.status === null || status === wanted.status);
  const filter = (status: string | null, many: number): TemplateResult => html`<button class="fchip ${wanted.status === status ? 'on' : ''}" type="button"
    aria-pressed=${wanted.status === status ? 'true' : 'false'} @click=${() => {
      wanted.status = status;
      redraw();
    }}>${status ? mark(statusOfExecution(status), 12) : nothing}${status ? t(`details.${status}` as Key) : t('dashboard.any')} <span class="num">${count(many)}</span></button>`;
  const here = machine.id === state.document.machineId;
  return html`<section class="dcard" aria-labelledby="dash-executions"><div class="galh"><h3 id="dash-executions" class="grow">${t('executions.of', { name: machine.name })}</h3>
      ${here ? html`<button class="b small" type="button" @click=${() => app.store.dispatch({ type: 'ui', change: { dialog: 'executions' } })}>${t('dashboard.allExecutions')}</button>` : nothing}</div>
    ${own.length === 0 ? nothing : html`<div class="galh exfilters" role="group" aria-label=${t('executions.filters')}>${filter(null, own.length)}
      ${STATUSES.map((status) => filter(status, own.filter((each) => each.status === status).length))}</div>`}
    ${rows.length === 0 ? html`<p class="none muted">${t(own.length === 0 ? 'executions.none' : 'executions.nonePass')}</p>` : runs(app, state, rows)}</section>`;
}

function runs({ actions }: App, state: State, rows: readonly ExecutionRow[]): TemplateResult {
  return html`<div class="tscroll"><table class="list ex"><thead><tr>${(['name', 'status', 'started', 'duration'] as const).map((column) => html`<th>${t(`executions.${column}`)}</th>`)}
      <th class="r">${t('dashboard.transitions')}</th></tr></thead>
    <tbody>${repeat(rows.slice(0, MOST), ({ id }) => id, (each) => html`<tr class=${each.id === state.run?.executionId ? 'sel' : ''}>
      <td><button class="mname link" type="button" title=${each.name} @click=${() => void actions.workspace.openExecution(each.id)}>${each.name}</button></td>
      <td>${chip(statusOfExecution(each.status), t(`details.${each.status}` as Key))}</td>
      <td class="num" title=${moment(each.started)}>${clock(each.started).slice(0, 8)}</td>
      <td class="num">${each.closed === null ? '–' : duration(each.closed - each.started)}</td>
      <td class="num r">${count(each.transitions)}</td></tr>`)}</tbody></table></div>
    ${rows.length > MOST ? html`<p class="muted more-runs">${t('dashboard.moreRuns', { count: rows.length - MOST })}</p>` : nothing}`;
}
