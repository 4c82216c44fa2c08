/** All breakpoints: to switch, edit and clear them, to set one on the selected state, to stop at any failure. */

import '../i18n/later.ts';
import '../styles/steer.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { refused, stateOf, type Stop } from '../breakpoints.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { shown, shownState } from '../select.ts';
import type { State } from '../state.ts';
import { editAt } from './edit.ts';
import { isAnyFailure, plain, refusal, sentence, whole, written } from './words.ts';

export function mountStops(host: HTMLElement, app: App): () => void {
  const draw = (state: State): void => {
    render(content(app, state), host);
  };
  draw(app.store.state);
  const stop = app.store.subscribe((state, before) => {
    const same = state.document === before.document && state.selection === before.selection && state.ui.lang === before.ui.lang;
    if (!same) draw(state);
  });
  return () => {
    stop();
    render(nothing, host);
  };
}

function content(app: App, state: State): TemplateResult {
  const stops = state.document.breakpoints;
  const own = stops.map((stop, at) => ({ stop, at })).filter(({ stop }) => !isAnyFailure(stop));
  const selected = shownState(state, state.selection.state);
  const failures = stops.find(isAnyFailure);
  const any = failures !== undefined && !whole(failures).off;
  const failing = (): void => {
    const others = stops.filter((stop) => !isAnyFailure(stop));
    app.actions.run.breakpoints(any ? others : [...others, { on: 'fail' }]);
  };
  const set = (event: Event): void => {
    if (selected) app.actions.run.breakpoints([...stops, selected.name]);
    // The button goes away with what it did.
    (event.currentTarget as Element).closest('details')?.querySelector('summary')?.focus();
  };
  const has = own.some(({ stop }) => stateOf(stop) === selected?.name);
  return html`<label class="check"><input type="checkbox" .checked=${any} @change=${failing}><span>${t('steer.anyFailure')}</span></label>
    ${own.length === 0 ? html`<p class="muted">${t('transport.noBreakpoints')}</p>`
      : html`<ul>${own.map(({ stop, at }) => row(app, state, stop, at))}</ul>`}
    <div class="bpadd">${selected && !has ? html`<button class="b small" type="button" @click=${set}>
        ${icon('i-plus', 12)}${t('transport.setBreakpoint', { name: selected.name })}</button>` : nothing}
      <button class="b small" type="button" aria-haspopup="dialog" @click=${() => editAt(app, null, selected?.name)}>${icon('i-plus', 12)}${t('steer.new')}</button></div>
    <p class="muted">${t('transport.breakpointsHelp')}</p>`;
}

function row(app: App, state: State, stop: Stop, at: number): TemplateResult {
  if (refused(stop)) return unread(app, state, stop, at);
  const stops = state.document.breakpoints;
  const words = sentence(stop);
  const name = stateOf(stop);
  const place = shown(state).check?.states.find((each) => each.name === name);
  const simple = typeof stop === 'string' || (name !== undefined && plain({ ...stop, off: false }) === name);
  const others = (changed: readonly Stop[]): void => app.actions.run.breakpoints([...stops.slice(0, at), ...changed, ...stops.slice(at + 1)]);
  const point = whole(stop);
  const toggle = (): void => others([plain({ ...point, off: !point.off })]);
  const clear = (event: Event): void => {
    const menu = (event.currentTarget as Element).closest('details');
    others([]);
    menu?.querySelector('summary')?.focus();
  };
  const label = simple && name !== undefined ? name : words;
  return html`<li><input type="checkbox" .checked=${!point.off} aria-label=${t('steer.enabled', { what: words })} title=${t('steer.enabled', { what: words })} @change=${toggle}>
    <button class="link grow" type="button" title=${words} ?disabled=${name !== undefined && !place}
      @click=${() => (place ? app.actions.select.state(place.id, 'page') : editAt(app, at))}>${label}</button>
    <button class="b ghost tiny" type="button" aria-haspopup="dialog" aria-label=${t('steer.editOf', { what: words })} title=${t('steer.edit')}
      @click=${() => editAt(app, at)}>${t('steer.editWord')}</button>
    <button class="b ghost tiny" type="button" aria-label=${simple && name !== undefined ? t('transport.clearBreakpoint', { name }) : t('steer.clear', { what: words })}
      title=${t('steer.clear', { what: words })} @click=${clear}>${icon('i-close', 12)}</button></li>`;
}

/** An entry that is no breakpoint stays as it was written until somebody mends or clears it. */
function unread(app: App, { document: { breakpoints } }: State, stop: Stop, at: number): TemplateResult {
  const clear = (event: Event): void => {
    const menu = (event.currentTarget as Element).closest('details');
    app.actions.run.breakpoints(breakpoints.filter((_, other) => other !== at));
    menu?.querySelector('summary')?.focus();
  };
  const what = written(stop);
  return html`<li class="bpraw"><div class="grow"><code>${what}</code><p class="wbad">${icon('i-warn', 12)}<span>${t('steer.refused')} ${refusal(stop)}</span></p></div>
    <button class="b ghost tiny" type="button" aria-haspopup="dialog" aria-label=${t('steer.editOf', { what })} title=${t('steer.edit')}
      @click=${() => editAt(app, at)}>${t('steer.editWord')}</button>
    <button class="b ghost tiny" type="button" aria-label=${t('steer.clear', { what })} title=${t('steer.clear', { what })} @click=${clear}>${icon('i-close', 12)}</button></li>`;
}
