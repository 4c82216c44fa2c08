interface Point {
  x: number;
  y: number;
}

/** What wheel, pointers and fingers move. */
export interface Moved {
  panBy(dx: number, dy: number): void;
  zoomBy(factor: number, at: Point): void;
}

/** Safari's word for two fingers on a trackpad. */
interface GestureEvent extends MouseEvent {
  readonly scale: number;
}

/** A press that moves less than this is a click. */
const SLOP = 4;

/** Pan by a drag or the wheel, zoom by Ctrl and the wheel or by two fingers. */
export class Gestures {
  private readonly pointers = new Map<number, Point>();
  private dragged = false;
  private scale = 1;

  /** `zoomOnly`: the wheel alone is the page's. */
  constructor(private readonly canvas: SVGSVGElement, private readonly view: Moved, private readonly zoomOnly: boolean) {
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.down(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.up(event));
    canvas.addEventListener('pointercancel', (event) => this.up(event));
    for (const kind of ['gesturestart', 'gesturechange']) canvas.addEventListener(kind, (event) => this.gesture(event as GestureEvent));
    canvas.addEventListener('click', (event) => this.click(event), { capture: true });
  }

  private wheel(event: WheelEvent): void {
    if (this.zoomOnly && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      this.view.zoomBy(Math.exp(-event.deltaY * unit * 0.0025), this.local(event));
    } else {
      const across = event.shiftKey && event.deltaX === 0;
      this.view.panBy(-(across ? event.deltaY : event.deltaX) * unit, across ? 0 : -event.deltaY * unit);
    }
  }

  /** Other browsers tell these fingers as Ctrl and the wheel; on a touch screen pointers have told them. */
  private gesture(event: GestureEvent): void {
    event.preventDefault();
    if (event.type === 'gesturechange' && this.pointers.size === 0) this.view.zoomBy(event.scale / this.scale, this.local(event));
    this.scale = event.scale;
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
      this.view.panBy(now.x - before.x, now.y - before.y);
    }
    this.pointers.set(event.pointerId, now);
  }

  private pinch(id: number, before: Point, now: Point): void {
    const other = [...this.pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    this.dragged = true;
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(now.x - other.x, now.y - other.y);
    if (was > 0) this.view.zoomBy(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
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

  private local(event: MouseEvent): Point {
    const frame = this.canvas.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }
}
