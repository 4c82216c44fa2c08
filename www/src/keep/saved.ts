/** Ctrl S: that nothing needs saving, and what else one may have meant by it. */

import { html } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import { small } from './dialog.ts';

export function openSaved(app: App): void {
  const { workspace, document } = app.store.state;
  const { storage } = workspace;
  const dialog = small(storage === 'browser' ? 'keep.saved' : 'keep.notSaved', 'w520');
  const then = <T>(load: () => Promise<T>, go: (part: T) => void) => (): void => {
    dialog.close();
    lazily(app, load, go);
  };
  dialog.draw(html`<div class="sone">
    <p>${t(storage === 'memory' ? 'workspace.memory' : storage === 'refused' ? 'keep.refusedWhat' : 'keep.savedWhat', { name: document.name })}</p>
    <div class="sbuttons">
      <button class="b primary" type="button" @click=${then(() => import('../share/file.ts'), ({ saveDocument }) => void saveDocument(app))}>${t('share.save')}</button>
      <button class="b" type="button" @click=${then(() => import('../share/dialog.ts'), ({ openShare }) => openShare(app))}>${t('share.share')}</button>
      <button class="b" type="button" @click=${then(() => import('./versions-dialog.ts'), ({ openVersions }) => void openVersions(app))}>${t('keep.versions')}</button>
    </div></div>`);
}
