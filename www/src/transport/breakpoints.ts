import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { refused } from '../breakpoints.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { left } from '../menu.ts';
import type { State } from '../state.ts';
import { fillStops } from '../steer/open.ts';

/** The breakpoints: a list that opens upwards. */
export function breakpoints(app: App, { document }: State): TemplateResult {
  const many = document.breakpoints.length;
  const bad = document.breakpoints.filter(refused).length;
  const said = bad > 0 ? t('transport.refused', { count: count(bad) }) : '';
  const words = t('transport.breakpoints', { count: many }) + (said && `, ${said}`);
  const toggled = (event: Event): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    fillStops(menu.open ? menu.querySelector<HTMLElement>('.bpmenu') : null, app);
  };
  return html`<details class="bps" @focusout=${left} @toggle=${toggled}>
    <summary class="b ghost" aria-label=${words} title=${words}>${icon('i-bp', 12, 'bpc')}<span class="bpw">${t('transport.breakpointsWord')}</span>
      <span class="num">${count(many)}</span>${said ? html`<span class="bpbad">${icon('i-warn', 12)}<span>${said}</span></span>` : nothing}</summary>
    <div class="bpmenu"></div></details>`;
}
