/** Keys of an engaged player; what it does not use is its host's. */

import { atEnd } from './model.ts';
import type { Film } from './film.ts';

/** What a key does here; null: nothing, it goes on to the host. */
export function keyFor(event: KeyboardEvent, film: Film | null, present: boolean): (() => void) | 'leave' | null {
  if (event.defaultPrevented || !film || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.code === 'Escape') return 'leave';
  const { run, begun } = film.state;
  const { moves } = film;
  if (!run) return null;
  if (present && event.code === 'PageDown') return begun && atEnd(run) ? null : moves.step;
  if (present && event.code === 'PageUp') return !begun || run.view.position <= 1 ? null : moves.back;
  const control = event.composedPath()[0];
  const own = control instanceof HTMLElement && /^(?:BUTTON|A|SELECT|INPUT)$/.test(control.tagName);
  if (own && (control.tagName === 'INPUT' || event.code === 'Space' || event.code === 'Enter')) return null;
  switch (event.code) {
    case 'Space':
      return moves.toggle;
    case 'Period':
      return moves.step;
    case 'Comma':
      return moves.back;
    default:
      return null;
  }
}
