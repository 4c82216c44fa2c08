/** The copies of the run that the page keeps. */

import type { Answer, Kept } from '../protocol.ts';

/** A copy may take this share of the time between two copies. */
const SHARE = 0.05;

export class Copies {
  /** A run that was recorded elsewhere never changes: one copy of it is enough. */
  once = false;
  private due: ReturnType<typeof setTimeout> | undefined;
  private cost = 0;
  private copied: unknown = null;

  constructor(
    private readonly desk: { readonly session: unknown; copy(): Kept | null },
    private readonly post: (answer: Answer) => void,
  ) {}

  /** Sends the page its copy soon, the more seldom the longer making one takes. */
  keep(): void {
    if (this.due !== undefined) return;
    this.due = setTimeout(() => this.send(), this.cost / SHARE);
  }

  /** Sends what is due at once: the run makes room for another. */
  flush(): void {
    if (this.due !== undefined) this.send();
  }

  private send(): void {
    clearTimeout(this.due);
    this.due = undefined;
    const { session } = this.desk;
    if (!session || (this.once && this.copied === session)) return;
    this.copied = session;
    const began = performance.now();
    const copy = this.desk.copy();
    this.cost = performance.now() - began;
    if (copy) this.post({ kind: 'journal', ...copy });
  }
}
