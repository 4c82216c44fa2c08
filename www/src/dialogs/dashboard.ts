/** All machines of this browser, and the gallery. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { ago, count } from '../format.ts';
import { cards, type Card } from '../gallery.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, statusOfExecution } from '../marks.ts';
import type { ExecutionRow, MachineRow, State } from '../state.ts';
import { openRecordedDialog } from '../recorded/open.ts';
import { kept } from './kept.ts';

export function dashboard(app: App, state: State): TemplateResult {
  const { machines } = state.workspace;
  return html`
    <div class="galh"><h3 class="grow">${t('dashboard.machines')}</h3>
      <button class="b small" type="button" aria-haspopup="dialog" @click=${() => openRecordedDialog(app)}>${t('recorded.button')}</button>
      <button class="b small" type="button" @click=${() => void app.actions.workspace.newMachine()}>${icon('i-plus', 12)}${t('dashboard.new')}</button></div>
    ${machines.length === 0 ? html`<p class="none muted">${t('dashboard.none')}</p>` : table(app, state)}
    <div class="galh"><h3>${t('dashboard.gallery')}</h3></div>
    ${gallery(app, state)}
    ${kept(state)}`;
}

/** The examples that come with the page. */
export function gallery(app: App, state: State): TemplateResult {
  const more = (): void => app.store.dispatch({ type: 'ui', change: {} });
  return html`<ul class="gal">${cards(more).map((entry) => card(app, state, entry))}</ul>`;
}

function table(app: App, state: State): TemplateResult {
  return html`<div class="tscroll"><table class="list"><thead><tr><th>${t('dashboard.name')}</th><th>${t('dashboard.type')}</th>
      <th>${t('dashboard.executions')}</th><th>${t('dashboard.changed')}</th><th><span class="vh">${t('action.delete')}</span></th></tr></thead>
    <tbody>${state.workspace.machines.map((machine) => row(app, state, machine))}</tbody></table></div>`;
}

function row({ actions }: App, state: State, machine: MachineRow): TemplateResult {
  const own = state.workspace.executions.filter(({ machineId }) => machineId === machine.id);
  return html`<tr class=${machine.id === state.document.machineId ? 'sel' : ''}>
    <td><button class="mname link" type="button" title=${machine.name} @click=${() => void actions.workspace.openMachine(machine.id)}>${machine.name}</button></td>
    <td>${t(machine.type === 'EXPRESS' ? 'details.express' : 'details.standard')}</td>
    <td>${counts(own)}</td>
    <td class="muted">${ago(machine.updated, Date.now())}</td>
    <td class="r"><button class="b ghost small icon" type="button" title=${t('action.delete')} aria-label=${t('dashboard.delete', { name: machine.name })}
      @click=${() => {
        if (confirm(t('dashboard.confirm', { name: machine.name, count: own.length }))) void actions.workspace.removeMachine(machine.id);
      }}>${icon('i-trash', 14)}</button></td></tr>`;
}

function counts(rows: readonly ExecutionRow[]): TemplateResult {
  const statuses = [...new Set(rows.map(({ status }) => status))].sort();
  if (rows.length === 0) return html`<span class="muted">–</span>`;
  return html`<span class="cnts">${statuses.map((status) => html`<span title=${t(`details.${status}` as 'details.RUNNING')}>
    ${mark(statusOfExecution(status))}<span class="num">${count(rows.filter((item) => item.status === status).length)}</span></span>`)}</span>`;
}

function card({ actions }: App, state: State, { id, title, description, level, language, watch }: Card): TemplateResult {
  const there = state.workspace.machines.some(({ gallery }) => gallery === id);
  return html`<li class="gc"><b>${named(title)}</b>
    <div class="gtags"><span class="badge">${t(`gallery.${level}`)}</span><span class="badge">${language}</span></div>
    <p>${named(description)}</p><p class="gwatch"><span class="muted">${t('gallery.watch')}</span> ${named(watch)}</p><div class="ebtn l">
    <button class="b small ${there ? '' : 'primary'}" type="button" @click=${() => void actions.workspace.openGallery(id, false)}>${t('dashboard.open')}</button>
    ${there
      ? html`<button class="b small ghost" type="button" @click=${() => void actions.workspace.openGallery(id, true)}>${t('dashboard.fresh')}</button>`
      : nothing}</div></li>`;
}
