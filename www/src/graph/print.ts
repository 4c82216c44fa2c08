import '../styles/print.css';
import { html, nothing, render, svg } from 'lit-html';
import type { App } from '../app.ts';
import type { EventRow } from '../generated.ts';
import { count, duration, moment } from '../format.ts';
import { type Key, t } from '../i18n.ts';
import { mark, STATUSES } from '../marks.ts';
import { stateLabel } from '../events/filter.ts';
import { rowAt, shown } from '../select.ts';
import type { Run } from '../state.ts';
import { type Drawing, drawScene } from './draw.ts';
import { legendCounts } from './look.ts';

/** Puts what a printer gets beside the page while it prints. */
export function mountPrint(app: App, drawing: () => Drawing | null): void {
  let paper: HTMLElement | null = null;
  window.addEventListener('beforeprint', () => {
    paper?.remove();
    paper = document.body.appendChild(document.createElement('article'));
    paper.className = 'paper';
    render(sheet(app, drawing()), paper);
  });
  window.addEventListener('afterprint', () => {
    paper?.remove();
    paper = null;
  });
}

function sheet({ store: { state } }: App, drawing: Drawing | null): unknown {
  const { run } = shown(state);
  return html`<h1>${state.document.name}</h1>
    ${run ? details(run) : nothing}
    ${drawing ? graph(drawing) : nothing}
    ${run ? events(run) : nothing}
    <p>${location.href}</p>`;
}

function details({ view: { execution, now } }: Run): unknown {
  const lines: [Key, string][] = [
    ['details.status', [t(`details.${execution.status}` as Key), execution.error, execution.cause].filter(Boolean).join(' · ')],
    ['details.arn', execution.arn],
    ['details.started', moment(execution.started)],
    ['details.closed', execution.closed === null ? '–' : moment(execution.closed)],
    ['details.duration', duration((execution.closed ?? now) - execution.started)],
    ['details.transitions', count(execution.transitions)],
  ];
  return html`<dl>${lines.map(([key, value]) => html`<dt>${t(key)}</dt><dd>${value}</dd>`)}</dl>`;
}

/** The whole graph, however much of it the page shows. */
function graph(drawing: Drawing): unknown {
  const { scene, look } = drawing;
  const counts = legendCounts(scene, look);
  const whole: Drawing = { ...drawing, window: null, selected: null, open: null, folds: false, sheet: 'paper-', detail: { level: 'full', size: 15, labels: true } };
  return html`${svg`<svg class="graph" viewBox="0 0 ${scene.width} ${scene.height}" width=${scene.width} height=${scene.height}>
      <g class="scene">${drawScene(whole)}</g></svg>`}
    <ul class="legend">${STATUSES.filter((status) => counts.get(status)).map((status) => html`
      <li>${mark(status)}<span>${t(`legend.${status}`)}</span><b>${counts.get(status)}</b></li>`)}</ul>`;
}

function events(run: Run): unknown {
  const rows: EventRow[] = [];
  for (let id = 1; id <= run.view.position; id += 1) {
    const row = rowAt(run, id);
    if (row) rows.push(row);
  }
  const missing = run.view.position - rows.length;
  return html`<h2>${t('step.events')}</h2>
    <table><thead><tr><th>ID</th><th>${t('details.type')}</th><th>${t('print.state')}</th><th>${t('events.timestamp')}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr><td>${row.id}</td><td>${row.type}</td><td>${stateLabel(row)}</td><td>${moment(row.time)}</td></tr>`)}</tbody></table>
    ${missing > 0 ? html`<p>${t('print.missing', { count: count(missing) })}</p>` : nothing}`;
}
