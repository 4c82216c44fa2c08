import { html, render } from 'lit-html';
import type { Scene, SceneEdge } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { detail, jsonView } from '../json-text.ts';
import type { Run } from '../state.ts';
import { autoMark } from '../step/answer.ts';
import type { Look } from './look.ts';
import { ends } from './names.ts';
import type { Parts } from './skeleton.ts';

/** Opening and closing wait this long, so that a pointer on its way elsewhere opens nothing. */
const DELAY = 160;
const GAP = 14;

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
    popover.hidden = !edge || !taken || !run;
    if (!edge || !taken || !run) return;
    const text = run.texts.get(taken.event);
    if (text === undefined) this.app.actions.run.needEvent(taken.event);
    const json = text === undefined ? undefined : detail(text, 'output', 'input');
    const { from, to } = ends(scene, edge);
    const says = edge.from === null ? t('graph.edgeInput') : edge.to === null ? t('graph.edgeOutput')
      : t('graph.edgeBoth', { from, to });
    render(html`
      <div class="ejh"><b>${from}</b>${icon('i-fwd', 12)}<b>${to}</b><span class="grow"></span>
        <button class="b ghost tiny" type="button" aria-label=${t('action.close')} @click=${() => this.show(null)}>
          ${icon('i-close', 12)}</button></div>
      <p class="muted">${says} <span class="num evid">${t('graph.event', { id: taken.event })}</span>${
        edge.from !== null && look.nodes.get(edge.from)?.automatic ? html` ${autoMark()}` : ''}</p>
      ${typeof json === 'string' ? jsonView(json, says) : html`<p class="muted">${t(json === null ? 'graph.noJson' : 'graph.loading')}</p>`}`, popover);
    this.middle = middleOf(this.parts.canvas, edge);
  }

  /** Beside the middle of the edge, inside the canvas. */
  place(onCanvas: (point: { x: number; y: number }) => { x: number; y: number }): void {
    const { popover, canvas } = this.parts;
    if (popover.hidden) return;
    const { x, y } = onCanvas(this.middle);
    const { offsetWidth: width, offsetHeight: height } = popover;
    // On a phone it would cover the graph: it stands at the foot.
    const foot = canvas.clientWidth < 480;
    const right = x + GAP + width < canvas.clientWidth - 8;
    const left = right ? x + GAP : Math.max(8, x - GAP - width);
    const lowest = canvas.clientHeight - height - 8;
    const top = foot ? lowest : Math.max(8, Math.min(y - 24, lowest));
    popover.style.transform = `translate(${foot ? 8 : Math.round(left)}px, ${Math.round(top)}px)`;
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

function middleOf(canvas: SVGSVGElement, edge: SceneEdge): { x: number; y: number } {
  const line = canvas.querySelector<SVGPathElement>(`.ehit[data-stop="edge-${edge.id}"]`);
  return line ? line.getPointAtLength(line.getTotalLength() / 2) : edge.tip;
}
