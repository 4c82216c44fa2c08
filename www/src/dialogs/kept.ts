import '../i18n/later.ts';
import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import type { State } from '../state.ts';

/** Where machines and executions are: always said. */
export function kept(app: App, { workspace }: State): TemplateResult {
  const { storage } = workspace;
  const memory = storage === 'memory' || storage === 'refused';
  return html`<p class="kept ${memory ? 'st-caught' : ''}">${icon(memory ? 'i-warn' : 'i-info', 14)}
    <span class="grow">${t(storage === 'memory' ? 'workspace.memory' : storage === 'refused' ? 'keep.refusedWhat' : 'workspace.kept')}</span>
    <button class="b small" type="button" aria-haspopup="dialog" @click=${() => lazily(app, () => import('../keep/panel.ts'), ({ openKept }) => void openKept(app))}>${t('keep.manage')}</button></p>`;
}
