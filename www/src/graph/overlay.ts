import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { FIRST_CARDS } from '../gallery.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { problemTitle } from '../problems/words.ts';
import type { Shown } from '../select.ts';
import type { State } from '../state.ts';

/** Over the canvas: why an older graph is shown, or how to get one. */
export function overlay(app: App, state: State, drawn: boolean, stale: Shown['stale']): TemplateResult {
  if (!drawn) return state.engine === 'loading' || !state.check.view ? html`` : empty(app);
  return html`${stale ? banner(state, stale) : nothing}`;
}

function banner(state: State, stale: 'older' | 'partial'): TemplateResult {
  const first = state.check.view?.diagnostics.find((each) => each.severity === 'error');
  return html`<div class="ban st-caught" role="status">${icon('i-warn', 16)}
    <div><b>${t(stale === 'older' ? 'graph.stale' : 'graph.partial')}</b>
      ${first ? html`<div class="muted">${t('graph.staleLine', { line: first.line })} ${problemTitle(first)}</div>` : nothing}
    </div></div>`;
}

function empty(app: App): TemplateResult {
  return html`<div class="empty"><span class="eic">${icon('i-graph', 24)}</span>
    <h3>${t('graph.empty')}</h3>
    <p>${t('graph.emptyHelp')}</p>
    <div class="ebtn">${FIRST_CARDS.map(({ id, title }, at) => html`
      <button class="b ${at === 0 ? 'primary' : ''}" type="button"
        @click=${() => void app.actions.workspace.openGallery(id, true)}>${named(title)}</button>`)}
      <button class="b ghost" type="button" aria-haspopup="dialog" @click=${() => app.store.dispatch({ type: 'ui', change: { dialog: 'lessons' } })}>${t('topbar.learn')}</button>
    </div></div>`;
}
