/** What the definition reads and the input lacks, with a press that adds it. */

import '../i18n/later.ts';
import '../styles/lacks.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { InputSuggestion } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { chosenCase } from '../select.ts';
import type { State } from '../state.ts';

/** So many paths are named. */
const NAMED = 4;

/** Errors of a field that found nothing where it looked. */
const PATH_ERRORS = /^States\.(Runtime|ParameterPathFailure|ReferencePathFailure|QueryEvaluationError|ItemReaderFailed|IntrinsicFailure)$/;

type Line = (app: App, state: State, found: InputSuggestion) => unknown;

/** Machines whose line was closed in this visit. */
const closed = new Set<string>();

/** Asks anew whenever the texts are others, and draws what is found. */
function mounted(host: HTMLElement, app: App, slot: string, line: Line): () => void {
  const { store, actions } = app;
  let asked = '';
  let found: InputSuggestion | null = null;
  const draw = (): void => {
    const { state } = store;
    const any = found !== null && found.missing.length > 0 && !state.ui.readOnly && store.state.check.view?.whole === true;
    render(any && found ? line(app, state, found) : nothing, host);
  };
  const look = (): void => {
    const { document, engine } = { document: store.state.document, engine: store.state.engine };
    const { input } = chosenCase(store.state);
    const now = JSON.stringify([document.machineId, document.definition, input]);
    if (now !== asked && engine === 'ready' && document.machineId) {
      asked = now;
      const ask = actions.inspect.suggestInput(document.definition, input, slot);
      void ask.catch(() => null).then((answer) => {
        if (answer === undefined || now !== asked) return;
        found = answer;
        draw();
      });
    } else draw();
  };
  look();
  const end = store.subscribe(look);
  return () => {
    end();
    render(nothing, host);
  };
}

export const mountLine = (host: HTMLElement, app: App): (() => void) => mounted(host, app, 'line', (_, state, found) => {
  const { document, ui } = state;
  const empty = isEmpty(chosenCase(state).input);
  // Elsewhere than beside the input only what nobody has begun to fill in is worth a line, and examples know what they leave out.
  const here = empty || (ui.define === 'input' && document.gallery === null);
  if (!here || closed.has(document.machineId) || (ui.define !== 'input' && ui.define !== 'definition')) return nothing;
  return html`<div class="lackline" role="status">${icon('i-info', 14)}
    <span class="grow" title=${found.missing.join(', ')}>${words(found.missing, empty)}
      <button class="link" type="button" @click=${() => add(app, found)}>${t('lacks.add')}</button></span>
    <button class="b ghost tiny" type="button" aria-label=${t('action.dismiss')} @click=${() => {
      closed.add(document.machineId);
      app.store.dispatch({ type: 'ui', change: {} });
    }}>${icon('i-close', 12)}</button></div>`;
});

export const mountFailed = (host: HTMLElement, app: App): (() => void) => mounted(host, app, 'failed', (_, state, found) => {
  const { run, document } = state;
  const error = run?.view.execution.error ?? '';
  const same = run?.request.definition === document.definition && run.request.input === chosenCase(state).input;
  if (!run || run.view.recorded || !same || !PATH_ERRORS.test(error)) return nothing;
  return html`<div class="lackfail"><span>${words(found.missing, false)}</span>
    <button class="b small" type="button" @click=${() => {
      add(app, found);
      app.actions.run.newExecution();
    }}>${icon('i-play', 11)}${t('lacks.addRun')}</button></div>`;
});

function words(missing: readonly string[], empty: boolean): TemplateResult | string {
  if (missing[0] === '$') return t('lacks.list');
  const paths = missing.slice(0, NAMED).join(', ');
  const more = missing.length - NAMED;
  return t(empty ? 'lacks.reads' : 'lacks.also', { paths: more > 0 ? t('lacks.more', { paths, count: more }) : paths });
}

/** Nothing that stands there is lost; *Undo* brings the text back as it was. */
function add({ store, actions }: App, { input, missing }: InputSuggestion): void {
  const { document } = store.state;
  const { id, input: before } = chosenCase(store.state);
  actions.document.input(input);
  const undo = (): void => {
    const now = store.state.document;
    if (now.machineId === document.machineId && chosenCase(store.state).id === id) actions.document.input(before);
  };
  store.dispatch({
    type: 'notice',
    notice: { kind: 'info', key: 'lacks.added', params: { count: missing.length }, zone: 'define', undo: { label: 'action.undo', does: undo } },
  });
  const notice = store.state.notices.find(({ key }) => key === 'lacks.added')?.id ?? 0;
  // What was added is edited, or was for another definition: nothing is to be taken back any more.
  const end = store.subscribe((state) => {
    const same = state.document.machineId === document.machineId && state.document.definition === document.definition && chosenCase(state).input === input;
    if (same) return;
    end();
    store.dispatch({ type: 'dismiss', id: notice });
  });
}

const isEmpty = (input: string): boolean => /^\s*(\{\s*\})?\s*$/.test(input);
