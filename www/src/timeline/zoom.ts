/** Zooming and panning the time axis: Ctrl-wheel, pinch, + and −; Shift-wheel, Shift-arrows. */

import { panned, type Range, zoomed } from './scale.ts';

export interface Zoom {
  /** What is shown now. */
  readonly range: Range;
  readonly zoomed: Range | null;
  /** How long the run took, its known future included. */
  total(): number;
  /** The time at a pointer's x; the middle without one. */
  timeAt(x?: number): number;
  zoomTo(range: Range | null): void;
}

/** One press of a button or key. */
const STEP = 1.5;
/** How much a wheel's pixel zooms. */
const WHEEL = 1.0016;
/** What a key pans, as a share of what is shown. */
const PAN = 0.2;

/** `by` > 0 looks closer. */
export function zoomBy(zoom: Zoom, by: number, x?: number): void {
  zoom.zoomTo(zoomed(zoom.range, zoom.total(), STEP ** -by, zoom.timeAt(x)));
}

function panBy(zoom: Zoom, share: number): void {
  if (zoom.zoomed) zoom.zoomTo(panned(zoom.range, zoom.total(), share * zoom.range.span));
}

export function zoomOn(table: HTMLElement, zoom: Zoom): void {
  table.addEventListener('wheel', (event) => {
    // Some browsers turn a Shift-wheel sideways themselves.
    const by = event.deltaY || event.deltaX;
    const pixels = event.deltaMode === 0 ? by : by * 24;
    if (event.ctrlKey || event.metaKey) {
      zoom.zoomTo(zoomed(zoom.range, zoom.total(), WHEEL ** pixels, zoom.timeAt(event.clientX)));
    } else if (event.shiftKey || (event.deltaY === 0 && event.deltaX !== 0)) panBy(zoom, pixels / 800);
    else return;
    event.preventDefault();
  }, { passive: false });
}

/** Whether the key was one of the axis. */
export function zoomKey(event: KeyboardEvent, zoom: Zoom): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const { code, shiftKey } = event;
  if (code === 'Equal' || code === 'NumpadAdd') zoomBy(zoom, 1);
  else if (code === 'Minus' || code === 'NumpadSubtract') zoomBy(zoom, -1);
  else if (code === 'Digit0' || code === 'Numpad0') zoom.zoomTo(null);
  else if (shiftKey && code === 'ArrowRight') panBy(zoom, PAN);
  else if (shiftKey && code === 'ArrowLeft') panBy(zoom, -PAN);
  else return false;
  return true;
}
