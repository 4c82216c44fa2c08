/** Colours of JavaScript by its words alone: enough to read a handler, without a language package. */

import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { Extension } from '@codemirror/state';

const WORDS = 'async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|function|if|import|in|instanceof|let|new|of|return|static|super|switch|this|throw|try|typeof|var|void|while|yield';
const KINDS = [
  ['comment', String.raw`\/\/.*|\/\*.*?(?:\*\/|$)`],
  ['string', String.raw`"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|${'`'}(?:[^${'`'}\\]|\\.)*${'`'}?`],
  ['word', String.raw`\b(?:${WORDS})\b`],
  ['atom', String.raw`\b(?:true|false|null|undefined|NaN|Infinity)\b`],
  ['number', String.raw`\b\d[\w.]*`],
] as const;

const marks = KINDS.map(([kind]) => Decoration.mark({ class: `cm-js-${kind}` }));
const matcher = new MatchDecorator({
  regexp: new RegExp(KINDS.map(([, pattern]) => `(${pattern})`).join('|'), 'g'),
  decoration: (match) => marks[match.slice(1).findIndex((part) => part !== undefined)] ?? null,
});

export const javaScript: Extension = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = matcher.createDeco(view);
      }

      update(update: ViewUpdate): void {
        this.decorations = matcher.updateDeco(update, this.decorations);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.theme({
    '.cm-js-comment': { color: 'var(--text-3)', fontStyle: 'italic' },
    '.cm-js-string': { color: 'var(--code-string)' },
    '.cm-js-word': { color: 'var(--code-key)', fontWeight: '600' },
    '.cm-js-atom': { color: 'var(--code-word)' },
    '.cm-js-number': { color: 'var(--code-number)' },
  }),
];
