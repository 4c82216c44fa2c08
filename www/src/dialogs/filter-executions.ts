/** Which executions are listed: their status, machine, and when they were started here. Loaded when it is asked for. */

import '../i18n/later.ts';
import { html, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import { t, type Key } from '../i18n.ts';
import { mark, statusOfExecution } from '../marks.ts';
import type { ExecutionRow, State } from '../state.ts';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
const HOUR = 3_600_000;
const TIMES = { any: Infinity, hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const;
type Time = keyof typeof TIMES;

/** As the reader left it, for this visit. */
const wanted = { statuses: new Set<string>(), all: false, time: 'any' as Time };

/** Executions of the machines that are wanted, whatever their status and time. */
const ofMachines = ({ workspace, document }: State): readonly ExecutionRow[] =>
  workspace.executions.filter(({ machineId }) => wanted.all || machineId === document.machineId);

const recent = (row: ExecutionRow): boolean => Date.now() - row.created <= TIMES[wanted.time];

export function picked(state: State): ExecutionRow[] {
  const { statuses } = wanted;
  return ofMachines(state).filter((row) => recent(row) && (statuses.size === 0 || statuses.has(row.status)));
}

export function executionFilters(state: State, redraw: () => void): TemplateResult {
  const rows = ofMachines(state).filter(recent);
  const toggle = (status: string): void => {
    if (!wanted.statuses.delete(status)) wanted.statuses.add(status);
    redraw();
  };
  const chips = STATUSES.map((status) => {
    const on = wanted.statuses.has(status);
    const many = rows.filter((row) => row.status === status).length;
    return html`<button class="fchip ${on ? 'on' : ''}" type="button" aria-pressed=${on ? 'true' : 'false'} @click=${() => toggle(status)}>
      ${mark(statusOfExecution(status), 12)}${t(`details.${status}` as Key)} <span class="num">${count(many)}</span></button>`;
  });
  const times = (Object.keys(TIMES) as Time[]).map((time) => html`<option value=${time} ?selected=${time === wanted.time}>${t(`executions.${time}`)}</option>`);
  return html`<div class="galh exfilters" role="group" aria-label=${t('executions.filters')}>${chips}
    <select aria-label=${t('executions.machine')} @change=${(event: Event) => {
      wanted.all = (event.target as HTMLSelectElement).value === 'all';
      redraw();
    }}><option value="own" ?selected=${!wanted.all}>${state.document.name}</option><option value="all" ?selected=${wanted.all}>${t('executions.allMachines')}</option></select>
    <select aria-label=${t('executions.when')} @change=${(event: Event) => {
      wanted.time = (event.target as HTMLSelectElement).value as Time;
      redraw();
    }}>${times}</select>
    <span class="muted num" role="status">${t('executions.shown', { count: count(picked(state).length) })}</span></div>`;
}

/** The machine of an execution, where those of several are listed. */
export const machineName = ({ workspace }: State, { machineId }: ExecutionRow): string | null =>
  wanted.all ? (workspace.machines.find(({ id }) => id === machineId)?.name ?? null) : null;
