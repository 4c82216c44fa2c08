/** The graph of a player: drawn, followed, and asked for the JSON that went over a taken edge. */

import { html, render } from 'lit-html';
import { type Detail, detailAt } from '../graph/detail.ts';
import { type Drawing, drawScene } from '../graph/draw.ts';
import { EdgeJson } from '../graph/edge-json.ts';
import { type Look, lookFor } from '../graph/look.ts';
import { withVisit } from '../graph/visit.ts';
import { type Parts, skeleton, stateAt, stopAt } from '../graph/skeleton.ts';
import { startOf } from '../graph/now.ts';
import { Tokens, tokens } from '../graph/token.ts';
import { type Box, Viewport } from '../graph/viewport.ts';
import type { Room } from '../graph/room.ts';
import { nodeId, stopId, stopOf, walk } from '../graph/walk.ts';
import type { Scene } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { rowAt } from '../select.ts';
import { captionOf } from './caption.ts';
import type { Moves, Shot } from './model.ts';

/** Names are read from about this many pixels on, and so is whatever else is written into the graph. */
const LEGIBLE = 11;
/** Names have their full size down to here; what then has no room is not drawn smaller, but followed. */
export const LEAST_SCALE = 0.72;

const NO_LOOK: Look = { nodes: new Map(), taken: new Map(), countdown: null, running: false };

export interface StageOptions extends Room {
  /** Nothing is read out by itself. */
  readonly quiet: boolean;
  /** Draws again, in the language of the player. */
  redraw(): void;
}

export class Stage {
  private readonly parts: Parts;
  private readonly viewport: Viewport;
  private readonly tokens: Tokens;
  private readonly edgeJson: EdgeJson;
  private readonly caption: HTMLElement;
  private shot: Shot | null = null;
  private scene: Scene | null = null;
  private look: Look = NO_LOOK;
  private current = '';
  private detail = '';
  private follow = true;
  /** All of it is shown, however small. */
  private whole = false;
  private position = -1;

  constructor(root: HTMLElement, private readonly moves: Moves, private readonly options: StageOptions) {
    this.parts = skeleton(root);
    this.caption = document.createElement('div');
    this.caption.className = 'pcap';
    // Below the graph, never over it.
    root.append(this.caption);
    this.tokens = new Tokens(this.parts.tokens);
    this.edgeJson = new EdgeJson(this.parts, { actions: { run: moves } }, options.redraw);
    this.viewport = new Viewport(this.parts.canvas, this.parts.layer, (byUser) => this.viewChanged(byUser), options);
    const { canvas } = this.parts;
    canvas.addEventListener('click', (event) => this.click(event));
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('focusin', (event) => this.focused(event));
  }

  draw(shot: Shot): void {
    this.shot = shot;
    const scene = shot.check?.scene ?? null;
    const { parts } = this;
    if (!scene) return;
    const fresh = scene !== this.scene;
    this.scene = scene;
    const { run } = shot;
    const step = run?.step;
    const look = run ? lookFor(scene, run.view) : NO_LOOK;
    this.look = step && step.state === shot.selected ? withVisit(look, step) : look;
    if (!stopOf(scene, this.current)) this.current = scene.nodes[0] ? nodeId(scene.nodes[0]) : '';
    const grow = growth(this.viewport.scale);
    parts.layer.style.setProperty('--grow', String(grow));
    const drawing: Drawing = {
      scene,
      look: this.look,
      detail: legible(this.viewport.scale),
      grow,
      selected: shot.selected,
      current: this.current,
      open: this.edgeJson.open?.id ?? null,
      breakpoints: new Map(),
      window: null,
      folds: false,
      still: true,
    };
    const count = scene.nodes.filter((node) => node.state !== null).length;
    parts.canvas.setAttribute('aria-label', t('graph.label', { name: shot.name, count }));
    parts.canvas.classList.toggle('ran', run !== null);
    render(drawScene(drawing), parts.scene as unknown as HTMLElement);
    this.tokens.show(run ? tokens(scene, this.look, run.view) : [], this.tokenTime(shot));
    this.edgeJson.draw(scene, this.look, run);
    this.say(shot);
    if (fresh) this.firstView(scene);
    this.keepInSight(shot);
    this.edgeJson.place((point) => this.viewport.onCanvas(point));
    this.offerWhole(scene);
  }

  private firstView(scene: Scene): void {
    this.whole = false;
    this.follow = true;
    // Start stands whole at the edge that the graph begins at.
    const begin = scene.across ? { ...startOf(scene), x: -14 } : { ...startOf(scene), y: -14 };
    this.viewport.first({ x: 0, y: 0, width: scene.width, height: scene.height }, begin, scene.across);
  }

  private isCut(scene: Scene): boolean {
    const { x, y, width, height } = this.viewport.seen();
    return x > 0 || y > 0 || x + width < scene.width || y + height < scene.height;
  }

  /** A way to see all of what has no room, and back. */
  private offerWhole(scene: Scene): void {
    const press = (): void => {
      this.whole = !this.whole;
      if (this.whole) this.viewport.fit();
      else {
        this.firstView(scene);
        this.position = -1;
      }
      this.options.redraw();
    };
    this.parts.zoom.classList.toggle('offered', this.whole || this.isCut(scene));
    render(html`<button class="b ghost icon sq" type="button" aria-pressed=${this.whole ? 'true' : 'false'} aria-label=${t('graph.fit')} title=${t('graph.fit')}
      @click=${press}>${icon('i-fit')}</button>`, this.parts.zoom);
  }

  private tokenTime({ speed }: Shot): number {
    if (speed === 'max' || matchMedia('(prefers-reduced-motion: reduce)').matches) return 0;
    return 420 / Math.max(1, speed);
  }

  private say(shot: Shot): void {
    const caption = captionOf(shot);
    const { caption: host } = this;
    host.ariaLive = this.options.quiet || shot.run?.running ? 'off' : 'polite';
    render(caption ? html`${icon(caption.icon, 14, caption.status ? `st-${caption.status}` : '')}<span title=${caption.words}>${caption.words}</span>`
      : html`<span class="muted">${t('player.cap.before')}</span>`, host);
  }

  /** The states at work, where the whole graph has no room. */
  private keepInSight({ run }: Shot): void {
    const at = run?.view.position ?? -1;
    // Its rows may come later than the position.
    const known = run && rowAt(run, at) !== undefined ? at : at - 0.5;
    if (known === this.position) return;
    if (run?.running && this.position < 0) this.follow = true;
    this.position = known;
    if (!run || !this.follow || this.whole || !this.scene || !this.isCut(this.scene)) return;
    const active = run.view.states.filter(({ status }) => status === 'inProgress' || status === 'waiting').at(-1);
    // Of several at work the one that the event is of; at the end none is: where it ended.
    const last = [0, 1, 2, 3].map((back) => rowAt(run, at - back)?.state).find((state) => state != null);
    const shown = last ?? active?.state;
    const node = this.scene.nodes.find(({ state }) => shown !== undefined && state === shown);
    if (!node) return;
    // Of what is larger than the canvas, where it begins.
    const [box, seen, edges] = [withNext(node, this.scene.across), this.viewport.seen(), 50 / this.viewport.scale];
    this.viewport.reveal({ ...box, width: Math.min(box.width, seen.width - edges), height: Math.min(box.height, seen.height - edges) });
  }

  private viewChanged(byUser: boolean): void {
    if (byUser) this.follow = this.whole = false;
    const { scale } = this.viewport;
    const detail = [...Object.values(legible(scale)), growth(scale)].join();
    if (detail !== this.detail) {
      this.detail = detail;
      if (this.shot) this.options.redraw();
    } else {
      this.edgeJson.place((point) => this.viewport.onCanvas(point));
    }
  }

  private click(event: MouseEvent): void {
    const state = stateAt(event);
    const stop = stopAt(event);
    if (stop) this.current = stop;
    if (state !== null) this.moves.select(state === this.shot?.selected ? null : state);
    else if (!stop) this.moves.select(null);
  }

  private key(event: KeyboardEvent): void {
    const { scene } = this;
    const here = scene && stopOf(scene, this.current);
    if (!scene || !here || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if ('edge' in here) this.edgeJson.toggle(here.edge);
      else if (here.node.state !== null) this.moves.select(here.node.state);
      return;
    }
    const next = walk(scene, here, event.key, (edge) => this.look.taken.has(edge.id));
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.current = stopId(next);
    this.options.redraw();
    if ('node' in next) this.viewport.reveal(next.node);
    this.parts.canvas.querySelector<SVGElement>(`[data-stop="${this.current}"]`)?.focus({ preventScroll: true });
  }

  private focused(event: FocusEvent): void {
    const stop = stopAt(event);
    if (!stop || stop === this.current) return;
    this.current = stop;
    this.options.redraw();
  }
}

function legible(scale: number): Detail {
  const detail = detailAt(scale);
  return { ...detail, size: Math.max(15, Math.ceil(LEGIBLE / scale)) };
}

/** What is written at 11 px in the scene stays so on the screen. */
const growth = (scale: number): number => Math.max(1, Math.round(100 / scale) / 100);

/** With what comes before and after it: the way of the run is seen, not only where it is. */
function withNext({ x, y, width, height }: Box, across: boolean): Box {
  return across ? { x: x - 40, y, width: width + 190, height } : { x, y: y - 30, width, height: height + 130 };
}
