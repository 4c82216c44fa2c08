import type { EventRow } from '../generated.ts';
import { rowAt } from '../select.ts';
import type { Run } from '../state.ts';

/** A further condition on rows, from the filters that are loaded when they are opened; null: none. */
export type Extra = ((run: Run) => (row: EventRow) => boolean) | null;

export interface Filter {
  /** Found in the type, the state's name with its index, or equal to the id. */
  text: string;
  /** Only events of failures: failed, timed out, aborted. */
  failed: boolean;
  /** Only events of this visit (its `…StateEntered` event). */
  visit: number | null;
  extra: Extra;
  /** Only events of these states. */
  states: ReadonlySet<number> | null;
}

export const isOn = (filter: Filter): boolean => filter.text.trim() !== '' || filter.failed || filter.visit !== null || filter.extra !== null || filter.states !== null;

/** A failure of any kind, by the event's own mark. */
export const isFailure = (row: EventRow): boolean => row.mark === 'failed' || row.mark === 'timedOut' || row.mark === 'aborted';

/** `ReserveItem #3`: the state of an event with the indexes of the Maps around it. */
export const stateLabel = (row: EventRow): string =>
  row.name === null ? '' : [row.name, ...row.iteration.map((index) => `#${index}`)].join(' ');

function matches(row: EventRow, filter: Filter, text: string): boolean {
  if (filter.failed && !isFailure(row)) return false;
  if (filter.visit !== null && row.visit !== filter.visit) return false;
  if (filter.states && (row.state === null || !filter.states.has(row.state))) return false;
  return text === '' || String(row.id) === text || `${row.type} ${stateLabel(row)}`.toLowerCase().includes(text);
}

/** Ids of the events that pass, as far as their rows have been fetched. */
export function passing(run: Run, filter: Filter): number[] {
  const text = filter.text.trim().toLowerCase();
  const extra = filter.extra?.(run);
  const out: number[] = [];
  for (let id = 1; id <= run.view.known; id += 1) {
    const row = rowAt(run, id);
    if (row && matches(row, filter, text) && extra?.(row) !== false) out.push(id);
  }
  return out;
}
