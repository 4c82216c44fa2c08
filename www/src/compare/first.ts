/** The first thing that differs, with the ways there. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { diffLines } from '../diff/lines.ts';
import { diffView } from '../diff/view.ts';
import { count } from '../format.ts';
import type { DifferenceView } from '../generated.ts';
import { has, say, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { pretty } from '../json-text.ts';
import { members } from '../mocks/json-parts.ts';
import { isJson } from '../mocks.ts';
import type { CompareDialog } from './dialog.ts';
import { side } from './totals.ts';

export function firstDifference(dialog: CompareDialog, first: DifferenceView | null): TemplateResult {
  if (!first) return html`<div class="cmpfirst same" role="status">${icon('i-check', 16)}<p><b>${t('compare.none')}</b></p></div>`;
  return html`<section class="cmpfirst" aria-labelledby="compare-first"><div class="cmpfh"><h3 id="compare-first">${t('compare.firstDifference')}</h3>
      <p role="status">${place(first)} ${words(dialog, first)}</p></div>
    <div class="cmpgo">${([0, 1] as const).map((at) => way(dialog, at, at === 0 ? first.a : first.b, at === 0 ? first.typeA : first.typeB))}</div>
    ${dialog.texts ? json(dialog.texts) : nothing}</section>`;
}

function way(dialog: CompareDialog, at: 0 | 1, event: number | null, type: string | null): TemplateResult {
  if (event === null) return html`<p class="cmpway muted">${side(at)} ${t('compare.nothing')}</p>`;
  return html`<p class="cmpway"><b aria-hidden="true">${at === 0 ? '−' : '+'}</b> ${side(at)} <span class="num">${count(event)}</span> <span class="cmptype">${type}</span>
    <button class="b small" type="button" aria-label=${t('compare.goOf', { event: count(event), name: dialog.name(at) })} @click=${() => void dialog.go(at, event)}>${icon('i-flag', 12)}${t('compare.go')}</button></p>`;
}

function place({ name, iteration }: DifferenceView): TemplateResult {
  return name === null ? html`<b>${t('compare.execution')}</b>` : html`<b>${name}</b>${iteration.map((index) => html`<span class="num"> #${index}</span>`)}`;
}

function words(dialog: CompareDialog, { what, a }: DifferenceView): string {
  if (what === 'only') return t('compare.what.only', { name: dialog.name(a === null ? 1 : 0) });
  const key = `compare.what.${what}`;
  return has(key) ? say(key) : t('compare.what.member', { member: what });
}

/** Both events, without what every execution has of its own. */
function json(texts: readonly [string | null, string | null]): TemplateResult {
  const [a, b] = texts.map(bare);
  return diffView(diffLines(a ?? '', b ?? ''), t('compare.events'));
}

/**
 * Payloads of events are JSON in texts: set out, what differs in them stands in its line. Numbers keep the form they were
 * written in, for that may be all that differs.
 */
function bare(text: string | null): string {
  if (text === null) return '';
  const rest = [...members(text)].filter(([name]) => !OWN.has(name));
  return pretty(unfolded(`{${rest.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`));
}

const OWN: ReadonlySet<string> = new Set(['timestamp', 'id', 'previousEventId']);

/** JSON whose texts that are JSON themselves stand in it as such. */
function unfolded(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"(\s*:)?/gs, (token: string, colon: string | undefined) => {
    const inner = colon === undefined && /^"[{[]/.test(token) ? (JSON.parse(token) as string) : '';
    return isJson(inner) ? unfolded(inner) : token;
  });
}
