/** One answer of the list: what it says, how many attempts get it, when it comes. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { isJson } from '../mocks.ts';
import type { MockAnswer, MockExtras } from '../state.ts';
import { jsonFault } from './json-fault.ts';
import { readTime, writeTime } from './time.ts';

type Put = (next: MockAnswer) => void;

/** What of the extras a Task has a use for. */
export interface Uses {
  readonly submitted: boolean;
  readonly worker: boolean;
  readonly heartbeat: boolean;
}

export function usesOf(resource: string | null): Uses {
  const activity = /:activity:/.test(resource ?? '');
  const token = /\.waitForTaskToken$/.test(resource ?? '');
  return { submitted: token || /\.sync(:2)?$/.test(resource ?? ''), worker: activity, heartbeat: token || activity };
}

/** More in a row than anybody retries. */
const MOST = 25_000;

export function answerRow(answer: MockAnswer, first: number, uses: Uses, put: Put, remove: () => void): TemplateResult {
  const { times = 1 } = answer;
  const attempt = times > 1 ? t('mocks.attempts', { from: first + 1, to: first + times }) : t('mocks.attempt', { attempt: first + 1 });
  return html`<li>
    <div class="ahead-row"><span class="num">${attempt}</span>${kindField(answer, attempt, put)}
      <span class="grow"></span>
      <button class="b ghost tiny" type="button" aria-label=${t('mocks.remove', { attempt })} title=${t('mocks.remove', { attempt })}
        @click=${remove}>${icon('i-close', 12)}</button></div>
    ${answer.kind === 'return' ? json(answer.text, t('mocks.json', { attempt }), (text) => put({ ...answer, text })) : nothing}
    ${answer.kind === 'throw' ? thrown(answer, attempt, put) : nothing}
    ${answer.kind === 'echo' ? html`<p class="mnote">${t('mocks.echoHelp')}</p>` : nothing}
    ${answer.kind === 'never' ? html`<p class="mnote">${t('mocks.neverHelp')}</p>` : nothing}
    ${extras(answer, attempt, uses, put)}</li>`;
}

const KINDS = ['return', 'throw', 'echo', 'never'] as const;

function kindField(answer: MockAnswer, attempt: string, put: Put): TemplateResult {
  const { times, delay, submitted, worker, heartbeat } = answer;
  const kept = Object.fromEntries(Object.entries({ times, delay, submitted, worker, heartbeat }).filter(([, value]) => value !== undefined)) as MockExtras;
  const change = (event: Event): void => {
    const kind = KINDS[(event.target as HTMLSelectElement).selectedIndex] ?? 'return';
    if (kind === 'return') put({ ...kept, kind, text: '{}' });
    else if (kind === 'throw') put({ ...kept, kind, error: 'States.TaskFailed', cause: '' });
    else put({ ...kept, kind });
  };
  return html`<select aria-label=${t('mocks.kind', { attempt })} @change=${change}>${KINDS.map(
    (kind) => html`<option value=${kind} .selected=${answer.kind === kind}>${t(`mocks.${kind}`)}</option>`)}</select>`;
}

function json(text: string, label: string, change: (text: string) => void): TemplateResult {
  const good = isJson(text);
  const fault = good ? null : jsonFault(text);
  const rows = Math.min(14, text.split('\n').length);
  return html`<textarea class="code" rows=${rows} spellcheck="false" aria-label=${label} aria-invalid=${good ? 'false' : 'true'}
      .value=${text} @input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}></textarea>
    ${good ? nothing : html`<p class="bad st-fail">${icon('i-s-fail', 12)}${fault ? t('mocks.badJsonAt', { ...fault }) : t('mocks.badJson')}</p>`}`;
}

function thrown(answer: Extract<MockAnswer, { kind: 'throw' }>, attempt: string, put: Put): TemplateResult {
  const value = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<div class="thrown">
    <label>Error<input class="code" .value=${answer.error} aria-label=${t('mocks.error', { attempt })}
      @input=${(event: Event) => put({ ...answer, error: value(event) })}></label>
    <label>Cause<input .value=${answer.cause} aria-label=${t('mocks.cause', { attempt })}
      @input=${(event: Event) => put({ ...answer, cause: value(event) })}></label></div>`;
}

/** How often, how late; what a job, a token or an activity has besides. */
function extras(answer: MockAnswer, attempt: string, uses: Uses, put: Put): TemplateResult {
  const set = (change: { [K in keyof MockExtras]: MockExtras[K] | undefined }): void => put(without({ ...answer, ...change }));
  const times = (event: Event): void => {
    const wanted = Math.trunc(Number((event.target as HTMLInputElement).value));
    set({ times: wanted > 1 ? Math.min(wanted, MOST) : undefined });
  };
  return html`<div class="mextras">
    <label>${t('mocks.times')}<input class="num short" type="number" min="1" max=${MOST} step="1" .value=${String(answer.times ?? 1)}
      aria-label=${t('mocks.timesOf', { attempt })} @change=${times}></label>
    ${answer.kind === 'never' ? nothing : timeField(t('mocks.delay'), t('mocks.delayOf', { attempt }), t('mocks.usual'), answer.delay, (delay) => set({ delay }))}
    ${uses.heartbeat || answer.heartbeat !== undefined
      ? timeField(t('mocks.heartbeat'), t('mocks.heartbeatOf', { attempt }), t('mocks.noHeartbeat'), answer.heartbeat, (heartbeat) => set({ heartbeat })) : nothing}
    ${uses.worker || answer.worker !== undefined
      ? html`<label>${t('mocks.worker')}<input .value=${answer.worker ?? ''} aria-label=${t('mocks.workerOf', { attempt })}
          @change=${(event: Event) => set({ worker: (event.target as HTMLInputElement).value || undefined })}></label>` : nothing}
    ${uses.submitted || answer.submitted !== undefined ? submittedField(answer, attempt, set) : nothing}</div>`;
}

function submittedField({ submitted }: MockAnswer, attempt: string, set: (change: { submitted: string | undefined }) => void): TemplateResult {
  const given = submitted !== undefined;
  return html`<label class="mcheck"><input type="checkbox" .checked=${given} @change=${() => set({ submitted: given ? undefined : '{}' })}>
      ${t('mocks.submitted')}</label>
    ${given ? html`<div class="wide">${json(submitted, t('mocks.submittedOf', { attempt }), (text) => set({ submitted: text }))}</div>` : nothing}`;
}

/** A length of time in words; what is none is marked and not taken. */
function timeField(words: string, label: string, empty: string, value: number | undefined, change: (millis: number | undefined) => void): TemplateResult {
  const read = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const millis = field.value.trim() === '' ? undefined : readTime(field.value);
    field.setAttribute('aria-invalid', millis === null ? 'true' : 'false');
    field.title = millis === null ? t('mocks.badTime') : '';
    if (millis === null) return;
    change(millis);
    field.value = millis === undefined ? '' : writeTime(millis);
  };
  return html`<label>${words}<input class="short" autocomplete="off" placeholder=${empty} aria-label=${label}
    .value=${value === undefined ? '' : writeTime(value)} @change=${read}></label>`;
}

/** An answer without the members that are not said. */
function without(answer: { [K in keyof MockAnswer]: unknown }): MockAnswer {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) as unknown as MockAnswer;
}
