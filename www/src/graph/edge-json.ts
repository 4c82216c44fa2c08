import type { Scene, SceneEdge } from '../generated.ts';
import type { Run } from '../state.ts';
import type { Look } from './look.ts';
import type { Parts } from './skeleton.ts';

/** Opening and closing wait this long, so that a pointer on its way elsewhere opens nothing. */
const DELAY = 160;

/** What brings the text of an event. */
interface Asked {
  readonly actions: { readonly run: { needEvent(id: number): void } };
}

/**
 * The JSON that went over a taken edge: the output of one step is the input of the next. Opens on hover, focus and
 * tap; a tap or Enter keeps it open.
 */
export class EdgeJson {
  open: SceneEdge | null = null;
  private scene: Scene | null = null;
  private kept = false;
  private timer = 0;
  private middle = { x: 0, y: 0 };
  /** What draws it: loaded when it is first opened. */
  private drawn: typeof import('./edge-popover.ts') | null = null;

  constructor(private readonly parts: Parts, private readonly app: Asked, private readonly redraw: () => void) {
    const { canvas, popover } = parts;
    canvas.addEventListener('pointerover', (event) => {
      const edge = this.at(event);
      if (edge && event.pointerType !== 'touch') this.later(edge);
    });
    canvas.addEventListener('pointerout', (event) => {
      if (this.at(event)) this.later(null);
    });
    canvas.addEventListener('focusin', (event) => this.show(this.at(event)));
    canvas.addEventListener('focusout', () => this.later(null));
    canvas.addEventListener('click', (event) => {
      const edge = this.at(event);
      if (edge) this.keep(edge);
      else this.show(null);
    });
    popover.addEventListener('pointerenter', () => clearTimeout(this.timer));
    popover.addEventListener('pointerleave', () => this.later(null));
    canvas.addEventListener('keydown', (event) => this.escape(event));
    popover.addEventListener('keydown', (event) => this.escape(event));
  }

  toggle(edge: SceneEdge): void {
    if (this.open === edge && this.kept) this.show(null);
    else this.keep(edge);
  }

  draw(scene: Scene, look: Look, run: Pick<Run, 'texts'> | null): void {
    this.scene = scene;
    const { popover } = this.parts;
    const edge = this.open && scene.edges.find((each) => each.id === this.open?.id);
    const taken = edge && look.taken.get(edge.id);
    popover.hidden = !edge || !taken || !run || !this.drawn;
    if (!edge || !taken || !run) return;
    const text = run.texts.get(taken.event);
    if (text === undefined) this.app.actions.run.needEvent(taken.event);
    if (!this.drawn) return void import('./edge-popover.ts').then((part) => {
      this.drawn = part;
      this.redraw();
    }, () => undefined);
    this.middle = this.drawn.drawPopover(this.parts, scene, look, edge, taken.event, text, () => this.show(null));
  }

  /** Beside the middle of the edge, inside the canvas. */
  place(onCanvas: (point: { x: number; y: number }) => { x: number; y: number }): void {
    this.drawn?.placePopover(this.parts, onCanvas(this.middle));
  }

  private keep(edge: SceneEdge): void {
    this.show(edge);
    this.kept = true;
  }

  private later(edge: SceneEdge | null): void {
    clearTimeout(this.timer);
    if (this.kept) return;
    this.timer = window.setTimeout(() => this.show(edge), DELAY);
  }

  private show(edge: SceneEdge | null): void {
    clearTimeout(this.timer);
    this.kept = false;
    if (edge?.id === this.open?.id) return;
    this.open = edge;
    this.redraw();
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.show(null);
  }

  private at(event: Event): SceneEdge | null {
    const stop = event.target instanceof Element ? event.target.getAttribute('data-stop') : null;
    return this.scene?.edges.find((edge) => `edge-${edge.id}` === stop) ?? null;
  }
}
