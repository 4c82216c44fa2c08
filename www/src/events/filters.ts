import { html, nothing, type TemplateResult } from 'lit-html';
import { copyButton } from '../clipboard.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, type StatusName } from '../marks.ts';
import type { Filter } from './filter.ts';

export interface FilterView {
  filter: Filter;
  /** How many rows pass; null without a filter. */
  shown: number | null;
  /** Whether the further filters are open. */
  more: boolean;
  /** Name of the selected step. */
  step: string | null;
  /** What the legend leaves. */
  only: StatusName | undefined;
}

export interface FilterActions {
  change(change: Partial<Filter> | { step: boolean }): void;
  more(): void;
  /** Ends the legend's choice. */
  every(): void;
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
      ${view.only ? toggle(html`${mark(view.only, 11)}<span class="nw">${t(`legend.${view.only}`)}</span>`, true, does.every, t(`legend.${view.only}`), 'only') : nothing}
      ${view.step === null && !own ? nothing : toggle(t('events.thisStep'), own, () => does.change({ step: !own }))}
      ${toggle(html`${mark('fail', 11)}<span class="nw">${t('events.failed')}</span>`, filter.failed, () => does.change({ failed: !filter.failed }), t('events.failed'))}
      <button class="fchip ${view.more ? 'on' : ''}" type="button" aria-pressed=${view.more ? 'true' : 'false'} aria-label=${t('events.more')} title=${t('events.more')}
        @click=${does.more}>${icon('i-more', 13)}</button>
    </div>`;
}

/** Its words may go where there is little room: `title` keeps them. */
const toggle = (words: unknown, on: boolean, act: () => void, title = '', look = ''): TemplateResult => html`
  <button class="fchip ${look} ${on ? 'on' : ''}" type="button" title=${title || nothing} aria-pressed=${on ? 'true' : 'false'} @click=${act}>${words}</button>`;
