/** Asks the reader of a document that came from outside whether its handlers may run. The code is there to be read. */

import '../i18n/later.ts';
import '../styles/handlers.css';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
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
  render(html`<div class="dframe w640"><header><h2 id="consent-title" class="grow">${t('consent.title')}</h2></header>
    <div class="dbody consent" tabindex="0">
      <p>${t('consent.what', { name, count: all.length })}</p>
      <p class="muted">${t('consent.bounds')}</p>
      ${all.map(([state, code]) => html`<h3>${state}</h3><pre class="json" tabindex="0" role="group" aria-label=${t('handlers.code', { name: state })}>${code}</pre>`)}
    </div>
    <footer><button class="b" type="button" @click=${() => dialog.close('yes')}>${t('consent.yes')}</button>
      <button class="b primary" type="button" autofocus @click=${() => dialog.close()}>${icon('i-close', 12)}${t('consent.no')}</button></footer></div>`, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener('close', () => {
    dialog.remove();
    done(dialog.returnValue === 'yes');
  }));
}
