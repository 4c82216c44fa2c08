/** The Test state dialog: one state by itself, as the API TestState tests it. Loaded when it is first opened. */

import '../i18n/later.ts';
import '../styles/seg.css';
import '../styles/test-state.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { StatePlace } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { pretty } from '../json-text.ts';
import { fromTestState, toTestState } from '../mocks/convert.ts';
import { own } from '../own.ts';
import { chosenCase, shown } from '../select.ts';
import type { MockAnswer, State } from '../state.ts';
import { fields } from './form.ts';
import { applies, fieldOf, firstForm, mockOf, requestOf, subjectOf, takesMock, type Field, type Form, type Subject } from './model.ts';
import { resultView, type Answered, type ResultTab } from './result.ts';

export function open(app: App, place: StatePlace): void {
  new TestDialog(app, place);
}

/** The text that the shown graph was read from. */
function textOf(state: State): string {
  const { check, run } = shown(state);
  return run ? run.request.definition : check === state.check.view ? state.check.text : state.check.goodText;
}

class TestDialog {
  private readonly dialog = document.createElement('dialog');
  private readonly states: readonly StatePlace[];
  private readonly definition: string;
  private subject!: Subject;
  private form!: Form;
  private answered: Answered | null = null;
  private refusal: { field: Field | null; code: string; message: string } | null = null;
  private tab: ResultTab = 'stages';
  private busy = false;
  private said: string | null = null;

  constructor(private readonly app: App, place: StatePlace) {
    const { state } = app.store;
    this.definition = textOf(state);
    this.states = shown(state).check?.states ?? [place];
    const { dialog } = this;
    dialog.className = 'dlg';
    dialog.setAttribute('aria-labelledby', 'test-title');
    dialog.addEventListener('close', () => dialog.remove());
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.addEventListener('keydown', (event) => this.key(event));
    const step = state.run?.step;
    this.begin(place, step && step.state === place.id && shown(state).run ? step.input : chosenCase(state).input);
    document.body.append(dialog);
    dialog.showModal();
  }

  private begin(place: StatePlace, input: string): void {
    this.subject = subjectOf(place, this.definition, this.states);
    this.form = firstForm(this.subject, pretty(input), own(chosenCase(this.app.store.state).mocks, place.name)?.[0]);
    this.answered = null;
    this.refusal = null;
    this.said = null;
    this.draw();
  }

  /** Another state begins anew, with the input that it last had. */
  private async choose(place: StatePlace): Promise<void> {
    const { state } = this.app.store;
    this.begin(place, chosenCase(state).input);
    if (!shown(state).run) return;
    const input = (await this.app.actions.inspect.latest(place.id))?.input;
    if (input !== undefined && this.subject.place === place) this.begin(place, input);
  }

  /** The page's keys rest while the dialog is open. */
  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.test();
  }

  private async test(): Promise<void> {
    if (this.busy) return;
    const { form, subject } = this;
    this.busy = true;
    this.draw();
    try {
      const view = await this.app.actions.inspect.testState(requestOf(form, subject, this.app.store.state.workspace.account));
      this.answered = view?.response ? { view, form, subject } : null;
      this.refusal = view?.error ? this.refused(view.error.code, view.error.message) : null;
    } catch (error) {
      this.answered = null;
      this.refusal = { field: null, code: t('notice.engineError'), message: error instanceof Error ? error.message : String(error) };
    }
    this.busy = false;
    this.draw();
    this.show();
  }

  private refused(code: string, message: string): typeof this.refusal {
    const isShown = (field: Field): boolean =>
      field === 'input' || field === 'variables' || (takesMock(this.subject) && applies(field, this.form, this.subject));
    return { field: fieldOf(code, message, isShown), code, message };
  }

  /** The field that was refused gets the focus; a result comes into view where it stands below the fields. */
  private show(): void {
    if (this.refusal) this.dialog.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    else this.dialog.querySelector('.res')?.scrollIntoView({ block: 'nearest' });
  }

  private draw(): void {
    const close = (): void => this.dialog.close();
    render(html`<div class="dframe w860 test"><header><h2 id="test-title" class="grow">${t('test.title')}</h2>
        <button class="b ghost icon" type="button" autofocus aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody" tabindex="0" role="group" aria-label=${this.subject.place.name}><div class="two">
        <div class="tform">${fields({
          form: this.form,
          subject: this.subject,
          states: this.states,
          refusal: this.refusal,
          set: (change, draw) => this.set(change, draw),
          choose: (place) => void this.choose(place),
          listed: own(chosenCase(this.app.store.state).mocks, this.subject.place.name) ?? [],
          use: (answer) => void this.use(answer),
          copy: () => void this.copy(),
        })}</div>
        <section class="res" aria-label=${t('test.outcome')}>${this.outcome()}</section></div></div>
      <footer><span class="muted grow" role="status">${this.said ?? t('test.alone')}</span>
        <button class="b primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.test()}>
          ${icon('i-play', 13)}${t('test.test')}</button></footer></div>`, this.dialog);
  }

  private set(change: Partial<Form>, draw = false): void {
    this.form = { ...this.form, ...change };
    if (draw) this.draw();
  }

  /** A mock of the list, as TestState takes it. */
  private async use(answer: MockAnswer): Promise<void> {
    const mock = await toTestState(this.app, answer);
    if (!mock) return;
    const { result, errorOutput } = mock;
    if (result === undefined) this.set({ mock: 'error', error: errorOutput?.error ?? '', cause: errorOutput?.cause ?? '' }, true);
    else this.set({ mock: 'result', result: pretty(result) }, true);
  }

  private async copy(): Promise<void> {
    const { name } = this.subject.place;
    const answer = await fromTestState(this.app, JSON.stringify(mockOf(this.form, this.subject)));
    if (!answer) return;
    const { document } = this.app.actions;
    document.mocks(name, [...(own(chosenCase(this.app.store.state).mocks, name) ?? []), answer]);
    this.said = t('test.copied', { name });
    this.draw();
  }

  private outcome(): TemplateResult {
    const { answered, refusal } = this;
    const status = answered?.view.response?.status;
    return html`<p class="vh" role="status">${this.busy ? t('test.busy') : (status ?? (refusal ? `${refusal.code}: ${refusal.message}` : ''))}</p>
      ${refusal ? html`<div class="ban st-fail">${icon('i-s-fail', 16)}<div><b>${refusal.code}</b>
        ${refusal.field ? html`<p class="muted">${t('test.refusedField')}</p>` : html`<p class="muted">${refusal.message}</p>`}</div></div>` : nothing}
      ${answered ? resultView(answered, this.tab, (tab) => {
        this.tab = tab;
        this.draw();
      }) : nothing}
      ${answered || refusal ? nothing : html`<p class="none muted">${t('test.before')}</p>`}`;
  }
}
