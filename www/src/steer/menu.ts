/** The menus that a right click or the menu key opens: of a state, of an event, of a row of the table of steps. */

import '../i18n/later.ts';
import '../styles/steer.css';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import { stateOf } from '../breakpoints.ts';
import type { EventRow, StatePlace } from '../generated.ts';
import { t } from '../i18n.ts';
import { editAt, editState } from './edit.ts';
import { runTo } from './run-to.ts';

interface Choice {
  words: string;
  does: () => void;
}

export function stateMenu(app: App, { name }: Pick<StatePlace, 'name'>, event: MouseEvent): void {
  const set = app.store.state.document.breakpoints.some((stop) => stateOf(stop) === name);
  show(event, name, [
    { words: t('steer.runTo'), does: () => void runTo(app, name) },
    { words: t(set ? 'transport.clearBreakpoint' : 'transport.setBreakpoint', { name }), does: () => app.actions.run.toggleBreakpoint(name) },
    { words: t('steer.editMenu'), does: () => editState(app, name) },
  ]);
}

export function eventMenu(app: App, { id, type, name }: EventRow, event: MouseEvent): void {
  show(event, type, [
    { words: t('events.go'), does: () => app.actions.run.seek(id) },
    ...(name === null ? [] : [{ words: t('steer.runToName', { name }), does: () => void runTo(app, name) }]),
    { words: t('steer.stopAtType', { type }), does: () => editAt(app, null, name ?? undefined, type) },
  ]);
}

/** A step that was entered, or will be. */
export function stepMenu(app: App, name: string, entered: number | null, event: MouseEvent): void {
  if (entered === null) return stateMenu(app, { name }, event);
  show(event, name, [
    { words: t('events.go'), does: () => app.actions.run.seek(entered) },
    { words: t('steer.runTo'), does: () => void runTo(app, name) },
    { words: t('steer.editMenu'), does: () => editState(app, name) },
  ]);
}

let close: (() => void) | null = null;

function show(event: MouseEvent, label: string, choices: readonly Choice[]): void {
  close?.();
  const back = document.activeElement as HTMLElement | SVGElement | null;
  const menu = document.createElement('div');
  menu.className = 'ctxmenu';
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', label);
  const end = (focus: boolean): void => {
    if (close !== leave) return;
    close = null;
    document.removeEventListener('pointerdown', outside, { capture: true });
    menu.remove();
    if (focus) back?.focus({ preventScroll: true });
  };
  const leave = (): void => end(false);
  const outside = ({ target }: Event): void => {
    if (!(target instanceof Node) || !menu.contains(target)) end(false);
  };
  render(choices.map(({ words, does }) => html`<button role="menuitem" type="button" tabindex="-1" @click=${() => {
    end(true);
    does();
  }}>${words}</button>`), menu);
  menu.addEventListener('keydown', (key) => keys(key, menu, end));
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) end(false);
  });
  document.addEventListener('pointerdown', outside, { capture: true });
  close = leave;
  // Inside of a landmark, as everything on the page.
  (document.querySelector('main') ?? document.body).append(menu);
  place(menu, event);
  menu.querySelector('button')?.focus({ preventScroll: true });
}

/** At the pointer, or at what has the focus when a key has asked; inside of the window. */
function place(menu: HTMLElement, event: MouseEvent): void {
  const byKey = event.clientX === 0 && event.clientY === 0;
  const box = byKey && event.target instanceof Element ? event.target.getBoundingClientRect() : null;
  const [x, y] = box ? [box.left + 8, Math.min(box.bottom, innerHeight - 8)] : [event.clientX, event.clientY];
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
}

function keys(event: KeyboardEvent, menu: HTMLElement, end: (focus: boolean) => void): void {
  const items = [...menu.querySelectorAll('button')];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') end(true);
  else if (to !== undefined) items[to % items.length]?.focus();
  else return;
  event.preventDefault();
}
