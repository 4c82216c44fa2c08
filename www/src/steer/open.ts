/** Ways to what is loaded when it is first asked for: menus of states, breakpoints beyond the simple, running to a state. */

import type { App } from '../app.ts';
import { isOff, stateOf } from '../breakpoints.ts';
import type { EventRow, StatePlace } from '../generated.ts';
import { lazily } from '../lazy.ts';
import { slot } from '../slot.ts';

export const fillStops = slot(async () => (await import('./list.ts')).mountStops);

export const fillWhy = slot(async () => (await import('./why.ts')).mountWhy);

/** The menu of a state, where the pointer is or beside what has the focus. */
export function stateMenu(app: App, place: StatePlace | null, event: MouseEvent): void {
  if (!place) return;
  event.preventDefault();
  lazily(app, () => import('./menu.ts'), (part) => part.stateMenu(app, place, event));
}

export function eventMenu(app: App, row: EventRow, event: MouseEvent): void {
  event.preventDefault();
  lazily(app, () => import('./menu.ts'), (part) => part.eventMenu(app, row, event));
}

export function editStop(app: App, name: string): void {
  lazily(app, () => import('./edit.ts'), (part) => part.editState(app, name));
}

export function runTo(app: App, name: string): void {
  lazily(app, () => import('./run-to.ts'), (part) => void part.runTo(app, name));
}

let sentence: typeof import('./words.ts').sentence | null = null;
const waiting = new Set<() => void>();

/** What the breakpoints of a state stop at, a line each. Nothing until the words have come: then it is said. */
export function stopWords(app: App, name: string, come: () => void): string {
  const own = app.store.state.document.breakpoints.filter((stop) => stateOf(stop) === name && !isOff(stop));
  if (sentence) return own.map(sentence).join('\n');
  const first = waiting.size === 0;
  waiting.add(come);
  if (first) lazily(app, async () => (await Promise.all([import('./words.ts'), import('../i18n/later.ts')]))[0], (words) => {
    sentence = words.sentence;
    for (const act of waiting) act();
  });
  return '';
}

/** The execution on the desk beside another; null: one of its choice. */
export function compareWith(app: App, other: string | null): void {
  const open = app.store.state.run?.executionId;
  if (open) lazily(app, () => import('../compare/dialog.ts'), (part) => part.compare(app, open, other));
}
