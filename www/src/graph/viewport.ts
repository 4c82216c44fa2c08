import type { Room } from './room.ts';

/** A rectangle in scene coordinates. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Zoom goes from 25 to 200 per cent. */
const LEAST = 0.25;
const MOST = 2;
/** A first view is not smaller than this, except on phones: names are read well down to here. */
const READABLE = 0.7;
const PHONE = 700;
const MARGIN = 16;
/** The zoom box stands at the right. */
const TOOLS = 60;
/** A press that moves less than this is a click. */
const SLOP = 4;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/**
 * What part of the scene the canvas shows. Writes one `transform` on the layer; pan and zoom never go through a
 * template, so they cost nothing on large graphs.
 */
export class Viewport {
  scale = 1;
  /** So much of the canvas is covered at its top: what is revealed stands below. */
  covered = 0;
  private x = 0;
  private y = 0;
  /** Set by pan and zoom of the user, cleared by a new scene: a resized canvas keeps what the user chose. */
  private moved = false;
  /** What was revealed last: a canvas that was hidden or small meanwhile shows it once there is room. */
  private kept: Box | null = null;
  private pointers = new Map<number, { x: number; y: number }>();
  private dragged = false;
  /** Where the graph starts: what does not fit is first seen from there. */
  private start = { x: 0, y: 0 };
  private across = false;
  private scene: Box = { x: 0, y: 0, width: 0, height: 0 };
  /** The canvas's size; null when it may have changed. Asking for it in every frame would lay the graph out once more. */
  private measured: { width: number; height: number } | null = null;

  constructor(
    private readonly canvas: SVGSVGElement,
    private readonly layer: SVGGElement,
    private readonly changed: (byUser: boolean) => void,
    private readonly own: Room = {},
  ) {
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.down(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.up(event));
    canvas.addEventListener('pointercancel', (event) => this.up(event));
    canvas.addEventListener('click', (event) => this.click(event), { capture: true });
    new ResizeObserver(() => this.resized()).observe(canvas);
  }

  /** The whole scene, in the middle, however small. */
  fit(): void {
    this.show(LEAST);
    this.moved = true;
  }

  /** A scene seen for the first time: whole where its names can be read, else as wide as the canvas from its top. */
  first(scene: Box, start: { x: number; y: number }, across: boolean): void {
    this.scene = scene;
    this.start = start;
    this.across = across;
    this.kept = null;
    this.firstView();
  }

  private firstView(): void {
    this.show(this.own.least ?? (document.documentElement.clientWidth < PHONE ? LEAST : READABLE));
  }

  private resized(): void {
    this.measured = null;
    if (this.moved) return this.apply(false);
    this.firstView();
    if (this.kept) this.reveal(this.kept);
  }

  private show(least: number): void {
    const { scene } = this;
    const { width, height } = this.size();
    if (width === 0 || scene.width === 0) return;
    const phone = document.documentElement.clientWidth < PHONE;
    const room = { width: width - MARGIN - (this.own.tools ?? (phone ? MARGIN : TOOLS)), height: height - 2 * MARGIN - (this.own.foot ?? 0) };
    const [across, down] = [room.width / scene.width, room.height / scene.height];
    const whole = Math.min(across, down);
    const cut = whole < least && this.own.least === undefined;
    this.scale = clamp(cut ? (this.across ? down : across) : whole, least, this.own.most ?? 1);
    const spare = { x: room.width - scene.width * this.scale, y: height - scene.height * this.scale };
    const from = (size: number, start: number, edge: number): number => clamp(size / 2 - start * this.scale, edge, MARGIN);
    const top = this.own.least === undefined ? 40 : Infinity;
    this.x = spare.x < 0 ? from(width, this.start.x - scene.x, spare.x) : Math.min((width - scene.width * this.scale) / 2, MARGIN + spare.x);
    this.y = spare.y > 0 ? Math.min(spare.y / 2, top) : from(this.across ? height : 0, this.start.y - scene.y, Math.min(MARGIN, spare.y));
    this.x -= scene.x * this.scale;
    this.y -= scene.y * this.scale;
    this.moved = false;
    this.apply(false);
  }

  /** The scene changed while it was shown: keep the view if the user chose it. */
  rescene(scene: Box): void {
    this.scene = scene;
    if (!this.moved && !this.kept) this.firstView();
  }

  /** Zooms by a factor around a point of the canvas, by default its middle. */
  zoomBy(factor: number, at?: { x: number; y: number }): void {
    const size = this.size();
    const point = at ?? { x: size.width / 2, y: size.height / 2 };
    const scale = clamp(this.scale * factor, LEAST, MOST);
    this.x = point.x - ((point.x - this.x) * scale) / this.scale;
    this.y = point.y - ((point.y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.moved = true;
    this.apply(true);
  }

  /** Moves just enough to show the box with some room around it. */
  reveal(box: Box): void {
    this.kept = box;
    const { width, height } = this.size();
    if (width === 0 || height === 0) return;
    const room = 24;
    const left = box.x * this.scale + this.x;
    const top = box.y * this.scale + this.y;
    const right = left + box.width * this.scale;
    const bottom = top + box.height * this.scale;
    const dx = left < room ? room - left : Math.min(0, width - room - right);
    const low = height - room - (this.own.foot ?? 0) - bottom;
    const dy = top < room + this.covered ? room + this.covered - top : Math.min(0, low);
    if (dx === 0 && dy === 0) return;
    this.x += dx;
    this.y += dy;
    this.apply(false);
  }

  /** What of the scene is in sight. */
  seen(): Box {
    const { width, height } = this.size();
    return { x: -this.x / this.scale, y: -this.y / this.scale, width: width / this.scale, height: height / this.scale };
  }

  /** Brings a point of the scene into the middle. */
  centre(point: { x: number; y: number }): void {
    const { width, height } = this.size();
    this.panBy(width / 2 - point.x * this.scale - this.x, height / 2 - point.y * this.scale - this.y);
  }

  /** Where a point of the scene stands on the canvas. */
  onCanvas(point: { x: number; y: number }): { x: number; y: number } {
    return { x: point.x * this.scale + this.x, y: point.y * this.scale + this.y };
  }

  private size(): { width: number; height: number } {
    return (this.measured ??= { width: this.canvas.clientWidth, height: this.canvas.clientHeight });
  }

  /** Keeps a corner of the scene in sight, so that nobody loses the graph. */
  private apply(byUser: boolean): void {
    const { width, height } = this.size();
    const { scene, scale } = this;
    if (width === 0 || height === 0) return;
    const edge = 60;
    this.x = clamp(this.x, edge - (scene.x + scene.width) * scale, width - edge - scene.x * scale);
    this.y = clamp(this.y, edge - (scene.y + scene.height) * scale, height - edge - scene.y * scale);
    this.layer.setAttribute('transform', `translate(${round(this.x)} ${round(this.y)}) scale(${round(scale)})`);
    this.changed(byUser);
  }

  private panBy(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
    this.moved = true;
    this.apply(true);
  }

  private wheel(event: WheelEvent): void {
    if (this.own.wheel === 'zoom' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      this.zoomBy(Math.exp(-event.deltaY * unit * 0.0025), this.local(event));
    } else {
      const across = event.shiftKey && event.deltaX === 0;
      this.panBy(-(across ? event.deltaY : event.deltaX) * unit, across ? 0 : -event.deltaY * unit);
    }
  }

  private down(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && event.button > 1) return;
    this.pointers.set(event.pointerId, this.local(event));
    if (this.pointers.size === 1) this.dragged = false;
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = this.local(event);
    if (this.pointers.size === 2) {
      this.pinch(event.pointerId, before, now);
    } else {
      const far = Math.hypot(now.x - before.x, now.y - before.y);
      if (!this.dragged && far < SLOP) return;
      if (!this.dragged) this.canvas.setPointerCapture(event.pointerId);
      this.dragged = true;
      this.panBy(now.x - before.x, now.y - before.y);
    }
    this.pointers.set(event.pointerId, now);
  }

  private pinch(id: number, before: { x: number; y: number }, now: { x: number; y: number }): void {
    const other = [...this.pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    this.dragged = true;
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(now.x - other.x, now.y - other.y);
    if (was > 0) this.zoomBy(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  private up(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
  }

  /** The click that ends a drag selects nothing. */
  private click(event: MouseEvent): void {
    if (!this.dragged) return;
    this.dragged = false;
    event.stopPropagation();
    event.preventDefault();
  }

  private local(event: MouseEvent): { x: number; y: number } {
    const frame = this.canvas.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
