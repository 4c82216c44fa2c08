/** Offers once to give Monitor the room that its wider views can use. It never moves by itself. */

import '../i18n/later.ts';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { WIDE } from '../layout.ts';
import { pageWidth } from '../splitter.ts';

/** Narrower than this a view is cramped. */
const ROOMY = 640;
/** Below this there is one zone, which has everything already; where there is little height, nothing to give. */
const ZONES_SIDE_BY_SIDE = 700;
const LOW = 500;
/** From here on Define can be a rail. */
const THREE_COLUMNS = 1200;

export function offerWiden(host: HTMLElement, { store }: App): void {
  if (store.state.ui.widened || pageWidth() < ZONES_SIDE_BY_SIDE || innerHeight < LOW || host.clientWidth >= ROOMY) return;
  const strip = document.createElement('div');
  host.prepend(strip);
  const widen = (): void => {
    const { sizes, folded } = store.state.ui;
    const rail = pageWidth() >= THREE_COLUMNS ? { folded: { ...folded, define: true } } : {};
    store.dispatch({ type: 'ui', change: { widened: true, sizes: { ...sizes, monitor: WIDE }, ...rail } });
  };
  const draw = (): void => void render(html`<div class="widen" role="note"><span class="grow">${t('view.narrow')}</span>
    <button class="b small" type="button" @click=${widen}>${icon('i-expand', 12)}${t('view.widen')}</button>
    <button class="b ghost tiny" type="button" aria-label=${t('view.keepNarrow')} title=${t('view.keepNarrow')}
      @click=${() => store.dispatch({ type: 'ui', change: { widened: true } })}>${icon('i-close', 12)}</button></div>`, strip);
  draw();
  const leave = store.subscribe(({ ui }, before) => {
    if (ui.widened || !strip.isConnected) {
      leave();
      strip.remove();
    } else if (ui.lang !== before.ui.lang) draw();
  });
}
