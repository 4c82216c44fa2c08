/** The tour: captions under the page, while a script of `www/demo` drives the tools. */

import '../i18n/later.ts';
import '../styles/demo.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import script from '../../demo/tour.json' with { type: 'json' };
import type { App } from '../app.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { opened } from '../lesson/desk.ts';
import { ownKeys } from '../lesson/extras.ts';
import type { Ui } from '../state.ts';
import { act, type Act, closeEdge } from './acts.ts';
import { leave, tidy } from './traces.ts';

interface Step {
  id: string;
  seconds: number;
  caption: Record<'en' | 'ko', string>;
  do: readonly Act[];
}

const STEPS = script.steps as unknown as readonly Step[];
const TICK_MS = 250;

let current: Tour | null = null;

let asked = 0;

/** Starts the tour at its first step. Of several calls at a time the last one does. */
export async function openDemo(app: App): Promise<void> {
  const turn = (asked += 1);
  current?.stop();
  if (document.getElementById('lesson')) (await import('../lesson/open.ts')).closeLesson();
  await opened(app);
  if (turn !== asked) return;
  await tidy(app);
  if (turn === asked) current = new Tour(app);
}

class Tour {
  private readonly root = document.createElement('section');
  private at = -1;
  private passed = 0;
  /** Who does not want motion goes on by hand. */
  private playing = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  private busy = false;
  private turn = 0;
  private readonly timer = setInterval(() => this.tick(), TICK_MS);
  private readonly mine: { id: string | null } = { id: null };
  private readonly left: { ui: Ui; machine: string; execution: string | null };
  private readonly leave: () => void;

  constructor(private readonly app: App) {
    const { ui, document: { machineId }, run } = app.store.state;
    this.left = { ui, machine: machineId, execution: run?.executionId ?? null };
    this.root.className = 'demo';
    this.root.id = 'demo';
    ownKeys(this.root, () => undefined);
    document.body.append(this.root);
    document.body.classList.add('touring');
    app.store.dispatch({ type: 'ui', change: { dialog: null } });
    this.leave = app.store.subscribe((state, before) => {
      if (state.ui.lang !== before.ui.lang) this.draw();
    });
    void this.go(0);
  }

  stop(): void {
    this.turn += 1;
    clearInterval(this.timer);
    leave(this.mine.id);
    this.leave();
    this.root.remove();
    document.body.classList.remove('touring');
    if (current === this) current = null;
    const { speed, view, zone, left, define, info } = this.left.ui;
    this.app.store.dispatch({ type: 'ui', change: { speed, view, zone, left, define, info } });
  }

  /** What was there before the tour. */
  private async restore(): Promise<void> {
    const { machine, execution } = this.left;
    const { actions } = this.app;
    this.stop();
    await actions.workspace.openMachine(machine);
    if (execution) await actions.workspace.openExecution(execution);
  }

  private tick(): void {
    if (!this.playing || this.busy) return;
    this.passed += TICK_MS;
    const step = STEPS[this.at];
    if (!step || this.passed < step.seconds * 1000) return;
    if (this.at < STEPS.length - 1) void this.go(this.at + 1);
    else {
      this.playing = false;
      this.draw();
    }
  }

  /** Goes to a step. Backwards everything up to it is done again, without waiting. */
  private async go(to: number): Promise<void> {
    const turn = (this.turn += 1);
    const forwards = to === this.at + 1 && !this.busy;
    this.at = to;
    this.passed = 0;
    this.busy = true;
    this.draw();
    const over = (): boolean => turn !== this.turn;
    const stage = { app: this.app, machine: script.machine, mine: this.mine, over, fast: matchMedia('(prefers-reduced-motion: reduce)').matches };
    const began = Date.now();
    closeEdge();
    if (!forwards) for (const step of STEPS.slice(0, to)) for (const deed of step.do) await act({ ...stage, fast: true }, deed);
    closeEdge();
    for (const deed of STEPS[to]?.do ?? []) await act(stage, deed);
    if (over()) return;
    this.passed = Date.now() - began;
    this.busy = false;
    this.root.dataset['ready'] = STEPS[to]?.id ?? '';
    this.draw();
  }

  private play(): void {
    this.playing = !this.playing;
    if (this.playing && this.at === STEPS.length - 1 && !this.busy) void this.go(0);
    this.draw();
  }

  private draw(): void {
    this.root.setAttribute('aria-label', t('demo.title'));
    render(this.bar(), this.root);
  }

  private bar(): TemplateResult {
    const step = STEPS[this.at];
    const last = this.at === STEPS.length - 1;
    return html`<div class="dcap" role="status"><span class="dnum num">${t('demo.stepOf', { number: this.at + 1, all: STEPS.length })}</span>
        <p>${step ? named(step.caption) : nothing}</p></div>
      <div class="dctl"><button class="b ghost icon" type="button" aria-label=${t('demo.back')} title=${t('demo.back')} ?disabled=${this.at <= 0} @click=${() => void this.go(this.at - 1)}>${icon('i-back')}</button>
        <button class="b icon" type="button" aria-label=${t(this.playing ? 'demo.pause' : 'demo.play')} title=${t(this.playing ? 'demo.pause' : 'demo.play')} @click=${() => this.play()}>${icon(this.playing ? 'i-pause' : 'i-play')}</button>
        <button class="b ghost icon" type="button" aria-label=${t('demo.next')} title=${t('demo.next')} ?disabled=${last} @click=${() => void this.go(this.at + 1)}>${icon('i-fwd')}</button>
        <button class="b" type="button" @click=${() => void this.restore()}>${t('demo.restore')}</button>
        <button class="b ${last ? 'primary' : ''}" type="button" @click=${() => this.stop()}>${t('demo.stop')}</button></div>
      <progress max=${STEPS.length} value=${this.at + 1} aria-hidden="true"></progress>`;
  }
}
