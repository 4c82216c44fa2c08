/** The inputs of the machine: choose one, name it, edit its JSON. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { codeEditor } from '../editor/code-editor.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { problemTitle } from '../problems/words.ts';
import { chosenCase } from '../select.ts';
import type { State } from '../state.ts';

export function mountInput(root: HTMLElement, app: App): void {
  const { store, actions } = app;
  render(html`<div class="casebar"></div><div class="edwrap"></div><div class="problems"></div>`, root);
  const [bar, host, problems] = [...root.children] as [HTMLElement, HTMLElement, HTMLElement];
  let renaming = false;
  const rename = (on: boolean): void => {
    // The field that goes away loses the focus and reports once more.
    if (on === renaming) return;
    renaming = on;
    drawBar();
    if (on) bar.querySelector('input')?.select();
  };
  const drawBar = panel(bar, app, ({ document }) => [document.cases, document.chosen], (state) =>
    cases(app, state, renaming, rename));
  const editor = codeEditor(host, chosenCase(store.state).input, { changed: (text) => actions.document.input(text) });
  editor.label(t('input.label'));
  panel(problems, app, ({ check }) => [check.input], ({ check }) => html`${check.input.slice(0, 5).map(
    (problem) => html`<div class="prow st-fail">${icon('i-s-fail', 14, '', t('problems.error'))}
      <div class="pt"><b>${problemTitle(problem)}</b></div>
      <button class="link num" type="button" aria-label=${t('problems.go', { line: problem.line, column: problem.column })}
        @click=${() => editor.go(problem.place.from)}>${problem.line}:${problem.column}</button></div>`,
  )}`);
  store.subscribe((state, before) => {
    if (state.ui.lang !== before.ui.lang) editor.label(t('input.label'));
    const other = identity(state) !== identity(before);
    if (other || chosenCase(state).input !== chosenCase(before).input) editor.show(chosenCase(state).input, other);
    if (state.check.input !== before.check.input) editor.problems(state.check.input);
  });
}

function identity(state: State): string {
  return `${state.document.machineId}/${chosenCase(state).id}`;
}

function cases({ actions }: App, { document }: State, renaming: boolean, rename: (on: boolean) => void): TemplateResult {
  const item = document.cases[document.chosen];
  const current = item ? named(item.name) : '';
  if (renaming) return nameField(current, (name) => {
    if (name && name !== current) actions.document.editCase({ name });
    rename(false);
  });
  return html`
    <label class="fsel" data-free><span class="vh">${t('input.choose')}</span>
      <select @change=${(event: Event) => actions.document.choose((event.target as HTMLSelectElement).selectedIndex)}>
        ${document.cases.map(({ name }, at) => html`<option ?selected=${at === document.chosen}>${named(name)}</option>`)}
      </select></label>
    <button class="b small ghost" type="button" @click=${() => rename(true)}>${t('input.rename')}</button>
    <button class="b small ghost" type="button" @click=${() => actions.document.addCase()}>${icon('i-plus', 12)}${t('input.add')}</button>
    ${document.cases.length > 1
      ? html`<button class="b small ghost icon" type="button" aria-label=${t('input.remove')} title=${t('input.remove')}
          @click=${() => actions.document.removeCase(document.chosen)}>${icon('i-close', 12)}</button>`
      : nothing}`;
}

/** Enter and leaving the field take the name, Escape does not. */
function nameField(before: string, done: (name: string) => void): TemplateResult {
  const value = (event: Event): string => (event.target as HTMLInputElement).value.trim();
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') done(value(event));
    if (event.key === 'Escape') done(before);
  };
  return html`<label class="fsel"><span class="vh">${t('input.name')}</span>
    <input .value=${before} @keydown=${key} @blur=${(event: Event) => done(value(event))}></label>`;
}
