/** Variables: what the selected step sees, the context object, and expressions that are watched. */

import '../i18n/later.ts';
import '../styles/answer.css';
import '../styles/insight.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import type { ScopeStep, VariablesView, VariableView, WatchView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { failed, follow, type Subject } from '../insight/follow.ts';
import { pretty } from '../json-text.ts';
import { isJson } from '../mocks.ts';
import { unknown } from '../recorded/note.ts';
import { leaves } from './context.ts';

const NONE: readonly string[] = [];

export function mount(host: HTMLElement, app: App): () => void {
  const panel = new Variables(host, app);
  return follow(app, (subject) => panel.follow(subject), () => panel.draw());
}

class Variables {
  private event: number | null = null;
  private view: VariablesView | null | undefined;
  private watched: readonly WatchView[] = [];
  /** The expressions that `watched` is about. */
  private asked: readonly string[] = NONE;

  /** The variable that is edited, its text as written, and what is wrong with it. */
  private edited: { name: string; entered: number; text: string; bad: 'answer.notJson' | 'vars.notHere' | null } | null = null;

  constructor(private readonly host: HTMLElement, private readonly app: App) {}

  follow(subject: Subject | null): void {
    this.event = subject?.event ?? null;
    void this.refresh();
  }

  private get watches(): readonly string[] {
    return this.app.store.state.document.watches ?? NONE;
  }

  private async refresh(): Promise<void> {
    const { event, watches } = this;
    this.asked = watches;
    const { insight } = this.app.actions.inspect;
    const [view, watched] = event === null ? [null, []] : await Promise.all([
      insight('variables', { event }).catch(failed(this.app)),
      watches.length === 0 ? [] : insight('watched', { event, of: [...watches] }).catch(failed(this.app)),
    ]);
    if (view === undefined || event !== this.event) return;
    this.view = view;
    if (this.edited && this.edited.entered !== view?.entered) this.edited = null;
    if (watched) this.watched = watched;
    this.draw();
  }

  draw(): void {
    const { view } = this;
    if (this.asked !== this.watches) return void this.refresh();
    if (view === undefined) return void render(html`<p class="none muted" role="status">${t('insight.loading')}</p>`, this.host);
    if (!view) return void render(html`<p class="none muted">${t('insight.noStep')}</p>`, this.host);
    const recorded = this.app.store.state.run?.view.recorded;
    render(html`${unknown(this.app, 'recorded.variables')}<div class="insight"><div class="xp"><div>${this.variables(view)}${recorded ? nothing : context(view)}</div>
      <div>${recorded ? nothing : this.watch(view)}</div></div></div>`, this.host);
  }

  private variables(view: VariablesView): TemplateResult {
    const { name, variables } = view;
    const inner = variables.map(({ scope }) => scope.at(-1)).filter((step) => step !== undefined).at(-1);
    return html`<section><h3>${t('vars.seen', { name })}</h3>${variables.length === 0 ? html`<p>${t('vars.none')}</p>` : html`
      <div class="scroll"><table class="mini"><thead><tr>${(['vars.name', 'vars.value', 'vars.setBy', 'vars.scope'] as const).map((key) =>
        html`<th scope="col">${t(key)}</th>`)}</tr></thead><tbody>${variables.map((variable) => this.row(view, variable))}</tbody></table></div>
      ${view.changeable ? nothing : html`<p class="muted">${t('vars.howToChange')}</p>`}`}
      ${inner ? html`<p>${t('vars.inside', { scope: stepWords(inner) })}</p>` : nothing}</section>`;
  }

  private row({ entered, changeable }: VariablesView, variable: VariableView): TemplateResult {
    const { name, value, event, setBy, scope, changed } = variable;
    const { edited } = this;
    const run = this.app.store.state.run;
    if (edited?.name === name && changeable) return this.editing(edited);
    const edit = (): void => {
      this.edited = { name, entered, text: pretty(value), bad: null };
      this.draw();
      this.host.querySelector<HTMLElement>('.vedit textarea')?.focus();
    };
    return html`<tr><td><code class="vname">$${name}</code>${changed ? html` <span class="vchanged">● ${t('vars.changed')}</span>` : nothing}</td>
      <td>${json(value)}${changeable && run?.graph === 'run' && !run.running ? html` <button class="link" type="button" aria-label=${t('vars.changeOf', { name })} @click=${edit}>${t('vars.change')}</button>` : nothing}</td>
      <td>${event === null ? t('vars.byHand') : html`${setBy} <button class="link num" type="button" @click=${() => this.app.actions.select.event(event, 'page')}>${t('vars.event', { id: count(event) })}</button>`}</td>
      <td>${scope.length === 0 ? t('vars.whole') : scope.map(stepWords).join(' › ')}</td></tr>`;
  }

  /** The past stays; what came after is kept as another execution. */
  private editing(edited: NonNullable<Variables['edited']>): TemplateResult {
    const { name, entered } = edited;
    const done = (): void => {
      this.edited = null;
      this.draw();
      this.host.querySelector<HTMLElement>(`[aria-label="${CSS.escape(t('vars.changeOf', { name }))}"]`)?.focus();
    };
    const apply = async (event: Event): Promise<void> => {
      event.preventDefault();
      edited.bad = isJson(edited.text) ? null : 'answer.notJson';
      if (edited.bad === null && !(await this.app.actions.run.change(entered, name, edited.text))) edited.bad = 'vars.notHere';
      if (edited.bad === null) return done();
      this.draw();
    };
    return html`<tr class="vediting"><td colspan="4"><form class="vedit answer" @submit=${(event: Event) => void apply(event)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && done()}>
      <label class="tfield"><span>${t('vars.otherValue')} <code>$${name}</code></span><textarea class="code" spellcheck="false" .value=${edited.text}
        rows=${Math.min(10, Math.max(2, edited.text.split('\n').length))} aria-invalid=${edited.bad === 'answer.notJson' ? 'true' : 'false'}
        @input=${(event: Event) => { edited.text = (event.target as HTMLTextAreaElement).value; }}></textarea></label>
      ${edited.bad ? html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${t(edited.bad)}</p>` : html`<p class="thelp">${t('answer.whatIfHelp')}</p>`}
      <div class="abar"><button class="b primary" type="submit">${t('vars.apply')}</button><button class="b" type="button" @click=${done}>${t('vars.cancel')}</button></div></form></td></tr>`;
  }

  private watch({ left }: VariablesView): TemplateResult {
    const add = (event: Event): void => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector('input');
      const text = field?.value.trim() ?? '';
      if (!field || text === '') return field?.focus();
      field.value = '';
      if (!this.watches.includes(text)) this.keep([...this.watches, text]);
    };
    const rows = this.watched.filter(({ expression }) => this.watches.includes(expression));
    return html`<section><h3>${t('vars.watch')}</h3><p>${t(left ? 'vars.afterState' : 'vars.beforeState')}</p>
      ${rows.length === 0 ? nothing : html`<div class="scroll"><table class="mini watches"><thead class="vh"><tr><th scope="col">${t('vars.expression')}</th>
        <th scope="col">${t('vars.value')}</th><th scope="col">${t('action.delete')}</th></tr></thead><tbody>${rows.map((row) => this.watchRow(row))}</tbody></table></div>`}
      <form class="watchadd" @submit=${add}><label><span class="vh">${t('vars.expression')}</span>
        <input class="code" autocomplete="off" spellcheck="false" placeholder=${'$.order.id'}></label>
        <button class="b small" type="submit">${icon('i-plus', 12)}${t('vars.add')}</button></form></section>`;
  }

  private watchRow({ expression, value, missing, message }: WatchView): TemplateResult {
    const remove = (): void => this.keep(this.watches.filter((other) => other !== expression));
    const none = missing ? html`<span class="muted">–</span> ${t('vars.missing')}` : html`<span class="wbad">${icon('i-s-fail', 12)}${message.split('\n')[0]}</span>`;
    return html`<tr><td><code class="path">${expression}</code></td><td>${value === null ? none : json(value)}</td>
      <td class="wdel"><button class="b ghost tiny" type="button" aria-label=${t('vars.remove', { name: expression })} @click=${remove}>${icon('i-close', 12)}</button></td></tr>`;
  }

  private keep(watches: readonly string[]): void {
    this.app.store.dispatch({ type: 'edit', change: { watches } });
  }
}

const stepWords = ({ name, map, index }: ScopeStep): string =>
  `${name} ${map ? t('vars.iteration', { index: count(index) }) : t('vars.branch', { number: count(index + 1) })}`;

/** A value in its line; a long one can be scrolled. */
const json = (text: string): TemplateResult => html`<code class="jline ${kindOf(text)}" tabindex=${text.length > 60 ? 0 : nothing}>${text}</code>`;

const kindOf = (text: string): string => (text.startsWith('"') ? 's' : /^[-\d]/s.test(text) ? 'd' : 'w');

/** Every value of the context object by its path, in the language of the state. */
function context({ context: text, language }: VariablesView): TemplateResult {
  const root = language === 'JSONata' ? '$states.context' : '$$';
  return html`<section><h3>${t('vars.context')} <code class="muted">${root}</code></h3><div class="scroll"><table class="mini"><thead class="vh"><tr>
    <th scope="col">${t('vars.expression')}</th><th scope="col">${t('vars.value')}</th></tr></thead>
    <tbody>${leaves(text).map(([path, value]) => html`<tr><td><code class="path">${root}${path}</code></td><td>${json(value)}</td></tr>`)}</tbody></table></div></section>`;
}
