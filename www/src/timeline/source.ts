/** The rows of the table, fetched from the worker in chunks as they come into sight. */

import type { App } from '../app.ts';
import type { StepRow } from '../generated.ts';
import { type StatusName, statusOf } from '../marks.ts';

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
  private only: StatusName | undefined;
  private passed: number[] | null = null;
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
    this.passed = null;
    this.stale();
  }

  row(index: number): StepRow | undefined {
    return this.at(this.only ? this.passing()[index] ?? -1 : index);
  }

  private at(index: number): StepRow | undefined {
    return this.chunks.get(Math.floor(index / CHUNK))?.rows[index % CHUNK];
  }

  /** How many rows are shown, as far as is known. */
  get shown(): number {
    return this.only ? this.passing().length : this.count;
  }

  /** There are at least so many. */
  least(count: number): void {
    if (!this.only) this.count = Math.max(this.count, count);
  }

  /** Shows only the steps of one entry of the legend, or all. */
  narrow(only: StatusName | undefined): void {
    if (only !== this.only) this.passed = null;
    this.only = only;
  }

  /** Indexes of the rows that pass, as far as rows have come. */
  private passing(): number[] {
    return (this.passed ??= Array.from({ length: this.count }, (_, index) => index).filter((index) => {
      const row = this.at(index);
      return row !== undefined && (this.only === 'retry' ? row.tries > 1 : statusOf(row.status ?? undefined) === this.only);
    }));
  }

  /** Asks for the rows `first..last` that are not there or stale; the first chunk tells how many there are. */
  need(first: number, last: number): void {
    // Which rows pass is only known of those that are here.
    const [from, to] = this.only ? [0, this.count] : [first, last];
    const end = Math.max(from, Math.min(to, this.count) - 1);
    for (let chunk = Math.floor(from / CHUNK); chunk <= Math.floor(end / CHUNK); chunk += 1) {
      const { version } = this;
      if (this.chunks.get(chunk)?.version === version || this.asked.get(chunk) === version) continue;
      this.asked.set(chunk, version);
      void this.fetch(chunk, version);
    }
  }

  /** The row of a visit, or of a state without one. */
  async indexOf(entered: number | null, state: number): Promise<number | null> {
    const index = (await this.app.actions.inspect.stepIndex([...this.folded], this.reached, entered, state)) ?? null;
    const at = this.only && index !== null ? this.passing().indexOf(index) : index;
    return at === -1 ? null : at;
  }

  private async fetch(chunk: number, version: number): Promise<void> {
    const { app, folded, reached } = this;
    const answer = await app.actions.inspect.steps(chunk * CHUNK, CHUNK, [...folded], reached).catch(() => undefined);
    // A newer question took its place, or the rows are of another outline.
    if (!answer || folded !== this.folded || reached !== this.reached) return;
    if ((this.chunks.get(chunk)?.version ?? 0) > version) return;
    this.chunks.set(chunk, { version, rows: answer.rows });
    this.count = answer.count;
    this.passed = null;
    this.until = answer.until;
    this.changed();
  }
}
