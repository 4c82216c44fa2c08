/** The lasting elements of a player, and what its attributes say. */

import { html, nothing, render } from 'lit-html';
import type { Lang } from '../document.ts';
import { mountSprite } from '../icons.ts';
import type { Speed } from '../protocol.ts';
import { SPEEDS } from './model.ts';
import type { Source } from './reel.ts';
import { sheet } from './style.ts';

const PARTS = ['phd', 'pgraph', 'pside', 'pbar', 'pover'] as const;

export function shell(root: ShadowRoot): HTMLElement {
  root.adoptedStyleSheets = [sheet()];
  const frame = document.createElement('section');
  frame.className = 'player';
  root.append(frame);
  render(html`<div class="phd"></div><div class="pmain"><div class="pgraph"></div><div class="pside"></div></div>
    <div class="pbar"></div><div class="pover"></div>`, frame);
  mountSprite(frame);
  return frame;
}

export function partsOf(frame: HTMLElement): Record<(typeof PARTS)[number], HTMLElement> {
  const parts = PARTS.map((name) => [name, frame.querySelector<HTMLElement>(`.${name}`) ?? frame] as const);
  return Object.fromEntries(parts) as ReturnType<typeof partsOf>;
}

/** Nothing is left in them. */
export function emptied(parts: readonly HTMLElement[]): null {
  for (const part of parts) render(nothing, part);
  return null;
}

/** `text` is a document given by a call; one may also stand inside the element. */
export function sourceOf(player: HTMLElement, text: string | null): Source {
  const own = player.querySelector<HTMLScriptElement>(':scope > script[type="application/json"]');
  const attribute = (name: string): string => player.getAttribute(name) ?? '';
  return { link: attribute('link') || attribute('src'), text: text ?? own?.textContent ?? '', input: attribute('input') };
}

export const speedOf = (text: string | null): Speed => SPEEDS.find((speed) => String(speed) === text) ?? 1;

/** Its own language, the link's, that of the text around it, or the reader's. */
export function languageOf(player: HTMLElement, linked: Lang | undefined): Lang {
  const around = player.parentElement?.closest<HTMLElement>('[lang]')?.lang ?? '';
  const wanted = player.getAttribute('lang') || linked || around || navigator.language;
  return wanted.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

/** Twice as wide as high, a player has its graph from left to right. */
export const isWide = ({ clientWidth, clientHeight }: HTMLElement): boolean => clientWidth > 2 * clientHeight;

/** A press on what takes no focus by itself engages the keys, too. */
export function engage(root: ShadowRoot): void {
  requestAnimationFrame(() => {
    if (!root.activeElement) root.querySelector<SVGElement>('.graph [tabindex="0"]')?.focus({ preventScroll: true });
  });
}
