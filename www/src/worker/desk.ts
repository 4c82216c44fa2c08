/** The session and its commands: one after the other, a run in slices between which queries are answered. */

import type { RunView } from '../generated.ts';
import type { Session } from '../pkg/stepglass.js';
import type { Answer, CommandMessage, Commands, Kept } from '../protocol.ts';
import { Breath } from './breath.ts';
import { changed } from './changed.ts';
import { failure } from './failure.ts';
import { made, RECORDED } from './made.ts';
import { fit, Pace } from './pace.ts';
import { partsOf } from './reply.ts';

/** Between two reports of a run. */
const REPORT_MS = 50;
/** A copy of the journal may take this share of the time between two copies. */
const JOURNAL_SHARE = 0.05;
/** Where a command ends that an answer lets go on. */
const AT_CALL: readonly RunView['stopped']['reason'][] = ['called', 'asked', 'waiting'];
/** The longest time that a timer takes. */
const FOREVER = 0x7fffffff;

/** The run under way. */
interface Running {
  command: CommandMessage;
  pace: Pace;
  /** Micro-steps in the next slice: as many as fit into a slice's time. */
  steps: number;
  reported: number;
}

export class Desk {
  session: Session | null = null;
  breakpoints: string[] = [];
  private readonly queue: CommandMessage[] = [];
  private readonly breath = new Breath();
  private running: Running | null = null;
  private view: RunView | null = null;
  private busy = false;
  /** The command that ended at a call which waits for an answer. */
  private atCall: CommandMessage | null = null;
  private wake: (() => void) | null = null;
  private journalDue: ReturnType<typeof setTimeout> | undefined;
  private journalCost = 0;
  /** A recorded run never changes: one copy of it is enough. */
  private recorded = false;
  private copied: Session | null = null;

  constructor(private readonly post: (answer: Answer) => void) {}

  give(message: CommandMessage): void {
    this.queue.push(message);
    this.wake?.();
    if (!this.busy) void this.work();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.queue.length > 0 || this.running) {
      const message = this.queue.shift();
      if (message) await this.command(message);
      else if (this.running) await this.slice(this.running);
    }
    this.busy = false;
  }

  private async command(message: CommandMessage): Promise<void> {
    try {
      if (!this.duringRun(message)) {
        this.endRun();
        const view = await this.perform(message);
        this.view = view ?? this.view;
        this.noteCall(message);
        if (!view) return this.post({ kind: 'done', id: message.id, view, running: false });
      }
      this.post({ kind: 'done', id: message.id, view: this.view, running: this.running !== null });
      this.keepJournal();
    } catch (error) {
      this.post(failure(message.id, error));
    }
  }

  /** Commands that a run under way takes in its stride. */
  private duringRun(message: CommandMessage): boolean {
    const { running } = this;
    if (!running) return false;
    switch (message.command) {
      case 'run':
      case 'speed':
        running.pace.speed = message.ask.speed;
        return true;
      case 'skip':
        return true;
      case 'reply':
        this.view = this.replyTo(message.ask);
        return this.view !== null;
      case 'breakpoints':
        this.breakAt(message.ask.states);
        return true;
      default:
        return false;
    }
  }

  private async perform(message: CommandMessage): Promise<RunView | null> {
    if (message.command === 'start' || message.command === 'rebuild') return this.open(message);
    const { session } = this;
    if (!session) return null;
    switch (message.command) {
      case 'run':
        return this.startRun(session, message);
      case 'step':
        return session.step(message.ask.kind);
      case 'seek':
        return session.seek(message.ask.event);
      case 'restart':
        return session.restart();
      case 'stop':
      case 'change':
      case 'redrive':
      case 'updateMapRun':
        return changed(session, message);
      case 'reply':
        return this.reply(message);
      case 'breakpoints':
        this.breakAt(message.ask.states);
        return this.view;
      default:
        return this.view;
    }
  }

  private async open(message: Extract<CommandMessage, { command: 'start' | 'rebuild' }>): Promise<RunView> {
    const { ask } = message;
    const session = await made(message);
    if (this.journalDue !== undefined) this.sendJournal();
    this.session?.free();
    this.session = session;
    this.breakAt(message.ask.breakpoints);
    this.recorded = 'journal' in ask && ask.journal.startsWith(RECORDED);
    if (message.command === 'start') return session.view();
    const { known, position } = message.ask;
    const end = session.seek(known);
    return position === end.position ? end : session.seek(position);
  }

  private breakAt(states: string[]): void {
    this.breakpoints = states;
    this.session?.breakpoints(states);
  }

  private async reply({ ask }: Extract<CommandMessage, { command: 'reply' }>): Promise<RunView | null> {
    const view = this.replyTo(ask);
    const again = this.atCall;
    return ask.goOn && again ? this.perform(again) : view;
  }

  private replyTo({ execution, effect, reply, after }: Commands['reply']): RunView | null {
    const [text, cause] = partsOf(reply);
    return this.session?.reply(execution, effect, reply.kind, text, cause, after ?? undefined) ?? null;
  }

  /** Notes which command is to be taken up again once the call is answered. */
  private noteCall(message: CommandMessage): void {
    if (message.command === 'breakpoints' || (message.command === 'reply' && !message.ask.goOn)) return;
    const stopped = this.view?.stopped.reason ?? 'done';
    const again = message.command === 'reply' ? this.atCall : message;
    this.atCall = AT_CALL.includes(stopped) && message.command !== 'pause' ? again : null;
  }

  private startRun(session: Session, command: Extract<CommandMessage, { command: 'run' }>): RunView {
    const view = session.view();
    this.running = { command, pace: new Pace(command.ask.speed, view), steps: 32, reported: performance.now() };
    return view;
  }

  private async slice(running: Running): Promise<void> {
    try {
      const { session } = this;
      if (!session) return this.endRun();
      const began = performance.now();
      const paced = running.pace.speed !== 'max';
      const view = session.run(paced ? 1 : running.steps);
      this.view = view;
      if (!paced) running.steps = fit(running.steps, performance.now() - began);
      const { reason } = view.stopped;
      if (AT_CALL.includes(reason)) this.atCall = running.command;
      if (reason !== 'slice' && reason !== 'called') return this.endRun();
      this.report(running, view, paced || reason === 'called');
      // The run goes on when the page's handler has answered, unless another command ends it.
      await this.rest(reason === 'called' ? FOREVER : paced ? running.pace.rest(view) : 0);
    } catch (error) {
      this.post(failure(0, error));
      this.endRun();
    }
  }

  private report(running: Running, view: RunView, always: boolean): void {
    const now = performance.now();
    if (!always && now - running.reported < REPORT_MS) return;
    running.reported = now;
    this.post({ kind: 'progress', view, running: true });
    this.keepJournal();
  }

  /** Lets messages in. A command, a skipped wait or the time ends it. */
  private rest(millis: number): Promise<void> {
    if (millis === 0) return this.breath.take();
    return new Promise((done) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.wake = null;
        done();
      };
      const timer = setTimeout(wake, millis);
      this.wake = wake;
    });
  }

  private endRun(): void {
    if (!this.running) return;
    this.running = null;
    if (this.view) this.post({ kind: 'progress', view: this.view, running: false });
    this.keepJournal();
  }

  /** Sends the page its copy, the more seldom the longer making one takes. */
  private keepJournal(): void {
    if (this.journalDue !== undefined) return;
    this.journalDue = setTimeout(() => this.sendJournal(), this.journalCost / JOURNAL_SHARE);
  }

  private sendJournal(): void {
    clearTimeout(this.journalDue);
    this.journalDue = undefined;
    if (!this.session || (this.recorded && this.copied === this.session)) return;
    this.copied = this.session;
    const began = performance.now();
    const copy = this.copy();
    this.journalCost = performance.now() - began;
    if (copy) this.post({ kind: 'journal', ...copy });
  }

  /** Everything that determines the run. */
  copy(): Kept | null {
    if (!this.session) return null;
    const { position, known } = this.view ?? this.session.view();
    return { journal: this.session.journal(), position, known };
  }
}
