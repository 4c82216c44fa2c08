/**
 * The graph as an SVG file that stands alone. It is the drawing of the page, made once more out of sight, with every
 * colour and font written where it is used: the file knows no style sheet of ours.
 */

import { render } from 'lit-html';
import type { Scene } from '../generated.ts';
import { type Drawing, drawScene } from '../graph/draw.ts';
import { type Look, lookFor } from '../graph/look.ts';
import { mountSprite } from '../icons.ts';
import type { Watched } from '../player/model.ts';

export interface Picture {
  readonly scene: Scene;
  readonly name: string;
  /** Whose statuses are shown; null: the graph alone. */
  readonly run: Pick<Watched, 'view'> | null;
  readonly theme: 'light' | 'dark';
}

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
const NO_LOOK: Look = { nodes: new Map(), taken: new Map(), countdown: null, running: false };
/** What a drawing takes from style sheets. */
const PROPERTIES = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'fill-opacity', 'stroke-opacity', 'opacity',
  'font-size', 'font-weight', 'font-style', 'color',
] as const;
const INITIAL: Readonly<Record<string, string>> = {
  'stroke-width': '1px', 'stroke-dasharray': 'none', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', 'fill-opacity': '1',
  'stroke-opacity': '1', 'opacity': '1', 'font-style': 'normal', 'stroke': 'none',
};
/** Only texts have these. */
const OF_TEXT: ReadonlySet<string> = new Set(['font-size', 'font-weight', 'font-style']);
/** Names may have characters that no XML has. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK KR", "Malgun Gothic", sans-serif';

export function svgText({ scene, name, run, theme }: Picture): string {
  const host = document.createElement('div');
  host.className = 'sprite';
  host.style.colorScheme = theme;
  host.style.background = 'var(--canvas)';
  document.body.append(host);
  try {
    const drawn = drawing(host, scene, run);
    const out = document.createElementNS(SVG, 'svg');
    const width = Math.ceil(scene.width) + 2 * MARGIN;
    const height = Math.ceil(scene.height) + 2 * MARGIN;
    for (const [key, value] of Object.entries({
      xmlns: SVG, width, height, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`, 'font-family': FONT, role: 'img', 'aria-label': name,
    })) out.setAttribute(key, String(value));
    const ground = document.createElementNS(SVG, 'rect');
    for (const [key, value] of Object.entries({ x: -MARGIN, y: -MARGIN, width, height, fill: getComputedStyle(host).backgroundColor })) ground.setAttribute(key, String(value));
    const used = new Set<string>();
    const copy = plain(drawn.firstElementChild ?? drawn, used);
    const defs = document.createElementNS(SVG, 'defs');
    // A symbol may use another one; patterns use none.
    for (const id of used) {
      const found = host.querySelector(`#${CSS.escape(id)}`);
      const own = found && plain(found, used);
      if (own) defs.append(own);
    }
    out.append(defs, ground, ...(copy ? [copy] : []));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(out).replace(NOT_XML, '\ufffd')}\n`;
  } finally {
    host.remove();
  }
}

/** The page's own drawing, with its sprite beside it: their ids are this host's. */
function drawing(host: HTMLElement, scene: Scene, run: Picture['run']): SVGSVGElement {
  mountSprite(host);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'graph');
  const layer = document.createElementNS(SVG, 'g');
  svg.append(layer);
  host.append(svg);
  const look = run ? lookFor(scene, run.view) : NO_LOOK;
  const all: Drawing = { scene, look, detail: { level: 'full', size: 13, labels: true }, selected: null, current: '', open: null, breakpoints: new Map(), window: null, folds: false };
  render(drawScene(all), layer as unknown as HTMLElement);
  return svg;
}

/** A copy with its looks in attributes; null for what is not to be seen. */
function plain(element: Element, used: Set<string>): Element | null {
  const classes = element.classList;
  if (classes.contains('ring') || classes.contains('ehit') || classes.contains('bp')) return null;
  const style = getComputedStyle(element);
  // A definition is never displayed by itself.
  const defined = /^(?:symbol|pattern|clipPath|defs)$/.test(element.localName);
  if (!defined && (style.display === 'none' || style.visibility === 'hidden')) return null;
  const copy = document.createElementNS(SVG, element.localName);
  for (const { name, value } of element.attributes) if (KEPT.test(name)) copy.setAttribute(name, value);
  const shape = /^(?:path|rect|circle|line|text|tspan|use)$/.test(element.localName);
  if (shape) look(element, copy, style, used);
  for (const name of ['href', 'clip-path']) {
    const id = /#([\w-]+)/.exec(element.getAttribute(name) ?? '')?.[1];
    if (name === 'href' && id) used.add(id);
  }
  for (const child of element.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    else if (child instanceof Element) {
      const own = plain(child, used);
      if (own) copy.append(own);
    }
  }
  return copy;
}

const KEPT = /^(?:id|x|y|x1|x2|y1|y2|dx|cx|cy|r|rx|ry|d|width|height|transform|viewBox|href|clip-path|text-anchor|patternUnits|patternTransform)$/;

function look(element: Element, copy: Element, style: CSSStyleDeclaration, used: Set<string>): void {
  const text = element.localName === 'text' || element.localName === 'tspan';
  for (const name of PROPERTIES) {
    if (OF_TEXT.has(name) && !text) continue;
    // Icons take the colour of where they stand; a symbol's own parts keep what they say.
    if (name === 'color' && element.localName !== 'use') continue;
    const inside = element.closest('symbol') !== null;
    const said = element.getAttribute(name);
    if (inside && said === null) continue;
    const value = inside && said === 'currentColor' ? said : said?.startsWith('var(') || said === null || !inside ? style.getPropertyValue(name) : said;
    const pattern = /url\(["']?[^)"']*#([\w-]+)/.exec(value)?.[1];
    if (pattern) used.add(pattern);
    const plainValue = pattern ? `url(#${pattern})` : value;
    if (plainValue && plainValue !== INITIAL[name]) copy.setAttribute(name, plainValue);
  }
}

/** Twice as large as it is drawn, for screens and slides. */
export async function png(svg: string, scale = 2): Promise<Blob> {
  const image = new Image();
  // A blob's address taints no canvas, and the policy of the page lets data in for images.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const most = Math.min(scale, 16_000 / Math.max(image.width, image.height));
  canvas.width = Math.ceil(image.width * most);
  canvas.height = Math.ceil(image.height * most);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('PNG'))), 'image/png');
  });
}
