import { html, type TemplateResult } from 'lit-html';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { State } from '../state.ts';

/** Where machines and executions are: always said. */
export function kept({ workspace }: State): TemplateResult {
  const memory = workspace.storage === 'memory';
  return html`<p class="kept ${memory ? 'st-caught' : ''}">${icon(memory ? 'i-warn' : 'i-info', 14)}
    ${t(memory ? 'workspace.memory' : 'workspace.kept')}</p>`;
}
