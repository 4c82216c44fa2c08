/** What stands beside an edge that was opened: from where to where, and the JSON that went over it. */

import { html, render } from 'lit-html';
import type { Scene, SceneEdge } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { detail, jsonView } from '../json-text.ts';
import { autoMark } from '../step/answer.ts';
import type { Look } from './look.ts';
import { ends } from './names.ts';
import type { Parts } from './skeleton.ts';

interface Point {
  x: number;
  y: number;
}

const GAP = 14;

/** `text` is that of the event, once it has come. Answers with the middle of the edge. */
export function drawPopover({ canvas, popover }: Parts, scene: Scene, look: Look, edge: SceneEdge, event: number, text: string | undefined, close: () => void): Point {
  const json = text === undefined ? undefined : detail(text, 'output', 'input');
  const { from, to } = ends(scene, edge);
  const says = edge.from === null ? t('graph.edgeInput') : edge.to === null ? t('graph.edgeOutput')
    : t('graph.edgeBoth', { from, to });
  render(html`
    <div class="ejh"><b>${from}</b>${icon('i-fwd', 12)}<b>${to}</b><span class="grow"></span>
      <button class="b ghost tiny" type="button" aria-label=${t('action.close')} @click=${close}>
        ${icon('i-close', 12)}</button></div>
    <p class="muted">${says} <span class="num evid">${t('graph.event', { id: event })}</span>${
      edge.from !== null && look.nodes.get(edge.from)?.automatic ? html` ${autoMark()}` : ''}</p>
    ${typeof json === 'string' ? jsonView(json, says) : html`<p class="muted">${t(json === null ? 'graph.noJson' : 'graph.loading')}</p>`}`, popover);
  return middleOf(canvas, edge);
}

/** Beside a point of the canvas, inside of it. */
export function placePopover({ canvas, popover }: Parts, { x, y }: Point): void {
  if (popover.hidden) return;
  const { offsetWidth: width, offsetHeight: height } = popover;
  // On a phone it would cover the graph: it stands at the foot.
  const foot = canvas.clientWidth < 480;
  const right = x + GAP + width < canvas.clientWidth - 8;
  const left = right ? x + GAP : Math.max(8, x - GAP - width);
  const lowest = canvas.clientHeight - height - 8;
  const top = foot ? lowest : Math.max(8, Math.min(y - 24, lowest));
  popover.style.transform = `translate(${foot ? 8 : Math.round(left)}px, ${Math.round(top)}px)`;
}

function middleOf(canvas: SVGSVGElement, edge: SceneEdge): Point {
  const line = canvas.querySelector<SVGPathElement>(`.ehit[data-stop="edge-${edge.id}"]`);
  return line ? line.getPointAtLength(line.getTotalLength() / 2) : edge.tip;
}
