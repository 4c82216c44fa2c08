/** Table + timeline: one row a step, with a bar over virtual time. */

import '../i18n/later.ts';
import '../styles/timeline.css';
import { html, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app.ts';
import { invoke } from '../commands.ts';
import { Rows } from '../events/windowing.ts';
import type { StepRow } from '../generated.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import type { Run, State } from '../state.ts';
import type { BarView } from './bar.ts';
import { gridKey } from './keyboard.ts';
import { grid, headings, type RowActions, stepRow } from './rows.ts';
import { type Range, whole } from './scale.ts';
import { StepSource } from './source.ts';
import { toolbar } from './toolbar.ts';
import { zoomOn, type Zoom } from './zoom.ts';

/** What outlives a visit of the tab. */
const kept = { execution: '', folded: new Set<number>() as ReadonlySet<number>, reached: false };

export function mount(host: HTMLElement, app: App): () => void {
  const table = new Timeline(host, app);
  const leave = app.store.subscribe((state, before) => table.changed(state, before));
  return () => {
    leave();
    table.stop();
  };
}

class Timeline implements RowActions, Zoom {
  readonly total: () => number = () => Math.max(0, this.source.until - (this.run?.view.execution.started ?? 0));
  /** What is shown of the time; null: everything. */
  zoomed: Range | null = null;
  private readonly source: StepSource;
  private readonly resized = new ResizeObserver(() => this.draw());
  private readonly part: (name: string) => HTMLElement;
  private rows = new Rows(0, 28, []);
  private current = 0;
  private looked = 0;
  private drawn: readonly [number, number] = [0, 0];
  private bars: BarView = { range: whole(0), width: 0, started: 0, now: 0, height: 28, grid: '' };

  constructor(host: HTMLElement, private readonly app: App) {
    render(html`<div class="ttools"></div><div class="ttable" role="treegrid"><div class="theads" role="rowgroup"></div>
      <div class="tbody" role="presentation"><div class="espace" role="presentation"><div class="elist" role="rowgroup"></div></div></div></div>`, host);
    this.part = (name) => host.querySelector<HTMLElement>(`.${name}`) ?? host;
    this.source = new StepSource(app, () => this.draw());
    const body = this.part('tbody');
    body.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.part('elist').addEventListener('keydown', (event) => gridKey(event, this));
    zoomOn(this.part('ttable'), this);
    this.resized.observe(body);
    this.source.narrow(app.store.state.ui.only);
    this.opened();
    void this.find(app.store.state);
  }

  stop(): void {
    this.resized.disconnect();
  }

  get run(): Run | null {
    return this.app.store.state.run;
  }

  get count(): number {
    return this.source.shown;
  }

  /** Rows a page. */
  get page(): number {
    return Math.max(1, Math.floor(this.part('tbody').clientHeight / this.rows.row) - 1);
  }

  row = (index: number): StepRow | undefined => this.source.row(index);

  isFolded = (row: StepRow): boolean => row.entered !== null && this.source.folded.has(row.entered);

  changed(state: State, before: State): void {
    if (state.run !== before.run && state.run?.executionId !== before.run?.executionId) this.opened();
    else if (state.run?.view !== before.run?.view) this.source.stale();
    if (state.run === before.run && state.selection === before.selection && state.ui.lang === before.ui.lang && state.ui.only === before.ui.only) return;
    this.source.narrow(state.ui.only);
    this.draw();
    const chosen = state.selection !== before.selection && state.selection.by !== 'timeline';
    const moved = state.selection.state === null && state.run?.step?.entered !== before.run?.step?.entered;
    if (chosen || moved) void this.find(state);
  }

  select(row: StepRow, index: number): void {
    this.current = index;
    const { select } = this.app.actions;
    if (row.entered === null) select.state(row.state, 'timeline');
    else select.visit(row.state, row.entered, 'timeline');
  }

  toggle(row: StepRow): void {
    const folded = new Set(this.source.folded);
    if (row.entered !== null && !folded.delete(row.entered)) folded.add(row.entered);
    this.outline({ folded });
  }

  open(row: StepRow): void {
    if (row.status !== null) invoke('openStep');
  }

  menu(row: StepRow, event: MouseEvent): void {
    event.preventDefault();
    lazily(this.app, () => import('../steer/menu.ts'), (part) => part.stepMenu(this.app, row.name, row.entered, event));
  }

  /** Gives a row the focus and selects it. */
  moveTo(index: number): void {
    const row = this.source.row(index);
    this.current = index;
    if (row) this.select(row, index);
    this.reveal(index);
    this.draw();
    this.part('elist').querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true });
  }

  /** Moves to the row of a container. */
  async toParent(entered: number): Promise<void> {
    const index = await this.source.indexOf(entered, 0);
    if (index !== null) this.moveTo(index);
  }

  zoomTo(range: Range | null): void {
    this.zoomed = range;
    this.draw();
  }

  /** The x of a pointer as a time since the start; the middle of the axis without one. */
  timeAt(x?: number): number {
    const { range, width } = this.bars;
    const left = this.part('taxis').getBoundingClientRect().left;
    return range.from + (x === undefined ? 0.5 : Math.max(0, Math.min(1, (x - left) / Math.max(1, width)))) * range.span;
  }

  get range(): Range {
    return this.zoomed ?? whole(this.total());
  }

  private opened(): void {
    const id = this.run?.executionId ?? '';
    this.source.reset();
    this.source.reached = kept.reached;
    if (kept.execution === id) this.source.folded = kept.folded;
    kept.execution = id;
    this.zoomed = null;
    this.current = 0;
    this.part('tbody').scrollTop = 0;
    this.draw();
  }

  private outline(change: { folded?: ReadonlySet<number>; reached?: boolean }): void {
    Object.assign(this.source, change);
    Object.assign(kept, change);
    this.source.stale();
    this.draw();
  }

  /** Brings the selected step into sight, or the one at the position; none takes the focus. */
  private async find({ run, selection }: State): Promise<void> {
    const entered = selection.visit ?? run?.step?.entered ?? null;
    const looked = (this.looked += 1);
    if (entered === null && selection.state === null) return;
    const index = await this.source.indexOf(entered, selection.state ?? 0).catch(() => null);
    if (index === null || looked !== this.looked) return;
    this.current = index;
    this.source.least(index + 1);
    this.draw();
    this.reveal(index);
  }

  private reveal(index: number): void {
    const body = this.part('tbody');
    const [top, bottom] = [this.rows.top(index), this.rows.bottom(index)];
    if (top < body.scrollTop) body.scrollTop = top;
    else if (bottom > body.scrollTop + body.clientHeight) body.scrollTop = bottom - body.clientHeight;
  }

  /** The axis as it is now; reading its width makes the browser lay out the page, so not while one scrolls. */
  private measure(): void {
    const { view } = this.run ?? {};
    const started = view?.execution.started ?? 0;
    const width = this.part('t-bar').clientWidth;
    const bars = { range: this.range, width, started, now: view?.now ?? started, height: this.rows.row };
    this.bars = { ...bars, grid: grid(bars) };
  }

  private draw(): void {
    const { source } = this;
    if (!this.run) return;
    const table = this.part('ttable');
    const body = this.part('tbody');
    table.setAttribute('aria-label', t('view.timeline'));
    table.setAttribute('aria-rowcount', String(source.shown + 1));
    this.rows = new Rows(source.shown, matchMedia('(pointer: coarse)').matches ? 40 : 28, []);
    this.part('espace').style.height = `${this.rows.height}px`;
    table.style.setProperty('--scrollbar', `${body.offsetWidth - body.clientWidth}px`);
    render(toolbar(this, { count: source.shown, reached: source.reached }, () => this.outline({ reached: !source.reached })), this.part('ttools'));
    if (this.bars.width === 0) render(headings(this.bars), this.part('theads'));
    this.measure();
    render(headings(this.bars), this.part('theads'));
    this.drawRows(this.inSight());
  }

  private inSight(): { first: number; last: number } {
    const body = this.part('tbody');
    return this.rows.window(body.scrollTop, body.clientHeight);
  }

  private scrolled(): void {
    const { first, last } = this.inSight();
    if (first !== this.drawn[0] || last !== this.drawn[1]) this.drawRows({ first, last });
  }

  private drawRows({ first, last }: { first: number; last: number }): void {
    this.drawn = [first, last];
    this.source.need(first, last);
    this.part('elist').style.transform = `translateY(${this.rows.top(first)}px)`;
    const indexes = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    const tab = indexes.includes(this.current) ? this.current : first;
    const selected = this.selected();
    render(repeat(indexes, (index) => index, (index) => {
      const row = this.source.row(index);
      const folded = row !== undefined && this.isFolded(row);
      return stepRow({ row, index, folded, selected: row !== undefined && selected(row), current: index === tab, bar: this.bars }, this);
    }), this.part('elist'));
  }

  /** Whether a row is the selected one: a visit that was chosen, or the latest visit of a chosen state. */
  private selected(): (row: StepRow) => boolean {
    const { selection, run } = this.app.store.state;
    if (selection.state === null) return () => false;
    if (selection.visit !== null) return (row) => row.entered === selection.visit;
    return (row) => row.state === selection.state && row.entered === (run?.step?.entered ?? null);
  }
}
