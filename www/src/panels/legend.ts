import { html } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { legendCounts, lookFor } from '../graph/look.ts';
import { t } from '../i18n.ts';
import { mark, STATUSES } from '../marks.ts';
import { shown } from '../select.ts';

/** What the marks mean, and how many states have each. */
export function mountLegend(root: HTMLElement, app: App): void {
  panel(root, app, (state) => [state.run?.view, state.run?.graph, state.check, state.document.definition], (state) => {
    const { check, run } = shown(state);
    const scene = check?.scene;
    if (!scene) return html``;
    const counts = legendCounts(scene, lookFor(scene, run?.view ?? null));
    return html`<ul class="legend" aria-label=${t('legend.label')}>${STATUSES.map((status) => {
      const many = counts.get(status) ?? 0;
      return html`<li class=${many === 0 ? 'zero' : ''}>${mark(status)}<span>${t(`legend.${status}`)}</span>
        <b>${many === 0 ? '–' : many}</b></li>`;
    })}</ul>`;
  });
}
