import type { App } from './app.ts';
import { available, type Command, invoke } from './commands.ts';
import type { Key } from './i18n.ts';
import { lazily } from './lazy.ts';
import { shownState } from './select.ts';
import type { State } from './state.ts';
import { editStop, runTo } from './steer/open.ts';

/** One line of the keyboard map, for the help dialog too. */
export interface KeyLine {
  /** As printed, alternatives side by side. */
  keys: readonly string[];
  words: Key;
}

interface Binding extends KeyLine {
  /** `code` of the key with its modifiers in the order Ctrl, Shift: `Ctrl+Shift+Quote`. */
  codes: readonly string[];
  does: (app: App, state: State) => boolean | void;
}

const step = (kind: 'step' | 'over' | 'out' | 'back' | 'runBack') => (app: App, { run }: State): boolean => {
  if (run?.running) return false;
  app.actions.run.step(kind);
  return true;
};

const ask = (command: Command) => (): boolean => invoke(command);

/** In Visualise a state by its name, elsewhere the events. */
const find = (): boolean => Boolean(document.activeElement?.closest('#visualise')) && invoke('findState') || invoke('filter');

/** Everywhere, in the editor too. */
const ANYWHERE: readonly Binding[] = [
  { keys: ['F8', 'Ctrl \\'], codes: ['F8', 'Ctrl+Backslash'], words: 'keys.run', does: (app) => app.actions.run.toggle() },
  { keys: ['F10', "Ctrl '"], codes: ['F10', 'Ctrl+Quote'], words: 'keys.over', does: step('over') },
  { keys: ['F11', 'Ctrl ;'], codes: ['F11', 'Ctrl+Semicolon'], words: 'keys.step', does: step('step') },
  { keys: ['Shift F11', 'Ctrl Shift ;'], codes: ['Shift+F11', 'Ctrl+Shift+Semicolon'], words: 'keys.out', does: step('out') },
  { keys: ['F9'], codes: ['F9'], words: 'keys.back', does: step('back') },
  { keys: ['Shift F9', "Ctrl Shift '"], codes: ['Shift+F9', 'Ctrl+Shift+Quote'], words: 'keys.runBack', does: step('runBack') },
  { keys: ['F2'], codes: ['F2'], words: 'keys.testState', does: ask('testState') },
  { keys: ['Ctrl F8'], codes: ['Ctrl+F8'], words: 'keys.breakpoint', does: onSelected((app, name) => app.actions.run.toggleBreakpoint(name)) },
  { keys: ['Ctrl Shift F8'], codes: ['Ctrl+Shift+F8'], words: 'keys.editBreakpoint', does: onSelected(editStop) },
  { keys: ['Ctrl F10'], codes: ['Ctrl+F10'], words: 'keys.runTo', does: onSelected(runTo) },
  { keys: ['F4'], codes: ['F4'], words: 'keys.nextProblem', does: () => problem('nextProblem', 'nextFailure') },
  { keys: ['Shift F4'], codes: ['Shift+F4'], words: 'keys.previousProblem', does: () => problem('previousProblem', 'previousFailure') },
  { keys: ['Ctrl S'], codes: ['Ctrl+KeyS'], words: 'keys.save', does: (app) => lazily(app, () => import('./keep/saved.ts'), ({ openSaved }) => openSaved(app)) },
  { keys: ['F6'], codes: ['F6'], words: 'keys.nextPart', does: () => part(1) },
  { keys: ['Shift F6'], codes: ['Shift+F6'], words: 'keys.previousPart', does: () => part(-1) },
];

/** Only while graph, tables or nothing has the focus. */
const SINGLE: readonly Binding[] = [
  { keys: ['1'], codes: ['Digit1'], words: 'keys.zone1', does: ask('zone1') },
  { keys: ['2'], codes: ['Digit2'], words: 'keys.zone2', does: ask('zone2') },
  { keys: ['3'], codes: ['Digit3'], words: 'keys.zone3', does: ask('zone3') },
  { keys: ['Space'], codes: ['Space'], words: 'keys.run', does: (app) => app.actions.run.toggle() },
  { keys: ['.'], codes: ['Period'], words: 'keys.over', does: step('over') },
  { keys: [','], codes: ['Comma'], words: 'keys.back', does: step('back') },
  { keys: ['F'], codes: ['KeyF'], words: 'keys.follow', does: ask('follow') },
  { keys: ['0'], codes: ['Digit0'], words: 'keys.fit', does: ask('fit') },
  { keys: ['+'], codes: ['Equal', 'Shift+Equal', 'NumpadAdd'], words: 'keys.zoomIn', does: ask('zoomIn') },
  { keys: ['−'], codes: ['Minus', 'NumpadSubtract'], words: 'keys.zoomOut', does: ask('zoomOut') },
  { keys: ['/'], codes: ['Slash'], words: 'keys.filter', does: find },
  { keys: ['E'], codes: ['KeyE'], words: 'keys.nextEvent', does: ask('nextEvent') },
  { keys: ['?'], codes: ['Shift+Slash'], words: 'keys.help', does: ask('help') },
];

/** The map for the help dialog. */
export const KEYS: readonly { words: Key; lines: readonly KeyLine[] }[] = [
  { words: 'keys.anywhere', lines: ANYWHERE },
  { words: 'keys.single', lines: SINGLE },
  {
    words: 'keys.graph',
    lines: [
      { keys: ['↓ ↑ ← →'], words: 'keys.walk' },
      { keys: ['Enter'], words: 'keys.openStep' },
      { keys: ['Shift Enter'], words: 'keys.fold' },
      { keys: ['/'], words: 'keys.findState' },
    ],
  },
  {
    words: 'keys.table',
    lines: [
      { keys: ['↑ ↓', 'PgUp', 'PgDn'], words: 'keys.rows' },
      { keys: ['→', '←'], words: 'keys.open' },
      { keys: ['Enter'], words: 'keys.goHere' },
      { keys: ['+ − 0', 'Shift ← →'], words: 'keys.timeAxis' },
    ],
  },
];

/** Listens for the whole page. */
export function mountKeys(app: App): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || app.store.state.ui.dialog !== null) return;
    const code = codeOf(event);
    const found = ANYWHERE.find((each) => each.codes.includes(code))
      ?? (app.store.state.ui.singleKeys && takesSingle(event) ? SINGLE.find((each) => each.codes.includes(code)) : undefined);
    if (found && usable(found, app.store.state) && found.does(app, app.store.state) !== false) event.preventDefault();
  });
}

/** F11 is the browser's full screen while there is nothing to step through. */
function usable(binding: Binding, { run, check }: State): boolean {
  if (!binding.codes.includes('F11')) return true;
  if (!run) return check.view?.runnable ?? false;
  return run.view.execution.status === 'RUNNING' || run.view.position < run.view.known;
}

function codeOf(event: KeyboardEvent): string {
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.shiftKey ? 'Shift' : '', event.code];
  return parts.filter(Boolean).join('+');
}

/** Where letters are typed or chosen with, they stay letters; space presses a button. */
function takesSingle(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return true;
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"], .cm-editor, dialog')) return false;
  return event.code !== 'Space' || !target.closest('button, a, summary, [role="button"], [role="tab"]');
}

function onSelected(act: (app: App, name: string) => void): Binding['does'] {
  return (app, state) => {
    const selected = shownState(state, state.selection.state);
    if (selected) act(app, selected.name);
    return selected !== null;
  };
}

/** In Define the next diagnostic, elsewhere the next failure. */
function problem(inDefine: Command, elsewhere: Command): boolean {
  const defining = Boolean(document.activeElement?.closest('#define'));
  return invoke(defining && available(inDefine) ? inDefine : elsewhere);
}

/** The parts of the page in reading order; past the last one the key is the browser's. */
const PARTS = ['#lesson', '#define', '#visualise', '#monitor', '#step', '#transport'] as const;
const FOCUSABLE = '[tabindex="0"], a[href], button:not([disabled]), input, select, textarea, [contenteditable="true"]';

function part(by: number): boolean {
  const parts = PARTS.map((name) => document.querySelector(name)).filter((each) => each?.checkVisibility());
  const inside = parts.findLastIndex((each) => each?.contains(document.activeElement));
  const next = parts[inside < 0 && by < 0 ? -1 : inside + by];
  const target = next && [...next.querySelectorAll<HTMLElement>(FOCUSABLE)].find((each) => each.checkVisibility());
  target?.focus();
  return target !== undefined && target !== null;
}
