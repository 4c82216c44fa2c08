import { html, nothing } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { legendCounts, lookFor } from '../graph/look.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, type StatusName, STATUSES } from '../marks.ts';
import { shown, statesAhead } from '../select.ts';

/** What the marks mean that the graph shows, and how many states have each. */
export function mountLegend(root: HTMLElement, app: App): void {
  // A press leaves the others pale in the graph and out of the tables; a second one, or another graph, ends that.
  const choose = (status: StatusName): void => {
    const { only } = app.store.state.ui;
    app.store.dispatch({ type: 'ui', change: { only: only === status ? undefined : status } });
  };
  let open = false;
  const fold = (): void => {
    open = !open;
    redraw();
  };
  const redraw = panel(root, app, (state) => [shown(state).check, shown(state).run?.view, shown(state).run?.rows, state.ui.only], (state) => {
    const { only } = state.ui;
    document.getElementById('graph')?.setAttribute('data-only', only ?? '');
    const { check, run } = shown(state);
    const scene = check?.scene;
    if (!scene) return html``;
    const counts = legendCounts(scene, lookFor(scene, run?.view ?? null));
    if (only && !counts.get(only)) queueMicrotask(() => choose(only));
    const ahead = run !== null && statesAhead(run).size > 0;
    return html`<button class="b ghost small legfold" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${fold}>${icon('i-chev-d', 12)}${t('legend.label')}</button>
      <ul class="legend" aria-label=${t('legend.label')}>${STATUSES.filter((status) => counts.get(status)).map((status) => html`<li>
        <button type="button" aria-pressed=${only === status ? 'true' : 'false'} title=${t('legend.only')}
          @click=${() => choose(status)}>${mark(status)}<span>${t(`legend.${status}`)}</span><b>${counts.get(status)}</b></button></li>`)}${ahead ? html`<li class="ahead"><i class="swatch" aria-hidden="true"></i><span>${t('legend.ahead')}</span></li>` : nothing}</ul>`;
  });
}
