/** How the graph of each machine was left in this browser: folded containers, direction, the part in sight. */

export interface Left {
  /** Names of folded containers. */
  readonly folded?: readonly string[];
  readonly across?: boolean;
  /** Scale, and the point of the scene in the middle; without it the graph is fitted. */
  readonly sight?: { readonly scale: number; readonly x: number; readonly y: number } | undefined;
}

const KEY = 'stepglass.graph';
/** Machines that are remembered; those left longest ago are forgotten first. */
const MOST = 50;
const REST_MS = 300;

let all: Map<string, Left> | null = null;
let due: ReturnType<typeof setTimeout> | undefined;

export const leftOf = (machine: string): Left => kept().get(machine) ?? {};

/** Remembers a change, a little later. */
export function leave(machine: string, change: Partial<Left>): void {
  if (!machine) return;
  const next = { ...leftOf(machine), ...change };
  kept().delete(machine);
  kept().set(machine, next);
  due ??= setTimeout(write, REST_MS);
}

addEventListener('pagehide', () => due !== undefined && write());

function write(): void {
  clearTimeout(due);
  due = undefined;
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...kept()].slice(-MOST))));
  } catch {
    // Storage is full or refused: it is remembered for this visit.
  }
}

function kept(): Map<string, Left> {
  return (all ??= new Map(Object.entries(read()).map(([machine, left]) => [machine, checked(left)])));
}

function read(): object {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** What another version or a hand wrote is taken as far as it can be. */
function checked(value: unknown): Left {
  const { folded, across, sight } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { scale, x, y } = (typeof sight === 'object' && sight !== null ? sight : {}) as Record<string, unknown>;
  const numbers = [scale, x, y].every((each) => Number.isFinite(each)) && Number(scale) > 0;
  return {
    folded: Array.isArray(folded) ? folded.filter((name) => typeof name === 'string') : [],
    across: across === true,
    ...(numbers ? { sight: { scale: Number(scale), x: Number(x), y: Number(y) } } : {}),
  };
}
