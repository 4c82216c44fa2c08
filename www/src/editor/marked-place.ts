/** The lines of the selected state: a ground colour and a bar beside them. */

import { RangeSet, RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  gutterLineClass,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';

interface Range {
  from: number;
  to: number;
}

export const markPlace = StateEffect.define<Range | null>();

const place = StateField.define<Range | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(markPlace)) value = effect.value;
    if (!value || !transaction.docChanged) return value;
    return { from: transaction.changes.mapPos(value.from, 1), to: transaction.changes.mapPos(value.to, -1) };
  },
});

/** Whether it is marked already: each change of an editor makes the browser lay the page out. */
export function isMarked(state: EditorState, range: Range | null): boolean {
  const now = state.field(place, false) ?? null;
  return now?.from === range?.from && now?.to === range?.to;
}

const line = Decoration.line({ class: 'cm-marked' });

const gutterMark = new (class extends GutterMarker {
  override elementClass = 'cm-marked-gutter';
})();

/** A range longer than this has its gutter left plain: the marks would be made for every line at once. */
const GUTTER_LINES = 3000;

function* startsOfLines(state: EditorState, from: number, to: number): Generator<number> {
  for (let at = from; at <= to; ) {
    const here = state.doc.lineAt(at);
    yield here.from;
    at = here.to + 1;
  }
}

function lines(view: EditorView): DecorationSet {
  const marked = view.state.field(place);
  const builder = new RangeSetBuilder<Decoration>();
  if (!marked) return builder.finish();
  for (const visible of view.visibleRanges) {
    const from = Math.max(marked.from, visible.from);
    const to = Math.min(marked.to, visible.to);
    for (const start of startsOfLines(view.state, from, to)) builder.add(start, start, line);
  }
  return builder.finish();
}

const lineMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = lines(view);
    }

    update(update: ViewUpdate): void {
      const other = update.state.field(place) !== update.startState.field(place);
      if (other || update.docChanged || update.viewportChanged) this.decorations = lines(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const gutterMarks = gutterLineClass.compute([place], (state) => {
  const marked = state.field(place);
  const length = marked ? state.doc.lineAt(marked.to).number - state.doc.lineAt(marked.from).number : 0;
  if (!marked || length > GUTTER_LINES) return RangeSet.empty;
  return RangeSet.of([...startsOfLines(state, marked.from, marked.to)].map((start) => gutterMark.range(start)));
});

export const markedPlace: Extension = [place, lineMarks, gutterMarks];
