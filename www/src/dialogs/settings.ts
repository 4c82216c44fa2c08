/** Name and type of the machine, region and account of its ARNs. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t, type Key } from '../i18n.ts';
import type { MachineType, State } from '../state.ts';

/** Names as AWS takes them. */
const NAME = '[A-Za-z0-9_\\-]{1,80}';

export function settings({ store, actions }: App, state: State): TemplateResult {
  const { document, workspace } = state;
  const field = (label: Key, value: string, pattern: string, set: (value: string) => void, help?: Key): TemplateResult => {
    const change = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      if (input.reportValidity()) set(input.value);
    };
    return html`<label class="field"><span>${t(label)}</span>
      <input .value=${value} pattern=${pattern} @change=${change} autocomplete="off" spellcheck="false">
      ${help ? html`<small>${t(help)}</small>` : ''}</label>`;
  };
  return html`
    <fieldset><legend>${t('settings.machine')}</legend>
      ${field('settings.name', document.name, NAME, (name) => name && actions.document.rename({ name }))}
      <label class="field"><span>${t('settings.type')}</span>
        <select @change=${(event: Event) => actions.document.rename({ type: (event.target as HTMLSelectElement).value as MachineType })}>
          <option value="STANDARD" ?selected=${document.type === 'STANDARD'}>${t('details.standard')}</option>
          <option value="EXPRESS" ?selected=${document.type === 'EXPRESS'}>${t('details.express')}</option></select></label>
      ${field('settings.execution', document.executionName, `(${NAME})?`, (executionName) => actions.document.rename({ executionName }), 'settings.executionHelp')}
      ${field('settings.ownRegion', document.region ?? '', '([a-z]{2}(-[a-z]+)+-\\d)?', (region) => store.dispatch({ type: 'edit', change: { region: region || null } }), 'settings.ownRegionHelp')}
    </fieldset>
    <fieldset><legend>${t('settings.workspace')}</legend>
      ${field('settings.region', workspace.region, '[a-z]{2}(-[a-z]+)+-\\d', (region) => region && actions.workspace.settings({ region }))}
      ${field('settings.account', workspace.account, '\\d{12}', (account) => account && actions.workspace.settings({ account }), 'settings.accountHelp')}
    </fieldset>
    <fieldset><legend>${t('settings.page')}</legend>
      <label class="check"><input type="checkbox" .checked=${state.ui.tools === 'all'} @change=${(event: Event) =>
        store.dispatch({ type: 'ui', change: { tools: (event.target as HTMLInputElement).checked ? 'all' : 'basic' } })}>
        <span>${t('topbar.allTools')}<small>${t('topbar.allToolsHelp')}</small></span></label>
    </fieldset>`;
}
