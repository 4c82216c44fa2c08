/** The dialog of one breakpoint. */

import '../i18n/later.ts';
import '../styles/test-state.css';
import '../styles/steer.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { refused, stateOf, type Breakpoint } from '../breakpoints.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { rowAt, shown } from '../select.ts';
import { plain, problem, refusal, short, usable, type When, WHENS, whenOf, whole, written } from './words.ts';

/** The first breakpoint of a state, or a new one. */
export function editState(app: App, name: string): void {
  const at = app.store.state.document.breakpoints.findIndex((stop) => stateOf(stop) === name);
  editAt(app, at < 0 ? null : at, name);
}

/** A breakpoint by its place in the list; null for a new one, of this state or for this type of events. */
export function editAt(app: App, at: number | null, name?: string, event?: string): void {
  new StopDialog(app, at, name, event);
}

/** What most runs have; those of the open run come first. */
const TYPES = ['TaskFailed', 'TaskTimedOut', 'TaskSubmitted', 'LambdaFunctionFailed', 'LambdaFunctionTimedOut', 'MapIterationFailed', 'MapIterationStarted', 'EvaluationFailed'];

class StopDialog {
  private readonly dialog = document.createElement('dialog');
  private point: Breakpoint;
  private when: When;
  private visit: string;
  private bad: 'visit' | 'event' | null = null;
  private preview: { text: string; bad: boolean } | null = null;
  /** The entry that is no breakpoint, as long as it stands in the list. */
  private readonly raw: unknown;

  constructor(private readonly app: App, private readonly at: number | null, name?: string, event?: string) {
    const stop = at === null ? undefined : app.store.state.document.breakpoints[at];
    this.raw = refused(stop) ? stop : undefined;
    this.point = stop !== undefined && refused(stop) ? usable(stop) : stop === undefined ? { ...(name === undefined ? {} : { state: name }), ...(event === undefined ? {} : { event }) } : whole(stop);
    this.when = whenOf(this.point);
    const { visit = this.point.visit } = (this.raw ?? {}) as Partial<Record<'visit', unknown>>;
    this.visit = visit === undefined ? '' : typeof visit === 'string' ? visit : JSON.stringify(visit);
    const { dialog } = this;
    dialog.className = 'dlg';
    dialog.setAttribute('aria-labelledby', 'stop-title');
    dialog.addEventListener('close', () => dialog.remove());
    dialog.addEventListener('click', (press) => press.target === dialog && dialog.close());
    // The page's keys rest while the dialog is open.
    dialog.addEventListener('keydown', (key) => key.stopPropagation());
    this.draw();
    document.body.append(dialog);
    dialog.showModal();
    void this.look();
  }

  private set(change: Partial<Record<keyof Breakpoint, string | boolean | undefined>>): void {
    this.point = Object.fromEntries(Object.entries({ ...this.point, ...change }).filter(([, value]) => value !== undefined)) as Breakpoint;
  }

  private save(event: Event): void {
    event.preventDefault();
    const visit = this.visit.trim();
    this.bad = visit !== '' && !/^[1-9]\d{0,6}$/.test(visit) ? 'visit' : this.when === 'event' && !this.point.event?.trim() ? 'event' : null;
    if (this.bad) {
      this.draw();
      return this.dialog.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
    const { event: type, on: _on, visit: _visit, ...rest } = this.point;
    const moment = this.when === 'event' ? { event: (type ?? '').trim() } : { on: this.when };
    this.keep([plain({ ...rest, ...moment, ...(visit === '' ? {} : { visit: Number(visit) }) })]);
  }

  private keep(changed: readonly (string | Breakpoint)[]): void {
    const stops = this.app.store.state.document.breakpoints;
    const at = this.at ?? stops.length;
    this.app.actions.run.breakpoints([...stops.slice(0, at), ...changed, ...stops.slice(at + 1)]);
    this.dialog.close();
  }

  /** What the condition gives at the step that is shown. */
  private async look(): Promise<void> {
    const text = this.point.condition?.trim() ?? '';
    const entered = this.app.store.state.run?.step?.entered;
    if (text === '' || entered === undefined) {
      this.preview = null;
      return this.draw();
    }
    const expression = text.startsWith('{%') ? text : `{% ${text} %}`;
    const found = await this.app.actions.inspect.insight('watched', { event: entered, of: [expression] }).catch(() => undefined);
    const value = found?.[0];
    if (!value || (this.point.condition?.trim() ?? '') !== text) return;
    // A state without it has none: the condition is not met there.
    const missing = value.missing || /^Field '\$states\.(errorOutput|result)/.test(value.message);
    this.preview = value.value === null ? (missing ? { text: t('vars.missing'), bad: false } : said('failed', threw(value.message)))
      : /^(true|false)$/.test(value.value) ? { text: value.value, bad: false } : said('notBoolean', value.value);
    this.draw();
  }

  private draw(): void {
    const close = (): void => this.dialog.close();
    render(html`<form class="dframe w520" @submit=${(event: Event) => this.save(event)}><header><h2 id="stop-title" class="grow">${t(this.at === null ? 'steer.new' : 'steer.edit')}</h2>
        <button class="b ghost icon" type="button" aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody"><div class="tform">${this.raw === undefined ? nothing : html`<p class="stopraw"><span class="wbad">${icon('i-warn', 12)}${t('steer.refused')} ${
        refusal(this.raw)}</span><code>${written(this.raw)}</code></p>`}${this.states()}${this.moments()}${this.condition()}${this.number()}
        <label class="check"><input type="checkbox" .checked=${!this.point.off} @change=${(event: Event) =>
          this.set({ off: (event.target as HTMLInputElement).checked ? undefined : true })}><span>${t('steer.on')}</span></label></div></div>
      <footer>${this.at === null ? nothing : html`<button class="b" type="button" @click=${() => this.keep([])}>${icon('i-trash', 13)}${t('steer.remove')}</button>`}
        <span class="grow"></span><button class="b primary" type="submit">${t('steer.save')}</button></footer></form>`, this.dialog);
  }

  private states(): TemplateResult {
    const { state: chosen } = this.point;
    const names = (shown(this.app.store.state).check?.states ?? []).map(({ name }) => name);
    const all = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
    return html`<label class="tfield"><span>${t('steer.state')}</span><select autofocus @change=${(event: Event) =>
        this.set({ state: (event.target as HTMLSelectElement).value || undefined })}>
      <option value="" ?selected=${chosen === undefined}>${t('steer.anyState')}</option>
      ${all.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}</select></label>`;
  }

  private moments(): TemplateResult {
    const change = (event: Event): void => {
      this.when = (event.target as HTMLSelectElement).value as When;
      this.draw();
    };
    return html`<label class="tfield"><span>${t('steer.moment')}</span><select @change=${change}>${WHENS.map((when) => html`
        <option value=${when} ?selected=${when === this.when}>${t(`steer.moment.${when}`)}</option>`)}</select></label>
      ${this.when === 'event' ? html`<label class="tfield"><span>${t('steer.type')}</span><input class="code" list="stop-types" autocomplete="off" spellcheck="false"
        .value=${this.point.event ?? ''} aria-invalid=${this.bad === 'event' ? 'true' : 'false'} @input=${(event: Event) => this.set({ event: (event.target as HTMLInputElement).value })}></label>
        <datalist id="stop-types">${this.types().map((type) => html`<option value=${type}></option>`)}</datalist>` : nothing}
      ${this.bad === 'event' ? html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${t('steer.noType')}</p>` : nothing}`;
  }

  private types(): string[] {
    const { run } = this.app.store.state;
    const seen = new Set<string>();
    for (let id = 1; run && id <= Math.min(run.view.known, 2000); id += 1) {
      const type = rowAt(run, id)?.type;
      if (type) seen.add(type);
    }
    return [...new Set([...seen, ...TYPES])].sort();
  }

  private condition(): TemplateResult {
    const { preview } = this;
    const change = (event: Event): void => {
      this.set({ condition: (event.target as HTMLTextAreaElement).value || undefined });
      void this.look();
    };
    return html`<label class="tfield"><span>${t('steer.condition')}</span><textarea class="code" rows="2" spellcheck="false" .value=${this.point.condition ?? ''}
        placeholder=${'$states.input.total > 100 and $tries = 2'} aria-describedby="stop-help" @input=${change}></textarea></label>
      <p class="thelp" id="stop-help">${t('steer.conditionHelp')}</p>
      ${preview ? html`<p class="stopnow" role="status">${t('steer.now')} ${preview.bad ? html`<span class="wbad">${icon('i-s-fail', 12)}${preview.text}</span>`
        : html`<code class="jline">${preview.text}</code>`}</p>` : nothing}`;
  }

  private number(): TemplateResult {
    return html`<label class="tfield short"><span>${t('steer.visit')}</span><input class="num" inputmode="numeric" autocomplete="off" placeholder=${t('steer.everyVisit')} .value=${this.visit}
        aria-invalid=${this.bad === 'visit' ? 'true' : 'false'} @input=${(event: Event) => { this.visit = (event.target as HTMLInputElement).value; }}></label>
      ${this.bad === 'visit' ? html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${t('steer.badVisit')}</p>` : nothing}`;
  }
}

/** What the evaluator said, without what it was asked. */
const threw = (message: string): string => /during evaluation\. ([^]*)$/.exec(message)?.[1] ?? message;

const said = (kind: string, detail: string): { text: string; bad: boolean } => ({ text: problem({ kind, detail: short(detail) }), bad: true });
