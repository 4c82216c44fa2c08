/** The run as a whole: what it waits for, what ended it, which states it has not reached and why. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { clock, count, duration } from '../format.ts';
import type { EndStep, EndView, UnreachedView, WaitView, WayView } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { mark, statusOfExecution } from '../marks.ts';
import { failure } from './failures.ts';
import { linked, marked, stepLink } from './names.ts';

/** Lists are told so far. */
const MOST = 40;

export function waits(app: App, list: readonly WaitView[], now: number): unknown {
  if (list.length === 0) return nothing;
  return html`<section><h3>${mark('wait', 14)}${t('explain.waits')}</h3><ul class="xlist">${list.slice(0, MOST).map((wait) => html`<li>
    ${step(app, wait)}
    <span>${t(`explain.wait.${wait.reason}`, { count: count(wait.retries) })}${wait.due === null ? '' : ` · ${t('explain.due', {
      time: clock(wait.due), rest: duration(Math.max(0, wait.due - now)),
    })}`}</span></li>`)}</ul></section>`;
}

export function ended(app: App, end: EndView | null): unknown {
  if (!end) return nothing;
  const [innermost] = end.steps;
  const status = statusOfExecution(end.status);
  const words = innermost ? linked(t(`explain.end.${end.status}` as Key, { name: marked(innermost.name) }), innermost.name, select(app, innermost))
    : t(`explain.stopped.${end.status}` as Key);
  return html`<section><h3>${mark(status, 14)}${t('explain.end')}</h3><p>${words}</p>
    ${end.status === 'FAILED' ? html`<ol class="chain">${end.steps.map((each, at) => link(app, each, at))}</ol>` : nothing}
    <p><button class="link num" type="button" @click=${() => app.actions.select.event(end.event, 'page')}>${t('vars.event', { id: count(end.event) })}</button></p></section>`;
}

function link(app: App, each: EndStep, at: number): TemplateResult {
  return html`<li><p>${step(app, each)}
    <span class="muted">${each.type}</span> ${at === 0 ? nothing : t('explain.around')}</p>${each.failure ? failure(app, each.failure, each.failure.attempt > 0) : nothing}</li>`;
}

export function unreached(app: App, list: readonly UnreachedView[], selected: number | null): unknown {
  if (list.length === 0) return html`<section><h3>${t('explain.unreached')}</h3><p>${t('explain.allReached')}</p></section>`;
  const first = list.filter(({ state }) => state === selected);
  const sorted = [...first, ...list.filter(({ state }) => state !== selected)];
  return html`<section><h3>${t('explain.unreached')}</h3><dl class="ways">${sorted.slice(0, MOST).map(({ state, name, ways }) => html`
    <div class=${state === selected ? 'took' : ''}><dt>${stepLink(name, () => app.actions.select.state(state, 'page'))}</dt>
    ${ways.length === 0 ? html`<dd>${t('explain.noWay')}</dd>` : ways.map((way) => html`<dd>${sentence(app, way)}</dd>`)}</div>`)}</dl>
    ${list.length > MOST ? html`<p>${t('explain.more', { count: count(list.length - MOST) })}</p>` : nothing}</section>`;
}

/** How one would come there, and why nobody did. */
function sentence(app: App, { from, state, kind, label, why }: WayView): TemplateResult {
  const way = t(`explain.way.${kind}`, { from: marked(from), label });
  return linked(`${way}: ${t(`explain.why.${why}`, { from })}`, from, () => app.actions.select.state(state, 'page'));
}

type Visit = Pick<EndStep, 'name' | 'iteration' | 'state' | 'entered'>;

const select = (app: App, { state, entered }: Visit) => (): void => app.actions.select.visit(state, entered, 'page');

function step(app: App, visit: Visit): TemplateResult {
  const index = visit.iteration.map((at) => ` #${at}`).join('');
  return stepLink(`${visit.name}${index}`, select(app, visit));
}
