/** What each Task answers, attempt by attempt, with the chosen input. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { StatePlace } from '../generated.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { own } from '../own.ts';
import type { Case, MockAnswer, MockOrder, State } from '../state.ts';
import { answerRow, usesOf } from './answer.ts';
import { isListed, sourceField } from './source.ts';
import { answerTemplate } from './template.ts';

export function list(app: App, state: State, item: Case): TemplateResult {
  const tasks = (state.check.view ?? state.check.good)?.states.filter(({ type }) => type === 'Task') ?? [];
  const known = new Set(tasks.map(({ name }) => name));
  const strays = Object.keys(item.mocks).filter((name) => !known.has(name));
  return html`<p class="mhelp">${t('mocks.help', { input: named(item.name) })}</p>
    ${tasks.length === 0 ? html`<p class="none muted">${t('mocks.noTasks')}</p>` : nothing}
    ${tasks.map((task) => taskRow(app, state, item, task))}
    ${strays.map((name) => stray(app, name))}`;
}

function taskRow(app: App, state: State, item: Case, task: StatePlace): TemplateResult {
  const { name, resource } = task;
  const answers = own(item.mocks, name) ?? [];
  const set = (next: readonly MockAnswer[]): void => app.actions.document.mocks(name, next);
  const perItem = inMap(state, task.id);
  const listed = isListed(item, name);
  return html`<div class="mock ${task.id === state.selection.state ? 'sel' : ''}" role="group" aria-label=${name} data-task=${name}>
    <header>${icon('i-t-task', 14)}<b>${name}</b><code class="grow">${resource ?? ''}</code></header>
    ${sourceField(app, item, task)}
    ${!listed ? nothing : html`${rows(answers, resource, set)}<footer>
      <button class="b small" type="button" @click=${() => set([...answers, answerTemplate(resource)])}>
        ${icon('i-plus', 12)}${t('mocks.addAttempt')}</button>
      ${order(app, item, name, perItem)}</footer>`}${perItem && listed && !own(item.orders, name) ? html`<p class="peritem muted">${t('mocks.perItem')}</p>` : nothing}</div>`;
}

function rows(answers: readonly MockAnswer[], resource: string | null, set: (next: readonly MockAnswer[]) => void): TemplateResult {
  const uses = usesOf(resource);
  let next = 0;
  return html`<ol>${answers.map((answer, at) => {
    const first = next;
    next += answer.times ?? 1;
    const put = (changed: MockAnswer): void => set(answers.map((old, index) => (index === at ? changed : old)));
    return answerRow(answer, first, uses, put, () => set(answers.filter((_, index) => index !== at)));
  })}</ol>`;
}

/** Whether a Map stands around a state. */
function inMap({ check }: State, id: number): boolean {
  const nodes = (check.view ?? check.good)?.scene?.nodes ?? [];
  for (let at: number | null = id; at !== null; ) {
    const node = nodes.find(({ state }) => state === at);
    if (node?.kind === 'map') return true;
    at = node?.parent ?? null;
  }
  return false;
}

const ORDERS = ['attempt', 'cycle', 'call'] as const;

/** Which answer is due: by the attempt, or by the call, as loops and files of AWS Step Functions Local want it. */
function order(app: App, { orders = {} }: Case, name: string, inMap: boolean): TemplateResult {
  const chosen = own(orders, name);
  const set = (order: MockOrder | undefined): void => {
    const { [name]: _, ...others } = orders;
    app.actions.document.editCase({ orders: order ? { ...others, [name]: order } : others });
  };
  const choose = (event: Event): void => {
    const by = ORDERS[(event.target as HTMLSelectElement).selectedIndex] ?? 'attempt';
    set(by === 'attempt' ? undefined : { ...chosen, by });
  };
  return html`<label class="morder"><span>${t('mocks.order')}</span><select @change=${choose}>${ORDERS.map(
      (by) => html`<option .selected=${(chosen?.by ?? 'attempt') === by}>${t(`mocks.order.${by}`)}</option>`)}</select></label>
    ${chosen && (inMap || chosen.perItem) ? html`<label class="mcheck"><input type="checkbox" .checked=${chosen.perItem === true}
      @change=${() => set({ by: chosen.by, ...(chosen.perItem ? {} : { perItem: true }) })}>${t('mocks.countPerItem')}</label>` : nothing}
    <span class="muted">${t(`mocks.after.${chosen?.by ?? 'attempt'}`)}</span>`;
}

/** Answers for a state that the definition doesn't have (any more): kept until removed. */
function stray(app: App, name: string): TemplateResult {
  return html`<div class="mock stray" role="group" aria-label=${name}><header>${icon('i-warn', 14, 'st-caught')}<b>${name}</b>
    <span class="muted grow">${t('mocks.stray')}</span>
    <button class="b small" type="button" @click=${() => app.actions.document.mocks(name, [])}>${t('action.delete')}</button></header></div>`;
}
