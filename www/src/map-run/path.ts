/** Where in Map Runs of children the reader is. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import type { ChildView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Shown, Steps } from './panel.ts';

/** A Map Run that a child has started. */
export interface Below {
  /** The child's place in the Map Run around it. */
  readonly index: number;
  /** The Map Run's own place. */
  readonly run: number;
  /** The name of its state. */
  readonly state: string;
}

/** The way here from the step's own Map Run; nothing while one is there. `top` is the step's name. */
export function crumbs({ path }: Shown, top: string, index: number | null, steps: Steps): unknown {
  if (path.length === 0) return nothing;
  const names = [top, ...path.map(({ state }) => state)];
  const links = names.flatMap((name, depth) => {
    const child = depth < path.length ? path[depth]?.index ?? null : index;
    const run = html`<li>${part(name, depth === path.length && child === null, () => steps.goTo(depth, null))}</li>`;
    return child === null ? [run] : [run, html`<li>${part(`#${count(child)}`, depth === path.length, () => steps.goTo(depth, child))}</li>`];
  });
  return html`<nav class="mrpath" aria-label=${t('mapRun.path')}><ol>${links}</ol></nav>`;
}

function part(words: string, here: boolean, go: () => void): TemplateResult {
  return here ? html`<span aria-current="location">${words}</span>` : html`<button class="link" type="button" @click=${go}>${words}</button>`;
}

/** Map Runs that a child has started, to be opened. */
export function nested({ row, mapRuns }: ChildView, steps: Steps): unknown {
  if (mapRuns.length === 0) return nothing;
  return html`<div class="mrnested">${mapRuns.map(([run, state]) => html`<button class="b small" type="button" data-run=${run}
    @click=${() => steps.enter({ index: row.index, run, state })}>${icon('i-t-map', 12)}${t('mapRun.of', { state })}</button>`)}</div>`;
}
