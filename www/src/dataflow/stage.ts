/** One stage: the field to try out, the value before and after it, where each part came from. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { diffLines } from '../diff/lines.ts';
import { diffView } from '../diff/view.ts';
import { bytes } from '../format.ts';
import type { FlowStage } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView, pretty } from '../json-text.ts';
import { originsOf } from './origins.ts';
import { about, changeOf, label } from './words.ts';

/** What is being tried in a stage's field. */
export interface Attempted {
  readonly text: string;
  /** `applied`: it is in the definition's text now. */
  readonly state: 'same' | 'asking' | 'good' | 'bad' | 'applied';
  readonly message: string;
  /** Whether there is something to apply. */
  readonly usable: boolean;
  /** Whether values that come from outside of the state are those of the run. */
  readonly inside: boolean;
}

export interface Pressed {
  type(text: string): void;
  apply(): void;
  reset(): void;
}

const BIGGEST = 400_000;

export function stageView(stage: FlowStage, stages: readonly FlowStage[], tried: Attempted | null, pressed: Pressed): TemplateResult {
  const before = stage.from === null ? null : (stages[stage.from] ?? null);
  return html`<div class="fhead"><h3>${label(stage)}</h3><span class="muted">${about(stage)}</span>
      ${stage.held === null ? nothing : html`<b>${t(stage.held ? 'explain.holds' : 'explain.holdsNot')}</b>`}</div>
    ${tried ? editor(label(stage), tried, pressed) : nothing}
    ${values(stage, before, stages)}
    ${origins(stage, before)}`;
}

function editor(name: string, tried: Attempted, { type, apply, reset }: Pressed): TemplateResult {
  const rows = Math.min(12, Math.max(1, tried.text.split('\n').length));
  const applied = tried.state === 'applied';
  const idle = tried.state === 'same';
  return html`<div class="whatif"><div class="wh"><label for="flow-text">${t('flow.expression')}<span class="vh"> ${name}</span></label>
      <span class="muted" id="flow-help">${t('flow.try')}</span></div>
    <textarea id="flow-text" class="code" rows=${rows} spellcheck="false" autocomplete="off" placeholder=${t('flow.empty')}
      aria-describedby="flow-help flow-status" aria-invalid=${tried.state === 'bad' ? 'true' : 'false'} .value=${tried.text}
      @input=${(event: Event) => type((event.target as HTMLTextAreaElement).value)}></textarea>
    <div class="wact"><button class="b small" type="button" data-edits ?disabled=${!tried.usable} @click=${apply}>${t('flow.apply')}</button>
      <button class="b small ghost" type="button" ?disabled=${idle} @click=${reset}>${t(applied ? 'action.undo' : 'flow.reset')}</button>
      <span class="wstate ${tried.state}" id="flow-status" role="status">${status(tried)}</span></div></div>
    ${tried.inside && !idle ? html`<p class="fnote">${icon('i-info', 12)}${t('flow.inside')}</p>` : nothing}`;
}

function status({ state, message }: Attempted): unknown {
  if (state === 'good') return html`${icon('i-check', 12)}${t('flow.good')}`;
  if (state === 'applied') return html`${icon('i-check', 12)}${t('flow.applied')}`;
  if (state === 'bad') return html`${icon('i-s-fail', 12)}<span>${message || t('flow.bad')}</span>`;
  return state === 'asking' ? t('flow.asking') : nothing;
}

function values(stage: FlowStage, before: FlowStage | null, stages: readonly FlowStage[]): unknown {
  if (stage.value === null) return html`<p class="none muted">${t('flow.noValue')}</p>`;
  const [was, is] = [before?.value ?? null, stage.value];
  if (changeOf(stage, stages) !== 'changed' || was === null || was.length + is.length > BIGGEST) {
    const words = was !== null && was === is ? t('flow.noChange') : '';
    return html`<div class="ba one">${figure(label(stage), is, jsonView(is, label(stage)), words)}</div>`;
  }
  const lines = diffLines(pretty(was), pretty(is));
  const names = [t('flow.before', { name: before ? label(before) : '' }), t('flow.after', { name: label(stage) })] as const;
  return html`<div class="ba">${figure(names[0], was, diffView(lines, names[0], 'before'))}${figure(names[1], is, diffView(lines, names[1], 'after'))}</div>`;
}

function figure(name: string, text: string, body: unknown, words = ''): TemplateResult {
  return html`<figure><figcaption><span>${name}</span>${words ? html`<span class="muted">${words}</span>` : nothing}
    <span class="num muted">${bytes(new TextEncoder().encode(text).length)}</span></figcaption>${body}</figure>`;
}

function origins(stage: FlowStage, before: FlowStage | null): unknown {
  const { list, gone } = originsOf(stage, before?.value ?? null);
  if (list.length === 0) return nothing;
  return html`<section class="from"><h4>${t('flow.origins')}</h4><ul>${list.map(({ to, from, value }) => html`<li>
      <code>${to}</code><span aria-hidden="true">←</span><span class="vh">${t('flow.from')}</span><code class="path">${from}</code>
      <code class="val">${value ?? '–'}</code></li>`)}
    ${gone.length === 0 ? nothing : html`<li><span aria-hidden="true">—</span>${gone.map((name) => html`<code>${name}</code>`)}
      <span class="muted">${t('flow.gone')}</span></li>`}</ul></section>`;
}
