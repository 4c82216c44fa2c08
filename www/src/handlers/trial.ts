/** Tries a handler by itself: with an event of the user's choice, its result or its error, what it printed. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { duration } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView, pretty } from '../json-text.ts';
import { isJson } from '../mocks.ts';
import { own } from '../own.ts';
import { chosenCase, shown } from '../select.ts';
import { isLambda, replyOf } from './aws.ts';
import { callOf, requestId } from './call.ts';
import { agreed } from './consent.ts';
import { scheduledInput } from './event.ts';
import type { Outcome } from './outcome.ts';
import { printView } from './printed.ts';
import { runHandler } from './run.ts';
import { faultOf } from './words.ts';

/** A trial always has the same chance. */
const SEED = 1;

export class Trial {
  private event: string | null = null;
  private bad = false;
  private busy = false;
  private outcome: Outcome | null = null;
  private began = 0;

  constructor(private readonly app: App, private readonly draw: () => void) {}

  forget(): void {
    this.began += 1;
    this.event = null;
    this.bad = false;
    this.outcome = null;
  }

  view(name: string, state: number, resource: string): TemplateResult {
    if (this.event === null) void this.begin(name, state, resource);
    const event = this.event ?? '';
    return html`<div class="htry">
      <label>${t('handlers.event')}<textarea class="code" rows=${Math.min(10, Math.max(2, event.split('\n').length))} spellcheck="false" .value=${event}
        aria-invalid=${this.bad ? 'true' : 'false'} @input=${(change: Event) => (this.event = (change.target as HTMLTextAreaElement).value)}></textarea></label>
      ${this.bad ? html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${t('mocks.badJson')}</p>` : nothing}
      <button class="b small" type="button" ?disabled=${this.busy} @click=${() => void this.run(name, resource)}>${icon('i-play', 11)}${t('handlers.try')}</button>
      <div class="hsaid" role="status">${this.busy ? t('handlers.running') : this.outcome ? said(this.outcome, resource) : nothing}</div></div>`;
  }

  /** What the Task last sent; before it ran, the input of the execution. */
  private async begin(name: string, state: number, resource: string): Promise<void> {
    const { state: page } = this.app.store;
    const { began } = this;
    this.event = '';
    const sent = shown(page).run ? await scheduledInput(this.app, name, resource) : null;
    const latest = sent ?? (shown(page).run ? ((await this.app.actions.inspect.latest(state))?.input ?? null) : null);
    if (began !== this.began) return;
    this.event = pretty(latest ?? chosenCase(page).input);
    this.draw();
  }

  private async run(name: string, resource: string): Promise<void> {
    const event = this.event ?? '';
    this.bad = !isJson(event);
    this.outcome = null;
    if (this.bad || !(await agreed(this.app))) return this.draw();
    this.busy = true;
    this.draw();
    const { document, workspace } = this.app.store.state;
    const { account } = workspace;
    const code = own(document.handlers, name) ?? '';
    const region = document.region ?? workspace.region;
    const call = callOf({ code, event, resource, region, account, state: name, input: '{}', time: Date.now(), seed: SEED });
    const asked = this.began;
    const outcome = await runHandler(call);
    this.busy = false;
    // Another handler may have been opened meanwhile.
    if (asked === this.began) this.outcome = outcome;
    this.draw();
  }
}

function said(outcome: Outcome, resource: string): TemplateResult {
  const answered = replyOf(outcome, resource, requestId(SEED));
  const failure = answered?.reply.kind === 'failed' ? answered.reply : null;
  return html`
    ${outcome.kind === 'returned'
      ? html`<p class="st-ok">${icon('i-s-ok', 12)}${t('handlers.returned')}</p>${jsonView(outcome.text, t('handlers.returned'))}`
      : html`<p class="bad st-fail">${icon('i-s-fail', 12)}${faultOf(outcome) || t(isLambda(resource) ? 'handlers.threwLambda' : 'handlers.threw')}</p>`}
    ${failure ? html`<dl class="kvs one"><div class="kv"><dt>Error</dt><dd><code class="wrap">${failure.error}</code></dd></div>
      <div class="kv"><dt>Cause</dt><dd><span class="wrap">${failure.cause}</span></dd></div></dl>` : nothing}
    ${outcome.elapsed > 0 && outcome.kind !== 'timedOut' ? html`<p class="muted">${t('handlers.took', { time: duration(outcome.elapsed) })}</p>` : nothing}
    ${outcome.lines.length > 0 ? html`<h4 class="subh">${t('handlers.printed')}</h4>${printView(outcome)}` : nothing}`;
}
