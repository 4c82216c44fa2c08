/** The keys of a clicker: page keys step, a point or B makes the screen black until the next key. */

import { atEnd, type Moves, type Watched } from '../player/model.ts';

export function keyIn(event: KeyboardEvent, dialog: HTMLElement, run: () => Watched | null, moves: Moves): (() => void) | null {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.code === 'Escape') return null;
  if (dialog.classList.contains('dark')) return () => dialog.classList.remove('dark');
  const now = run();
  const target = event.target instanceof HTMLElement ? event.target : null;
  const slider = target?.matches('input, select') ?? false;
  switch (event.code) {
    case 'PageDown':
      return now && (now.running || atEnd(now)) ? () => undefined : moves.step;
    case 'PageUp':
      return now && !now.running && now.view.position > 1 ? moves.back : () => undefined;
    case 'Period':
    case 'KeyB':
      return slider ? null : () => dialog.classList.add('dark');
    case 'Space':
      return target?.closest('button, input, select, [role="button"]') ? null : moves.toggle;
    case 'Home':
      return slider || !now ? null : () => moves.seek(1);
    case 'End':
      return slider || !now ? null : () => moves.seek(now.view.known);
    default:
      return null;
  }
}
