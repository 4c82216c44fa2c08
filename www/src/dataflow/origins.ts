/** Where each value of a payload template came from, and what was left behind. */

import type { FlowStage } from '../generated.ts';
import { own } from '../own.ts';

export interface Origin {
  /** The way to the value in the result. */
  readonly to: string;
  /** The path or expression. */
  readonly from: string;
  /** JSON text; null where it is not there. */
  readonly value: string | null;
}

export interface Origins {
  readonly list: readonly Origin[];
  /** Members of the value before that no path picked; known for plain paths only. */
  readonly gone: readonly string[];
}

const MOST = 40;
const NOTHING: Origins = { list: [], gone: [] };

export function originsOf(stage: FlowStage, before: string | null): Origins {
  const template = parsed(stage.source);
  const after = parsed(stage.value);
  if (typeof template !== 'object' || template === null || stage.value === null) return NOTHING;
  const list: Origin[] = [];
  walk(template, after, '', list);
  return { list: list.slice(0, MOST), gone: before === null ? [] : left(parsed(before), list.map(({ from }) => from)).slice(0, MOST) };
}

function walk(template: unknown, value: unknown, way: string, list: Origin[]): void {
  if (list.length > MOST) return;
  if (typeof template === 'string') {
    if (template.startsWith('{%')) list.push({ to: way, from: template, value: text(value) });
    return;
  }
  if (typeof template !== 'object' || template === null) return;
  for (const [key, inner] of Object.entries(template)) {
    const path = key.endsWith('.$') && typeof inner === 'string';
    const name = path ? key.slice(0, -2) : key;
    const found = typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, name) : undefined;
    const next = Array.isArray(template) ? `${way}[${name}]` : way ? `${way}.${name}` : name;
    if (path) list.push({ to: next, from: inner, value: text(found) });
    else walk(inner, found, next, list);
  }
}

const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** Members that lie on no path. A path of another form than `$.a.b` could pick anything: then nothing is said. */
function left(before: unknown, paths: readonly string[]): string[] {
  if (typeof before !== 'object' || before === null || Array.isArray(before)) return [];
  const read = paths.filter((path) => !path.startsWith('$$') && !/^\$[A-Za-z_]/s.test(path));
  if (read.length === 0 || read.some((path) => !/^\$(?:\.[A-Za-z_]\w*)+$/s.test(path))) return [];
  const gone: string[] = [];
  unpicked(before as Record<string, unknown>, '$', read, gone);
  return gone;
}

function unpicked(object: Record<string, unknown>, way: string, paths: readonly string[], gone: string[]): void {
  for (const [key, value] of Object.entries(object)) {
    const here = `${way}.${key}`;
    if (paths.includes(here)) continue;
    const inside = paths.some((path) => path.startsWith(`${here}.`));
    if (inside && typeof value === 'object' && value !== null) unpicked(value as Record<string, unknown>, here, paths, gone);
    else gone.push(here.slice(2));
  }
}

function parsed(source: string | null): unknown {
  try {
    return source === null ? undefined : (JSON.parse(source) as unknown);
  } catch {
    return undefined;
  }
}
