import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { left } from '../menu.ts';
import { shown, shownState } from '../select.ts';
import type { State } from '../state.ts';

/** The breakpoints: a list that opens upwards, to set one on the selected state, to go to one and to clear it. */
export function breakpoints(app: App, state: State): TemplateResult {
  const names = state.document.breakpoints;
  const selected = shownState(state, state.selection.state);
  const toggle = (name: string): void => app.actions.run.toggleBreakpoint(name);
  const set = (event: Event): void => {
    if (selected) toggle(selected.name);
    // The button goes away with what it did.
    (event.currentTarget as Element).closest('details')?.querySelector('summary')?.focus();
  };
  const words = t('transport.breakpoints', { count: names.length });
  return html`<details class="bps" @focusout=${left}>
    <summary class="b ghost" aria-label=${words} title=${words}>${icon('i-bp', 12, 'bpc')}<span class="bpw">${t('transport.breakpointsWord')}</span>
      <span class="num">${count(names.length)}</span></summary>
    <div class="bpmenu">
      ${names.length === 0 ? html`<p class="muted">${t('transport.noBreakpoints')}</p>` : html`<ul>${names.map((name) => html`<li>
        <button class="link grow" type="button" ?disabled=${stateOf(state, name) === null} @click=${() => app.actions.select.state(stateOf(state, name), 'page')}>${name}</button>
        <button class="b ghost tiny" type="button" aria-label=${t('transport.clearBreakpoint', { name })}
          title=${t('transport.clearBreakpoint', { name })} @click=${() => toggle(name)}>${icon('i-close', 12)}</button></li>`)}</ul>`}
      ${selected && !names.includes(selected.name) ? html`<button class="b small" type="button" @click=${set}>
        ${icon('i-plus', 12)}${t('transport.setBreakpoint', { name: selected.name })}</button>` : nothing}
      <p class="muted">${t('transport.breakpointsHelp')}</p>
    </div></details>`;
}

const stateOf = (state: State, name: string): number | null =>
  shown(state).check?.states.find((place) => place.name === name)?.id ?? null;
