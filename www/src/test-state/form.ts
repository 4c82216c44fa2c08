/** The fields of the Test state dialog. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { StatePlace } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { MockAnswer } from '../state.ts';
import { applies, comparesFields, needsMock, takesMock, type Field, type Form, type Subject } from './model.ts';

/** What the fields are drawn from, and where they report. */
export interface Desk {
  readonly form: Form;
  readonly subject: Subject;
  readonly states: readonly StatePlace[];
  readonly refusal: { readonly field: Field | null; readonly code: string; readonly message: string } | null;
  /** Typing changes the form alone; `draw` is for what shows or hides other fields. */
  set(change: Partial<Form>, draw?: boolean): void;
  choose(state: StatePlace): void;
  /** The mocked answers of this Task in the list. */
  readonly listed: readonly MockAnswer[];
  use(answer: MockAnswer): void;
  /** Puts the mock into the list. */
  copy(): void;
}

export function fields(desk: Desk): TemplateResult {
  const { form, subject } = desk;
  return html`
    ${stateField(desk)}
    ${area(desk, 'input', 'test.input', form.input, (input) => ({ input }))}
    ${takesMock(subject) ? mockFields(desk) : nothing}
    <div class="tpair">
      ${choice('test.level', 'level', ['INFO', 'DEBUG', 'TRACE'], form.level, (level) => desk.set({ level }, true))}
      ${number(desk, 'retries', 'test.retries', form.retries, (retries) => ({ retries }))}
      ${number(desk, 'failures', 'test.failures', form.failures, (failures) => ({ failures }))}
    </div>
    ${causedBy(desk)}
    ${applies('items', form, subject) ? area(desk, 'items', 'test.items', form.items, (items) => ({ items }), 'test.itemsHelp') : nothing}
    ${area(desk, 'variables', 'test.variables', form.variables, (variables) => ({ variables }), undefined, 2)}
    ${applies('context', form, subject)
      ? area(desk, 'context', 'test.context', form.context, (context) => ({ context }), 'test.contextHelp', 2) : nothing}`;
}

function stateField({ subject, states, choose }: Desk): TemplateResult {
  const change = (event: Event): void => {
    const state = states[(event.target as HTMLSelectElement).selectedIndex];
    if (state) choose(state);
  };
  return html`<label class="tfield"><span>${t('test.state')}</span><select @change=${change}>${states.map(
    (state) => html`<option .selected=${state.id === subject.place.id}>${state.name} · ${state.type}</option>`)}</select></label>`;
}

/** What stands in for the call, or for what is inside a Map or Parallel. */
function mockFields(desk: Desk): TemplateResult {
  const { form, subject } = desk;
  const kinds: [Form['mock'], Key][] = [['none', 'test.mock.none'], ['result', 'test.mock.result'], ['error', 'test.mock.error']];
  const usable = needsMock(subject) ? kinds.slice(1) : kinds;
  return html`
    ${choice('test.mock', 'mock', usable.map(([kind]) => kind), form.mock, (mock) => desk.set({ mock }, true),
      (kind) => t(kinds.find(([own]) => own === kind)?.[1] ?? 'test.mock'))}
    ${subject.place.type === 'Task' ? fromList(desk) : nothing}
    ${form.mock === 'none' ? html`<p class="thelp">${t('test.mock.noneHelp')}</p>` : nothing}
    ${form.mock === 'result' ? area(desk, 'mock', 'test.result', form.result, (result) => ({ result })) : nothing}
    ${form.mock === 'error' ? errorFields(desk) : nothing}
    ${form.mock === 'result' && comparesFields(subject)
      ? html`${choice('test.mode', 'mode', ['STRICT', 'PRESENT', 'NONE'], form.mode, (mode) => desk.set({ mode }, true))}
        <p class="thelp">${t(`test.mode.${form.mode}`)}</p>` : nothing}`;
}

/** Answers of the list, and the way back into it. */
function fromList({ form, listed, use, copy }: Desk): unknown {
  const usable = listed.filter(({ kind }) => kind === 'return' || kind === 'throw');
  const choose = (event: Event): void => {
    const field = event.target as HTMLSelectElement;
    const answer = usable[field.selectedIndex - 1];
    field.selectedIndex = 0;
    if (answer) use(answer);
  };
  const copyable = form.mock !== 'none';
  if (usable.length === 0 && !copyable) return nothing;
  return html`<div class="tmocks">${usable.length === 0 ? nothing : html`<label class="tfield"><span>${t('test.fromList')}</span><select @change=${choose}>
      <option>${t('test.fromList.none')}</option>${usable.map((answer) => html`<option>${inShort(answer)}</option>`)}</select></label>`}
    ${copyable ? html`<button class="b small" type="button" @click=${copy}>${icon('i-copy', 12)}${t('test.toList')}</button>` : nothing}</div>`;
}

const inShort = (answer: MockAnswer): string =>
  answer.kind === 'throw' ? `${t('mocks.throw')}: ${answer.error}`
    : answer.kind === 'return' ? `${t('mocks.return')}: ${answer.text.replace(/\s+/g, ' ').slice(0, 60)}` : '';

function errorFields(desk: Desk): TemplateResult {
  const { form, refusal } = desk;
  const text = (name: 'error' | 'cause', words: string): TemplateResult => html`
    <label class="tfield"><span>${words}</span><input class=${name === 'error' ? 'code' : ''} .value=${form[name]} spellcheck="false"
      autocomplete="off" aria-invalid=${refusal?.field === 'mock' && name === 'error' ? 'true' : 'false'}
      @input=${(event: Event) => desk.set({ [name]: (event.target as HTMLInputElement).value })}></label>`;
  return html`<div class="tpair">${text('error', 'Error')}${text('cause', 'Cause')}</div>${refused(desk, 'mock')}`;
}

function causedBy(desk: Desk): unknown {
  const { form, subject } = desk;
  if (!applies('causedBy', form, subject) || subject.inside.length === 0) return nothing;
  return html`<label class="tfield"><span>${t('test.causedBy')}</span>
    <select @change=${(event: Event) => desk.set({ causedBy: (event.target as HTMLSelectElement).value })}>
      <option value="" .selected=${form.causedBy === ''}>${t('test.causedBy.none')}</option>
      ${subject.inside.map((name) => html`<option value=${name} .selected=${name === form.causedBy}>${name}</option>`)}</select></label>
    ${refused(desk, 'causedBy')}`;
}

function area(desk: Desk, field: Field, label: Key, value: string, change: (text: string) => Partial<Form>, help?: Key, rows = 0): TemplateResult {
  const bad = desk.refusal?.field === field;
  const lines = rows || Math.min(10, Math.max(3, value.split('\n').length));
  return html`<label class="tfield"><span>${t(label)}</span>
      <textarea class="code" rows=${lines} spellcheck="false" .value=${value} aria-invalid=${bad ? 'true' : 'false'}
        aria-describedby=${bad ? `refused-${field}` : nothing}
        @input=${(event: Event) => desk.set(change((event.target as HTMLTextAreaElement).value))}></textarea></label>
    ${help ? html`<p class="thelp">${t(help)}</p>` : nothing}
    ${refused(desk, field)}`;
}

function number(desk: Desk, field: Field, label: Key, value: string, change: (text: string) => Partial<Form>): unknown {
  if (!applies(field, desk.form, desk.subject)) return nothing;
  const bad = desk.refusal?.field === field;
  return html`<div><label class="tfield"><span>${t(label)}</span>
      <input type="number" min="0" step="1" inputmode="numeric" .value=${value} placeholder="0" aria-invalid=${bad ? 'true' : 'false'}
        aria-describedby=${bad ? `refused-${field}` : nothing}
        @input=${(event: Event) => desk.set(change((event.target as HTMLInputElement).value))}></label>
    ${refused(desk, field)}</div>`;
}

/** One of a few words: radio buttons that look like one control. */
function choice<T extends string>(label: Key, name: string, words: readonly T[], chosen: T, choose: (word: T) => void, say = (word: T): string => word): TemplateResult {
  return html`<fieldset class="tfield"><legend>${t(label)}</legend><div class="seg">${words.map((word) => html`<label>
    <input type="radio" name="test-${name}" value=${word} .checked=${word === chosen} @change=${() => choose(word)}><span>${say(word)}</span></label>`)}</div></fieldset>`;
}

/** What the API says of this field. */
function refused({ refusal }: Desk, field: Field): unknown {
  if (refusal?.field !== field) return nothing;
  return html`<p class="bad st-fail" id="refused-${field}">${icon('i-s-fail', 12)}<span><b>${refusal.code}</b> ${refusal.message}</span></p>`;
}
