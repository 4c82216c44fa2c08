/** The boxes of a step: what to do, questions, exercises. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark } from '../marks.ts';
import type { Outcome, Words } from './exercise.ts';
import type { Deed, DoPart, ExercisePart, QuestionPart } from './model.ts';
import { deedKey, type Progress, type Seen } from './progress.ts';
import { line, prose, type Links } from './prose.ts';

/** What a step's boxes are drawn from, and whom they tell. */
export interface Box {
  step: string;
  progress: Progress;
  links: Links;
  /** Keys of opened hints. */
  hints: ReadonlySet<string>;
  /** The chosen option, by question. */
  answers: ReadonlyMap<string, number>;
  results: ReadonlyMap<string, readonly Outcome[] | Words | 'running'>;
  hint(key: string): void;
  answer(key: string, option: number, right: boolean): void;
  check(key: string, part: ExercisePart): void;
}

/** What a check saw, in words. */
export function seen({ event, time }: Seen, asked: boolean): string {
  if (event !== null) return t('learn.seenEvent', { event });
  const clock = new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hour12: false });
  return t(asked ? 'learn.doneAt' : 'learn.seenAt', { time: clock });
}

export function doList({ items }: DoPart, at: number, box: Box): TemplateResult {
  const keys = items.map((_, item) => deedKey(box.step, at, item));
  const now = keys.find((key) => !(key in box.progress.done));
  return html`<section class="do"><h3>${t('learn.do')}</h3>
    <ul>${items.map((deed, item) => deedLine(deed, keys[item] ?? '', now, box))}</ul></section>`;
}

function deedLine({ text, hint }: Deed, key: string, now: string | undefined, box: Box): TemplateResult {
  const done = box.progress.done[key];
  const open = box.hints.has(key);
  return html`<li class=${done ? 'done' : key === now ? 'now' : ''}>
    <span class="lbox">${done ? icon('i-check', 12) : nothing}</span>
    <div><span class="vh">${t(done ? 'learn.ticked' : 'learn.open')} </span>${line(text, box.links)}
      <span class="sub muted">${done ? seen(done, false) : key === now ? t('learn.waiting') : ''}</span>
      ${hint && !done ? html`<button class="link sub" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${() => box.hint(key)}>${t(open ? 'learn.hideHint' : 'learn.hint')}</button>` : nothing}
      ${open && !done ? html`<p class="lhint">${line(hint, box.links)}</p>` : nothing}</div></li>`;
}

export function question({ text, options }: QuestionPart, at: number, box: Box): TemplateResult {
  const key = deedKey(box.step, at);
  const chosen = box.answers.get(key) ?? (key in box.progress.done ? options.findIndex(({ right }) => right) : -1);
  const picked = options[chosen];
  const short = options.every((option) => option.text.length < 14);
  return html`<section class="ask"><h3>${t('learn.question')}</h3><p id="q-${key}">${line(text, box.links)}</p>
    <div class="opts ${short ? 'pair' : ''}" role="radiogroup" aria-labelledby="q-${key}">${options.map((option, place) => {
      const look = place !== chosen ? '' : option.right ? 'right' : 'wrong';
      return html`<label class="opt ${look}"><input type="radio" name=${key} .checked=${place === chosen}
        @change=${() => box.answer(key, place, option.right)}><span class="grow">${line(option.text, box.links)}</span>
        ${look ? mark(option.right ? 'ok' : 'fail', 14) : nothing}</label>`;
    })}</div>
    <div role="status">${picked ? html`<p class="fb st-${picked.right ? 'ok' : 'fail'}"><b>${t(picked.right ? 'learn.right' : 'learn.wrong')}</b> ${line(picked.feedback, box.links)}</p>` : nothing}</div>
  </section>`;
}

export function exercise(part: ExercisePart, at: number, box: Box): TemplateResult {
  const key = deedKey(box.step, at);
  const result = box.results.get(key);
  const done = box.progress.done[key];
  const open = box.hints.has(key);
  const running = result === 'running';
  return html`<section class="ask exercise"><h3>${t('learn.exercise')}</h3>${prose(part.text, box.links)}
    <div class="exrow"><button class="b primary" type="button" ?disabled=${running} @click=${() => box.check(key, part)}>${icon('i-play', 12)}${t('learn.check')}</button>
      ${part.hint ? html`<button class="b ghost" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${() => box.hint(key)}>${t(open ? 'learn.hideHint' : 'learn.hint')}</button>` : nothing}
      <span class="grow"></span>${done ? html`<span class="muted sub">${mark('ok', 13)} ${seen(done, true)}</span>` : nothing}</div>
    ${open ? html`<p class="lhint">${line(part.hint, box.links)}</p>` : nothing}
    <div role="status">${results(result)}</div></section>`;
}

function results(result: readonly Outcome[] | Words | 'running' | undefined): TemplateResult | typeof nothing {
  if (result === undefined) return nothing;
  if (result === 'running') return html`<p class="muted">${t('learn.checking')}</p>`;
  if (typeof result === 'function') return html`<p class="fb st-fail">${result()}</p>`;
  const failed = result.filter(({ fault }) => fault).length;
  return html`<p class="fb st-${failed ? 'fail' : 'ok'}"><b>${failed ? t('learn.someFail', { failed, all: result.length }) : t('learn.allPass', { all: result.length })}</b></p>
    <ol class="trials">${result.map(({ input, fault }, at) => html`<li>${mark(fault ? 'fail' : 'ok', 13)}
      <div><span>${t('learn.input', { number: at + 1 })}</span> <code>${input.length > 120 ? `${input.slice(0, 120)}…` : input}</code>
      ${fault ? html`<p>${fault()}</p>` : nothing}</div></li>`)}</ol>`;
}
