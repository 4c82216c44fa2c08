import { html, noChange, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app.ts';
import { goTo } from '../layout.ts';
import { lazily } from '../lazy.ts';
import { rowAt } from '../select.ts';
import type { Run, State } from '../state.ts';
import { eventMenu } from '../steer/open.ts';
import { tableKey } from './keyboard.ts';
import { type DetailActions, eventRow, hearRows, positionLine, type RowView, sameView, viewOf } from './rows.ts';
import { Scroll } from './scroll.ts';
import { Rows } from './windowing.ts';

/** Height of the position line; an open row is measured once it is drawn. */
const NOW_HEIGHT = 20;
const OPEN_HEIGHT = 160;

/** The rows of the table: draws those in sight, opens them, moves the focus through them. */
export class EventList {
  /** Ids that pass the filter; null while there is none: then row n is event n + 1. */
  private ids: readonly number[] | null = null;
  private rows = new Rows(0, 28, []);
  private readonly open = new Map<number, number>();
  private readonly measure = new ResizeObserver((entries) => this.measured(entries));
  private current = 1;
  /** The row to keep in sight while the table changes its height, until the user scrolls. */
  private kept: number | null = null;
  private drawn: readonly [number, number] = [0, 0];
  /** What each drawn row was drawn from. */
  private known = new Map<number, RowView>();
  private readonly scroll: Scroll;
  private readonly coarse = matchMedia('(pointer: coarse)');
  /** What draws open rows, once one was opened. */
  private detail: typeof import('./detail.ts') | null = null;

  constructor(
    body: HTMLElement,
    private readonly spacer: HTMLElement,
    private readonly list: HTMLElement,
    private readonly app: App,
    private readonly chain: (id: number) => void,
  ) {
    this.scroll = new Scroll(body);
    body.addEventListener('scroll', () => this.scrolled(), { passive: true });
    list.addEventListener('keydown', (event) => this.key(event));
    hearRows(list, this.rowActions);
    for (const kind of ['wheel', 'pointerdown', 'touchmove']) body.addEventListener(kind, () => (this.kept = null), { passive: true });
    new ResizeObserver(() => {
      this.scroll.look();
      this.resized();
    }).observe(body);
  }

  /** Another execution. */
  reset(): void {
    this.open.clear();
    this.current = 1;
    this.scroll.to(0);
  }

  /** How many rows there are. */
  get count(): number {
    return this.rows.count;
  }

  /** Draws it with the row of `to` in sight. */
  show(state: State, ids: readonly number[] | null, to: number | null): void {
    this.ids = ids;
    if (state.run) this.layOut(state.run);
    this.bring(to);
    this.draw(state);
  }

  /** Scrolls just enough to show the row. */
  reveal(id: number | null): void {
    if (this.bring(id)) this.draw(this.app.store.state);
  }

  private bring(id: number | null): boolean {
    if (id === null || this.rows.count === 0) return false;
    this.kept = id;
    const index = this.indexOf(id);
    const top = this.rows.top(index);
    const bottom = this.rows.bottom(index);
    return this.scroll.bring(top, bottom);
  }

  private resized(): void {
    this.draw(this.app.store.state);
    this.reveal(this.kept);
  }

  /** Gives the row the focus and selects its event. */
  moveTo(id: number): void {
    this.rowActions.select(id);
    this.reveal(id);
    this.draw(this.app.store.state);
    this.list.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus({ preventScroll: true });
  }

  private readonly idAt = (index: number): number => (this.ids ? (this.ids[index] ?? 0) : index + 1);

  /** Index of an event, or of the nearest before it when the filter hides it. */
  private indexOf(id: number): number {
    if (!this.ids) return id - 1;
    let index = this.ids.length - 1;
    while (index > 0 && (this.ids[index] ?? 0) > id) index -= 1;
    return index;
  }

  private layOut(run: Run): void {
    const row = this.coarse.matches ? 40 : 28;
    const extras = [...this.open].map(([id, height]) => ({ index: this.indexOf(id), height, id }))
      .filter((extra) => this.idAt(extra.index) === extra.id);
    const { position, known } = run.view;
    const many = this.ids ? this.ids.length : known;
    const now = this.showsNow(run) ? [{ index: this.indexOf(position), height: NOW_HEIGHT }] : [];
    this.rows = new Rows(many, row, [...extras, ...now]);
  }

  /** The line says where the run stands; at the end of a finished one there is nothing to say. */
  private showsNow(run: Run): boolean {
    const { position, known, execution } = run.view;
    return position > 0 && !run.running && !(position === known && execution.status !== 'RUNNING');
  }

  private draw(state: State): void {
    const { run } = state;
    if (!run) return;
    this.layOut(run);
    this.scroll.within(this.rows.height);
    const { first, last } = this.rows.window(this.scroll.top, this.scroll.height);
    this.drawn = [first, last];
    this.spacer.style.height = `${this.rows.height}px`;
    this.list.style.transform = `translateY(${this.rows.top(first)}px)`;
    const indexes = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    if (!this.ids && indexes.length > 0) this.app.actions.run.needEvents(first + 1, last);
    const tab = indexes.some((index) => this.idAt(index) === this.current) ? this.current : this.idAt(first);
    const before = this.known;
    this.known = new Map();
    render(repeat(indexes, this.idAt, (index) => this.drawRow(state, run, index, tab, before)), this.list);
    if (this.open.size > 0) for (const detail of this.list.querySelectorAll<HTMLElement>('[data-detail]')) this.measure.observe(detail);
  }

  private drawRow(state: State, run: Run, index: number, tab: number, before: ReadonlyMap<number, RowView>): unknown {
    const id = this.idAt(index);
    const { position, known } = run.view;
    const line = this.showsNow(run) && index === this.indexOf(position) ? known - position : null;
    const view = viewOf(state, run, { id, index, line, open: this.open.has(id), current: id === tab });
    this.known.set(id, view);
    // An open row says what has come meanwhile.
    if (!view.open && sameView(view, before.get(id))) return noChange;
    return html`${eventRow(view)}${view.open && this.detail ? this.detail.eventDetail(view, this.rowActions) : nothing}${line === null ? nothing : positionLine(line)}`;
  }

  private readonly rowActions: DetailActions = {
    state: () => this.app.store.state,
    why: (event) => this.app.actions.inspect.insight('reason', { event }),
    select: (id) => {
      this.current = id;
      this.app.actions.select.event(id, 'events');
    },
    toggle: (id) => this.toggle(id),
    go: (id) => this.app.actions.run.seek(id),
    menu: (id, event) => {
      const { run } = this.app.store.state;
      const row = run && rowAt(run, id);
      if (row) eventMenu(this.app, row, event);
    },
    chain: (id) => this.chain(id),
    define: (id) => {
      goTo(this.app, 'define');
      this.app.store.dispatch({ type: 'ui', change: { define: 'definition' } });
      this.app.actions.select.event(id, 'page');
    },
    redraw: () => this.draw(this.app.store.state),
  };

  private toggle(id: number): void {
    if (!this.open.delete(id)) {
      this.open.set(id, OPEN_HEIGHT);
      this.app.actions.run.needEvent(id);
      if (!this.detail) lazily(this.app, () => import('./detail.ts'), (detail) => {
        this.detail = detail;
        this.toggled(id);
      });
    }
    this.current = id;
    this.toggled(id);
  }

  private toggled(id: number): void {
    this.draw(this.app.store.state);
    if (this.open.has(id)) this.reveal(id);
  }

  private measured(entries: readonly ResizeObserverEntry[]): void {
    let moved = false;
    for (const { target } of entries) {
      const id = Number((target as HTMLElement).dataset['detail']);
      const height = (target as HTMLElement).offsetHeight;
      if (!target.isConnected || height === 0 || this.open.get(id) === height || !this.open.has(id)) continue;
      this.open.set(id, height);
      moved = true;
    }
    if (moved) this.resized();
  }

  private scrolled(): void {
    this.scroll.look();
    const { first, last } = this.rows.window(this.scroll.top, this.scroll.height);
    if (first !== this.drawn[0] || last !== this.drawn[1]) this.draw(this.app.store.state);
  }

  private key(event: KeyboardEvent): void {
    if (!(event.target instanceof Element) || event.target.getAttribute('role') !== 'row') return;
    const used = tableKey(event, {
      at: this.indexOf(this.current),
      count: this.rows.count,
      page: Math.max(1, Math.floor(this.scroll.height / this.rows.row) - 1),
      isOpen: (index) => this.open.has(this.idAt(index)),
      moveTo: (index) => this.moveTo(this.idAt(index)),
      toggle: (index) => this.toggle(this.idAt(index)),
      go: (index) => this.rowActions.go(this.idAt(index)),
      find: (text, index) => this.find(text, index),
    });
    if (used) event.preventDefault();
    if (used) event.stopPropagation();
  }

  private find(text: string, from: number): number | undefined {
    const { run } = this.app.store.state;
    for (let index = from; run && index < this.rows.count; index += 1) {
      if (rowAt(run, this.idAt(index))?.type.toLowerCase().startsWith(text)) return index;
    }
    return undefined;
  }
}
