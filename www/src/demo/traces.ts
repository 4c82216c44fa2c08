/** What tours leave: the machine of the last one goes when the next one begins, unless it was opened or changed since. */

import type { App } from '../app.ts';
import { TAG } from './acts.ts';

const KEY = 'stepglass-tour';
/** So long after its end the page may still be writing down what the tour did. */
const WRITING_MS = 5000;

interface Left {
  machine: string;
  ended: number;
}

export function leave(machine: string | null): void {
  try {
    if (machine) localStorage.setItem(KEY, JSON.stringify({ machine, ended: Date.now() } satisfies Left));
  } catch {
    // Storage is full or refused: the machine stays.
  }
}

export async function tidy({ store, actions }: App): Promise<void> {
  const left = read();
  const { machines } = store.state.workspace;
  const old = machines.find(({ id, gallery, updated }) => id === left?.machine && gallery === TAG && updated <= left.ended + WRITING_MS);
  if (old) await actions.workspace.removeMachine(old.id);
}

function read(): Left | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Left | null;
  } catch {
    return null;
  }
}
