/** The gutter of breakpoints: a dot beside the state it belongs to, a hollow one where there could be one. */

import { RangeSet, StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import { gutter, GutterMarker } from '@codemirror/view';
import type { StopLook } from '../breakpoints.ts';

/** A state's offset in the text, and whether, and how, a run stops there. */
export interface Stop {
  at: number;
  on: StopLook | undefined;
  words: string;
}

export const setStops = StateEffect.define<readonly Stop[]>();

class Dot extends GutterMarker {
  constructor(private readonly on: StopLook | undefined, private readonly words: string) {
    super();
  }

  override eq(other: Dot): boolean {
    return other.on === this.on && other.words === this.words;
  }

  override toDOM(): Node {
    const dot = document.createElement('span');
    dot.className = this.on ? `cm-bp cm-bp-on cm-bp-${this.on}` : 'cm-bp';
    dot.title = this.words;
    return dot;
  }
}

const stops = StateField.define<RangeSet<Dot>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setStops)) return dots(transaction.newDoc, effect.value);
    return transaction.docChanged ? value.map(transaction.changes) : value;
  },
});

/** One dot a line: where several states share one, the first, unless another is set. */
function dots(text: Text, list: readonly Stop[]): RangeSet<Dot> {
  const lines = new Map<number, Stop>();
  for (const stop of list) {
    if (stop.at > text.length) continue;
    const line = text.lineAt(stop.at).from;
    if (stop.on || !lines.has(line)) lines.set(line, stop);
  }
  return RangeSet.of([...lines].map(([line, { on, words }]) => new Dot(on, words).range(line)), true);
}

/** `press` is told the line's ends. */
export function breakpointGutter(press: (from: number, to: number, event: MouseEvent) => void): Extension {
  return [
    stops,
    gutter({
      class: 'cm-bps',
      markers: (view) => view.state.field(stops),
      initialSpacer: () => new Dot(undefined, ''),
      domEventHandlers: {
        mousedown(view, block, event) {
          const line = view.state.doc.lineAt(block.from);
          if ((event as MouseEvent).button === 0) press(line.from, line.to, event as MouseEvent);
          return true;
        },
        contextmenu(view, block, event) {
          const line = view.state.doc.lineAt(block.from);
          press(line.from, line.to, event as MouseEvent);
          return true;
        },
      },
    }),
  ];
}
