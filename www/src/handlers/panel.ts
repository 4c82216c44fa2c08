/** The Handlers tab of Define: a function for each Task that is to have one. */

import '../i18n/later.ts';
import '../styles/handlers.css';
import '../styles/mocks.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { codeEditor, type CodeEditor } from '../editor/code-editor.ts';
import type { StatePlace } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { own } from '../own.ts';
import { chosenCase } from '../select.ts';
import type { Document, State } from '../state.ts';
import { agreed } from './consent.ts';
import { javaScript } from './js-marks.ts';
import { Trial } from './trial.ts';

const TEMPLATE = 'export const handler = async (event, context) => {\n  return event;\n};\n';

export function mountHandlersPanel(root: HTMLElement, app: App): void {
  const panel = new HandlersPanel(root, app);
  app.store.subscribe((state, before) => {
    const other = state.document !== before.document || state.check !== before.check || state.selection.state !== before.selection.state;
    if (other || state.ui.lang !== before.ui.lang) panel.follow(state);
  });
}

class HandlersPanel {
  private open: string | null = null;
  private machine = '';
  private readonly host = document.createElement('div');
  private readonly editor: CodeEditor;
  private readonly trial: Trial;

  constructor(private readonly root: HTMLElement, private readonly app: App) {
    this.host.className = 'hcode';
    this.editor = codeEditor(this.host, '', { changed: (code) => this.write(code) }, javaScript);
    this.trial = new Trial(app, () => this.draw());
    this.follow(app.store.state);
  }

  private get document(): Document {
    return this.app.store.state.document;
  }

  follow({ document }: State): void {
    if (document.machineId !== this.machine) {
      this.machine = document.machineId;
      this.show(Object.keys(document.handlers)[0] ?? null);
    }
    const code = this.open === null ? undefined : own(document.handlers, this.open);
    if (code === undefined) this.open = null;
    else this.editor.show(code, false);
    this.draw();
  }

  /** Opens a handler's code. */
  private show(name: string | null): void {
    this.open = name;
    this.trial.forget();
    if (name === null) return;
    this.editor.show(own(this.document.handlers, name) ?? '', true);
    this.editor.label(t('handlers.code', { name }));
  }

  private edit(change: Partial<Document>): void {
    this.app.store.dispatch({ type: 'edit', change });
  }

  private write(code: string): void {
    if (this.open !== null) this.edit({ handlers: { ...this.document.handlers, [this.open]: code } });
  }

  private draw(): void {
    const { state } = this.app.store;
    const tasks = (state.check.view ?? state.check.good)?.states.filter(({ type }) => type === 'Task') ?? [];
    const known = new Set(tasks.map(({ name }) => name));
    const strays = Object.keys(state.document.handlers).filter((name) => !known.has(name));
    render(html`<p class="mhelp">${t('handlers.help')}</p>
      ${state.document.foreign && Object.keys(state.document.handlers).length > 0 ? this.foreign() : nothing}
      ${tasks.length === 0 ? html`<p class="none muted">${t('mocks.noTasks')}</p>` : nothing}
      ${tasks.map((task) => this.task(task, state))}
      ${strays.map((name) => this.stray(name))}`, this.root);
  }

  private foreign(): TemplateResult {
    return html`<div class="hforeign">${icon('i-warn', 14, 'st-caught')}<span class="grow">${t('handlers.foreign')}</span>
      <button class="b small" type="button" aria-haspopup="dialog" @click=${() => void agreed(this.app)}>${t('handlers.review')}</button></div>`;
  }

  private task({ id, name, resource }: StatePlace, state: State): TemplateResult {
    const code = own(state.document.handlers, name);
    const open = code !== undefined && this.open === name;
    return html`<div class="mock ${id === state.selection.state ? 'sel' : ''}" role="group" aria-label=${name}>
      <header>${icon('i-t-task', 14)}<b>${name}</b><code class="grow">${resource ?? ''}</code></header>
      ${code === undefined
        ? html`<button class="b small" type="button" @click=${() => this.add(name)}>${icon('i-plus', 12)}${t('handlers.add')}</button>`
        : this.bar(name, open)}
      ${code !== undefined && (own(chosenCase(state).mocks, name)?.length ?? 0) > 0 ? html`<p class="muted hnote">${t('handlers.mocked')}</p>` : nothing}
      ${open ? html`${this.host}${this.trial.view(name, id, resource ?? '')}` : nothing}</div>`;
  }

  private bar(name: string, open: boolean): TemplateResult {
    const { handlersOff = [] } = this.document;
    const off = handlersOff.includes(name);
    const others = handlersOff.filter((other) => other !== name);
    const toggle = (): void => this.edit({ handlersOff: off ? others : [...others, name] });
    const fold = (): void => {
      this.show(open ? null : name);
      this.draw();
    };
    return html`<div class="hbar">
      <button class="fold" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${fold}>${icon(open ? 'i-tri-d' : 'i-tri-r', 10)}${t('handlers.edit')}</button>
      <label><input type="checkbox" .checked=${!off} @change=${toggle}>${t('handlers.on')}</label>
      <span class="grow"></span>
      <button class="b ghost tiny" type="button" aria-label=${t('handlers.remove', { name })} title=${t('handlers.remove', { name })}
        @click=${() => this.remove(name)}>${icon('i-close', 12)}</button></div>`;
  }

  private stray(name: string): TemplateResult {
    return html`<div class="mock stray" role="group" aria-label=${name}><header>${icon('i-warn', 14, 'st-caught')}<b>${name}</b>
      <span class="muted grow">${t('mocks.stray')}</span>
      <button class="b small" type="button" @click=${() => this.remove(name)}>${t('action.delete')}</button></header></div>`;
  }

  private add(name: string): void {
    const { handlers, handlersOff = [] } = this.document;
    this.edit({ handlers: { ...handlers, [name]: TEMPLATE }, handlersOff: handlersOff.filter((other) => other !== name) });
    this.show(name);
    this.draw();
    requestAnimationFrame(() => this.editor.go(TEMPLATE.indexOf('return')));
  }

  private remove(name: string): void {
    const { handlers, handlersOff = [] } = this.document;
    const { [name]: _, ...others } = handlers;
    if (this.open === name) this.show(null);
    this.edit({ handlers: others, handlersOff: handlersOff.filter((other) => other !== name) });
    this.app.store.dispatch({
      type: 'notice',
      notice: {
        kind: 'info', key: 'handlers.removed', params: { name }, zone: 'define',
        undo: { label: 'action.undo', action: { type: 'edit', change: { handlers, handlersOff } } },
      },
    });
  }
}
