/** The tabs of Monitor: Events, and the views that are loaded when they are opened. */

import { nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import type { State } from '../state.ts';
import { tabStrip } from '../tabs.ts';
import { VIEWS, type View } from '../views/list.ts';

/** `strip` gets the tabs; the panel's two elements get Events (whoever draws it) and any other view. */
export function mountViews(strip: HTMLElement, events: HTMLElement, other: HTMLElement, app: App): void {
  const host = new ViewHost(other, app);
  const draw = (state: State): void => {
    const there = state.run === null ? [] : VIEWS.filter((view) => !view.all || state.ui.tools === 'all');
    const chosen = there.find(({ id }) => id === state.ui.view);
    const tabs = [{ id: 'events', words: t('step.events'), count: state.run?.view.known }, ...there.map((view) => ({ ...view, words: t(view.words), count: undefined }))];
    const choose = (view: string): void => app.store.dispatch({ type: 'ui', change: { view } });
    render(there.length === 0 ? nothing : tabStrip('view', t('zone.monitor'), tabs, chosen?.id ?? 'events', choose), strip);
    events.parentElement?.setAttribute('aria-labelledby', `view-${chosen?.id ?? 'events'}`);
    events.hidden = chosen !== undefined;
    other.hidden = chosen === undefined;
    host.show(chosen);
  };
  const parts = ({ run, ui }: State): readonly unknown[] => [run?.view.known, ui.view, ui.tools, ui.lang];
  app.store.subscribe((state, before) => {
    const was = parts(before);
    if (parts(state).some((part, at) => part !== was[at])) draw(state);
  });
  draw(app.store.state);
}

/** Has at most one view mounted. */
class ViewHost {
  private shown: View | undefined;
  private stop: () => void = () => undefined;

  constructor(private readonly host: HTMLElement, private readonly app: App) {}

  show(view: View | undefined): void {
    if (view === this.shown) return;
    this.shown = view;
    this.stop();
    this.stop = () => undefined;
    this.host.replaceChildren();
    if (view) void this.mount(view);
  }

  private async mount(view: View): Promise<void> {
    try {
      const [{ mount }, { offerWiden }] = await Promise.all([view.load(), import('../views/widen.ts')]);
      if (view !== this.shown) return;
      // An element of its own: what drew here before must not know it.
      const inside = this.host.appendChild(document.createElement('div'));
      inside.className = 'view';
      this.stop = mount(inside, this.app);
      offerWiden(this.host, this.app);
    } catch (error) {
      this.app.store.dispatch({
        type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' },
      });
    }
  }
}
