/** Keys of the table: rows as in the events table, and the time axis. */

import { tableKey } from '../events/keyboard.ts';
import type { StepRow } from '../generated.ts';
import { zoomKey, type Zoom } from './zoom.ts';

export interface GridKeys extends Zoom {
  readonly count: number;
  readonly page: number;
  row(index: number): StepRow | undefined;
  isFolded(row: StepRow): boolean;
  moveTo(index: number): void;
  toParent(entered: number): Promise<void>;
  toggle(row: StepRow): void;
  open(row: StepRow): void;
}

export function gridKey(event: KeyboardEvent, grid: GridKeys): void {
  if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
  const at = Number(event.target.dataset['row']);
  if (!zoomKey(event, grid) && !sideways(event, grid, at) && !rows(event, grid, at)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** → unfolds, or goes to the first row inside; ← folds, or goes to the container. */
function sideways(event: KeyboardEvent, grid: GridKeys, at: number): boolean {
  const row = grid.row(at);
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  if (!row || !plain || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return false;
  const foldable = row.inner && row.entered !== null;
  if (event.key === 'ArrowRight') {
    if (foldable && grid.isFolded(row)) grid.toggle(row);
    else if (row.inner) grid.moveTo(at + 1);
  } else if (foldable && !grid.isFolded(row)) grid.toggle(row);
  else if (row.parent !== null) void grid.toParent(row.parent);
  return true;
}

function rows(event: KeyboardEvent, grid: GridKeys, at: number): boolean {
  const act = (does: (row: StepRow) => void) => (index: number): void => {
    const row = grid.row(index);
    if (row) does(row);
  };
  return tableKey(event, {
    at,
    count: grid.count,
    page: grid.page,
    isOpen: () => false,
    moveTo: (index) => grid.moveTo(index),
    toggle: () => undefined,
    go: act((row) => grid.open(row)),
    find: (text, index) => find(grid, text, index),
  });
}

/** The next row whose name begins with the text, from the top again after the last one, as far as rows have been fetched. */
function find(grid: GridKeys, text: string, from: number): number | undefined {
  for (let by = 0; by < grid.count; by += 1) {
    const index = (from + by) % grid.count;
    if (grid.row(index)?.name.toLowerCase().startsWith(text)) return index;
  }
  return undefined;
}
