/** What a player shows and what it can do: a film of one execution in the embed, the execution on the desk in present mode. */

import type { CheckView } from '../generated.ts';
import type { Speed } from '../protocol.ts';
import { rowAt } from '../select.ts';
import type { Run } from '../state.ts';

export type Watched = Pick<Run, 'view' | 'running' | 'rows' | 'texts' | 'step'>;

export interface Shot {
  readonly name: string;
  readonly check: CheckView | null;
  /** The text that `check` belongs to. */
  readonly definition: string;
  /** Null before the first play. */
  readonly run: Watched | null;
  readonly selected: number | null;
  readonly speed: Speed;
}

export interface Moves {
  toggle(): void;
  step(): void;
  back(): void;
  seek(event: number): void;
  speed(speed: Speed): void;
  select(state: number | null): void;
  needEvent(id: number): void;
  needEvents(from: number, to: number): void;
}

export const SPEEDS: readonly Speed[] = [0.5, 1, 2, 5, 'max'];

/** Whether nothing comes after the position. */
export function atEnd({ view }: Pick<Watched, 'view'>): boolean {
  return view.position >= view.known && view.execution.status !== 'RUNNING';
}

/** Where it stands, as others are told. */
export function toldOf(run: Watched): { event: number; known: number; status: string; running: boolean; type: string | null; name: string | null } {
  const { position: event, known, execution } = run.view;
  const row = rowAt(run, event);
  return { event, known, status: execution.status, running: run.running, type: row?.type ?? null, name: row?.name ?? null };
}
