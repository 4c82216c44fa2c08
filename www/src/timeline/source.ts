/** The rows of the table, fetched from the worker in chunks as they come into sight. */

import type { App } from '../app.ts';
import type { StepRow } from '../generated.ts';

const CHUNK = 64;

interface Chunk {
  readonly version: number;
  readonly rows: readonly StepRow[];
}

export class StepSource {
  /** How many rows there are, as far as is known. */
  count = 0;
  /** Virtual time of the last known event, or of the position. */
  until = 0;
  folded: ReadonlySet<number> = new Set();
  reached = false;
  private version = 1;
  private chunks = new Map<number, Chunk>();
  private readonly asked = new Map<number, number>();

  constructor(private readonly app: App, private readonly changed: () => void) {}

  /** The run has moved, or other rows are shown: what is there serves until the new rows come. */
  stale(): void {
    this.version += 1;
  }

  /** Another execution. */
  reset(): void {
    this.count = 0;
    this.folded = new Set();
    this.chunks.clear();
    this.stale();
  }

  row(index: number): StepRow | undefined {
    return this.chunks.get(Math.floor(index / CHUNK))?.rows[index % CHUNK];
  }

  /** Asks for the rows `first..last` that are not there or stale; the first chunk tells how many there are. */
  need(first: number, last: number): void {
    const end = Math.max(first, Math.min(last, this.count) - 1);
    for (let chunk = Math.floor(first / CHUNK); chunk <= Math.floor(end / CHUNK); chunk += 1) {
      const { version } = this;
      if (this.chunks.get(chunk)?.version === version || this.asked.get(chunk) === version) continue;
      this.asked.set(chunk, version);
      void this.fetch(chunk, version);
    }
  }

  /** The row of a visit, or of a state without one. */
  async indexOf(entered: number | null, state: number): Promise<number | null> {
    return (await this.app.actions.inspect.stepIndex([...this.folded], this.reached, entered, state)) ?? null;
  }

  private async fetch(chunk: number, version: number): Promise<void> {
    const { app, folded, reached } = this;
    const answer = await app.actions.inspect.steps(chunk * CHUNK, CHUNK, [...folded], reached).catch(() => undefined);
    // A newer question took its place, or the rows are of another outline.
    if (!answer || folded !== this.folded || reached !== this.reached) return;
    if ((this.chunks.get(chunk)?.version ?? 0) > version) return;
    this.chunks.set(chunk, { version, rows: answer.rows });
    this.count = answer.count;
    this.until = answer.until;
    this.changed();
  }
}
