import { html, noChange, type TemplateResult } from 'lit-html';
import { Directive, directive } from 'lit-html/directive.js';

/** A piece of JSON text: key, string, number, word (`true`, `null`…) or punctuation with its white space. */
interface Piece {
  kind: 'k' | 's' | 'd' | 'w' | 'p';
  text: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-zA-Z]+|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

/** Beyond this many coloured pieces the rest is one plain piece: payloads go up to 256 KiB. */
const COLOURED = 6000;

/**
 * JSON text set out with two blanks a level. Works on the text, not on parsed values: numbers keep the form they were
 * written in.
 */
export function pretty(text: string): string {
  return pieces(text)
    .map((piece) => piece.text)
    .join('');
}

/** JSON text set out and coloured. */
export const jsonView = (text: string, label: string): TemplateResult =>
  html`<pre class="json" tabindex="0" role="group" aria-label=${label}>${coloured(text)}</pre>`;

/** Thousands of pieces: made by hand, and only where the text is another one. */
class Coloured extends Directive {
  private text: string | null = null;

  render(text: string): unknown {
    if (text === this.text) return noChange;
    this.text = text;
    const made = document.createDocumentFragment();
    pieces(text).forEach(({ kind, text }, at) => {
      if (at >= COLOURED) return made.append(text);
      const piece = made.appendChild(document.createElement('span'));
      piece.className = kind;
      piece.append(text);
    });
    made.normalize();
    return made;
  }
}

const coloured = directive(Coloured);

function pieces(text: string): Piece[] {
  const tokens = text.match(TOKEN) ?? [];
  const out: Piece[] = [];
  let depth = 0;
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (token === '{' || token === '[') {
      const empty = next === '}' || next === ']';
      depth += 1;
      out.push({ kind: 'p', text: empty ? token : token + line(depth) });
    } else if (token === '}' || token === ']') {
      const before = tokens[at - 1];
      depth = Math.max(0, depth - 1);
      out.push({ kind: 'p', text: before === '{' || before === '[' ? token : line(depth) + token });
    } else if (token === ',') {
      out.push({ kind: 'p', text: token + line(depth) });
    } else if (token === ':') {
      out.push({ kind: 'p', text: ': ' });
    } else {
      out.push({ kind: kindOf(token, next), text: token });
    }
  });
  return out;
}

const line = (depth: number): string => `\n${'  '.repeat(Math.min(depth, 40))}`;

function kindOf(token: string, next: string | undefined): Piece['kind'] {
  if (token.startsWith('"')) return next === ':' ? 'k' : 's';
  return /^[-\d]/.test(token) ? 'd' : 'w';
}

/** The member `name` of an event's details as GetExecutionHistory gives them: payloads are JSON text in a string. */
export function detail(eventText: string, ...names: string[]): string | null {
  const event: unknown = JSON.parse(eventText);
  if (typeof event !== 'object' || event === null) return null;
  for (const value of Object.values(event)) {
    if (typeof value !== 'object' || value === null) continue;
    for (const name of names) {
      const found = (value as Record<string, unknown>)[name];
      if (typeof found === 'string') return found;
    }
  }
  return null;
}
