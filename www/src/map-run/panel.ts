/** A Map Run in the step panel: its counters, its children, and one child with its history. */

import '../i18n/later.ts';
import '../styles/map-run.css';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import type { ChildEvent, ChildRow, ChildView, MapRunView } from '../generated.ts';
import type { MapRunChange } from '../protocol.ts';
import { redriveLine } from '../redrive/panel.ts';
import type { State } from '../state.ts';
import { childView, type ChildTab } from './child.ts';
import { isEmpty } from './limits.ts';
import { overview } from './overview.ts';
import { crumbs, type Below } from './path.ts';

/** Children, or events of a child, on one page. */
export const PAGE = 100;

/** Everything the tab shows. */
export interface Shown {
  readonly run: MapRunView | null;
  /** Which of the visit's Map Runs, and how many there are. */
  readonly at: number;
  readonly of: number;
  readonly from: number;
  readonly children: readonly ChildRow[];
  readonly child: ChildView | null;
  readonly tab: ChildTab;
  readonly eventsFrom: number;
  readonly events: readonly ChildEvent[];
  /** Ids of the events whose JSON is shown. */
  readonly open: ReadonlySet<number>;
  /** Map Runs of children on the way to this one. */
  readonly path: readonly Below[];
  /** The limits are a form. */
  readonly editing: boolean;
}

const NOTHING: Shown = {
  run: null, at: 0, of: 0, from: 0, children: [], child: null, tab: 'events', eventsFrom: 0, events: [], open: new Set(),
  path: [], editing: false,
};

/** Nothing of a child is known yet. */
const NOT_OPEN = { child: null, events: [], eventsFrom: 0, open: new Set<number>() };
/** Nothing of another Map Run is known yet. */
const ELSEWHERE = { ...NOT_OPEN, run: null, from: 0, children: [], editing: false };

/** What a press asks for. */
export interface Steps<S = Shown> {
  show(change: Partial<S>): void;
  open(index: number): void;
  /** Back to the Map Run of the child, or to the child of the Map Run. */
  close(): void;
  /** Into a Map Run that the open child has started. */
  enter(below: Below): void;
  /** To a Map Run on the path, or to a child of it. */
  goTo(depth: number, index: number | null): void;
  edit(editing: boolean): void;
  update(change: MapRunChange): void;
}

/** Draws into `host` until the answer is called. */
export function mountMapRun(host: HTMLElement, app: App): () => void {
  const panel = new Panel(host, app);
  return app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.document !== before.document || state.ui.lang !== before.ui.lang) panel.follow(state);
  });
}

class Panel implements Steps {
  private shown = NOTHING;
  /** The child that is open, by its place. */
  private index: number | null = null;
  private visit = '';
  /** What gets the focus as soon as it is drawn. */
  private focus: string | null = null;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    this.follow(app.store.state);
  }

  /** Another visit begins with its latest Map Run; the same one stays where the reader is. */
  follow(state: State): void {
    const step = state.run?.step;
    const visit = `${state.run?.executionId}/${step?.entered}/${step?.mapRuns.length}`;
    if (visit !== this.visit) {
      this.visit = visit;
      this.index = null;
      const of = step?.mapRuns.length ?? 0;
      this.shown = { ...NOTHING, of, at: Math.max(0, of - 1) };
    }
    void this.refresh();
  }

  show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    this.draw();
    void this.refresh();
  }

  open(index: number): void {
    this.index = index;
    this.focus = '.mrback';
    this.show({ ...NOT_OPEN, editing: false });
  }

  close(): void {
    const was = this.index;
    const last = this.shown.path.at(-1);
    if (was === null && last) {
      this.goTo(this.shown.path.length - 1, last.index);
      this.focus = `[data-run="${last.run}"]`;
      return;
    }
    this.index = null;
    this.focus = `[data-child="${was}"]`;
    this.show({ child: null });
  }

  enter(below: Below): void {
    this.index = null;
    this.focus = '.mrback';
    this.show({ ...ELSEWHERE, path: [...this.shown.path, below] });
  }

  goTo(depth: number, index: number | null): void {
    this.index = index;
    this.focus = index === null ? '.mrback, .mrname' : '.mrback';
    this.show({ ...ELSEWHERE, path: this.shown.path.slice(0, depth) });
  }

  edit(editing: boolean): void {
    this.focus = editing ? '.mrlimits input' : '.mredit';
    this.show({ editing });
  }

  update(change: MapRunChange): void {
    const place = this.place();
    this.edit(false);
    if (place !== undefined && !isEmpty(change)) this.app.actions.run.updateMapRun(place, change);
  }

  /** The place of the Map Run that is shown. */
  private place(): number | undefined {
    return this.shown.path.at(-1)?.run ?? this.app.store.state.run?.step?.mapRuns[this.shown.at];
  }

  private async refresh(): Promise<void> {
    const { index, visit, shown } = this;
    const place = this.place();
    if (place === undefined) return this.draw();
    const { inspect } = this.app.actions;
    const [run, children, child, events] = await Promise.all([
      inspect.mapRun(place),
      index === null ? inspect.mapRunChildren(place, shown.from, PAGE) : null,
      index === null ? null : inspect.mapRunChild(place, index),
      index === null ? null : inspect.childEvents(place, index, shown.eventsFrom, PAGE),
    ]);
    // Newer questions are on their way, or the reader has gone elsewhere.
    if (visit !== this.visit || index !== this.index || place !== this.place() || run === undefined) return;
    // Before the moment at which a child started the Map Run there is none.
    if (run === null && shown.path.length > 0) return this.goTo(shown.path.length - 1, null);
    this.shown = { ...this.shown, run, child: index === null ? null : (child ?? this.shown.child) };
    if (children && shown.from === this.shown.from) this.shown = { ...this.shown, children };
    if (events && shown.eventsFrom === this.shown.eventsFrom) this.shown = { ...this.shown, events };
    this.draw();
  }

  private draw(): void {
    const { shown, index } = this;
    const { state } = this.app.store;
    const child = index !== null && shown.child && shown.run;
    render(html`${crumbs(shown, state.run?.step?.name ?? '', index, this)}${child
      ? childView(shown, shown.run, shown.child, this)
      : overview(shown, this, redriveLine(this.app, state))}`, this.host);
    const target = this.focus === null ? null : this.host.querySelector<HTMLElement>(this.focus);
    if (!target) return;
    this.focus = null;
    target.focus();
  }
}
