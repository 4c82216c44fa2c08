/** Name and type of the machine, region and account of its ARNs. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t, type Key } from '../i18n.ts';
import { MACHINE_NAME as NAME, REGION } from '../machine-name.ts';
import type { MachineType, State } from '../state.ts';

const ACCOUNT = /^\d{12}$/;

/** What is wrong with a value, or nothing. */
type Judge = (value: string) => Key | null;

const orEmpty = (judge: Judge): Judge => (value) => (value === '' ? null : judge(value));
const executionName: Judge = orEmpty((name) => (NAME.test(name) ? null : 'settings.badName'));
const region: Judge = (value) => (REGION.test(value) ? null : 'settings.badRegion');
const account: Judge = (value) => (ACCOUNT.test(value) ? null : 'settings.badAccount');

/** A field that says under itself what is wrong, while it is typed, and is taken when left. */
function field(label: Key, value: string, judge: Judge, set: (value: string) => void, help?: Key): TemplateResult {
  const look = (event: Event): boolean => {
    const input = event.currentTarget as HTMLInputElement;
    const wrong = judge(input.value);
    input.ariaInvalid = String(wrong !== null);
    const said = input.parentElement?.querySelector('.fbad');
    if (said) said.textContent = wrong ? t(wrong) : '';
    return wrong === null;
  };
  const change = (event: Event): void => {
    if (look(event)) set((event.currentTarget as HTMLInputElement).value);
  };
  return html`<label class="field"><span>${t(label)}</span>
    <input .value=${value} @input=${look} @change=${change} autocomplete="off" spellcheck="false">
    <small class="fbad st-fail" role="alert"></small>
    ${help ? html`<small>${t(help)}</small>` : ''}</label>`;
}

export function settings({ store, actions }: App, state: State): TemplateResult {
  const { document, workspace } = state;
  const others = new Set(workspace.machines.filter(({ id }) => id !== document.machineId).map(({ name }) => name));
  const machineName = (name: string): Key | null => (others.has(name) ? 'settings.taken' : NAME.test(name) ? null : 'settings.badName');
  return html`
    <fieldset data-edits><legend>${t('settings.machine')}</legend>
      ${field('settings.name', document.name, machineName, (name) => actions.document.rename({ name }))}
      <label class="field"><span>${t('settings.type')}</span>
        <select @change=${(event: Event) => actions.document.rename({ type: (event.target as HTMLSelectElement).value as MachineType })}>
          <option value="STANDARD" ?selected=${document.type === 'STANDARD'}>${t('details.standard')}</option>
          <option value="EXPRESS" ?selected=${document.type === 'EXPRESS'}>${t('details.express')}</option></select></label>
      ${field('settings.execution', document.executionName, executionName, (executionName) => actions.document.rename({ executionName }), 'settings.executionHelp')}
      ${field('settings.ownRegion', document.region ?? '', orEmpty(region), (region) => store.dispatch({ type: 'edit', change: { region: region || null } }), 'settings.ownRegionHelp')}
    </fieldset>
    <fieldset><legend>${t('settings.workspace')}</legend>
      ${field('settings.region', workspace.region, region, (region) => actions.workspace.settings({ region }))}
      ${field('settings.account', workspace.account, account, (account) => actions.workspace.settings({ account }), 'settings.accountHelp')}
    </fieldset>
    <fieldset><legend>${t('settings.page')}</legend>
      <label class="check"><input type="checkbox" .checked=${state.ui.tools === 'all'} @change=${(event: Event) =>
        store.dispatch({ type: 'ui', change: { tools: (event.target as HTMLInputElement).checked ? 'all' : 'basic' } })}>
        <span>${t('topbar.allTools')}<small>${t('topbar.allToolsHelp')}</small></span></label>
    </fieldset>`;
}
