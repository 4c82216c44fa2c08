import '../i18n/later.ts';
import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import type { IterationRow, IterationsView, Scene, StepStatus } from '../generated.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, STATUSES, statusOf } from '../marks.ts';

/** So many iterations have a square each. */
const SQUARES = 12;
/** In a smaller graph the nodes would be covered. */
const SMALL = 0.66;

/** Iterations of one status only, for the visit of the page. */
let only: StepStatus | null = null;

/** At the foot of a Map: its iterations, and which of them the selected step belongs to. */
export function drawPicker(host: HTMLElement, app: App, scene: Scene, found: IterationsView | null): void {
  const map = found && scene.nodes.find((node) => node.kind === 'map' && node.state === found.map);
  host.hidden = !found || !map || found.iterations.length < 2;
  if (host.hidden || !found || !map) return;
  host.dataset['map'] = String(map.state);
  const all = found.iterations;
  if (!all.some(({ status }) => status === only)) only = null;
  const among = all.filter(({ status }) => only === null || status === only);
  const choose = (row: IterationRow | undefined): void => {
    if (row) app.actions.select.visit(row.state, row.visit, 'graph');
  };
  const filter = (status: StepStatus): void => {
    only = only === status ? null : status;
    const fits = all.filter((row) => only === null || row.status === only);
    if (found.index === null || fits.some(({ index }) => index === found.index)) drawPicker(host, app, scene, found);
    else choose(fits[0]);
  };
  render(html`
    <div role="group" aria-label=${t('graph.picker', { name: map.name })}>
      ${all.length <= SQUARES ? squares(all, found.index, choose) : pager(among, all.length, found.index, choose)}
      ${all.length <= SQUARES ? nothing : filters(all, filter)}
    </div>`, host);
}

function words({ index, status }: IterationRow, at: number, all: number): string {
  return t('graph.iteration', { index, at: at + 1, count: all, status: t(`legend.${statusOf(status)}`) });
}

function squares(visits: readonly IterationRow[], chosen: number | null, choose: (visit: IterationRow | undefined) => void): unknown {
  const here = visits.findIndex(({ index }) => index === chosen);
  const key = (event: KeyboardEvent): void => {
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: visits.length - 1 }[event.key];
    const next = to === undefined ? undefined : visits[to];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
    const list = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => list.querySelectorAll<HTMLElement>('[role="option"]')[to ?? 0]?.focus());
  };
  return html`<div class="squares" role="listbox" aria-orientation="horizontal" aria-label=${t('graph.iterations')} @keydown=${key}>${visits.map((visit, at) => html`
    <span class="square st-${statusOf(visit.status)}" role="option" aria-selected=${at === here ? 'true' : 'false'} tabindex=${at === Math.max(0, here) ? 0 : -1}
      aria-label=${words(visit, at, visits.length)} title=${words(visit, at, visits.length)} @click=${() => choose(visit)}>${mark(statusOf(visit.status), 11)}<b>${visit.index}</b></span>`)}</div>`;
}

/** "‹ index 37 › of 1,204". */
function pager(among: readonly IterationRow[], all: number, chosen: number | null, choose: (visit: IterationRow | undefined) => void): unknown {
  const here = among.findIndex(({ index }) => index === chosen);
  const visit = among[here];
  const key = (event: KeyboardEvent): void => {
    const to = { ArrowRight: here + 1, ArrowUp: here + 1, ArrowLeft: here - 1, ArrowDown: here - 1, PageUp: here + 10, PageDown: here - 10, Home: 0, End: among.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(among[Math.min(among.length - 1, Math.max(0, to))]);
  };
  return html`
    <button class="b ghost tiny" type="button" aria-label=${t('graph.previousVisit')} ?disabled=${here <= 0}
      @click=${() => choose(among[here - 1])}>${icon('i-chev-l', 12)}</button>
    <span class="pick" role="spinbutton" tabindex="0" aria-label=${t('graph.iterations')} aria-valuenow=${here + 1} aria-valuemin="1" aria-valuemax=${among.length}
      aria-valuetext=${visit ? words(visit, here, among.length) : t('graph.allIterations')} @keydown=${key}>${visit ? t('graph.index', { index: count(visit.index) }) : t('graph.allIterations')}</span>
    <button class="b ghost tiny" type="button" aria-label=${t('graph.nextVisit')} ?disabled=${here >= among.length - 1}
      @click=${() => choose(among[here + 1])}>${icon('i-chev-r', 12)}</button>
    <span class="muted num">${t('graph.ofAll', { count: count(all) })}</span>`;
}

/** How many iterations have each status; pressing one goes through those alone. */
function filters(visits: readonly IterationRow[], filter: (status: StepStatus) => void): unknown {
  const counts = new Map<StepStatus, number>();
  for (const { status } of visits) counts.set(status, (counts.get(status) ?? 0) + 1);
  const order = [...counts].sort(([a], [b]) => STATUSES.indexOf(statusOf(a)) - STATUSES.indexOf(statusOf(b)));
  return order.map(([status, many]) => {
    const name = t(`legend.${statusOf(status)}`);
    return html`<button class="b ghost tiny pickn num" type="button" aria-pressed=${only === status ? 'true' : 'false'} title=${name}
      @click=${() => filter(status)}>${mark(statusOf(status), 11)}<span class="vh">${name}</span>${count(many)}</button>`;
  });
}

/** Keeps the picker at its Map's foot. */
export function placePicker(
  host: HTMLElement,
  scene: Scene,
  onCanvas: (point: { x: number; y: number }) => { x: number; y: number },
): void {
  const map = scene.nodes.find((node) => String(node.state) === host.dataset['map']);
  if (host.hidden || !map) return;
  const { x, y } = onCanvas({ x: map.x, y: map.y + map.height });
  // Where the foot of the Map is too low for it, below.
  const foot = (y - onCanvas({ x: map.x, y: map.y }).y) / map.height < SMALL ? -2 : 32;
  host.style.transform = `translate(${Math.round(x + 10)}px, ${Math.round(y - foot)}px)`;
}
