/** What a call of a handler is given, and what can come of it. */

/** A line that the handler printed. */
export interface Line {
  readonly level: string;
  readonly text: string;
}

export interface Call {
  /** What the user wrote: an expression, `exports.handler = …`, or a module that exports `handler`. */
  readonly code: string;
  /** JSON text. */
  readonly event: string;
  /** Lambda's `context`, without its functions. */
  readonly context: Readonly<Record<string, string>>;
  /** `process.env` */
  readonly environment?: Readonly<Record<string, string>>;
  /** Virtual time at the start, in milliseconds. */
  readonly time: number;
  /** Decides every random number. */
  readonly seed: number;
  /** Real milliseconds that the code may take. */
  readonly deadline: number;
  /** Virtual milliseconds that its timers may take. */
  readonly timeout: number;
}

export type Ending =
  /** JSON text. */
  | { readonly kind: 'returned'; readonly text: string }
  /** `trace` is the error's stack, a line each. */
  | { readonly kind: 'threw'; readonly type: string; readonly message: string; readonly trace: readonly string[] }
  | { readonly kind: 'timedOut' }
  /** The result has more bytes than Lambda answers. */
  | { readonly kind: 'tooLarge'; readonly bytes: number }
  /** Its process ended: out of memory, as far as is known. */
  | { readonly kind: 'crashed' }
  /** Not JavaScript; line and column count from 1, 0 where unknown. */
  | { readonly kind: 'unread'; readonly message: string; readonly line: number; readonly column: number }
  /** Readable, but no function in it. */
  | { readonly kind: 'missing' }
  /** Nothing ran: the sandbox could not be started. */
  | { readonly kind: 'noSandbox' };

export type Outcome = Ending & {
  /** Virtual milliseconds that the handler's timers took. */
  readonly elapsed: number;
  readonly lines: readonly Line[];
  /** Lines that were printed beyond the bound. */
  readonly dropped: number;
};

export const LIMITS = {
  /** Lines kept of a call, and characters of each. */
  lines: 200,
  line: 4000,
  /** Bytes of a result: what Lambda answers at most. */
  result: 6_291_556,
} as const;

/** An answer of the worker, checked as if anybody could have sent it; null for what is none. */
export function ending(message: readonly unknown[]): Ending | null {
  const [kind, , , a, b, c] = message;
  switch (kind) {
    case 'returned':
      return typeof a === 'string' && a.length <= LIMITS.result ? { kind, text: a } : null;
    case 'threw':
      return { kind, type: short(a, 1001), message: short(b, 65_537), trace: short(c, 65_536).split('\n').filter(Boolean) };
    case 'late':
      return { kind: 'timedOut' };
    case 'large':
      return { kind: 'tooLarge', bytes: whole(a) };
    case 'unread':
      return { kind, message: short(a, 1001), line: whole(b), column: whole(c) };
    case 'missing':
      return { kind };
    default:
      return null;
  }
}

export function line([, level, text]: readonly unknown[]): Line {
  return { level: short(level, 8), text: short(text, LIMITS.line + 1) };
}

export const whole = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;

const short = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');
