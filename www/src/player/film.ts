/** One execution that is played: its own small state, moved by the engine. */

import { Engine, type Done } from '../engine.ts';
import type { CheckView, RunView, StepView } from '../generated.ts';
import type { Speed } from '../protocol.ts';
import { rowAt } from '../select.ts';
import { ROWS_PER_CHUNK } from '../state.ts';
import { LOOK_BACK } from './caption.ts';
import { answer } from './handlers.ts';
import { atEnd, type Moves, type Shot, type Watched } from './model.ts';
import { type Reel, requestOf, withDeeds } from './reel.ts';

export interface FilmState {
  readonly check: CheckView | null;
  /** As far as it is known; there before the first play. */
  readonly run: Watched | null;
  /** It was played, stepped or put somewhere. */
  readonly begun: boolean;
  readonly selected: number | null;
  readonly speed: Speed;
  /** Why there is nothing to play. */
  readonly fault: string | null;
}

export class Film {
  state: FilmState = { check: null, run: null, begun: false, selected: null, speed: 1, fault: null };
  readonly moves: Moves;
  private readonly engine: Engine;
  private readonly asked = new Set<string>();
  /** Called when the run that is being made to be known has ended. */
  private known: (() => void) | null = null;
  private stepFor = '';
  /** The call that was given to its handler last: a stop at it may be told twice. */
  private answered = '';

  constructor(readonly reel: Reel, make: () => Worker, private across: boolean, private readonly handle: boolean, private readonly changed: (state: FilmState, before: FilmState) => void) {
    const { definition, type } = reel.document;
    this.engine = new Engine({
      ready: () => undefined,
      progress: (done) => this.progress(done),
      journal: () => undefined,
      error: (message) => this.set({ fault: message }),
      replaced: (done) => this.take(done),
      failed: (message) => this.set({ fault: message }),
    }, make);
    this.moves = this.makeMoves();
    void this.begin(definition, type).catch((error: unknown) => this.set({ fault: error instanceof Error ? error.message : String(error) }));
  }

  close(): void {
    this.engine.close();
  }

  /** The graph downwards, or from left to right. */
  turn(across: boolean): void {
    if (across === this.across) return;
    this.across = across;
    const { check } = this.state;
    if (!check) return;
    void this.turned(check, this.reel.document.definition).then((now) => this.set({ check: now }), () => undefined);
  }

  private async turned(check: CheckView, text: string): Promise<CheckView> {
    if ((check.scene?.across ?? this.across) === this.across) return check;
    const scene = await this.engine.query('scene', { text, folded: [], across: this.across });
    return scene ? { ...check, scene } : check;
  }

  shot(): Shot {
    const { check, run, begun, selected, speed } = this.state;
    const { name, definition } = this.reel.document;
    return { name, check, definition, run: begun ? run : null, selected, speed };
  }

  play(): void {
    const { run, speed } = this.state;
    if (!run || run.running) return;
    const again = !this.state.begun || atEnd(run);
    this.set({ begun: true });
    if (again && run.view.position !== 1) this.send(this.engine.command('seek', { event: 1 }));
    this.send(this.engine.command('run', { speed }));
  }

  pause(): void {
    this.send(this.engine.command('pause', {}));
  }

  /** The graph at once; then the run to its end, so that its length is known, and back to where it starts. */
  private async begin(definition: string, type: string): Promise<void> {
    const check = await this.engine.query('check', { text: definition, type });
    if (!check) return;
    this.set({ check: await this.turned(check, definition) });
    if (!check.runnable) throw new Error(check.diagnostics.find(({ severity }) => severity === 'error')?.message ?? '');
    await this.engine.command('start', { request: requestOf(this.reel, this.handle), breakpoints: [] });
    const { run: { deeds, known }, options: { at } } = this.reel;
    if (deeds !== undefined) {
      const copy = await this.engine.query('journal', {});
      if (!copy) return;
      await this.engine.command('rebuild', { journal: withDeeds(copy.journal, deeds), known, position: known, breakpoints: [] });
    } else {
      const end = new Promise<void>((done) => {
        this.known = done;
      });
      await this.engine.command('run', { speed: 'max' });
      await end;
      this.known = null;
    }
    this.take(await this.engine.command('seek', { event: at ?? 1 }));
    if (at !== undefined) this.set({ begun: true });
  }

  private progress(done: Done): void {
    if (!this.known) this.take(done);
    else if (done.view?.stopped.reason === 'called') this.answerCall(done.view);
    else if (!done.running) this.known();
  }

  /** Only while the run is being made to be known: afterwards every answer is in its journal. */
  private answerCall(view: RunView): void {
    const call = view.calls.find(({ source }) => source === 'handler');
    const key = call ? `${call.execution}/${call.effect}` : '';
    if (!call || key === this.answered) return;
    this.answered = key;
    answer(this.engine, this.reel, view).catch((error: unknown) => this.set({ fault: error instanceof Error ? error.message : String(error) }));
  }

  private take(done: Done | null): void {
    const { view = null, running = false } = done ?? {};
    if (!view) return;
    const { run } = this.state;
    const kept = run && view.known >= run.view.known ? run : { rows: new Map(), texts: new Map(), step: null };
    this.set({ run: { ...kept, view, running } });
    this.needEvents(view.position - LOOK_BACK, view.position);
    void this.findStep();
  }

  private send(answer: Promise<Done>): void {
    answer.then((done) => this.take(done), () => undefined);
  }

  private set(change: Partial<FilmState>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    this.changed(this.state, before);
  }

  private makeMoves(): Moves {
    const { engine } = this;
    const begin = (): boolean => {
      if (!this.state.run) return false;
      this.set({ begun: true });
      return true;
    };
    return {
      toggle: () => (this.state.run?.running ? this.pause() : this.play()),
      step: () => begin() && this.send(engine.command('step', { kind: 'step' })),
      back: () => begin() && this.send(engine.command('step', { kind: 'back' })),
      seek: (event) => begin() && this.send(engine.command('seek', { event })),
      speed: (speed) => {
        this.set({ speed });
        if (this.state.run?.running) this.send(engine.command('speed', { speed }));
      },
      select: (selected) => {
        this.set({ selected });
        void this.findStep();
      },
      needEvent: (id) => this.needEvent(id),
      needEvents: (from, to) => this.needEvents(from, to),
    };
  }

  private needEvent(id: number): void {
    const { run } = this.state;
    if (!run || run.texts.has(id)) return;
    this.ask(`event ${id}`, this.engine.query('event', { id }, String(id)), (text, now) => ({ ...now, texts: new Map(now.texts).set(id, text) }));
  }

  private needEvents(from: number, to: number): void {
    const { run } = this.state;
    if (!run) return;
    const last = Math.min(to, run.view.known);
    for (let chunk = Math.floor((Math.max(1, from) - 1) / ROWS_PER_CHUNK); chunk * ROWS_PER_CHUNK < last; chunk += 1) {
      const first = chunk * ROWS_PER_CHUNK + 1;
      const wanted = Math.min(ROWS_PER_CHUNK, run.view.known - first + 1);
      if ((run.rows.get(chunk)?.length ?? 0) >= wanted) continue;
      const rows = this.engine.query('events', { from: first, count: ROWS_PER_CHUNK }, String(chunk));
      this.ask(`rows ${chunk}`, rows, (found, now) => ({ ...now, rows: new Map(now.rows).set(chunk, found) }));
    }
  }

  /** Asks once at a time for the same, and puts the answer into the run. */
  private ask<T>(key: string, answer: Promise<T | undefined>, put: (answer: T, run: Watched) => Watched): void {
    if (this.asked.has(key)) return;
    this.asked.add(key);
    answer.then((found) => {
      this.asked.delete(key);
      const { run } = this.state;
      if (found !== undefined && run) this.set({ run: put(found, run) });
      if (key.startsWith('rows')) void this.findStep();
    }, () => this.asked.delete(key));
  }

  /** The selected step, or the one at the position. */
  private async findStep(): Promise<void> {
    const { run, selected } = this.state;
    if (!run) return;
    const visit = selected === null ? this.visitNow(run) : null;
    const key = `${selected}/${visit}/${run.view.position}`;
    if (key === this.stepFor || (selected === null && visit === null)) return;
    this.stepFor = key;
    const found: StepView | null | undefined = await (selected === null
      ? this.engine.query('visit', { entered: visit ?? 0 }, 'step')
      : this.engine.query('latest', { state: selected }, 'step')).catch(() => undefined);
    if (found !== undefined && this.state.run) this.set({ run: { ...this.state.run, step: found } });
  }

  private visitNow(run: Watched): number | null {
    for (let id = run.view.position; id > Math.max(0, run.view.position - LOOK_BACK); id -= 1) {
      const visit = rowAt(run, id)?.visit;
      if (visit != null) return visit;
    }
    return null;
  }
}

/** Those of the film that is there at the time: what holds them outlives it. */
export const movesOf = (film: () => Film | null): Moves =>
  new Proxy({} as Moves, { get: (_, name: keyof Moves) => film()?.moves[name] ?? (() => undefined) });
