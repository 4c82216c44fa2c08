/** Which answer gets the focus once it is drawn: the panel may still be on its way. */

let wanted: { state: string; at: number } | null = null;
/** What to find in the mock file. */
let sought: string | null = null;

export function focusAnswer(state: string, at: number): void {
  wanted = { state, at };
}

export function focusInFile(text: string): void {
  sought = text;
}

/** After each drawing of the list. */
export function settle(list: HTMLElement): void {
  const goal = wanted;
  if (!goal || list.hidden) return;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-task]')].find((row) => row.dataset['task'] === goal.state)?.querySelectorAll('li');
  const row = rows?.[Math.min(goal.at, rows.length - 1)];
  if (!row) return;
  wanted = null;
  requestAnimationFrame(() => {
    row.scrollIntoView({ block: 'nearest' });
    const field = row.querySelector<HTMLElement>('textarea, .thrown input') ?? row.querySelector<HTMLElement>('select');
    field?.focus();
  });
}

/** The place of what is sought, once. */
export function place(text: string): number | null {
  if (sought === null) return null;
  const at = text.indexOf(sought);
  if (at >= 0) sought = null;
  return at >= 0 ? at : null;
}
