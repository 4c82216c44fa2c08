import { html, type TemplateResult } from 'lit-html';
import { t } from '../i18n.ts';

const FIRST = 140;
const LEAST = 60;
const STEP = 16;
const LONG_STEP = 64;

/** The line above the step panel: drag, arrow keys (Shift: larger steps), Enter or double-click resets. */
export class StepHeight {
  private height: number;

  /** `keep` is told what the user has chosen. */
  constructor(private readonly root: HTMLElement, private readonly redraw: () => void, first: number | undefined, private readonly keep: (height: number) => void) {
    this.height = Math.max(LEAST, first ?? FIRST);
    root.style.setProperty('--step', `${this.height}px`);
  }

  line(): TemplateResult {
    return html`<div class="hsplit" role="separator" tabindex="0" aria-orientation="horizontal" aria-label=${t('step.height')}
      aria-controls="step-panel" aria-valuemin=${LEAST} aria-valuemax=${this.most()} aria-valuenow=${Math.round(this.height)}
      @pointerdown=${(event: PointerEvent) => this.drag(event)} @dblclick=${() => this.choose(FIRST)}
      @keydown=${(event: KeyboardEvent) => this.key(event)}></div>`;
  }

  /** Makes room for what has to be seen whole. */
  atLeast(height: number): void {
    if (this.height < height) this.set(height);
  }

  private most(): number {
    return Math.max(LEAST, Math.round((this.root.parentElement?.clientHeight ?? 600) * 0.6));
  }

  private choose(height: number): void {
    this.set(height);
    this.keep(this.height);
  }

  private set(height: number): void {
    this.height = Math.max(LEAST, Math.min(this.most(), height));
    this.root.style.setProperty('--step', `${this.height}px`);
    this.redraw();
  }

  private drag(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const line = event.currentTarget as HTMLElement;
    line.focus();
    line.setPointerCapture(event.pointerId);
    const [began, height] = [event.clientY, this.height];
    const move = (now: PointerEvent): void => this.set(height + began - now.clientY);
    line.addEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', () => {
      line.removeEventListener('pointermove', move);
      this.keep(this.height);
    }, { once: true });
  }

  private key(event: KeyboardEvent): void {
    const by = event.shiftKey ? LONG_STEP : STEP;
    if (event.key === 'ArrowUp') this.choose(this.height + by);
    else if (event.key === 'ArrowDown') this.choose(this.height - by);
    else if (event.key === 'Enter') this.choose(FIRST);
    else return;
    event.preventDefault();
  }
}
