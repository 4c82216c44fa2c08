import { nothing, svg, type SVGTemplateResult } from 'lit-html';
import type { StopLook } from '../breakpoints.ts';
import type { SceneNode } from '../generated.ts';
import { t } from '../i18n.ts';
import { statusOf, typeIcon } from '../marks.ts';
import type { Level } from './detail.ts';
import type { NodeLook } from './look.ts';
import { ems } from './measure.ts';

/** Everything a drawn node depends on. */
export interface NodeView {
  node: SceneNode;
  id: string;
  look: NodeLook;
  level: Level;
  /** Font size of the name in a compact node. */
  size: number;
  /** Before the ids, where the graph is on the page twice. */
  sheet: string;
  /** Accessible name. */
  name: string;
  /** Caption under the name, in the reader's language. */
  note: string;
  lanes: readonly string[];
  selected: boolean;
  /** The one tab stop. */
  current: boolean;
  breakpoint: StopLook | undefined;
  /** What a press on its dot does. */
  dotWords: string;
  /** Text of the countdown pill. */
  due: string;
  /** What a press on its chevron does; empty where nothing can be folded. */
  foldWords: string;
}

/** Start and End. */
export function terminal(view: NodeView, reached: boolean): SVGTemplateResult {
  const { x, y, width, height } = view.node;
  return svg`<g class="term ${reached ? 'reached' : ''}" data-stop=${view.id} tabindex=${view.current ? 0 : -1}
      role="img" aria-label=${view.name}>
    <rect class="ring" x=${x - 4} y=${y - 4} width=${width + 8} height=${height + 8} rx=${height / 2 + 4}></rect>
    <rect class="tbox" x=${x} y=${y} width=${width} height=${height} rx=${height / 2}></rect>
    <text x=${x + width / 2} y=${y + height / 2 + 4} text-anchor="middle">${view.node.label}</text>
  </g>`;
}

/** A state without states inside. */
export function box(view: NodeView): SVGTemplateResult {
  const { node, look } = view;
  const outline = outlineOf(node);
  const clip = `clip-${view.sheet}${view.id}`;
  return svg`<g class="node st-${look.status} ${look.retries > 0 ? 'retried' : ''} k-${node.kind} ${view.selected ? 'sel' : ''} ${look.ahead ? 'ahead' : ''} at-${view.level}"
      data-stop=${view.id} data-state=${node.state} role="button" tabindex=${view.current ? 0 : -1}
      aria-label=${view.name} aria-current=${view.selected ? 'true' : nothing}>
    <title>${node.name}${look.automatic ? ` · ${t('mocks.automatic')}` : ''}</title>
    ${ring(node)}
    ${sheets(node)}
    ${node.sheets > 0 ? svg`<path class="under" d=${outline}></path>` : nothing}
    <path class="box" d=${outline}></path>
    ${look.status === 'none' ? nothing : svg`
      <clipPath id=${clip}><path d=${outline}></path></clipPath>
      <g clip-path="url(#${clip})">${band(node, look)}</g>
      <path class="line" d=${outline}></path>`}
    ${words(view)}
    ${chevron(view, node.x + node.width - 16, node.y + node.height / 2, 'r')}
    ${badges(view)}
  </g>`;
}

/** A Parallel or Map with its inside drawn by the nodes that follow. */
export function container(view: NodeView): SVGTemplateResult {
  const { node, look } = view;
  const { x, y, width, height } = node;
  return svg`<g class="cont st-${look.status} ${look.retries > 0 ? 'retried' : ''} ${view.selected ? 'sel' : ''} at-${view.level}" data-stop=${view.id}
      data-state=${node.state} role="button" tabindex=${view.current ? 0 : -1} aria-label=${view.name}
      aria-current=${view.selected ? 'true' : nothing}>
    <title>${node.name}</title>
    <rect class="ring" x=${x - 4} y=${y - 4} width=${width + 8} height=${height + 8} rx="14"></rect>
    ${sheets(node)}
    <rect class="cbox" x=${x} y=${y} width=${width} height=${height} rx="10"></rect>
    ${laneMarks(view)}
    <use class="nicon" x=${x + 12} y=${y + 8} width="15" height="15" href="#${typeIcon(node.kind)}"></use>
    <text x=${x + 34} y=${y + 20}><tspan class="nname" font-size=${view.level === 'full' ? 13 : Math.min(view.size, 17)}>${node.label}</tspan>${view.level === 'full'
      ? svg`<tspan class="nsub" dx="8">${view.note}</tspan>` : nothing}</text>
    ${mark(look, x + width - 26, y + 7)}
    ${chevron(view, x + width - 41, y + 15, 'd')}
    ${look.retries > 0 ? retryPill(look.retries, x + width - 92, y + 6) : nothing}
    ${dot(view, x - 11, y + 15)}
  </g>`;
}

/** The sheets behind a Map. */
function sheets({ sheets: many, x, y, width, height }: SceneNode): unknown {
  return Array.from({ length: many }, (_, at) => 4 * (many - at)).map((by) => svg`
    <rect class="stack" x=${x + by} y=${y - by} width=${width} height=${height} rx="10"></rect>`);
}

/** Folds a container, or unfolds it. */
function chevron({ foldWords }: NodeView, x: number, y: number, way: 'd' | 'r'): unknown {
  if (!foldWords) return nothing;
  return svg`<g class="fold" data-fold><title>${foldWords}</title><circle class="foldhit" cx=${x} cy=${y} r="12"></circle>
    <use class="nicon" x=${x - 6} y=${y - 6} width="12" height="12" href="#i-chev-${way}"></use></g>`;
}

function laneMarks(view: NodeView): unknown {
  return view.node.lanes.map((lane, at) => svg`
    ${at > 0 ? svg`<path class="lane" d=${divider(lane, view.node)}></path>` : nothing}
    <text class="lanelab" x=${lane.x + 12} y=${lane.y + 14}>${view.lanes[at] ?? ''}</text>`);
}

/** Between branches beside each other, or one below the other. */
const divider = (lane: { x: number; y: number; width: number; height: number }, { x }: SceneNode): string =>
  (lane.x > x ? `M${lane.x} ${lane.y}v${lane.height - 8}` : `M${lane.x + 8} ${lane.y}h${lane.width - 16}`);

/** Choice is a hexagon, the two ends are pills, everything else a rounded box. */
function outlineOf({ kind, x, y, width, height }: SceneNode): string {
  if (kind === 'choice') {
    return `M${x + 14} ${y}H${x + width - 14}L${x + width} ${y + height / 2}L${x + width - 14} ${y + height}` +
      `H${x + 14}L${x} ${y + height / 2}z`;
  }
  const r = kind === 'succeed' || kind === 'fail' ? height / 2 : 8;
  return `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}` +
    `h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}

function ring(node: SceneNode): SVGTemplateResult {
  const grown = { ...node, x: node.x - 4, y: node.y - 4, width: node.width + 8, height: node.height + 8 };
  return svg`<path class="ring" d=${outlineOf(grown)}></path>`;
}

/** One segment an attempt, each with the pattern of how it ended. */
function band(node: SceneNode, look: NodeLook): unknown {
  const inset = node.kind === 'choice' ? 14 : node.kind === 'succeed' || node.kind === 'fail' ? 12 : 7;
  const tries = Math.min(look.retries, 5);
  const gap = tries > 0 ? 2.5 : 0;
  const each = (node.height + gap) / (tries + 1);
  return Array.from({ length: tries + 1 }, (_, at) => svg`<rect x=${node.x} y=${node.y + at * each} width=${inset}
    height=${each - gap} class="pattern-${at < tries ? 'fail' : look.status}"></rect>`);
}

function words({ node, note, level, size }: NodeView): unknown {
  if (level === 'tiny') return nothing;
  const indent = node.kind === 'choice' ? 8 : 0;
  const middle = node.y + node.height / 2;
  if (level === 'compact') {
    const across = node.x + node.width / 2 + 2;
    // The box was made for the name at 13 px with its icon and some room, which it does not need now.
    const room = Math.max((node.width - 24) / ems(node.label), (13 * (node.width - 24)) / (node.width - 54));
    const fits = Math.max(13, Math.min(size, room));
    return svg`<text class="nname" font-size=${fits} x=${across} y=${middle + fits * 0.35} text-anchor="middle">${node.label}</text>`;
  }
  return svg`
    <use class="nicon" x=${node.x + 16 + indent} y=${middle - 8} width="16" height="16" href="#${typeIcon(node.kind)}"></use>
    <text class="nname" x=${node.x + 40 + indent} y=${note ? middle - 4 : middle + 4.5}>${node.label}</text>
    ${note ? svg`<text class="nsub" x=${node.x + 40 + indent} y=${middle + 11}>${note}</text>` : nothing}`;
}

function badges(view: NodeView): unknown {
  const { node: { x, y, width, height }, look, due } = view;
  return svg`
    ${look.status === 'none' ? nothing : svg`<circle class="halo" cx=${x + width - 3} cy=${y + 2} r="10"></circle>`}
    ${mark(look, x + width - 11, y - 6)}
    ${due ? duePill(due, x + width - 10, y + height - 7)
      : look.retries > 0 ? retryPill(look.retries, x + width - 44, y + height - 7) : nothing}
    ${look.visits > 1 || look.within ? countPill(look, x + 12, y + height - 7) : nothing}
    ${view.dotWords ? dot(view, x - 11, y + height / 2) : nothing}`;
}

/**
 * The breakpoint, or, beside a node that is pointed at or selected, where it can be set. A wide ring takes the pointer.
 * One for another moment than the entry has a wedge in it; one that does not stop each time is a hollow diamond.
 */
function dot({ breakpoint, dotWords }: NodeView, x: number, y: number): SVGTemplateResult {
  return svg`<g class="bp ${breakpoint ? `on ${breakpoint}` : ''}" data-breakpoint><title>${dotWords}</title>
    <circle class="bphit" cx=${x} cy=${y} r="11"></circle>${breakpoint === 'maybe' ? svg`<path class="bpdot" d="M${x - 6.5} ${y}l6.5-6.5 6.5 6.5-6.5 6.5z"></path>`
      : svg`<circle class="bpdot" cx=${x} cy=${y} r="5.5"></circle>`}${breakpoint === 'moment' ? svg`<path class="bpmark" d="M${x - 1.5} ${y - 3}l4 3-4 3z"></path>` : nothing}</g>`;
}

function mark(look: NodeLook, x: number, y: number): unknown {
  if (look.status === 'none') return nothing;
  return svg`<use class="nmark st-${look.status}" x=${x} y=${y} width="16" height="16" href="#i-s-${look.status}"></use>`;
}

function retryPill(retries: number, x: number, y: number): SVGTemplateResult {
  const width = 24 + String(retries).length * 7;
  return svg`<g class="pill st-retry"><rect x=${x} y=${y} width=${width + 5} height="18" rx="9"></rect>
    <use x=${x + 6} y=${y + 4} width="10" height="10" href="#i-s-retry"></use>
    <text x=${x + 20} y=${y + 13}>${retries}</text></g>`;
}

/** Ends at `right`, so that long countdowns grow over the node and not beyond it. */
function duePill(due: string, right: number, y: number): SVGTemplateResult {
  const width = 26 + due.length * 6.4;
  return svg`<g class="pill st-wait"><rect x=${right - width} y=${y} width=${width} height="18" rx="9"></rect>
    <use x=${right - width + 6} y=${y + 4} width="10" height="10" href="#i-s-wait"></use>
    <text x=${right - width + 20} y=${y + 13}>${due}</text></g>`;
}

/** Visits by status (iterations of a Map), or ×n for a loop. */
function countPill(look: NodeLook, x: number, y: number): SVGTemplateResult {
  if (look.counts.length === 0) {
    const text = `×${look.visits}`;
    return svg`<g class="pill"><rect x=${x} y=${y} width=${text.length * 7 + 12} height="18" rx="9"></rect>
      <text x=${x + 6} y=${y + 13}>${text}</text></g>`;
  }
  let at = x + 6;
  const parts = look.counts.map(({ status, count }) => {
    const name = statusOf(status);
    const start = at;
    at += 15 + String(count).length * 6.6 + 5;
    return svg`<use class="nmark st-${name}" x=${start} y=${y + 4} width="10" height="10" href="#i-s-${name}"></use>
      <text x=${start + 13} y=${y + 13}>${count}</text>`;
  });
  return svg`<g class="pill"><rect x=${x} y=${y} width=${at - x + 1} height="18" rx="9"></rect>${parts}</g>`;
}
