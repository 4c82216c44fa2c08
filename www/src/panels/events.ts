import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import { bind } from '../commands.ts';
import { drawFilters } from '../events/filters.ts';
import { type Filter, isOn, passing } from '../events/filter.ts';
import { EventList } from '../events/list.ts';
import type { MoreFilters } from '../events/more.ts';
import { lookFor, statesWith } from '../graph/look.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import type { Run, State } from '../state.ts';

const further = (): Promise<typeof import('../events/more.ts')> => import('../events/more.ts');
const NO_FILTER: Filter = { text: '', failed: false, visit: null, extra: null, states: null };

/** *Step Details*: every event of the history, opened to its JSON. */
export function mountEvents(root: HTMLElement, app: App): void {
  new EventsPanel(root, app);
}

class EventsPanel {
  private readonly list: EventList;
  private filter = NO_FILTER;
  private more: MoreFilters | null = null;
  private readonly part: (name: string) => HTMLElement;

  constructor(private readonly root: HTMLElement, private readonly app: App) {
    render(html`<section class="events" aria-labelledby="events-h">
      <div class="ehead"></div><div class="emores"></div><p class="ehint num" id="events-keys"></p>
      <div class="etable" role="treegrid" aria-labelledby="events-h" aria-describedby="events-keys"><div class="eheadings" role="rowgroup"></div>
        <div class="ebody" role="presentation"><div class="espace" role="presentation"><div class="elist" role="rowgroup"></div></div></div>
      </div></section>`, root);
    this.part = (name) => root.querySelector<HTMLElement>(`.${name}`) ?? root;
    this.list = new EventList(this.part('ebody'), this.part('espace'), this.part('elist'), app, (id) => this.withMore((more) => more.chain(id)));
    // In the place of the headings, so that it covers no row and moves none: the date of the row with the focus, and its keys.
    root.addEventListener('focusin', ({ target }) => {
      this.part('ehint').dataset['at'] = (target as Element).querySelector<HTMLElement>('.c-ts')?.title.replace(/ \S+ ·/, ' ·') ?? '';
    });
    bind('filter', () => this.focusFilter());
    const jump = (go: (to: typeof import('../events/more.ts')) => void) => (): void => lazily(app, further, go);
    bind('nextEvent', jump((to) => to.nextOfStep(app)));
    bind('nextFailure', jump((to) => to.failure(app, 1)));
    bind('previousFailure', jump((to) => to.failure(app, -1)));
    app.store.subscribe((state, before) => this.changed(state, before));
    this.changed(app.store.state, null);
  }

  private changed(state: State, before: State | null): void {
    const { run, selection } = state;
    if (before && before.run === run && before.selection === selection && before.ui.lang === state.ui.lang && before.ui.only === state.ui.only) return;
    this.root.classList.toggle('idle', run === null);
    if (!run) return;
    if (run.executionId !== before?.run?.executionId) {
      this.filter = NO_FILTER;
      this.more?.reset();
      this.list.reset();
      this.restore(state, run);
    }
    if (this.filter.visit !== null && run.step !== (before?.run?.step ?? null)) this.filter = { ...this.filter, visit: run.step?.entered ?? null };
    this.draw(state, run, toReveal(state, before, run));
  }

  private draw(state: State, run: Run, to: number | null = null): void {
    const { only } = state.ui;
    const scene = run.check?.scene;
    const filter = only && scene ? { ...this.filter, states: statesWith(scene, lookFor(scene, run.view), only) } : this.filter;
    const on = isOn(filter);
    if (on) this.app.actions.run.needEvents(1, run.view.known);
    this.list.show(state, on ? passing(run, filter) : null, to);
    render(html`<div class="er head" role="row"><span class="c-id" role="columnheader">ID</span>
      <span class="c-type" role="columnheader">${t('details.type')}</span>
      <span class="c-ts" role="columnheader">${t('events.timestamp')}</span></div>`, this.part('eheadings'));
    this.part('ehint').textContent = t('events.keys');
    this.part('etable').classList.toggle('long', run.view.known > 9999);
    this.part('etable').setAttribute('aria-rowcount', String(this.list.count + 1));
    render(drawFilters({
      filter: this.filter,
      shown: on ? this.list.count : null,
      more: this.more?.open ?? false,
      step: run.step?.name ?? null,
      only,
    }, {
      change: (change) => this.change(change),
      more: () => this.withMore((more) => {
        more.toggle();
        this.draw(this.app.store.state, this.app.store.state.run ?? run);
      }),
      every: () => this.app.store.dispatch({ type: 'ui', change: { only: undefined } }),
      history: () => this.app.actions.run.history(),
    }), this.part('ehead'));
    this.more?.draw();
  }

  private change(change: Partial<Filter> | { step: boolean }): void {
    const { run } = this.app.store.state;
    if (!run) return;
    if ('step' in change) this.filter = { ...this.filter, visit: change.step ? (run.step?.entered ?? null) : null };
    else this.filter = { ...this.filter, ...change };
    this.draw(this.app.store.state, run);
    this.list.reveal(this.app.store.state.selection.event ?? run.view.position);
    const { text, failed, visit } = this.filter;
    const filter = isOn(this.filter) ? { of: run.executionId, text, failed, visit, more: this.more?.wanted } : undefined;
    this.app.store.dispatch({ type: 'ui', change: { opened: { ...this.app.store.state.ui.opened, filter } } });
  }

  /** A reload finds the filters as they were left; they are for their execution. */
  private restore({ ui: { opened: { filter } } }: State, run: Run): void {
    if (filter?.of !== run.executionId) return;
    const { text, failed, visit, more: wanted } = filter;
    this.filter = { ...NO_FILTER, text, failed, visit };
    if (wanted) this.withMore((more) => {
      if (filter.of === this.app.store.state.run?.executionId) more.restore(wanted);
    });
  }

  /** The further filters are loaded when they are first asked for. */
  private withMore(act: (more: MoreFilters) => void): void {
    if (this.more) return act(this.more);
    lazily(this.app, further, ({ MoreFilters: More }) => {
      this.more ??= new More(this.part('emores'), () => this.app.store.state.run, (extra) => this.change({ extra }));
      act(this.more);
    });
  }

  private focusFilter(): boolean {
    const field = this.root.querySelector<HTMLInputElement>('input');
    field?.focus();
    field?.select();
    return field !== null;
  }
}

/** What has been chosen elsewhere, or where the run has come to. A chosen state or visit is seen by its first event. */
function toReveal({ selection }: State, before: State | null, run: Run): number | null {
  if (selection.event !== before?.selection.event && selection.by !== 'events') return selection.event;
  if (run.view.position !== before?.run?.view.position) return run.view.position;
  const { state, event, by } = selection;
  return run.step && run.step !== before.run.step && state !== null && event === null && by !== 'events' ? run.step.entered : null;
}
