/** How much of a node fits: full, name only in larger type, or band and mark alone. */
export type Level = 'full' | 'compact' | 'tiny';

/** What a scale has room for. */
export interface Detail {
  level: Level;
  /** Size of a compact name in the scene: it grows as the scene shrinks. */
  size: number;
  /** Whether edges carry their labels: these go before the names. */
  labels: boolean;
}

/** Names keep about this size on the screen where their node has room for it. */
const LEGIBLE = 10;

/** Below 85 % the second line is unreadable, below 60 % what stands on edges, below 45 %, as it is shown, the name. */
export function detailAt(scale: number): Detail {
  const shown = Math.round(scale * 100);
  const level = shown < 45 ? 'tiny' : shown < 85 ? 'compact' : 'full';
  return { level, size: Math.max(15, Math.round(LEGIBLE / scale)), labels: shown >= 60 };
}
