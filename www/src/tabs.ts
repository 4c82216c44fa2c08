import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { count } from './format.ts';
import { t } from './i18n.ts';
import { icon } from './icons.ts';
import { fitTabs } from './tabs-more.ts';

export interface Tab<T extends string> {
  id: T;
  words: TemplateResult | string;
  count?: number | undefined;
  /** The arrows go to it without choosing it: Enter does. */
  manual?: boolean;
}

/** What does not fit goes to a menu at the end. */
function watch(strip: Element | undefined): void {
  if (strip instanceof HTMLElement) fitTabs(strip);
}

/** A strip of tabs: arrows move and mostly choose at once. Panels carry `id="<name>-panel"`. */
export function tabStrip<T extends string>(
  name: string,
  label: string,
  tabs: readonly Tab<T>[],
  chosen: T,
  choose: (id: T) => void,
): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = (event.target as HTMLElement).dataset['tab'];
    const at = tabs.findIndex((tab) => tab.id === here);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1
      : by === undefined ? undefined : (at + by + tabs.length) % tabs.length;
    const next = to === undefined ? undefined : tabs[to];
    if (!next) return;
    event.preventDefault();
    if (!next.manual) choose(next.id);
    const strip = event.currentTarget as HTMLElement;
    const focus = (): void => {
      const tab = strip.querySelector<HTMLElement>(`[data-tab="${next.id}"]`);
      // One that only the menu shows comes into the strip.
      tab?.removeAttribute('hidden');
      tab?.focus();
    };
    focus();
    // The strip may have been drawn anew.
    requestAnimationFrame(() => document.activeElement === document.body && focus());
  };
  return html`<div class="tabs sub" ${ref(watch)}><div class="tabrow" role="tablist" aria-label=${label} @keydown=${key}>${tabs.map((tab) => html`
    <button type="button" role="tab" data-tab=${tab.id} id="${name}-${tab.id}" aria-controls="${name}-panel"
      aria-selected=${tab.id === chosen ? 'true' : 'false'} tabindex=${tab.id === chosen ? 0 : -1}
      @click=${() => choose(tab.id)}>${tab.words}${tab.count === undefined ? nothing : html`<b class="n">${count(tab.count)}</b>`}</button>`)}</div>
    <button class="tabmore" type="button" hidden aria-haspopup="menu" popovertarget="${name}-more">${t('topbar.more')}${icon('i-chev-d', 12)}</button>
    <div class="tabmenu" popover id="${name}-more" role="menu" aria-label=${t('tabs.more')}></div>
  </div>`;
}
