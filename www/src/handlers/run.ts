/**
 * Runs handlers, one call at a time, each in a fresh worker behind the sandboxed frame. The page keeps the clock: a call
 * that is not done at its deadline is ended, and if the frame does not end it, the frame goes.
 */

import { Frame } from './frame.ts';
import { ending, LIMITS, line, whole, type Call, type Ending, type Line, type Outcome } from './outcome.ts';


/** A worker that has not begun by then never will. */
const BEGIN_MS = 5000;

let frame: Promise<Frame | null> | null = null;
let last: Promise<unknown> = Promise.resolve();

/** Resolves, whatever the code does; rejects only when `signal` ends it. */
export function runHandler(call: Call, signal?: AbortSignal): Promise<Outcome> {
  const outcome = last.then(() => {
    signal?.throwIfAborted();
    return one(call, signal);
  });
  last = outcome.catch(() => {});
  return outcome;
}

const NO_SANDBOX: Outcome = { kind: 'noSandbox', elapsed: 0, lines: [], dropped: 0 };

async function one(call: Call, signal?: AbortSignal): Promise<Outcome> {
  const kept = frame !== null;
  const outcome = await inFrame(call, signal);
  signal?.throwIfAborted();
  // The browser may have ended an idle frame's process: what has not begun can be begun again.
  return kept && outcome.kind === 'noSandbox' ? inFrame(call, signal) : outcome;
}

async function inFrame(call: Call, signal?: AbortSignal): Promise<Outcome> {
  const opened = await (frame ??= Frame.open());
  const outcome = opened ? await new Running(opened, call, signal).done : NO_SANDBOX;
  if (outcome.kind !== 'noSandbox' && (await opened?.stop())) return outcome;
  opened?.drop();
  frame = null;
  // An endless loop keeps no frame from answering. One that is gone took its memory with it.
  return outcome.kind === 'timedOut' ? { ...outcome, kind: 'crashed', elapsed: 0 } : outcome;
}

/** One call from its start to its outcome. */
class Running {
  readonly done: Promise<Outcome>;
  private readonly lines: Line[] = [];
  private readonly port: MessagePort;
  private clock: ReturnType<typeof setTimeout>;
  private settle: (outcome: Outcome) => void = () => {};

  constructor(frame: Frame, private readonly call: Call, signal?: AbortSignal) {
    this.done = new Promise((settle) => (this.settle = settle));
    const { deadline, ...given } = call;
    this.port = frame.start({ environment: {}, ...given, limits: LIMITS }, () => this.end({ kind: 'noSandbox' }));
    this.port.onmessage = ({ data }) => this.hear(Array.isArray(data) ? data : []);
    this.clock = setTimeout(() => this.end({ kind: 'noSandbox' }), BEGIN_MS);
    signal?.addEventListener('abort', () => this.end({ kind: 'timedOut' }), { once: true });
  }

  private hear(message: readonly unknown[]): void {
    if (message[0] === 'begun') {
      clearTimeout(this.clock);
      this.clock = setTimeout(() => this.end({ kind: 'timedOut' }, this.call.timeout), this.call.deadline);
    } else if (message[0] === 'line') {
      if (this.lines.length < LIMITS.lines) this.lines.push(line(message));
    } else {
      const end = ending(message);
      if (end) this.end(end, whole(message[1]), whole(message[2]));
    }
  }

  private end(end: Ending, elapsed = 0, dropped = 0): void {
    clearTimeout(this.clock);
    // Closed, it hears nothing more: a flood that is still under way is cut here.
    this.port.onmessage = null;
    this.port.close();
    this.settle({ ...end, elapsed, dropped, lines: this.lines });
  }
}
