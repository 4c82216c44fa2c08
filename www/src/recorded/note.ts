/** What the opened run is, and what its history does not tell. */

import '../i18n/later.ts';
import '../styles/recorded.css';
import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import type { RecordedView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { originIn } from './open.ts';
import type { Origin } from './origin.ts';

export function mountNote(host: HTMLElement, app: App): () => void {
  let shown: RecordedView | null | undefined;
  let lang = '';
  const draw = (): void => {
    const { run, ui } = app.store.state;
    const recorded = run?.view.recorded;
    if (lang === ui.lang && JSON.stringify(recorded) === JSON.stringify(shown)) return;
    [shown, lang] = [recorded, ui.lang];
    render(recorded ? html`<div class="recnote" role="note">${icon('i-info', 14)}<div><p>${t(`recorded.note.${originIn(recorded)}`)}</p>
      ${recorded.sketched ? html`<p>${t('recorded.sketched')}</p>` : nothing}
      ${recorded.more ? html`<p>${t(more(originIn(recorded)))}</p>` : nothing}
      ${recorded.data ? nothing : html`<p>${t('recorded.noData')}</p>`}</div></div>` : nothing, host);
  };
  draw();
  const end = app.store.subscribe(draw);
  return () => {
    end();
    render(nothing, host);
  };
}

/** On AWS there is more of it; what has been exported here was not over. */
export const more = (origin: Origin): 'recorded.more' | 'recorded.moreHere' => (origin === 'aws' ? 'recorded.more' : 'recorded.moreHere');

/** One line for views that cannot say all of a recorded run. */
export const unknown = (app: App, key: 'recorded.flow' | 'recorded.explain' | 'recorded.variables'): unknown =>
  app.store.state.run?.view.recorded ? html`<p class="recline">${icon('i-info', 12)}<span>${t(key)}</span></p>` : nothing;
