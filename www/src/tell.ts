/** What tabs that share one storage tell each other. */

import type { ExecutionRow, MachineRow } from './state.ts';

/** What was kept; the id of an execution whose journal was, or of what was removed. */
export type Told = { readonly machine: MachineRow } | { readonly execution: ExecutionRow } | { readonly moved: string } | { readonly removed: string };

let channel: BroadcastChannel | null = null;

const open = (): BroadcastChannel | null => (channel ??= typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('stepglass'));

export const tell = (told: Told): void => open()?.postMessage(told);

export function hear(take: (told: Told) => void): void {
  open()?.addEventListener('message', ({ data }: MessageEvent<Told>) => take(data));
}
