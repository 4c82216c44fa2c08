/** Promise client of the worker: numbers requests, lets the newest query win, replaces a worker that is stuck. */

import type { Stop } from './breakpoints.ts';
import type { RunView } from './generated.ts';
import type { Answer, CommandKind, Commands, Kept, Queries, QueryKind } from './protocol.ts';

/** Where a command left the run. */
export interface Done {
  view: RunView | null;
  running: boolean;
}

export interface EngineEvents {
  ready(): void;
  /** A run moved on or ended. */
  progress(done: Done): void;
  journal(copy: Kept): void;
  /** A run failed without a command to blame. */
  error(message: string): void;
  /** The worker was replaced; `done` is the session made again from the journal, null when there was none or it failed. */
  replaced(done: Done | null, reason: 'stuck' | 'crashed'): void;
  /** The engine cannot be loaded at all. */
  failed(message: string): void;
}

/** The worker was replaced while it was at this request. */
export class Lost extends Error {}

/** Seconds without a sign of life while something is asked. */
const DEADLINE_S = 8;

type Pending = { resolve(value: unknown): void; reject(error: Error): void };

export class Engine {
  private worker: Worker;
  private loaded = false;
  private nextId = 1;
  private silent = 0;
  private running = false;
  private readonly pending = new Map<number, Pending>();
  private readonly slots = new Map<string, Slot>();
  private kept: Kept | null = null;
  private breakpoints: readonly Stop[] = [];
  private rebuilding = false;
  private readonly watching: ReturnType<typeof setInterval>;

  constructor(
    private readonly events: EngineEvents,
    private readonly make: () => Worker,
  ) {
    this.worker = this.open();
    this.watching = setInterval(() => this.watch(), 1000);
  }

  /** Ends the worker; what was asked is never answered. */
  close(): void {
    clearInterval(this.watching);
    this.worker.terminate();
    this.pending.clear();
  }

  /** The newest of a kind and slot wins: older ones that were not sent yet are answered `undefined`. */
  query<K extends QueryKind>(kind: K, ask: Queries[K]['ask'], slot = ''): Promise<Queries[K]['answer'] | undefined> {
    const key = `${kind}/${slot}`;
    const at = this.slots.get(key) ?? { busy: false, next: null };
    this.slots.set(key, at);
    return new Promise((resolve, reject) => {
      at.next?.skip();
      at.next = {
        skip: () => resolve(undefined),
        send: () => this.send({ query: kind, ask }).then((answer) => resolve(answer as Queries[K]['answer']), reject),
      };
      this.next(at);
    });
  }

  /** Queued in order, never dropped; refused with `Lost` when the worker was replaced meanwhile. */
  command<K extends CommandKind>(kind: K, ask: Commands[K]): Promise<Done> {
    if (kind === 'start') this.kept = null;
    if ('breakpoints' in ask) this.breakpoints = ask.breakpoints;
    return this.send({ command: kind, ask }) as Promise<Done>;
  }

  private next(at: Slot): void {
    if (at.busy || !at.next) return;
    const { send } = at.next;
    at.next = null;
    at.busy = true;
    void send().finally(() => {
      at.busy = false;
      this.next(at);
    });
  }

  private send(message: object): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      if (this.pending.size === 0) this.silent = 0;
      this.pending.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...message });
    });
  }

  private open(): Worker {
    this.loaded = false;
    const worker = this.make();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (worker === this.worker) this.hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.worker) this.broken(event.message);
    };
    return worker;
  }

  private hear(answer: Answer): void {
    this.silent = 0;
    switch (answer.kind) {
      case 'ready':
        this.loaded = true;
        return this.events.ready();
      case 'answer':
        return this.settle(answer.id)?.resolve(answer.answer);
      case 'done':
        this.running = answer.running;
        return this.settle(answer.id)?.resolve({ view: answer.view, running: answer.running });
      case 'error':
        return this.refused(answer);
      case 'progress':
        this.running = answer.running;
        return this.events.progress(answer);
      case 'journal':
        this.kept = answer;
        return this.events.journal(answer);
    }
  }

  private refused(answer: Extract<Answer, { kind: 'error' }>): void {
    if (answer.fatal) this.broken(answer.message);
    else if (answer.id === 0) this.events.error(answer.message);
    else this.settle(answer.id)?.reject(new Error(answer.message));
  }

  private settle(id: number): Pending | undefined {
    const found = this.pending.get(id);
    this.pending.delete(id);
    return found;
  }

  private broken(message: string): void {
    if (this.loaded) this.replace('crashed');
    else this.events.failed(message);
  }

  /** Counts its own ticks, not the clock: a laptop that slept has not been waiting. */
  private watch(): void {
    if (!this.loaded) return;
    if (this.pending.size === 0) {
      if (this.running) this.send({ query: 'ping', ask: {} }).catch(() => undefined);
      return;
    }
    this.silent += 1;
    if (this.silent > DEADLINE_S) this.replace('stuck');
  }

  private replace(reason: 'stuck' | 'crashed'): void {
    this.worker.terminate();
    const lost = [...this.pending.values()];
    this.pending.clear();
    this.silent = 0;
    this.running = false;
    if (this.rebuilding) this.kept = null;
    this.worker = this.open();
    for (const { reject } of lost) reject(new Lost(reason));
    void this.rebuild(reason);
  }

  private async rebuild(reason: 'stuck' | 'crashed'): Promise<void> {
    if (!this.kept) return this.events.replaced(null, reason);
    this.rebuilding = true;
    try {
      const ask = { ...this.kept, breakpoints: this.breakpoints };
      this.events.replaced((await this.send({ command: 'rebuild', ask })) as Done, reason);
    } catch (error) {
      if (!(error instanceof Lost)) this.events.replaced(null, reason);
    } finally {
      this.rebuilding = false;
    }
  }
}

interface Slot {
  busy: boolean;
  next: { skip(): void; send(): Promise<void> } | null;
}
