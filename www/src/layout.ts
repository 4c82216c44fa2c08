/** The page's skeleton: three zones, what stands around them, and how they share the width. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from './app.ts';
import { bind } from './commands.ts';
import { panel } from './dom.ts';
import { t, type Key } from './i18n.ts';
import { icon } from './icons.ts';
import type { State, Ui, Zone } from './state.ts';
import { FIRST, splitter } from './splitter.ts';

export const ZONES: readonly Zone[] = ['define', 'visualise', 'monitor'];

/** Monitor's share after *Widen*. */
export const WIDE = 0.645;

const ZONE_ICONS: Record<Zone, string> = { define: 'i-phone-def', visualise: 'i-graph', monitor: 'i-list' };

/** The elements that panels draw into, by id. */
export function mountLayout(root: HTMLElement, app: App): void {
  root.replaceChildren();
  panel(
    root,
    app,
    ({ ui, document }) => [ui.zone, ui.left, ui.sizes, ui.folded, document.name],
    (state) => page(app, state),
  );
  const look = (): void => arrange(root, app.store.state.ui);
  look();
  app.store.subscribe((state, before) => {
    if (state.ui !== before.ui) look();
  });
  ZONES.forEach((zone, at) => bind((['zone1', 'zone2', 'zone3'] as const)[at] ?? 'zone1', () => goTo(app, zone)));
}

/** What style sheets need: classes and custom properties, set without style attributes. */
function arrange(root: HTMLElement, { zone, left, sizes, folded }: Ui): void {
  root.dataset['zone'] = zone;
  root.dataset['left'] = left;
  root.classList.toggle('define-folded', folded.define);
  root.classList.toggle('monitor-folded', folded.monitor);
  root.style.setProperty('--define', `${(sizes.define * 100).toFixed(2)}%`);
  root.style.setProperty('--monitor', `${(sizes.monitor * 100).toFixed(2)}%`);
}

/** Shows a zone wherever it may hide and gives it the focus. */
export function goTo({ store }: App, zone: Zone): void {
  const { folded, left, sizes } = store.state.ui;
  // What *Widen* took from Define goes back to it.
  const back = zone === 'define' && folded.define && sizes.monitor === WIDE;
  store.dispatch({
    type: 'ui',
    change: {
      zone,
      left: zone === 'monitor' ? left : zone,
      sizes: back ? { ...sizes, monitor: FIRST.monitor } : sizes,
      folded: { ...folded, ...(zone === 'visualise' ? {} : { [zone]: false }) },
    },
  });
  requestAnimationFrame(() => document.getElementById(zone)?.focus());
}

function page(app: App, state: State): TemplateResult {
  return html`
    <a class="skiplink" href="#define">${t('layout.skip')}</a>
    <header id="topbar" class="topbar"></header>
    <div id="notices"></div>
    <main class="zones">
      <h1 class="vh">${state.document.name || 'Stepglass'}</h1>
      ${leftSwitch(app, state.ui)}
      ${zone(app, 'define', html`
        <div id="define-head" class="zhead"></div>
        <div id="define-tabs"></div>
        <div id="define-notices"></div><div id="lacks"></div>
        <div id="define-panel" class="dpanel" role="tabpanel">
          <div id="editor" class="dtab"></div>
          <div id="input" class="dtab"></div>
          <div id="mocks" class="dtab"></div>
          <div id="handlers" class="dtab"></div>
          <div id="files" class="dtab"></div>
          <div id="services" class="dtab"></div>
        </div>`)}
      ${splitter(app, 'define')}
      ${zone(app, 'visualise', html`
        <div class="zhead"><h2>${t('zone.visualise')}</h2><span id="graph-head" class="meta grow"></span><span id="graph-tools" class="ghtools"></span><span id="graph-test"></span></div>
        <div id="edited"></div>
        <div id="graph" class="ghost-host"></div>
        <div id="legend"></div>`)}
      ${splitter(app, 'monitor')}
      ${zone(app, 'monitor', html`
        <div id="monitor-head" class="zhead"></div>
        <div id="details"></div>
        <div id="views"></div>
        <div id="view-panel" role="tabpanel"><div id="events"></div><div id="view"></div></div>
        <div id="step"></div>`)}
    </main>
    <footer class="foot"><div id="cases"></div><div id="transport"></div></footer>
    ${zoneBar(app, state.ui)}
    <div id="dialogs"></div>`;
}

function zone(app: App, id: Zone, inside: TemplateResult): TemplateResult {
  return html`<section id=${id} class="zone" tabindex="-1" aria-label=${t(`zone.${id}`)}>
    <button class="rail" type="button" @click=${() => goTo(app, id)}>
      ${icon(ZONE_ICONS[id], 18)}<span>${t(`zone.${id}`)}</span></button>
    ${inside}</section>`;
}

/** Two columns: what the left one shows. */
function leftSwitch({ store }: App, { left }: Ui): TemplateResult {
  const choose = (zone: 'define' | 'visualise') => () => store.dispatch({ type: 'ui', change: { left: zone, zone } });
  return html`<div class="leftswitch" role="group" aria-label=${t('layout.left')}>${(['define', 'visualise'] as const).map(
    (zone) => html`<button type="button" aria-pressed=${left === zone ? 'true' : 'false'} @click=${choose(zone)}>
      ${icon(ZONE_ICONS[zone], 16)}${t(`zone.${zone}` as Key)}</button>`,
  )}</div>`;
}

/** One zone: the bar at the thumb. */
function zoneBar(app: App, { zone: chosen }: Ui): TemplateResult {
  return html`<nav class="zonebar" aria-label=${t('layout.zones')}>${ZONES.map(
    (zone) => html`<button type="button" aria-current=${chosen === zone ? 'page' : 'false'} @click=${() => goTo(app, zone)}>
      <span class="zi">${icon(ZONE_ICONS[zone], 18)}</span>${t(`zone.${zone}`)}</button>`,
  )}</nav>`;
}
