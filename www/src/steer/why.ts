/** Why the run has stopped, where a breakpoint has stopped it. */

import '../i18n/later.ts';
import '../styles/steer.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { refused } from '../breakpoints.ts';
import { count } from '../format.ts';
import type { Stopped } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { State } from '../state.ts';
import { problem, what, whenOf, whole } from './words.ts';

type Hit = Extract<Stopped, { reason: 'breakpoint' }>;

export function mountWhy(host: HTMLElement, app: App): () => void {
  const draw = (state: State): void => {
    const stopped = state.run?.view.stopped;
    render(stopped?.reason === 'breakpoint' && !state.run?.running ? line(state, stopped) : nothing, host);
  };
  draw(app.store.state);
  const stop = app.store.subscribe(draw);
  return () => {
    stop();
    render(nothing, host);
  };
}

function line({ document }: State, hit: Hit): TemplateResult {
  const words = reason(document.breakpoints[hit.breakpoint], hit);
  const wrong = hit.problem && problem(hit.problem);
  const full = wrong ? `${words}. ${wrong}` : words;
  return html`<span class="whyt" title=${full}>${icon('i-bp', 10, 'bpc')}<span class="vh">${t('transport.sayPaused', { event: count(hit.event) })} </span><span>${words}</span>
    ${wrong ? html`<span class="wbad">${icon('i-warn', 12)}${wrong}</span>` : nothing}</span>`;
}

/** The list may have been edited since: then the event says what it was. */
function reason(stop: State['document']['breakpoints'][number] | undefined, { name, type, visit }: Hit): string {
  const number = visit === null ? '' : `, ${t('steer.visitOf', { visit: count(visit) })}`;
  if (stop === undefined || refused(stop)) return t('steer.because', { what: name ?? type }) + number;
  const { state, ...rest } = whole(stop);
  const when = whenOf(rest);
  const own = state === undefined && name !== null ? { ...rest, state: name } : whole(stop);
  return t('steer.because', { what: when === 'event' && name === null ? type : what(own) }) + number;
}
