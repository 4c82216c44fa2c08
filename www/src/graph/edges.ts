import { nothing, svg, type SVGTemplateResult } from 'lit-html';
import { t as words } from '../i18n.ts';
import type { SceneEdge, TakenEdge } from '../generated.ts';

/** Everything a drawn edge depends on. */
export interface EdgeView {
  edge: SceneEdge;
  id: string;
  taken: TakenEdge | undefined;
  /** Text of its pill; empty for none. */
  label: string;
  /** The text uncut. */
  full: string;
  /** Accessible name of a taken edge. */
  name: string;
  current: boolean;
  /** Its JSON is shown. */
  open: boolean;
}

/** The line and its arrow head. Untaken edges are drawn first, so that taken ones lie on top. */
export function line(view: EdgeView): SVGTemplateResult {
  const { edge, taken } = view;
  const look = `${kindOf(edge)} ${takenLook(taken)} ${view.open ? 'open' : ''}`;
  const head = `translate(${edge.tip.x} ${edge.tip.y}) rotate(${edge.tip.angle})`;
  return svg`<g class="edge ${look}">
    <path class="eline" d=${edge.path}></path>
    <path class="ehead" d=${taken ? 'M-9 -4.2 0 0 -9 4.2z' : 'M-8 -3.7 0 0 -8 3.7z'} transform=${head}></path>
    ${edge.kind === 'default' ? slash(edge) : nothing}
    ${taken ? svg`<path class="ehit" d=${edge.path} data-stop=${view.id} role="button" aria-label=${view.name}
      aria-expanded=${view.open ? 'true' : 'false'} tabindex=${view.current ? 0 : -1}></path>` : nothing}
  </g>`;
}

/** Letters of a label whose pill is rather widened than its text cut. */
export const SHORT = 10;

/** The pill on an edge, and ×n where it was taken more than once. */
export function label(view: EdgeView): unknown {
  const { edge, taken } = view;
  const times = !taken ? '' : taken.kind === null ? '?' : taken.count > 1 ? `×${taken.count}` : '';
  const place = edge.label;
  if (!place) return times ? counter(edge, times) : nothing;
  const text = `${view.label}${times ? ` ${times}` : ''}`;
  const wider = times ? times.length * 7 + 4 : 0;
  return svg`<g class="elabel ${kindOf(edge)} ${takenLook(taken)} ${text.length > SHORT ? '' : 'short'}"><title>${view.full}</title>
    <rect x=${place.x - wider / 2} y=${place.y} width=${place.width + wider} height=${place.height} rx=${place.height / 2}></rect>
    <text x=${place.x + place.width / 2} y=${place.y + place.height / 2 + 3.9} text-anchor="middle">${text}</text></g>`;
}

/** ×n on an edge that has no label of its own: beside its arrow head, or on the line where it arrives sideways. */
function counter(edge: SceneEdge, times: string): SVGTemplateResult {
  const width = times.length * 7 + 12;
  const { x: tipX, y: tipY, angle } = edge.tip;
  const level = angle === 0 ? -1 : Math.abs(angle) === 180 ? 1 : 0;
  const x = level === 0 ? tipX + 7 : tipX + level * (16 + width / 2) - width / 2;
  const y = level === 0 ? tipY - Math.sign(angle) * 17 - 9 : tipY - 9;
  return svg`<g class="elabel taken"><rect x=${x} y=${y} width=${width} height="18" rx="9"></rect>
    <text x=${x + width / 2} y=${y + 12.9} text-anchor="middle">${times}</text></g>`;
}

/** One of several that may have been taken is told apart from one that was. */
const takenLook = (taken: TakenEdge | undefined): string => (!taken ? '' : taken.kind === null ? 'taken maybe' : 'taken');

const kindOf = (edge: SceneEdge): string => (edge.kind === 'rule' ? 'choice' : edge.kind);

/** So far from its start an edge has left the border of its node. */
const AWAY = 8;

/** The mark of a default transition: across the line near its start, whichever way that sets out. */
function slash(edge: SceneEdge): unknown {
  const [x0, y0, ...rest] = edge.path.split(/[MLC ]+/).filter(Boolean).map(Number);
  if (x0 === undefined || y0 === undefined) return nothing;
  const curve = /^M[^LC]*C/.test(edge.path);
  const [ax = x0, ay = y0, bx = ax, by = ay, ex = bx, ey = by] = rest;
  const at = (t: number): [number, number] => {
    const u = 1 - t;
    if (!curve) return [x0 + (ax - x0) * t, y0 + (ay - y0) * t];
    const mix = (p: number, a: number, b: number, e: number): number => u ** 3 * p + 3 * u * u * t * a + 3 * u * t * t * b + t ** 3 * e;
    return [mix(x0, ax, bx, ex), mix(y0, ay, by, ey)];
  };
  let t = 0.02;
  while (t < 0.5 && Math.hypot(at(t)[0] - x0, at(t)[1] - y0) < AWAY) t += 0.02;
  const [x, y] = at(t);
  const [nextX, nextY] = at(t + 0.02);
  const along = (Math.atan2(nextY - y, nextX - x) * 180) / Math.PI;
  return svg`<path class="slash" d="M-2.5 -5l5 10" transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${along.toFixed(0)})">
    <title>${words('graph.defaultMark')}</title></path>`;
}
