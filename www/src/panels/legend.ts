import { html, nothing } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { legendCounts, lookFor } from '../graph/look.ts';
import { t } from '../i18n.ts';
import { mark, STATUSES } from '../marks.ts';
import { shown, statesAhead } from '../select.ts';

/** What the marks mean, and how many states have each. */
export function mountLegend(root: HTMLElement, app: App): void {
  panel(root, app, (state) => [shown(state).check, shown(state).run?.view, shown(state).run?.rows], (state) => {
    const { check, run } = shown(state);
    const scene = check?.scene;
    if (!scene) return html``;
    const counts = legendCounts(scene, lookFor(scene, run?.view ?? null));
    const ahead = run !== null && statesAhead(run).size > 0;
    return html`<ul class="legend" aria-label=${t('legend.label')}>${STATUSES.map((status) => {
      const many = counts.get(status) ?? 0;
      return html`<li class=${many === 0 ? 'zero' : ''}>${mark(status)}<span>${t(`legend.${status}`)}</span>
        <b>${many === 0 ? '–' : many}</b></li>`;
    })}${ahead ? html`<li class="ahead"><i class="swatch" aria-hidden="true"></i><span>${t('legend.ahead')}</span></li>` : nothing}</ul>`;
  });
}
