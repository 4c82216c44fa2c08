/** How the editors look: the page's tokens, which reach into the shadow root. */

import { HighlightStyle } from '@codemirror/language';
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-word)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--code-punct)' },
]);

const paths = new MatchDecorator({
  // A string that is a path, or a JSONata expression; not a key.
  regexp: /"(?:\$|\{%)(?:[^"\\]|\\.)*"(?!\s*:)/g,
  decoration: Decoration.mark({ class: 'cm-path' }),
});

export const pathMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = paths.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = paths.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--panel)', fontSize: 'var(--fs-12)' },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused .cm-gutters': { boxShadow: 'inset 2px 0 0 var(--accent-line)' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '19px',
    overflow: 'auto',
    // A shade at the right edge while there is more behind it: what scrolls along covers it at the end.
    background: [
      'linear-gradient(to left, var(--panel) 50%, transparent) right / 28px 100% no-repeat local',
      'linear-gradient(to left, color-mix(in srgb, var(--text) 11%, transparent), transparent) right / 14px 100% no-repeat scroll',
    ].join(', '),
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '1.5px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent-line) 26%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--text-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '26px',
    padding: '0 2px 0 0',
    fontSize: 'var(--fs-11)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-foldGutter .cm-gutterElement': { padding: '0 3px', cursor: 'pointer' },
  '.cm-bps': { width: '16px' },
  '.cm-bps .cm-gutterElement': { cursor: 'pointer', display: 'grid', placeItems: 'center' },
  '.cm-bp': { width: '10px', height: '10px', borderRadius: '50%', border: '1.5px solid var(--breakpoint)', opacity: '0' },
  '.cm-bps:hover .cm-bp': { opacity: '1' },
  '.cm-bps .cm-bp-on': { opacity: '1', backgroundColor: 'var(--breakpoint)' },
  '.cm-bps .cm-bp-maybe': { borderRadius: '1px', borderWidth: '2px', backgroundColor: 'transparent', transform: 'rotate(45deg) scale(.85)' },
  '.cm-bp-moment': { display: 'grid', placeItems: 'center' },
  '.cm-bp-moment::after': { content: '""', width: '0', height: '0', marginLeft: '1px', boxSizing: 'content-box', border: '3px solid transparent', borderLeft: '4px solid var(--panel)', borderRight: '0' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '3px 0 0 3px' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '.cm-marked': { backgroundColor: 'var(--code-line)' },
  '.cm-marked-gutter': { backgroundColor: 'var(--code-line)' },
  '.cm-gutter-lint .cm-marked-gutter': { boxShadow: 'inset 2px 0 0 var(--accent-line)' },
  '.cm-path, .cm-path *': { color: 'var(--code-path)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-foldPlaceholder': {
    color: 'var(--text-3)',
    background: 'var(--sunken)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-1)',
    padding: '0 5px',
    margin: '0 3px',
  },
  '.cm-lintRange-error': underline('var(--st-fail-stroke)'),
  '.cm-lintRange-warning': underline('var(--st-caught-stroke)'),
  '.cm-lintRange-info': underline('var(--accent-line)'),
  '.cm-lintPoint:after': { display: 'none' },
  '.cm-lint-marker': { width: '9px', height: '9px', content: '""', borderRadius: '50%' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--st-fail-solid)', borderRadius: '2px' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--st-caught-solid)', transform: 'rotate(45deg) scale(.86)', borderRadius: '1px' },
  '.cm-lint-marker-info': { backgroundColor: 'var(--accent-line)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    border: 'none',
    borderRadius: 'var(--r-2)',
    boxShadow: 'var(--shadow-2)',
    maxWidth: '420px',
    fontFamily: 'var(--font-ui)',
    zIndex: 'var(--z-popover)',
  },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--accent-line)', fontSize: 'var(--fs-12)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--st-fail-stroke)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--st-caught-stroke)' },
  '.cm-diagnosticSource': { fontFamily: 'var(--font-mono)', fontSize: 'var(--fs-11)', color: 'var(--text-3)' },
  '@media (pointer: coarse)': { '.cm-foldGutter .cm-gutterElement': { padding: '0 8px' } },
});

function underline(colour: string): Record<string, string> {
  return {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${colour} 1px`,
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  };
}
