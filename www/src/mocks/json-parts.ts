/** Members and items of JSON as texts, so that numbers keep the form they were written in. */

import { pretty } from '../json-text.ts';

interface Part {
  /** Null in a list. */
  readonly key: string | null;
  readonly text: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

/** What stands directly in an object or a list; the text must be JSON. */
function parts(text: string): Part[] {
  const found: Part[] = [];
  let [depth, from, key, before] = [0, 0, null as string | null, ''];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    if (depth === 1 && (closes || token === ',')) {
      const own = text.slice(from, index).trim();
      if (own) found.push({ key, text: own });
      [from, key] = [index + 1, null];
    } else if (depth === 1 && token === ':') {
      [from, key] = [index + 1, JSON.parse(before) as string];
    }
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth === 1) from = index + 1;
    } else if (closes) depth -= 1;
    before = token;
  }
  return found;
}

export const items = (text: string): string[] => parts(text).map((part) => part.text);

export const members = (text: string): Map<string, string> =>
  new Map(parts(text).flatMap(({ key, text: value }) => (key === null ? [] : [[key, value]])));

export const isObjectText = (text: string): boolean => text.trimStart().startsWith('{');

/** The text with a member set, or taken out where `value` is null together with objects that are empty without it. */
export function setIn(text: string, path: readonly string[], value: string | null): string {
  return pretty(changed(text, path, value));
}

function changed(text: string, [name = '', ...rest]: readonly string[], value: string | null): string {
  const own = members(text.trim() || '{}');
  const inner = rest.length === 0 ? value : changed(own.get(name) ?? '{}', rest, value);
  if (inner === null || (value === null && inner === '{}')) own.delete(name);
  else own.set(name, inner);
  return `{${[...own].map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(', ')}}`;
}
