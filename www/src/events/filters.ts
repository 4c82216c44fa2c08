import { html, nothing, type TemplateResult } from 'lit-html';
import { copyButton } from '../clipboard.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark } from '../marks.ts';
import type { Filter } from './filter.ts';

export interface FilterView {
  filter: Filter;
  /** How many rows pass; null without a filter. */
  shown: number | null;
  /** Whether the further filters are open. */
  more: boolean;
  /** Name of the selected step. */
  step: string | null;
}

export interface FilterActions {
  change(change: Partial<Filter> | { step: boolean }): void;
  more(): void;
  history(): Promise<string | undefined>;
}

/** Heading of the table, and what narrows it. */
export function drawFilters(view: FilterView, does: FilterActions): TemplateResult {
  const { filter, shown } = view;
  const own = filter.visit !== null;
  return html`
    <div class="ph filters"><h3 id="events-h">${t('events.title')}</h3>${copyButton(t('events.copyAll'), does.history)}
      <label class="search">${icon('i-search', 13)}<input type="search" .value=${filter.text} placeholder=${t('events.filter')}
        aria-label=${t('events.filterLabel')} title=${t('events.filterLabel')} autocomplete="off" spellcheck="false"
        @input=${(event: Event) => does.change({ text: (event.target as HTMLInputElement).value })}>
        <span role="status">${shown === null ? '' : t('events.passing', { count: count(shown) })}</span></label>
      ${view.step === null ? nothing : toggle(t('events.thisStep'), own, () => does.change({ step: !own }))}
      ${toggle(html`${mark('fail', 11)}${t('events.failed')}`, filter.failed, () => does.change({ failed: !filter.failed }))}
      <button class="fchip ${view.more ? 'on' : ''}" type="button" aria-pressed=${view.more ? 'true' : 'false'} aria-label=${t('events.more')} title=${t('events.more')}
        @click=${does.more}>${icon('i-more', 13)}</button>
    </div>`;
}

const toggle = (words: unknown, on: boolean, act: () => void): TemplateResult => html`
  <button class="fchip ${on ? 'on' : ''}" type="button" aria-pressed=${on ? 'true' : 'false'} @click=${act}>${words}</button>`;
