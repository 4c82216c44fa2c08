/** A mock file: its text with what is wrong with it, the test case that is played, how calls are counted. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { codeEditor, type CodeEditor } from '../editor/code-editor.ts';
import { findings } from '../editor/findings.ts';
import { ours } from '../editor/ours.ts';
import type { DiagnosticView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { isJson } from '../mocks.ts';
import type { Document, MockFile, State } from '../state.ts';
import { fileOfList, NOTHING, playable, readStates, takeCase } from './convert.ts';
import { place } from './focus.ts';
import { members, setIn } from './json-parts.ts';

const EMPTY: MockFile = { text: '', testCase: null, used: true };
const EXAMPLE = (machine: string, state: string): string => `{
  "StateMachines": {
    ${JSON.stringify(machine)}: {
      "TestCases": {
        "HappyPath": { ${JSON.stringify(state)}: "Succeeds" },
        "Retried": { ${JSON.stringify(state)}: "FailsTwiceThenSucceeds" }
      }
    }
  },
  "MockedResponses": {
    "Succeeds": {
      "0": { "Return": { "StatusCode": 200, "Payload": {} } }
    },
    "FailsTwiceThenSucceeds": {
      "0-1": { "Throw": { "Error": "Lambda.ServiceException", "Cause": "not ready" } },
      "2": { "Return": { "StatusCode": 200, "Payload": {} } }
    }
  }
}
`;

export function mountFile(root: HTMLElement, app: App): void {
  const view = new FileView(root, app);
  app.store.subscribe((state, before) => {
    const { document, ui, check } = state;
    if (document !== before.document || ui.lang !== before.ui.lang || ui.define !== before.ui.define || check.view !== before.check.view) view.follow(state);
  });
}

class FileView {
  private editor: CodeEditor | null = null;
  private machine = '';
  private judged = '';
  private has = NOTHING;
  private found: readonly DiagnosticView[] = [];

  constructor(private readonly root: HTMLElement, private readonly app: App) {
    render(html`<div class="casebar"></div><div class="edwrap"></div><div class="problems"></div>`, root);
    this.follow(app.store.state);
  }

  follow({ document, ui }: State): void {
    this.root.hidden = !document.mockFile?.used;
    if (this.root.hidden || ui.define !== 'mocks') return;
    const { text } = document.mockFile ?? EMPTY;
    const editor = (this.editor ??= this.open(text));
    const other = this.machine !== document.machineId;
    this.machine = document.machineId;
    editor.show(text, other);
    editor.label(t('mocks.fileLabel'));
    const at = place(text);
    if (at !== null) requestAnimationFrame(() => editor.go(at));
    void this.judge(document, text);
    this.draw(document);
  }

  private open(text: string): CodeEditor {
    const host = this.root.children[1] as HTMLElement;
    return codeEditor(host, text, { changed: (next) => this.set({ text: next }) });
  }

  private set(change: Partial<MockFile>): void {
    const { mockFile } = this.app.store.state.document;
    this.app.store.dispatch({ type: 'edit', change: { mockFile: { ...EMPTY, ...mockFile, ...change } } });
  }

  /** Findings depend on the definition and the machine's name too. */
  private async judge(document: Document, text: string): Promise<void> {
    const judged = JSON.stringify([text, document.definition, document.name]);
    if (judged === this.judged) return;
    this.judged = judged;
    const [has, found] = await Promise.all([playable(this.app, text), text.trim() ? this.app.actions.inspect.mockProblems(text) : []]);
    if (this.judged !== judged || !found) return;
    this.has = has;
    this.found = found;
    this.editor?.problems(ours(found));
    const [first] = has.cases;
    const { testCase } = this.app.store.state.document.mockFile ?? EMPTY;
    // A first text gets its first test case; one that is gone stays chosen, and is said to be gone.
    if (testCase === null && first) this.set({ testCase: first.name });
    this.draw(this.app.store.state.document);
  }

  private draw(document: Document): void {
    const [bar, , problems] = [...this.root.children] as [HTMLElement, HTMLElement, HTMLElement];
    const { text } = document.mockFile ?? EMPTY;
    render(text.trim() ? this.choice(document) : this.start(document), bar);
    render(html`${this.strangers(document)}${findings(ours(this.found), (offset) => this.editor?.go(offset))}`, problems);
  }

  private choice(document: Document): TemplateResult {
    const { text, testCase } = document.mockFile ?? EMPTY;
    const own = this.has.cases;
    const gone = testCase !== null && !own.some(({ name }) => name === testCase);
    const choose = (event: Event): void => this.set({ testCase: (event.target as HTMLSelectElement).value });
    const perItem = isJson(text) && members(members(text).get('Stepglass') ?? '{}').get('counters') === '"iteration"';
    const count = (): void => this.set({ text: setIn(text, ['Stepglass', 'counters'], perItem ? null : '"iteration"') });
    return html`<label class="fsel mcase"><span>${t('mocks.testCase')}</span><select aria-label=${t('mocks.testCase')} @change=${choose}>
        ${gone || own.length === 0 ? html`<option value=${testCase ?? ''} .selected=${true}>${testCase ?? '–'}</option>` : nothing}
        ${own.map(({ name }) => html`<option value=${name} .selected=${name === testCase}>${name}</option>`)}</select></label>
      <label class="mcheck" title=${t('mocks.countPerItemHelp')}><input type="checkbox" .checked=${perItem} ?disabled=${!isJson(text)} @change=${count}>${t('mocks.countPerItem')}</label>
      <button class="b small ghost" type="button" ?disabled=${gone || own.length === 0} @click=${() => void this.copy()}>${t('mocks.toList')}</button>`;
  }

  private start(document: Document): TemplateResult {
    const task = this.app.store.state.check.view?.states.find(({ type }) => type === 'Task')?.name ?? 'MyTask';
    return html`<p class="mhelp">${t('mocks.fileHelp')}</p><div class="ebtn l">
      <button class="b small" type="button" @click=${() => this.set({ text: EXAMPLE(document.name, task), testCase: 'HappyPath' })}>${t('mocks.example')}</button>
      <button class="b small" type="button" @click=${() => void this.fromList()}>${t('mocks.fromList')}</button></div>`;
  }

  /** What keeps test cases from being played although nothing is wrong with the file by itself. */
  private strangers(document: Document): TemplateResult | typeof nothing {
    const { testCase } = document.mockFile ?? EMPTY;
    const { machine, machines, cases } = this.has;
    if (machine === null && machines.length > 0) {
      return html`<div class="prow st-caught">${icon('i-warn', 14, '', t('problems.warning'))}<div class="pt"><b>${t('mocks.otherMachine', { name: document.name })}</b>
        <span class="ebtn l">${machines.map((name) => html`<button class="b small" type="button"
          @click=${() => this.app.actions.document.rename({ name })}>${t('mocks.renameTo', { name })}</button>`)}</span></div></div>`;
    }
    if (testCase === null || cases.length === 0 || cases.some(({ name }) => name === testCase)) return nothing;
    return html`<div class="prow st-fail">${icon('i-s-fail', 14, '', t('problems.error'))}<div class="pt"><b>${t('mocks.noTestCase', { name: testCase })}</b></div></div>`;
  }

  private async fromList(): Promise<void> {
    const text = await fileOfList(this.app);
    if (text === null) this.app.store.dispatch({ type: 'notice', notice: { kind: 'info', key: 'mocks.nothingToExport', zone: 'define' } });
    else this.set({ text });
  }

  /** The test case becomes the list of the chosen input. */
  private async copy(): Promise<void> {
    const { store } = this.app;
    const { document } = store.state;
    const { text, testCase } = document.mockFile ?? EMPTY;
    const found = this.has.cases.find(({ name }) => name === testCase);
    const answers = found && (await takeCase(this.app, text, found));
    if (!answers) return;
    const { cases, mockFile } = document;
    store.dispatch({ type: 'case', change: readStates(answers) });
    this.set({ used: false });
    store.dispatch({
      type: 'notice',
      notice: {
        kind: 'info', key: 'mocks.copied', params: { name: found.name }, zone: 'define',
        undo: { label: 'action.undo', action: { type: 'edit', change: { cases, mockFile } } },
      },
    });
  }
}
