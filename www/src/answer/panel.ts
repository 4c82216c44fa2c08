/** Answers an open call: as the service, as the holder of a task token, or as an activity's worker. */

import '../i18n/later.ts';
import '../styles/answer.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { CallDetail, CallView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { isJson } from '../mocks.ts';
import type { ReplyRequest } from '../protocol.ts';
import type { State } from '../state.ts';
import { callsOf } from './open.ts';

/** What the user has typed so far. */
interface Form {
  readonly failure: boolean;
  readonly result: string;
  readonly error: string;
  readonly cause: string;
  /** Virtual seconds as written. */
  readonly after: string;
  readonly worker: string;
}

/** Draws into `host` until the answer is called. */
export function mountAnswer(host: HTMLElement, app: App): () => void {
  const panel = new Panel(host, app);
  return app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.ui.lang !== before.ui.lang) panel.follow(state);
  });
}

const keyOf = ({ execution, effect }: CallView): string => `${execution}/${effect}`;

class Panel {
  private calls: readonly CallView[] = [];
  private chosen: string | null = null;
  private detail: CallDetail | null = null;
  private loaded: string | null = null;
  private form: Form = { failure: false, result: '', error: '', cause: '', after: '', worker: '' };
  /** What was just done, and whether the fields that are wrong are marked. */
  private said: 'answer.sent' | 'answer.beat' | 'answer.taken' | 'answer.gone' | null = null;
  private checked = false;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    this.follow(app.store.state);
  }

  follow({ run }: State): void {
    this.calls = run?.step ? callsOf(run.view, run.step) : [];
    void this.load(run?.executionId ?? '');
  }

  private call(): CallView | null {
    return this.calls.find((call) => keyOf(call) === this.chosen) ?? this.calls[0] ?? null;
  }

  /** Fetches what the call asks; a form that was begun stays as long as its call does. */
  private async load(execution: string): Promise<void> {
    const call = this.call();
    const key = call && `${execution} ${keyOf(call)}`;
    if (!call || key === this.loaded) return this.draw();
    this.loaded = key;
    this.detail = null;
    this.said = null;
    this.checked = false;
    const detail = await this.app.actions.inspect.call(call);
    if (this.loaded !== key || detail === undefined) return;
    this.detail = detail;
    this.form = { ...this.form, failure: false, result: detail?.proposal ?? '', error: '', cause: '', after: '' };
    this.draw();
  }

  private set(change: Partial<Form>, draw = false): void {
    this.form = { ...this.form, ...change };
    if (draw || this.checked) this.draw();
  }

  private seconds(): number | null {
    const { after } = this.form;
    if (after.trim() === '') return null;
    const seconds = Number(after);
    return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : NaN;
  }

  private async send(call: CallView, reply: ReplyRequest, final: boolean): Promise<void> {
    const after = this.seconds();
    this.checked = true;
    if (Number.isNaN(after) || (reply.kind === 'succeeded' && !isJson(reply.result))) return this.draw();
    const taken = await this.app.actions.run.reply(call, reply, after, final);
    this.checked = false;
    this.said = !taken ? 'answer.gone' : reply.kind === 'heartbeat' ? 'answer.beat' : reply.kind === 'taken' ? 'answer.taken' : 'answer.sent';
    this.draw();
  }

  private draw(): void {
    const call = this.call();
    render(call ? this.view(call) : html`<p class="none muted">${t(this.said ?? 'answer.gone')}</p>`, this.host);
  }

  private view(call: CallView): TemplateResult {
    const { detail } = this;
    return html`<div class="answer">
      ${this.calls.length > 1 ? this.which(call) : nothing}
      <p class="anote st-wait">${icon(call.awaits === 'token' || call.awaits === 'activity' ? 'i-s-wait-token' : 'i-s-wait-ask', 14)}
        <span>${t(note(call))}${others(call)}</span></p>
      ${detail ? this.fields(call, detail) : nothing}
      <p class="asaid" role="status">${this.said ? t(this.said) : nothing}</p></div>`;
  }

  private which(call: CallView): TemplateResult {
    const change = (event: Event): void => {
      this.chosen = (event.target as HTMLSelectElement).value;
      void this.load(this.app.store.state.run?.executionId ?? '');
    };
    return html`<label class="tfield"><span>${t('answer.which')}</span><select @change=${change}>${this.calls.map((each) => html`
      <option value=${keyOf(each)} .selected=${each === call}>${each.name} · ${t('answer.attempt', { attempt: each.attempt + 1 })}${
        each.execution === 0 ? '' : ` · #${each.execution}`}</option>`)}</select></label>`;
  }

  private fields(call: CallView, detail: CallDetail): TemplateResult {
    const { form } = this;
    return html`${call.awaits === 'worker' ? this.worker(call) : html`
        <fieldset class="tfield"><legend class="vh">${t('answer.with')}</legend><div class="seg">
          ${this.kind(false, 'answer.success')}${this.kind(true, 'answer.failure')}</div></fieldset>
        ${form.failure ? html`<div class="apair">${this.text('error', 'answer.error')}${this.text('cause', 'answer.cause')}</div>` : this.result()}
        <div class="abar">${this.after()}
          <button class="b primary" type="button" @click=${() => void this.send(call, this.reply(), true)}>${t(sends(call, form.failure))}</button>
          ${beats(call) ? html`<button class="b" type="button" @click=${() => void this.send(call, { kind: 'heartbeat' }, false)}>${t('answer.heartbeat')}</button>` : nothing}</div>`}
      <details><summary>${t('answer.input')}</summary>${jsonView(detail.input, t('answer.input'))}</details>
      ${detail.token === null || call.awaits === 'response' ? nothing : html`<details><summary>${t('answer.tokenText')}</summary>
        <code class="wrap token">${detail.token}</code></details>`}`;
  }

  private reply(): ReplyRequest {
    const { failure, result, error, cause } = this.form;
    return failure ? { kind: 'failed', error, cause } : { kind: 'succeeded', result };
  }

  private worker(call: CallView): TemplateResult {
    const take = (): void => void this.send(call, { kind: 'taken', worker: this.form.worker.trim() }, false);
    return html`<div class="apair">${this.text('worker', 'answer.workerName')}${this.after()}</div>
      <div class="abar"><button class="b primary" type="button" @click=${take}>${t('answer.take')}</button></div>`;
  }

  private kind(failure: boolean, words: 'answer.success' | 'answer.failure'): TemplateResult {
    return html`<label><input type="radio" name="answer-kind" .checked=${this.form.failure === failure}
      @change=${() => this.set({ failure }, true)}><span>${t(words)}</span></label>`;
  }

  private result(): TemplateResult {
    const { result } = this.form;
    const bad = this.checked && !isJson(result);
    return html`<label class="tfield"><span>${t('answer.result')}</span>
        <textarea class="code" rows=${Math.min(12, Math.max(3, result.split('\n').length))} spellcheck="false" .value=${result}
          aria-invalid=${bad ? 'true' : 'false'} @input=${(event: Event) => this.set({ result: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      ${bad ? wrong('answer.notJson') : html`<p class="thelp">${t('answer.proposal')}</p>`}`;
  }

  private text(name: 'error' | 'cause' | 'worker', words: 'answer.error' | 'answer.cause' | 'answer.workerName'): TemplateResult {
    return html`<label class="tfield"><span>${t(words)}</span><input class=${name === 'error' ? 'code' : ''} .value=${this.form[name]}
      spellcheck="false" autocomplete="off" @input=${(event: Event) => this.set({ [name]: (event.target as HTMLInputElement).value })}></label>`;
  }

  private after(): TemplateResult {
    const bad = this.checked && Number.isNaN(this.seconds());
    return html`<label class="tfield short"><span>${t('answer.after')}</span><input inputmode="decimal" .value=${this.form.after}
        placeholder=${t('answer.now')} aria-invalid=${bad ? 'true' : 'false'}
        @input=${(event: Event) => this.set({ after: (event.target as HTMLInputElement).value })}></label>${bad ? wrong('answer.badTime') : nothing}`;
  }
}

const wrong = (words: 'answer.notJson' | 'answer.badTime'): TemplateResult =>
  html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${t(words)}</p>`;

function note({ awaits, source }: CallView): 'answer.asked' | 'answer.handler' | 'answer.out' | 'answer.token' | 'answer.worker' | 'answer.activity' | 'answer.job' {
  if (awaits !== 'response') return `answer.${awaits}`;
  return source === 'handler' ? 'answer.handler' : source === 'user' ? 'answer.asked' : 'answer.out';
}

/** Somebody else answers too, when time goes on. */
function others({ source, awaits }: CallView): unknown {
  if (source === null || source === 'user' || source === 'handler') return nothing;
  return ` ${t(awaits === 'response' ? 'answer.planned' : 'answer.others', { source: t(`step.answer.${source}`) })}`;
}

const beats = ({ awaits }: CallView): boolean => awaits === 'token' || awaits === 'activity' || awaits === 'job';

function sends({ awaits }: CallView, failure: boolean): 'answer.send' | 'answer.sendSuccess' | 'answer.sendFailure' {
  if (awaits === 'response' || awaits === 'job') return 'answer.send';
  return failure ? 'answer.sendFailure' : 'answer.sendSuccess';
}
