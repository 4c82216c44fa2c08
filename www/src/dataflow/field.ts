/** A field's text as it is edited: a string without its quotes, anything else as JSON, set out from the margin. */

/** Fields whose string is a value, not a path or an expression. */
const LITERAL: ReadonlySet<string> = new Set(['Result']);

/** Fields that are texts whatever is typed: `404` is a name of an error, not a number. */
const TEXTS: ReadonlySet<string> = new Set(['Error', 'Cause', 'Timestamp']);

export function shownOf(source: string | null, field: string): string {
  if (source === null) return '';
  if (source.startsWith('"') && !LITERAL.has(field)) {
    try {
      return String(JSON.parse(source));
    } catch {
      return source;
    }
  }
  const indent = indentOf(source);
  return source.split('\n').map((line, at) => (at === 0 ? line : line.slice(indent))).join('\n');
}

/** The JSON text that a typed text stands for, indented as the text that it takes the place of. */
export function jsonOf(text: string, field: string, source: string | null): string {
  const typed = text.trim();
  if (TEXTS.has(field)) return JSON.stringify(typed);
  const structured = /^(?:\{(?!%)|\[|")/s.test(typed);
  if (!LITERAL.has(field) && !structured && !isJson(typed)) return JSON.stringify(typed);
  const indent = ' '.repeat(indentOf(source ?? ''));
  return typed.split('\n').map((line, at) => (at === 0 ? line : indent + line)).join('\n');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** How far the lines after the first are indented. */
function indentOf(source: string): number {
  const lines = source.split('\n').slice(1).filter((line) => line.trim() !== '');
  return lines.length === 0 ? 0 : Math.min(...lines.map((line) => line.length - line.trimStart().length));
}
