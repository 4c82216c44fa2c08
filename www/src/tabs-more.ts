/** The end of a strip of tabs that is too narrow for them. */

import { html, render } from 'lit-html';

/** What makes a strip fit again. Strips come and go with dialogs: nothing else holds on to them. */
const fits = new WeakMap<HTMLElement, () => void>();
/** On a phone the strip scrolls. */
const phone = matchMedia('(max-width: 699px), (max-height: 499px)');
phone.addEventListener('change', () => {
  for (const strip of document.querySelectorAll<HTMLElement>('.tabs')) fits.get(strip)?.();
});

/** Keeps a strip fitting from now on. */
export function fitTabs(strip: HTMLElement): void {
  const row = strip.querySelector<HTMLElement>('.tabrow');
  const more = strip.querySelector<HTMLElement>('.tabmore');
  const menu = strip.querySelector<HTMLElement>('.tabmenu');
  if (!row || !more || !menu || fits.has(strip)) return;
  const fit = (): void => {
    if (strip.clientWidth > 0) arrange(row, more);
    row.classList.toggle('fades', row.scrollLeft + row.clientWidth < row.scrollWidth - 1);
    row.classList.toggle('fades-back', row.scrollLeft > 1);
  };
  fits.set(strip, fit);
  new ResizeObserver(fit).observe(strip);
  // After what else changes with them, so that all is laid out in one go.
  new MutationObserver(() => requestAnimationFrame(fit)).observe(row, { childList: true, subtree: true, characterData: true, attributeFilter: ['aria-selected'] });
  row.addEventListener('scroll', fit, { passive: true });
  row.addEventListener('focusin', ({ target }) => (target as HTMLElement).scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  menu.addEventListener('beforetoggle', (event) => {
    if ((event as ToggleEvent).newState === 'open') drawMenu(row, menu);
  });
  menu.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState !== 'open') return;
    const { right, bottom } = more.getBoundingClientRect();
    menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`;
    menu.style.top = `${Math.min(bottom + 2, window.innerHeight - menu.offsetHeight - 8)}px`;
    menu.querySelector('button')?.focus();
  });
  menu.addEventListener('keydown', (event) => walk(menu, event));
  fit();
}

const tabsOf = (row: HTMLElement): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('[role="tab"]')];

/** The first ones that fit stay, and the chosen one always. */
function arrange(row: HTMLElement, more: HTMLElement): void {
  const tabs = tabsOf(row);
  for (const tab of tabs) tab.hidden = false;
  more.hidden = true;
  if (phone.matches || row.scrollWidth <= row.clientWidth) return;
  more.hidden = false;
  const kept = tabs.filter((tab) => tab.getAttribute('aria-selected') === 'true' || tab === document.activeElement);
  let room = row.clientWidth - kept.reduce((sum, tab) => sum + tab.offsetWidth + 2, 0);
  const widths = tabs.map((tab) => tab.offsetWidth + 2);
  let full = false;
  for (const [at, tab] of tabs.entries()) {
    if (kept.includes(tab)) continue;
    room -= widths[at] ?? 0;
    full ||= room < 0;
    tab.hidden = full;
  }
}

function drawMenu(row: HTMLElement, menu: HTMLElement): void {
  const choose = (tab: HTMLElement) => (): void => {
    menu.hidePopover();
    tab.hidden = false;
    tab.click();
    requestAnimationFrame(() => tab.focus());
  };
  render(html`${tabsOf(row).filter((tab) => tab.hidden).map((tab) => html`
    <button class="b ghost" type="button" role="menuitem" tabindex="-1" @click=${choose(tab)}>${wordsOf(tab)}</button>`)}`, menu);
}

/** What is to be read on a tab: its name and its count. */
function wordsOf(tab: HTMLElement): string {
  const parts = [...tab.childNodes].filter(({ nodeType }) => nodeType !== Node.COMMENT_NODE);
  return parts.map((part) => part.textContent?.trim() ?? '').filter(Boolean).join(' ');
}

function walk(menu: HTMLElement, event: KeyboardEvent): void {
  const items = [...menu.querySelectorAll('button')];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items[to % items.length]?.focus();
}
