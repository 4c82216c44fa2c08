/** An execution that a Task has started, in the step panel: its details, input, output, events, and those it has started. */

import '../i18n/later.ts';
import '../styles/map-run.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { copyButton } from '../clipboard.ts';
import { count, duration, moment } from '../format.ts';
import type { NestedRow, NestedView } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { childBody, type Opened } from '../map-run/child.ts';
import { pager } from '../map-run/overview.ts';
import { PAGE } from '../map-run/panel.ts';
import { chip, mark, statusOfExecution } from '../marks.ts';
import type { State } from '../state.ts';

interface Shown extends Opened {
  /** Which of the visit's executions, and how many there are. */
  readonly at: number;
  readonly of: number;
  readonly view: NestedView | null;
}

const NOTHING: Shown = { at: 0, of: 0, view: null, tab: 'events', eventsFrom: 0, events: [], open: new Set() };

/** Draws into `host` until the answer is called. */
export function mountNested(host: HTMLElement, app: App): () => void {
  const panel = new Panel(host, app);
  return app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.ui.lang !== before.ui.lang) panel.follow(state);
  });
}

class Panel {
  private shown = NOTHING;
  /** The way down from the visit's execution to the one that is shown, by their places. */
  private path: readonly number[] = [];
  private visit = '';
  /** What gets the focus as soon as it is drawn. */
  private focus: string | null = null;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    this.follow(app.store.state);
  }

  /** Another visit begins with its latest execution; the same one stays where the reader is. */
  follow(state: State): void {
    const step = state.run?.step;
    const visit = `${state.run?.executionId}/${step?.entered}/${step?.executions.length}`;
    if (visit !== this.visit) {
      this.visit = visit;
      this.path = [];
      const of = step?.executions.length ?? 0;
      this.shown = { ...NOTHING, of, at: Math.max(0, of - 1) };
    }
    void this.refresh();
  }

  private place(): number | undefined {
    return this.path.at(-1) ?? this.app.store.state.run?.step?.executions[this.shown.at];
  }

  private show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    this.draw();
    void this.refresh();
  }

  private go(path: readonly number[], focus: string): void {
    this.path = path;
    this.focus = focus;
    this.show({ view: null, events: [], eventsFrom: 0, open: new Set() });
  }

  private async refresh(): Promise<void> {
    const { visit, shown } = this;
    const place = this.place();
    if (place === undefined) return this.draw();
    const { inspect } = this.app.actions;
    const [view, events] = await Promise.all([inspect.nested(place), inspect.nestedEvents(place, shown.eventsFrom, PAGE)]);
    // Newer questions are on their way, or the reader has gone elsewhere.
    if (visit !== this.visit || place !== this.place() || view === undefined) return;
    this.shown = { ...this.shown, view };
    if (events && shown.eventsFrom === this.shown.eventsFrom) this.shown = { ...this.shown, events };
    this.draw();
  }

  private draw(): void {
    const { view } = this.shown;
    render(view ? this.body(view) : html`<p class="none muted">${t('events.loading')}</p>`, this.host);
    const target = this.focus === null || !view ? null : this.host.querySelector<HTMLElement>(this.focus);
    if (!target) return;
    this.focus = null;
    target.focus();
  }

  private body(view: NestedView): TemplateResult {
    const { execution } = view;
    const told = { ...execution, output: execution.output ?? null, events: view.events, row: { name: execution.name, stopped: execution.closed } };
    return html`<div class="mrhead">${this.back(view)}
        ${chip(statusOfExecution(execution.status), t(`details.${execution.status}` as Key))}
        <code class="mrarn" title=${execution.arn}>${execution.name}</code>${copyButton(t('details.copyArn'), () => execution.arn)}
        ${this.attempts()}</div>
      ${facts(view)}${this.started(view.children)}
      ${childBody(this.shown, execution.type === 'EXPRESS', told, { show: (change) => this.show(change) })}`;
  }

  private back(view: NestedView): unknown {
    if (this.path.length === 0) return nothing;
    const up = (): void => this.go(this.path.slice(0, -1), `[data-nested="${view.index}"]`);
    return html`<button class="b small mrback" type="button" @click=${up}>${icon('i-back', 12)}${t('nested.title')}</button>`;
  }

  private attempts(): unknown {
    const { at, of } = this.shown;
    if (of < 2 || this.path.length > 0) return nothing;
    return pager(t('nested.attempt', { at: count(at + 1), of: count(of) }), at > 0, at < of - 1,
      (by) => this.show({ at: at + by, view: null, events: [], eventsFrom: 0, open: new Set() }));
  }

  private started(rows: readonly NestedRow[]): unknown {
    if (rows.length === 0) return nothing;
    return html`<div class="mrbar"><h4>${t('nested.started')}</h4></div>
      <div class="scroll"><table class="mini mrlist"><thead><tr><th scope="col">${t('executions.name')}</th>
        <th scope="col">${t('nested.machine')}</th><th scope="col">${t('executions.status')}</th><th scope="col">${t('details.duration')}</th></tr></thead>
        <tbody>${rows.map((row) => this.line(row))}</tbody></table></div>`;
  }

  private line(row: NestedRow): TemplateResult {
    const status = statusOfExecution(row.status);
    const down = (): void => this.go([...this.path, row.index], '.mrback');
    return html`<tr><td><button class="link mrname" type="button" data-nested=${row.index} @click=${down}>${row.name}</button></td>
      <td>${row.machineName}</td><td><span class="waitcell st-${status}">${mark(status)}${t(`details.${row.status}` as Key)}</span></td>
      <td class="num">${row.stopped === null ? '–' : duration(row.stopped - row.started)}</td></tr>`;
  }
}

function facts({ execution }: NestedView): TemplateResult {
  const { started, closed } = execution;
  const field = (words: string, value: unknown): TemplateResult => html`<div class="kv short"><dt>${words}</dt><dd class="num">${value}</dd></div>`;
  return html`<dl class="kvs">
    ${field(t('nested.machine'), execution.machineName)}
    ${field(t('details.type'), t(execution.type === 'EXPRESS' ? 'details.express' : 'details.standard'))}
    ${field(t('details.started'), moment(started))}
    ${field(t('details.closed'), closed === null ? '–' : moment(closed))}
    ${field(t('details.duration'), closed === null ? '–' : duration(closed - started))}
    ${field(t('details.transitions'), count(execution.transitions))}</dl>`;
}
