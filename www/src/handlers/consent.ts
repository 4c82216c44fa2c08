/** Asks the reader of a document that came from outside whether its handlers may run. The code is there to be read. */

import '../i18n/later.ts';
import '../styles/handlers.css';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';

let asking: Promise<boolean> | null = null;

/** Whether handlers of the document on the desk may run; asks once when nobody has said so yet. */
export async function agreed(app: App): Promise<boolean> {
  const { document } = app.store.state;
  if (!document.foreign) return true;
  const { machineId } = document;
  const yes = await (asking ??= ask(app).finally(() => (asking = null)));
  // Agreed is to what was shown: the document that was on the desk then.
  if (!yes || app.store.state.document.machineId !== machineId) return false;
  app.store.dispatch({ type: 'edit', change: { foreign: false } });
  return true;
}

function ask(app: App): Promise<boolean> {
  const { handlers, name } = app.store.state.document;
  const dialog = document.createElement('dialog');
  dialog.className = 'dlg';
  dialog.setAttribute('aria-labelledby', 'consent-title');
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  const all = Object.entries(handlers);
  const close = (): void => dialog.close();
  render(html`<div class="dframe w520"><header><h2 id="consent-title" class="grow">${t('consent.title')}</h2>
      <button class="b ghost icon" type="button" aria-label=${t('action.close')} title=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
    <div class="dbody consent" tabindex="0">
      <p class="lead">${icon('i-warn', 20, 'st-caught')}<span>${t('consent.what', { name, count: all.length })}</span></p>
      <div class="ccode">${all.map(([state, code], at) => html`<details class="nomenu" ?open=${at === 0}><summary>${icon('i-chev-r', 12)}<code class="grow">${state}</code>
          <span class="muted num">${t('consent.lines', { count: count(code.split('\n').length) })}</span></summary>
        <pre class="json" tabindex="0" role="group" aria-label=${t('handlers.code', { name: state })}>${code}</pre></details>`)}</div>
      <ul class="can">${(['input', 'frame', 'time'] as const).map((what) => html`<li>${icon('i-check', 14)}<span>${t(`consent.can.${what}`)}</span></li>`)}</ul>
    </div>
    <footer><button class="b" type="button" @click=${() => dialog.close('yes')}>${t('consent.yes')}</button>
      <button class="b primary" type="button" autofocus @click=${close}>${t('consent.no')}</button></footer></div>`, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener('close', () => {
    dialog.remove();
    done(dialog.returnValue === 'yes');
  }));
}
