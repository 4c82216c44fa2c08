/** What each Task answers, attempt by attempt, with the chosen input. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import type { StatePlace } from '../generated.ts';
import { duration } from '../format.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { answerTemplate, isJson, jsonFault } from '../mocks.ts';
import { chosenCase } from '../select.ts';
import type { Case, MockAnswer, State } from '../state.ts';

export function mountMocks(root: HTMLElement, app: App): void {
  panel(root, app, (state) => [chosenCase(state), state.check.view, state.selection.state], (state) => list(app, state));
}

function list(app: App, state: State): TemplateResult {
  const item = chosenCase(state);
  const tasks = (state.check.view ?? state.check.good)?.states.filter(({ type }) => type === 'Task') ?? [];
  const known = new Set(tasks.map(({ name }) => name));
  const strays = Object.keys(item.mocks).filter((name) => !known.has(name));
  return html`<p class="mhelp">${t('mocks.help', { input: named(item.name) })}</p>
    ${tasks.length === 0 ? html`<p class="none muted">${t('mocks.noTasks')}</p>` : nothing}
    ${tasks.map((task) => taskRow(app, item, task, state.selection.state, inMap(state, task.id)))}
    ${strays.map((name) => stray(app, name))}`;
}

function taskRow(app: App, item: Case, task: StatePlace, selected: number | null, perItem: boolean): TemplateResult {
  const { name, resource } = task;
  const answers = item.mocks[name] ?? [];
  const set = (next: readonly MockAnswer[]): void => app.actions.document.mocks(name, next);
  const asks = item.asked?.includes(name) ?? false;
  return html`<div class="mock ${task.id === selected ? 'sel' : ''}" role="group" aria-label=${name}>
    <header>${icon('i-t-task', 14)}<b>${name}</b><code class="grow">${resource ?? ''}</code>${ask(app, item, name)}</header>
    ${asks ? html`<p class="asknote">${icon('i-s-wait-ask', 13, 'st-wait')}<span>${t('mocks.askHelp')}</span></p>` : html`
    ${answers.length === 0 ? html`<p class="auto"><span class="badge">${t('mocks.automatic')}</span>${t('mocks.automaticHelp')}</p>` : nothing}
    <ol>${answers.map((answer, at) => answerRow(answers, at, answer, set))}</ol>
    <footer>
      <button class="b small" type="button" @click=${() => set([...answers, answerTemplate(resource)])}>
        ${icon('i-plus', 12)}${t(answers.length === 0 ? 'mocks.addFirst' : 'mocks.addAttempt')}</button>
      ${answers.length > 0 ? order(app, item, name) : nothing}
    </footer>${perItem ? html`<p class="peritem muted">${t('mocks.perItem')}</p>` : nothing}`}</div>`;
}

/** Whether the run stops at the Task and asks the user. */
function ask(app: App, { asked = [] }: Case, name: string): TemplateResult {
  const on = asked.includes(name);
  const change = (): void => app.actions.document.editCase({ asked: on ? asked.filter((other) => other !== name) : [...asked, name] });
  return html`<label class="ask"><input type="checkbox" .checked=${on} @change=${change}>${t('mocks.ask')}</label>`;
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

/** Which answer is due: by the attempt, or in turn at every call, as loops want it. */
function order(app: App, { byCall = [] }: Case, name: string): TemplateResult {
  const inTurn = byCall.includes(name);
  const others = byCall.filter((other) => other !== name);
  const change = (): void => app.actions.document.editCase({ byCall: inTurn ? others : [...others, name] });
  return html`<label class="muted"><input type="checkbox" .checked=${inTurn} @change=${change}>${t('mocks.byCall')}</label>
    <span class="muted">${t(inTurn ? 'mocks.firstAgain' : 'mocks.lastAgain')}</span>`;
}

function answerRow(all: readonly MockAnswer[], at: number, answer: MockAnswer, set: (next: readonly MockAnswer[]) => void): TemplateResult {
  const put = (next: MockAnswer): void => set(all.map((old, index) => (index === at ? next : old)));
  const kind = (event: Event): void => {
    const wanted = (event.target as HTMLSelectElement).value;
    if (wanted === 'never') put({ kind: 'never' });
    else put(wanted === 'throw' ? { kind: 'throw', error: 'States.TaskFailed', cause: '' } : answerTemplate(null));
  };
  const attempt = t('mocks.attempt', { attempt: at + 1 });
  return html`<li>
    <div class="ahead-row"><span class="num">${attempt}</span>
      <select aria-label=${t('mocks.kind', { attempt })} @change=${kind}>
        <option value="return" ?selected=${answer.kind === 'return'}>${t('mocks.return')}</option>
        <option value="throw" ?selected=${answer.kind === 'throw'}>${t('mocks.throw')}</option>
        <option value="never" ?selected=${answer.kind === 'never'}>${t('mocks.never')}</option>
      </select>${answer.kind !== 'never' && answer.delay ? html`<span class="muted">${t('mocks.after', { time: duration(answer.delay) })}</span>` : nothing}
      <span class="grow"></span>
      <button class="b ghost tiny" type="button" aria-label=${t('mocks.remove', { attempt })} title=${t('mocks.remove', { attempt })}
        @click=${() => set(all.filter((_, index) => index !== at))}>${icon('i-close', 12)}</button></div>
    ${answer.kind === 'return' ? returned(answer, attempt, put) : answer.kind === 'throw' ? thrown(answer, attempt, put) : nothing}</li>`;
}

function returned(answer: Extract<MockAnswer, { kind: 'return' }>, attempt: string, put: (next: MockAnswer) => void): TemplateResult {
  const { text } = answer;
  const good = isJson(text);
  const fault = good ? null : jsonFault(text);
  const rows = Math.min(14, text.split('\n').length);
  return html`<textarea class="code" rows=${rows} spellcheck="false" aria-label=${t('mocks.json', { attempt })} aria-invalid=${good ? 'false' : 'true'}
      .value=${text} @input=${(event: Event) => put({ ...answer, text: (event.target as HTMLTextAreaElement).value })}></textarea>
    ${good ? nothing : html`<p class="bad st-fail">${icon('i-s-fail', 12)}${fault ? t('mocks.badJsonAt', { ...fault }) : t('mocks.badJson')}</p>`}`;
}

function thrown(
  answer: Extract<MockAnswer, { kind: 'throw' }>,
  attempt: string,
  put: (next: MockAnswer) => void,
): TemplateResult {
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<div class="thrown">
    <label>Error<input class="code" .value=${answer.error} aria-label=${t('mocks.error', { attempt })}
      @input=${(event: Event) => put({ ...answer, error: value(event) })}></label>
    <label>Cause<input .value=${answer.cause} aria-label=${t('mocks.cause', { attempt })}
      @input=${(event: Event) => put({ ...answer, cause: value(event) })}></label></div>`;
}

/** Answers for a state that the definition doesn't have (any more): kept until removed. */
function stray(app: App, name: string): TemplateResult {
  return html`<div class="mock stray" role="group" aria-label=${name}><header>${icon('i-warn', 14, 'st-caught')}<b>${name}</b>
    <span class="muted grow">${t('mocks.stray')}</span>
    <button class="b small" type="button" @click=${() => app.actions.document.mocks(name, [])}>${t('action.delete')}</button></header></div>`;
}
