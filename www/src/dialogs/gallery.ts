/** The examples that come with the page, as cards. */

import '../i18n/later.ts';
import '../styles/gallery.css';
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import index from '../../gallery/index.json' with { type: 'json' };
import shown from '../../gallery/cards/shown.json' with { type: 'json' };
import { FIRST_CARDS, type Card } from '../gallery.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { State } from '../state.ts';

/** All cards, in the order in which they are learned. */
export const CARDS: readonly Card[] = [...FIRST_CARDS, ...(index as readonly Card[])];

interface Shown {
  cases: readonly { id: string; name: Record<'en' | 'ko', string> }[];
  boxes: readonly (readonly number[])[];
  lines: readonly string[];
}

const shownOf = (id: string): Shown | undefined => (shown as unknown as Record<string, Shown>)[id];

export function body(app: App, state: State): TemplateResult {
  return html`<ul class="gal">${CARDS.map((entry) => card(app, state, entry))}</ul>`;
}

/** A small drawing of an example's graph. */
export function thumbnail(id: string): TemplateResult | typeof nothing {
  const drawn = shownOf(id);
  if (!drawn) return nothing;
  return html`<svg class="gthumb" viewBox="-3 -3 102 78" aria-hidden="true">${drawn.lines.map((d) => svg`<path d=${d}></path>`)}${
    drawn.boxes.map(([x, y, width, height = 0, round]) => svg`<rect x=${x} y=${y} width=${width} height=${height} rx=${round ? height / 2 : 1.5}></rect>`)}</svg>`;
}

function card({ actions, store }: App, state: State, { id, title, description, level, language, watch }: Card): TemplateResult {
  const there = state.workspace.machines.some(({ gallery }) => gallery === id);
  /** Where one zone fills the page it is the one with the graph, over the chosen input and Run. */
  const open = async (fresh: boolean, which?: string): Promise<void> => {
    await actions.workspace.openGallery(id, fresh);
    if (store.state.document.gallery !== id) return;
    const at = store.state.document.cases.findIndex((item) => item.id === which);
    if (at >= 0) actions.document.choose(at);
    store.dispatch({ type: 'ui', change: { zone: 'visualise' } });
  };
  return html`<li class="gc"><div class="gtop">${thumbnail(id)}<div class="grow"><b>${named(title)}</b>
      <div class="gtags"><span class="badge">${t(`gallery.${level}`)}</span><span class="badge">${language}</span></div></div></div>
    <p>${named(description)}</p><p class="gwatch"><span class="muted">${t('gallery.watch')}</span> ${named(watch)}</p>
    <div class="gins"><span class="muted">${t('gallery.inputs')}</span><ul>${shownOf(id)?.cases.map((item) => html`<li>
      <button class="link" type="button" title=${t('gallery.openWith')} @click=${() => void open(false, item.id)}>${named(item.name)}</button></li>`)}</ul></div>
    <div class="ebtn l"><button class="b small ${there ? '' : 'primary'}" type="button" @click=${() => void open(false)}>${t('dashboard.open')}</button>
    ${there
      ? html`<button class="b small ghost" type="button" @click=${() => void open(true)}>${t('dashboard.fresh')}</button>`
      : nothing}</div></li>`;
}

/** Some examples, for the dashboard: the drawing, the name, and what it shows. */
export function strip({ actions }: App, ids: readonly string[]): TemplateResult {
  return html`<ul class="strip">${CARDS.filter(({ id }) => ids.includes(id)).map(({ id, title, watch }) => html`<li>
    <button class="scard" type="button" @click=${() => void actions.workspace.openGallery(id, false)}>${thumbnail(id)}
      <span><b>${named(title)}</b><span class="muted">${named(watch)}</span></span>${icon('i-fwd', 13)}</button></li>`)}</ul>`;
}
