/** What tabs that share one storage tell each other. */

import type { ExecutionRow, MachineRow } from './state.ts';

/** What was kept; the id of an execution whose journal was, or of what was removed. */
export type Told = { readonly machine: MachineRow } | { readonly execution: ExecutionRow } | { readonly moved: string } | { readonly removed: string };

let channel: BroadcastChannel | undefined;
try {
  channel = new BroadcastChannel('stepglass');
} catch {
  // A browser that refuses storage may refuse this too: then each tab is alone.
}

export const tell = (told: Told): void => channel?.postMessage(told);

export function hear(take: (told: Told) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Told>) => take(data));
}
