/** What the page does, its keys, its limits. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { KEYS } from '../keys.ts';
import type { State } from '../state.ts';

const STEPS = [
  'learn', 'define', 'run', 'watch', 'step', 'travel', 'test', 'mocks', 'answer', 'handlers', 'files', 'redrive', 'recorded',
  'share', 'keep', 'present', 'embed',
] as const;

/** Keys of the page, and those that an editor takes for itself. */
const GROUPS = [
  ...KEYS,
  { words: 'keys.editor', lines: [{ keys: ['Tab'], words: 'keys.indent' }, { keys: ['Esc', 'Tab'], words: 'keys.leaveEditor' }] },
] satisfies typeof KEYS;

export function help(app: App, { ui }: State): TemplateResult {
  const single = (event: Event): void => app.store.dispatch({
    type: 'ui', change: { singleKeys: (event.target as HTMLInputElement).checked },
  });
  return html`
    <h3>${t('help.what')}</h3>
    <p>${t('help.whatText')}</p>
    <dl class="htopics">${STEPS.map(topic)}</dl>
    <h3>${t('help.limits')}</h3>
    <ul class="hlimits">${(['local', 'offline', 'answers', 'time', 'later'] as const).map((item) => html`<li>${t(`help.limit.${item}`)}</li>`)}</ul>
    <h3>${t('help.keys')}</h3>
    ${GROUPS.map(({ words, lines }) => html`<h4>${t(words)}</h4>
      <table class="list keys"><tbody>${lines.map(
        (line) => html`<tr><td>${line.keys.map((key) => html`<kbd>${key}</kbd>`)}</td><td>${t(line.words)}</td></tr>`,
      )}</tbody></table>`)}
    <label class="check"><input type="checkbox" .checked=${ui.singleKeys} @change=${single}>${t('keys.useSingle')}</label>
    <p class="muted">${t('help.keysNote')}</p>`;
}

/** A part of the tool: its name before the colon, what it does behind it. */
function topic(step: (typeof STEPS)[number]): TemplateResult {
  const [name = '', ...rest] = t(`help.step.${step}`).split(': ');
  return html`<dt>${name}</dt><dd>${rest.join(': ')}</dd>`;
}
