/**
 * Markdown as elements. Only tokens are read, never markup: what a lesson says in HTML stands there as text, and links
 * lead to words of the glossary, into this page, or to https addresses.
 */

import { html, nothing, type TemplateResult } from 'lit-html';
import { Lexer, type Token, type Tokens } from 'marked';

export interface Links {
  /** A word of the glossary was pressed. */
  term(id: string, from: HTMLElement): void;
  /** A link into this page was pressed. */
  go(href: string): void;
  /** The word that is shown. */
  open: string | null;
}

type Drawn = TemplateResult | string | typeof nothing;

/** Deeper lists and quotes than anyone writes. */
const DEEPEST = 24;

const cache = new Map<string, readonly Token[]>();

function tokens(text: string): readonly Token[] {
  let read = cache.get(text);
  if (!read) {
    try {
      read = new Lexer({ gfm: true }).lex(text);
    } catch {
      read = [{ type: 'text', raw: text, text }];
    }
    if (cache.size > 400) cache.clear();
    cache.set(text, read);
  }
  return read;
}

/** A text of several paragraphs. */
export function prose(text: string, links: Links): Drawn[] {
  return tokens(text).map((token) => block(token, links, 0));
}

/** A text of one paragraph, without the paragraph. */
export function line(text: string, links: Links): Drawn[] {
  return tokens(text).map((token) => (token.type === 'paragraph' ? html`${inside(token, links, 0)}` : block(token, links, 0)));
}

function block(token: Token, links: Links, depth: number): Drawn {
  if (depth > DEEPEST) return token.raw;
  switch (token.type) {
    case 'space':
    case 'def':
      return nothing;
    case 'paragraph':
      return html`<p>${inside(token, links, depth)}</p>`;
    case 'heading':
      return html`<h3>${inside(token, links, depth)}</h3>`;
    case 'code':
      return html`<pre class="code" tabindex="0">${(token as Tokens.Code).text}</pre>`;
    case 'blockquote':
      return html`<blockquote>${children(token).map((each) => block(each, links, depth + 1))}</blockquote>`;
    case 'list':
      return list(token as Tokens.List, links, depth);
    case 'table':
      return table(token as Tokens.Table, links);
    case 'hr':
      return html`<hr>`;
    default:
      return inline(token, links, depth);
  }
}

function list({ ordered, items }: Tokens.List, links: Links, depth: number): Drawn {
  const each = items.map((item) => html`<li>${item.tokens.map((token) => block(token, links, depth + 1))}</li>`);
  return ordered ? html`<ol class="plist">${each}</ol>` : html`<ul class="plist">${each}</ul>`;
}

function table({ header, rows }: Tokens.Table, links: Links): Drawn {
  const cells = (cell: Tokens.TableCell): Drawn[] => cell.tokens.map((token) => inline(token, links, 0));
  return html`<div class="ptable" tabindex="0" role="group"><table class="list"><thead><tr>${header.map((cell) => html`<th>${cells(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cells(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
}

const children = (token: Token): readonly Token[] => ('tokens' in token && token.tokens) || [];

const inside = (token: Token, links: Links, depth: number): Drawn[] => children(token).map((each) => inline(each, links, depth + 1));

function inline(token: Token, links: Links, depth: number): Drawn {
  if (depth > DEEPEST) return token.raw;
  switch (token.type) {
    case 'text':
    case 'escape':
      return children(token).length > 0 ? html`${inside(token, links, depth)}` : plain((token as Tokens.Text).text);
    case 'strong':
      return html`<strong>${inside(token, links, depth)}</strong>`;
    case 'em':
      return html`<em>${inside(token, links, depth)}</em>`;
    case 'codespan':
      return html`<code>${(token as Tokens.Codespan).text}</code>`;
    case 'br':
      return html`<br>`;
    case 'link':
      return link(token as Tokens.Link, links, depth);
    case 'image':
      return (token as Tokens.Image).text;
    default:
      return token.raw;
  }
}

function link(token: Tokens.Link, links: Links, depth: number): Drawn {
  const words = inside(token, links, depth);
  const { href } = token;
  if (href.startsWith('term:')) {
    const id = href.slice(5);
    return html`<button class="gterm" type="button" aria-expanded=${links.open === id ? 'true' : 'false'} aria-controls="lesson-term"
      @click=${(event: Event) => links.term(id, event.currentTarget as HTMLElement)}>${words}</button>`;
  }
  if (/^#[lg]=[\w&=./-]+$/.test(href)) {
    return html`<a href=${href} @click=${(event: Event) => {
      event.preventDefault();
      links.go(href);
    }}>${words}</a>`;
  }
  if (/^https:\/\//.test(href)) return html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`;
  return html`${words}`;
}

/** Texts come with a few characters written as entities; they become text again. */
const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '');
