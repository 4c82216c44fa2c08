import { Gestures } from './gestures.ts';
import type { Room } from './room.ts';

/** A rectangle in scene coordinates. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Zoom goes from 25 to 200 per cent, and below for a graph that is only then seen whole. */
const LEAST = 0.25;
const MOST = 2;
/** A first view is not smaller than this, except on phones: names are read well down to here. */
const READABLE = 0.7;
const PHONE = 700;
const MARGIN = 16;
/** The zoom box stands at the right. */
const TOOLS = 60;

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
  /** Where the graph starts: what does not fit is first seen from there. */
  private start = { x: 0, y: 0 };
  private across = false;
  private scene: Box = { x: 0, y: 0, width: 0, height: 0 };

  constructor(
    private readonly canvas: SVGSVGElement,
    private readonly layer: SVGGElement,
    private readonly changed: (byUser: boolean) => void,
    private readonly own: Room = {},
  ) {
    new Gestures(canvas, this, this.own.wheel === 'zoom');
    new ResizeObserver(() => this.resized()).observe(canvas);
  }

  /** The whole scene, in the middle, however small. */
  fit(): void {
    this.show(0);
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
    if (this.moved) return this.apply(false);
    this.firstView();
    if (this.kept) this.reveal(this.kept);
  }

  private show(least: number): void {
    const { scene } = this;
    const { width, height } = this.size();
    if (width === 0 || height === 0 || scene.width === 0) return;
    const room = this.room();
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

  /** What of the canvas is free for the scene. */
  private room(): { width: number; height: number } {
    const { width, height } = this.size();
    const phone = document.documentElement.clientWidth < PHONE;
    const tools = this.own.tools ?? (phone ? MARGIN : TOOLS);
    return { width: Math.max(1, width - MARGIN - tools), height: Math.max(1, height - 2 * MARGIN - (this.own.foot ?? 0)) };
  }

  /** How small the scene may become: until all of it is in sight. */
  private least(): number {
    const { width, height } = this.room();
    return Math.min(LEAST, width / this.scene.width, height / this.scene.height);
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
    const scale = clamp(this.scale * factor, this.least(), MOST);
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
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
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

  /** Moves what is shown, as the user wants it. */
  panBy(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
    this.moved = true;
    this.apply(true);
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
