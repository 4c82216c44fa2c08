/** The lines between zones: drag, arrow keys (Shift: larger steps), Enter or double-click resets, End and Home fold. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from './app.ts';
import { t } from './i18n.ts';

type Side = 'define' | 'monitor';

export const FIRST: Record<Side, number> = { define: 412 / 1440, monitor: 508 / 1440 };
const NARROWEST: Record<Side, number> = { define: 300, monitor: 340 };
/** What the graph keeps. */
const MIDDLE = 320;
const STEP = 16;
const LONG_STEP = 64;

export function splitter(app: App, side: Side): TemplateResult {
  const { sizes } = app.store.state.ui;
  return html`<div class="split split-${side}" role="separator" tabindex="0" aria-orientation="vertical"
    aria-label=${t('layout.splitter', { zone: t(`zone.${side}`) })} aria-controls=${side}
    aria-valuemin="15" aria-valuemax="60" aria-valuenow=${Math.round(sizes[side] * 100)}
    @pointerdown=${(event: PointerEvent) => drag(app, side, event)}
    @dblclick=${() => resize(app, side, FIRST[side])}
    @keydown=${(event: KeyboardEvent) => key(app, side, event)}></div>`;
}

/** A lesson beside the tools takes some of the window. */
export const pageWidth = (): number => document.getElementById('app')?.clientWidth ?? innerWidth;

function resize({ store }: App, side: Side, share: number): void {
  const { sizes, folded } = store.state.ui;
  store.dispatch({
    type: 'ui',
    change: { sizes: { ...sizes, [side]: bounded(side, share, sizes) }, folded: { ...folded, [side]: false } },
  });
}

/** In two columns Monitor's share is of the whole page as well, but there is no third zone to leave room for. */
function bounded(side: Side, share: number, sizes: Record<Side, number>): number {
  const width = pageWidth();
  const other = width >= 1200 ? sizes[side === 'define' ? 'monitor' : 'define'] * width : 0;
  const widest = width - other - MIDDLE;
  return Math.max(NARROWEST[side], Math.min(widest, share * width)) / width;
}

function drag(app: App, side: Side, event: PointerEvent): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const line = event.currentTarget as HTMLElement;
  line.focus();
  line.setPointerCapture(event.pointerId);
  const began = event.clientX;
  const width = pageWidth();
  const size = app.store.state.ui.sizes[side];
  const move = (now: PointerEvent): void => {
    const by = (now.clientX - began) / width;
    resize(app, side, side === 'define' ? size + by : size - by);
  };
  line.addEventListener('pointermove', move);
  line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), { once: true });
}

function key(app: App, side: Side, event: KeyboardEvent): void {
  const size = app.store.state.ui.sizes[side];
  const by = (event.shiftKey ? LONG_STEP : STEP) / pageWidth();
  const grow = side === 'define' ? 'ArrowRight' : 'ArrowLeft';
  const shrink = side === 'define' ? 'ArrowLeft' : 'ArrowRight';
  if (event.key === grow) resize(app, side, size + by);
  else if (event.key === shrink) resize(app, side, size - by);
  else if (event.key === 'Enter') resize(app, side, FIRST[side]);
  else if (event.key === 'End' || event.key === 'Home') fold(app, side);
  else return;
  event.preventDefault();
}

function fold({ store }: App, side: Side): void {
  const { folded } = store.state.ui;
  store.dispatch({ type: 'ui', change: { folded: { ...folded, [side]: true } } });
}
