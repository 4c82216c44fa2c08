/** A picture for every event at which the graph looks different, made by an engine of its own: the desk stays as it is. */

import { Engine } from '../engine.ts';
import type { CheckView, RunView } from '../generated.ts';
import type { Kept } from '../protocol.ts';
import { makeWorker } from '../start-worker.ts';
import { svgText } from './picture.ts';
import type { Entry } from './zip.ts';

/** Pictures beyond these would be looked at by nobody. */
export const MOST_PICTURES = 400;

interface Wanted {
  readonly kept: Kept;
  readonly check: CheckView;
  readonly name: string;
  readonly theme: 'light' | 'dark';
  /** Told after each event; false ends it. */
  progress(done: number, of: number): boolean;
}

export async function pictures({ kept, check, name, theme, progress }: Wanted): Promise<Entry[]> {
  const { scene } = check;
  if (!scene) return [];
  const engine = new Engine({ ready() {}, progress() {}, journal() {}, error() {}, replaced() {}, failed() {} }, makeWorker);
  const made: Entry[] = [];
  let last = '';
  try {
    await engine.command('rebuild', { ...kept, breakpoints: [] });
    for (let event = 1; event <= kept.known && made.length < MOST_PICTURES; event += 1) {
      const { view } = await engine.command('seek', { event });
      if (!view || view.position < event) continue;
      const text = svgText({ scene, name: caption(name, view), run: { view }, theme });
      const drawn = text.replace(/aria-label="[^"]*"/, '');
      if (drawn !== last) made.push({ name: `${String(event).padStart(String(kept.known).length, '0')}.svg`, bytes: new TextEncoder().encode(text) });
      last = drawn;
      if (!progress(event, kept.known)) break;
    }
    return made;
  } finally {
    engine.close();
  }
}

const caption = (name: string, { position }: RunView): string => `${name}, ${position}`;
