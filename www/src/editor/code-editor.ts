/**
 * A CodeMirror editor for JSON in a shadow root. There it styles itself with constructed style sheets, which a policy of
 * `style-src 'self'` allows; in the document it would need inline styles.
 */

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, Compartment, EditorSelection, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view';
import type { DiagnosticView, Place } from '../generated.ts';
import { problemTitle } from '../problems/words.ts';
import { breakpointGutter, setStops, type Stop } from './breakpoints.ts';
import { highlight, look, pathMarks } from './look.ts';
import { isMarked, markPlace, markedPlace } from './marked-place.ts';

/** Changes that come from the page, not from the user. */
const fromPage = Annotation.define<boolean>();

/** While it is on, nobody but the page changes a text. */
export const locked = { on: false };
const lock = EditorState.changeFilter.of((change) => !locked.on || change.annotation(fromPage) === true);

export interface Cursor {
  offset: number;
  line: number;
  column: number;
}

export interface EditorEvents {
  changed(text: string): void;
  /** After a paste, with the whole text. */
  pasted?(text: string): void;
  /** The gutter of breakpoints was pressed at a line from one offset to another; without it there is no such gutter. */
  breakpoint?(from: number, to: number, event: MouseEvent): void;
  /** The cursor moved, by the user or with a text that came from the page. */
  moved?(cursor: Cursor, byUser: boolean): void;
}

export interface CodeEditor {
  readonly view: EditorView;
  /** Shows `text`; what is the same at both ends keeps cursor and folds. `fresh` forgets them and the undo history. */
  show(text: string, fresh: boolean): void;
  /** Puts the cursor at the start and scrolls there, both ways. */
  home(): void;
  problems(found: readonly DiagnosticView[]): void;
  /** Where breakpoints are and could be. */
  stops(list: readonly Stop[]): void;
  /** Marks the lines of a place, or none. */
  mark(place: Place | null): void;
  /** Scrolls a place into view without moving cursor or focus. */
  reveal(place: Place): void;
  /** Puts the cursor there and takes the focus. */
  go(offset: number): void;
  label(words: string): void;
}

/** `language` takes the place of JSON's. */
export function codeEditor(host: HTMLElement, text: string, events: EditorEvents, language: Extension = [json(), pathMarks]): CodeEditor {
  const root = host.attachShadow({ mode: 'open' });
  const naming = new Compartment();
  const press = events.breakpoint;
  const extensions = [...(press ? [breakpointGutter(press)] : []), ...basics(language), lock, naming.of([]), listener(events)];
  const fresh = (doc: string): EditorState => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: fresh(text), root, parent: root });
  let name = '';

  const label = (words: string): void => {
    name = words;
    const attributes = EditorView.contentAttributes.of({ 'aria-label': words, spellcheck: 'false', tabindex: '0' });
    view.dispatch({ effects: naming.reconfigure(attributes) });
  };
  const at = (place: Place): { from: number; to: number } => {
    const end = view.state.doc.length;
    return { from: Math.min(place.from, end), to: Math.min(place.to, end) };
  };
  const home = (): void => {
    view.dispatch({ selection: { anchor: 0 }, annotations: fromPage.of(true) });
    view.scrollDOM.scrollTo(0, 0);
  };
  return {
    view,
    label,
    home,
    show(next, forget) {
      if (forget) {
        view.setState(fresh(next));
        label(name);
        home();
      } else replaceText(view, next);
    },
    problems(found) {
      view.dispatch(setDiagnostics(view.state, found.map((item) => ({ ...at(item.place), ...lint(item) }))));
    },
    stops(list) {
      view.dispatch({ effects: setStops.of(list) });
    },
    mark(place) {
      const range = place && at(place);
      if (!isMarked(view.state, range)) view.dispatch({ effects: markPlace.of(range) });
    },
    reveal(place) {
      const { from, to } = at(place);
      const whole = view.lineBlockAt(to).bottom - view.lineBlockAt(from).top < view.scrollDOM.clientHeight;
      // One effect: of several in a row only the last would count. Where both ends can't be seen the start is.
      const target = whole ? EditorSelection.range(to, from) : from;
      view.dispatch({ effects: EditorView.scrollIntoView(target, { y: whole ? 'nearest' : 'start', yMargin: 20 }) });
    },
    go(offset) {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
  };
}

function basics(language: Extension): Extension[] {
  return [
    lintGutter(),
    lineNumbers(),
    foldGutter({ openText: '⌄', closedText: '›' }),
    codeFolding(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    language,
    syntaxHighlighting(highlight),
    markedPlace,
    look,
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap, indentWithTab]),
  ];
}

function listener(events: EditorEvents): Extension {
  return EditorView.updateListener.of((update) => {
    const own = update.transactions.some((transaction) => transaction.annotation(fromPage));
    if (update.docChanged && !own) {
      const text = update.state.doc.toString();
      events.changed(text);
      if (update.transactions.some((transaction) => transaction.isUserEvent('input.paste'))) events.pasted?.(text);
    }
    if (update.selectionSet || update.docChanged) events.moved?.(cursorOf(update), !own);
  });
}

function cursorOf({ state }: ViewUpdate): Cursor {
  const offset = state.selection.main.head;
  const line = state.doc.lineAt(offset);
  return { offset, line: line.number, column: offset - line.from + 1 };
}

function replaceText(view: EditorView, next: string): void {
  const now = view.state.doc.toString();
  if (now === next) return;
  const shorter = Math.min(now.length, next.length);
  let start = 0;
  while (start < shorter && now[start] === next[start]) start += 1;
  let end = 0;
  while (end < shorter - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  view.dispatch({
    changes: { from: start, to: now.length - end, insert: next.slice(start, next.length - end) },
    annotations: fromPage.of(true),
  });
}

function lint(found: DiagnosticView): Pick<Diagnostic, 'severity' | 'message' | 'source'> {
  const severity = found.severity === 'notice' ? 'info' : found.severity;
  return { severity, message: problemTitle(found), ...(found.code === null ? {} : { source: found.code }) };
}
