import { html, nothing, render, svg, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { Stop } from '../breakpoints.ts';
import { count, duration } from '../format.ts';
import type { RunView } from '../generated.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import { rowAt } from '../select.ts';
import type { Run, State } from '../state.ts';
import { markFrom, type MarkKind, type ScrubMark, scrubMarks } from './marks.ts';
import type { Meeting } from './meeting.ts';

const SYMBOLS: Record<MarkKind, { symbol: string; look: string }> = {
  fail: { symbol: 'i-s-fail', look: 'st-fail' },
  timeout: { symbol: 'i-s-timeout', look: 'st-timeout' },
  abort: { symbol: 'i-s-abort', look: 'st-abort' },
  breakpoint: { symbol: 'i-bp', look: 'bpm' },
  maybe: { symbol: 'i-bp-if', look: 'bpm' },
  branch: { symbol: 'i-t-parallel', look: 'fork' },
};

const MANY = 1000;

/** The slider over the events of the run. Dragging asks for one position at a time, always the newest. */
export class Scrubber {
  private marks: ScrubMark[] = [];
  private marksOf: readonly unknown[] = [];
  private width = 0;
  private dragging = false;
  /** Where the user wants to be, until the run is there. */
  private wanted: number | null = null;
  /** The view when the latest wish was sent; another one is its answer. */
  private asked: RunView | null = null;
  private sent = 0;
  /** Where a key leads back from. */
  private back = Infinity;
  /** Null while it is being loaded. */
  private meets: ((stops: readonly Stop[]) => Meeting) | null | undefined;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    host.addEventListener('pointerdown', (event) => this.press(event));
    host.addEventListener('pointermove', (event) => this.drag(event));
    host.addEventListener('pointerup', () => this.release());
    host.addEventListener('pointercancel', () => this.release());
    host.addEventListener('keydown', (event) => this.key(event));
    new ResizeObserver(([entry]) => {
      this.width = entry?.contentRect.width ?? 0;
      this.draw(app.store.state);
    }).observe(host);
  }

  draw(state: State): void {
    const { run, document: { breakpoints } } = state;
    this.host.classList.toggle('off', run === null);
    if (!run) {
      this.host.removeAttribute('role');
      this.host.removeAttribute('tabindex');
      render(nothing, this.host);
      return;
    }
    if (this.asked !== null && this.asked !== run.view) this.arrived(run);
    // During a long run every row would be fetched again and again: its marks come when it rests.
    const settled = !run.running || run.view.known < MANY;
    if (settled) this.app.actions.run.needEvents(1, run.view.known);
    if (!settled) [this.marks, this.marksOf] = [[], []];
    else this.mark([run.rows, run.view.known, breakpoints, this.width, this.meets], () => scrubMarks(run, this.meeting(breakpoints), this.width));
    this.describe(run);
    const position = this.wanted ?? run.view.position;
    render(track(position, run.view.known, this.width, this.marks), this.host);
  }

  /** Anew only where what they depend on is. */
  private mark(of: readonly unknown[], find: () => ScrubMark[]): void {
    if (of.some((part, at) => part !== this.marksOf[at])) this.marks = find();
    this.marksOf = of;
  }

  private meeting(stops: readonly Stop[]): Meeting | null {
    if (stops.length > 0 && this.meets === undefined) {
      this.meets = null;
      lazily(this.app, () => import('./meeting.ts'), ({ Meeting: Made }) => {
        this.meets = (all) => new Made(all);
        this.draw(this.app.store.state);
      });
    }
    return (stops.length > 0 && this.meets?.(stops)) || null;
  }

  private describe(run: Run): void {
    const { position, known, now, execution } = run.view;
    const row = rowAt(run, position);
    const values = {
      role: 'slider',
      tabindex: '0',
      'aria-label': t('transport.scrubber'),
      'aria-valuemin': '0',
      'aria-valuemax': String(known),
      'aria-valuenow': String(position),
      'aria-valuetext': [t('transport.eventOf', { at: position, count: known }), row?.type, row?.name,
        duration(now - execution.started)].filter(Boolean).join(', '),
    };
    for (const [name, value] of Object.entries(values)) {
      if (this.host.getAttribute(name) !== value) this.host.setAttribute(name, value);
    }
  }

  private seek(event: number): void {
    const known = this.app.store.state.run?.view.known ?? 0;
    this.wanted = Math.max(1, Math.min(known, event));
    if (this.asked === null) this.ask();
  }

  private ask(): void {
    const view = this.app.store.state.run?.view;
    if (!view || this.wanted === null || this.wanted === view.position) {
      this.wanted = null;
      return;
    }
    this.asked = view;
    this.app.actions.run.seek((this.sent = this.wanted));
  }

  /** Events that one micro-step made are not parted: asked for one of them the run stands after all, and a key goes on back to before. */
  private arrived({ view, running }: Run): void {
    this.asked = null;
    if (this.wanted === this.sent) this.wanted = view.position >= this.back && this.sent > 1 && !running ? this.sent - 1 : null;
    queueMicrotask(() => this.ask());
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || !this.app.store.state.run) return;
    this.host.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.asked = null;
    this.back = Infinity;
    this.seek(this.eventAt(event));
    this.draw(this.app.store.state);
  }

  private drag(event: PointerEvent): void {
    if (!this.dragging) return;
    this.seek(this.eventAt(event));
    this.draw(this.app.store.state);
  }

  private release(): void {
    this.dragging = false;
  }

  private eventAt(event: PointerEvent): number {
    const { left, width } = this.host.getBoundingClientRect();
    const known = this.app.store.state.run?.view.known ?? 1;
    return 1 + Math.round(((event.clientX - left) / Math.max(1, width)) * (known - 1));
  }

  private key(event: KeyboardEvent): void {
    const { run } = this.app.store.state;
    const to = run && target(event, this.wanted ?? run.view.position, run.view.known, this.marks);
    if (to === null || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.back = run && to < run.view.position ? run.view.position : Infinity;
    this.seek(to);
  }
}

function target(event: KeyboardEvent, at: number, known: number, marks: readonly ScrubMark[]): number | undefined {
  const jump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return jump ? markFrom(marks, at, false) : at - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return jump ? markFrom(marks, at, true) : at + 1;
    case 'PageDown':
      return at - 10;
    case 'PageUp':
      return at + 10;
    case 'Home':
      return 1;
    case 'End':
      return known;
    default:
      return undefined;
  }
}

/** Track, what is done, what is known beyond it, marks and thumb. */
function track(position: number, known: number, width: number, marks: readonly ScrubMark[]): TemplateResult {
  const x = (event: number): number => (known < 2 ? 0 : ((Math.max(1, event) - 1) / (known - 1)) * width);
  const ticks = known <= 80 && known > 1;
  return html`<svg class="i" width=${width} height="40" aria-hidden="true">
    <line class="track" x1="0" x2=${width} y1="30" y2="30"></line>
    <line class="known" x1=${x(position)} x2=${width} y1="30" y2="30"></line>
    <line class="done" x1="0" x2=${x(position)} y1="30" y2="30"></line>
    ${ticks ? Array.from({ length: known }, (_, at) => svg`<line class="tick" x1=${x(at + 1)} x2=${x(at + 1)} y1="27" y2="33"></line>`) : nothing}
    ${marks.map((mark) => scrubMark(mark, x(mark.event)))}
    <circle class="thumb" cx=${x(position)} cy="30" r="7"></circle>
  </svg>`;
}

function scrubMark({ event, kind, count: many }: ScrubMark, x: number): TemplateResult {
  const { symbol, look } = SYMBOLS[kind];
  const words = t('transport.mark', { kind: t(`transport.mark.${kind}`), event: count(event) });
  return svg`<g class="mk ${look}"><title>${many > 1 ? `${words} (${count(many)})` : words}</title>
    <svg x=${x - 5.5} y="6" width="11" height="11"><use href="#${symbol}"></use></svg>
    <path d="M${x} 20v5"></path></g>` as unknown as TemplateResult;
}
