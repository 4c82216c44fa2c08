import { render, svg } from 'lit-html';
import type { SceneNode } from '../generated.ts';
import { STATUSES, type StatusName } from '../marks.ts';
import type { Drawing } from './draw.ts';
import { lookOf } from './look.ts';
import type { Viewport } from './viewport.ts';

/** Smaller graphs are seen whole, or nearly so. */
const LEAST = 40;
/** The longest side on the page. */
const SIDE = 148;

/** The whole graph in a corner with a frame around what is in sight; a press or a drag moves it. For eyes and pointers only. */
export class MiniMap {
  private size = { width: 0, height: 0, scale: 1 };
  private frame: SVGRectElement | null = null;
  private last: Pick<Drawing, 'scene' | 'look'> | null = null;

  constructor(private readonly host: HTMLElement, private readonly viewport: Viewport) {
    host.hidden = true;
    host.setAttribute('aria-hidden', 'true');
    host.addEventListener('pointerdown', (event) => {
      host.setPointerCapture(event.pointerId);
      this.go(event);
    });
    host.addEventListener('pointermove', (event) => {
      if (host.hasPointerCapture(event.pointerId)) this.go(event);
    });
  }

  draw({ scene, look }: Drawing): void {
    this.host.hidden = scene.nodes.length < LEAST;
    if (this.host.hidden || (this.last?.scene === scene && this.last.look === look)) return;
    this.last = { scene, look };
    const scale = SIDE / Math.max(scene.width, scene.height);
    this.size = { width: Math.max(20, scene.width * scale), height: Math.max(20, scene.height * scale), scale };
    const boxes = new Map<StatusName, string>();
    const add = (status: StatusName, { x, y, width, height }: SceneNode): void =>
      void boxes.set(status, `${boxes.get(status) ?? ''}M${x} ${y}h${width}v${height}h${-width}z`);
    for (const node of scene.nodes) if (!node.container) add(lookOf(look, node).status, node);
    const containers = scene.nodes.filter((node) => node.container).map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`);
    render(svg`<svg width=${this.size.width} height=${this.size.height} viewBox="0 0 ${scene.width} ${scene.height}" preserveAspectRatio="none">
      <path class="mcont" d=${containers.join('')}></path>
      ${STATUSES.filter((status) => boxes.has(status)).map((status) => svg`<path class="mnode st-${status}" d=${boxes.get(status) ?? ''}></path>`)}
      <rect class="mframe"></rect></svg>`, this.host);
    this.frame = this.host.querySelector('.mframe');
    this.moved();
  }

  moved(): void {
    if (this.host.hidden || !this.frame) return;
    const { x, y, width, height } = this.viewport.seen();
    for (const [name, value] of Object.entries({ x, y, width, height })) this.frame.setAttribute(name, value.toFixed(0));
  }

  private go(event: PointerEvent): void {
    const box = this.host.querySelector('svg')?.getBoundingClientRect();
    const scene = this.last?.scene;
    if (!box || !scene || box.width === 0) return;
    this.viewport.centre({
      x: ((event.clientX - box.left) / box.width) * scene.width,
      y: ((event.clientY - box.top) / box.height) * scene.height,
    });
  }
}
