/** A Map Run in the step panel: its counters, its children, and one child with its history. */

import '../i18n/later.ts';
import '../styles/map-run.css';
import { render } from 'lit-html';
import type { App } from '../app.ts';
import type { ChildEvent, ChildRow, ChildView, MapRunView } from '../generated.ts';
import type { State } from '../state.ts';
import { childView, type ChildTab } from './child.ts';
import { overview } from './overview.ts';

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
}

const NOTHING: Shown = {
  run: null, at: 0, of: 0, from: 0, children: [], child: null, tab: 'events', eventsFrom: 0, events: [], open: new Set(),
};

/** What a press asks for. */
export interface Steps<S = Shown> {
  show(change: Partial<S>): void;
  open(index: number): void;
  close(): void;
}

/** Draws into `host` until the answer is called. */
export function mountMapRun(host: HTMLElement, app: App): () => void {
  const panel = new Panel(host, app);
  return app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.ui.lang !== before.ui.lang) panel.follow(state);
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
    this.show({ child: null, events: [], eventsFrom: 0, open: new Set() });
  }

  close(): void {
    const was = this.index;
    this.index = null;
    this.focus = `[data-child="${was}"]`;
    this.show({ child: null });
  }

  private async refresh(): Promise<void> {
    const { index, visit, shown } = this;
    const place = this.app.store.state.run?.step?.mapRuns[shown.at];
    if (place === undefined) return this.draw();
    const { inspect } = this.app.actions;
    const [run, children, child, events] = await Promise.all([
      inspect.mapRun(place),
      index === null ? inspect.mapRunChildren(place, shown.from, PAGE) : null,
      index === null ? null : inspect.mapRunChild(place, index),
      index === null ? null : inspect.childEvents(place, index, shown.eventsFrom, PAGE),
    ]);
    // Newer questions are on their way, or the reader has gone elsewhere.
    if (visit !== this.visit || index !== this.index || run === undefined) return;
    this.shown = { ...this.shown, run, child: index === null ? null : (child ?? this.shown.child) };
    if (children && shown.from === this.shown.from) this.shown = { ...this.shown, children };
    if (events && shown.eventsFrom === this.shown.eventsFrom) this.shown = { ...this.shown, events };
    this.draw();
  }

  private draw(): void {
    const { shown } = this;
    render(this.index !== null && shown.child && shown.run ? childView(shown, shown.run, shown.child, this) : overview(shown, this), this.host);
    const target = this.focus === null ? null : this.host.querySelector<HTMLElement>(this.focus);
    if (!target) return;
    this.focus = null;
    target.focus();
  }
}
