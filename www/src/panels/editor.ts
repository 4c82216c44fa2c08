/** The definition's editor: text, findings, the selected state. */

import type { App } from '../app.ts';
import { stopped } from '../breakpoints.ts';
import { codeEditor, type CodeEditor, type Cursor } from '../editor/code-editor.ts';
import type { Stop } from '../editor/breakpoints.ts';
import type { CheckView, StatePlace } from '../generated.ts';
import { t } from '../i18n.ts';
import { shown } from '../select.ts';
import type { State } from '../state.ts';
import { stateMenu, stopWords } from '../steer/open.ts';

export interface EditorPanel {
  /** Puts the cursor at a place of the text. */
  go(offset: number): void;
  onCursor(listener: (cursor: Cursor) => void): void;
}

export function mountEditor(root: HTMLElement, app: App): EditorPanel {
  const { store, actions } = app;
  const listeners: ((cursor: Cursor) => void)[] = [];
  const host = document.createElement('div');
  host.className = 'edwrap';
  root.append(host);
  const editor = codeEditor(host, store.state.document.definition, {
    changed: (text) => actions.document.definition(text),
    // The listing that was repaired begins at its first line, wherever the paste left the cursor.
    pasted: (text) => void actions.document.pasted(text).then((repaired) => repaired && editor.home()),
    breakpoint(from, to, event) {
      const place = stateAt(app, from, to);
      if (!place) return;
      if (event.button === 0) actions.run.toggleBreakpoint(place.name);
      else stateMenu(app, place, event);
    },
    moved(cursor, byUser) {
      for (const listener of listeners) listener(cursor);
      if (byUser) selectUnder(app, cursor.offset);
    },
  });
  editor.label(t('editor.label'));
  const stops = (): void => editor.stops(stopsOf(app, stops));
  store.subscribe((state, before) => update(editor, state, before, stops));
  return {
    go: (offset) => editor.go(offset),
    onCursor: (listener) => void listeners.push(listener),
  };
}

function update(editor: CodeEditor, state: State, before: State, stops: () => void): void {
  const other = state.document.machineId !== before.document.machineId;
  if (state.ui.lang !== before.ui.lang) editor.label(t('editor.label'));
  if (other || state.document.definition !== before.document.definition) editor.show(state.document.definition, other);
  const { check, selection } = state;
  if (check.text !== state.document.definition) return;
  if (check.view !== before.check.view || state.ui.lang !== before.ui.lang) editor.problems(check.view?.diagnostics ?? []);
  if (check.view !== before.check.view || state.document.breakpoints !== before.document.breakpoints || other
    || state.ui.lang !== before.ui.lang) stops();
  const place = placeOf(state);
  const moved = selection !== before.selection;
  if (moved || check.view !== before.check.view || state.run !== before.run) editor.mark(place?.place ?? null);
  if (moved && place && selection.by !== 'editor') editor.reveal(place.place);
}

/** Where the selected state stands in the text. A run's graph may be that of an older text: then its name counts. */
function placeOf(state: State): StatePlace | undefined {
  const id = state.selection.state ?? (state.run?.running ? undefined : null);
  if (id === undefined || id === null) return undefined;
  return counterpart(shown(state).check, state.check.view, id);
}

function counterpart(from: CheckView | null, to: CheckView | null, id: number): StatePlace | undefined {
  if (from === to) return to?.states.find((place) => place.id === id);
  const name = from?.states.find((place) => place.id === id)?.name;
  return to?.states.find((place) => place.name === name);
}

/** Every state's name is a place for a breakpoint. */
function stopsOf(app: App, again: () => void): Stop[] {
  const { check, document } = app.store.state;
  const set = stopped(document.breakpoints);
  return (check.view?.states ?? []).map(({ name, place }) => {
    const on = set.get(name);
    const does = t(on ? 'transport.clearBreakpoint' : 'transport.setBreakpoint', { name });
    return { at: place.from, on, words: on && on !== 'enter' ? `${stopWords(app, name, again)}\n${does}` : does };
  });
}

/** The innermost state that has text on the line. */
function stateAt({ store }: App, from: number, to: number): StatePlace | undefined {
  const { check, document } = store.state;
  if (!check.view || check.text !== document.definition) return undefined;
  return innermost(check.view.states.filter(({ place }) => place.from <= to && place.to >= from));
}

/** The innermost state around the cursor becomes the selected one. */
function selectUnder({ store, actions }: App, offset: number): void {
  const { state } = store;
  const view = state.check.view;
  if (!view || state.check.text !== state.document.definition) return;
  const inner = innermost(view.states.filter(({ place }) => place.from <= offset && offset <= place.to));
  const there = inner && counterpart(view, shown(state).check, inner.id);
  const id = there?.id ?? null;
  if (id !== state.selection.state) actions.select.state(id, 'editor');
}

function innermost(around: readonly StatePlace[]): StatePlace | undefined {
  return around.reduce<StatePlace | undefined>((least, next) => (!least || size(next) < size(least) ? next : least), undefined);
}

function size({ place }: StatePlace): number {
  return place.to - place.from;
}
