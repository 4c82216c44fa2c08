import { html, nothing } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { legendCounts, lookFor } from '../graph/look.ts';
import { t } from '../i18n.ts';
import { mark, type StatusName, STATUSES } from '../marks.ts';
import { shown, statesAhead } from '../select.ts';

/** What the marks mean that the graph shows, and how many states have each. */
export function mountLegend(root: HTMLElement, app: App): void {
  let only = '';
  // A press leaves the others pale in the graph; a second one, or another graph, ends that.
  const choose = (status: string): void => {
    only = only === status ? '' : status;
    document.getElementById('graph')?.setAttribute('data-only', only);
    redraw();
  };
  const redraw = panel(root, app, (state) => [shown(state).check, shown(state).run?.view, shown(state).run?.rows], (state) => {
    const { check, run } = shown(state);
    const scene = check?.scene;
    if (!scene) return html``;
    const counts = legendCounts(scene, lookFor(scene, run?.view ?? null));
    if (only && !counts.get(only as StatusName)) queueMicrotask(() => choose(only));
    const ahead = run !== null && statesAhead(run).size > 0;
    return html`<ul class="legend" aria-label=${t('legend.label')}>${STATUSES.filter((status) => counts.get(status)).map((status) => html`<li>
      <button type="button" aria-pressed=${only === status ? 'true' : 'false'} title=${t('legend.only')}
        @click=${() => choose(status)}>${mark(status)}<span>${t(`legend.${status}`)}</span><b>${counts.get(status)}</b></button></li>`)}${ahead ? html`<li class="ahead"><i class="swatch" aria-hidden="true"></i><span>${t('legend.ahead')}</span></li>` : nothing}</ul>`;
  });
}
