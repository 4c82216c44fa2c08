/** The lessons, with how far each is done; words of the glossary; lessons of the reader's own. */

import '../i18n/later.ts';
import '../styles/gallery.css';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { say, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { mark } from '../marks.ts';
import type { Lang } from '../state.ts';
import { loadCourse, type Course } from './course.ts';
import { stepsDone } from './deeds.ts';
import type { Fault, Lesson } from './model.ts';
import { ownLessons, removeOwn } from './own.ts';
import { clearProgress, progressOf } from './progress.ts';

let loaded: { lang: Lang; course: Course; glossary: Lesson } | null = null;
let faults: { name: string; found: readonly Fault[] } | null = null;

const redraw = (app: App): void => app.store.dispatch({ type: 'ui', change: {} });

/** The course in the language of the page; draws again when it has come. */
function courseOf(app: App): typeof loaded {
  const { lang } = app.store.state.ui;
  if (loaded?.lang === lang) return loaded;
  lazily(app, () => loadCourse(lang), (course) => {
    loaded = { lang, ...course };
    redraw(app);
  });
  return null;
}

export function body(app: App): TemplateResult {
  const all = courseOf(app);
  if (!all) return html`<p class="none muted">${t('learn.loading')}</p>`;
  const due = [...all.course].find(([id, lesson]) => stepsDone(lesson, progressOf(id)) < lesson.steps.length)?.[0];
  return html`<p class="lintro">${t('learn.intro')}</p>
    <div class="lacts">${tourButton(app)}</div>
    <ol class="lessons">${[...all.course].map(([id, lesson], at) => entry(app, id, lesson, at + 1, id === due))}</ol>
    ${ownList(app)}
    <details class="gloss"><summary>${t('learn.glossary')}</summary>
      <dl>${all.glossary.steps.map(({ title, parts }) => html`<div><dt>${title}</dt><dd>${parts.map((part) => (part.kind === 'text' ? plain(part.text) : ''))}</dd></div>`)}</dl></details>
    <div class="galh ownl"><label class="b small">${icon('i-plus', 12)}${t('learn.openFile')}<input class="vh" type="file" accept=".md,text/markdown,text/plain" @change=${(event: Event) => openFile(app, event)}></label>
      <span class="grow muted">${t('learn.openFileHelp')}</span>
      <button class="b ghost small" type="button" @click=${() => {
        if (!confirm(t('learn.confirmClear'))) return;
        clearProgress();
        redraw(app);
      }}>${icon('i-trash', 12)}${t('learn.clear')}</button></div>
    <div role="status">${faultList()}</div>`;
}

function ownList(app: App): TemplateResult | typeof nothing {
  const own = ownLessons();
  if (own.length === 0) return nothing;
  const remove = (id: string, title: string): void => {
    if (!confirm(t('learn.confirmRemove', { title }))) return;
    removeOwn(id);
    redraw(app);
  };
  return html`<h3 class="ownh">${t('learn.own')}</h3><ul class="lessons">${own.map(([id, lesson]) => entry(app, id, lesson, icon('i-list', 14), false,
    html`<button class="b ghost small icon" type="button" aria-label=${t('learn.remove', { title: lesson.title })} title=${t('learn.remove', { title: lesson.title })}
      @click=${() => remove(id, lesson.title)}>${icon('i-trash', 12)}</button>`))}</ul>`;
}

function faultList(): TemplateResult | typeof nothing {
  if (!faults) return nothing;
  const { name, found } = faults;
  return html`<div class="ban st-fail">${icon('i-warn')}<div><b>${t('learn.badFile', { name })}</b>
    <ul>${found.slice(0, 20).map(({ line, message }) => html`<li><code>${name}:${line}</code> ${message}</li>`)}</ul></div></div>`;
}

function entry(app: App, id: string, lesson: Lesson, sign: unknown, due: boolean, more: unknown = nothing): TemplateResult {
  const progress = progressOf(id);
  const done = stepsDone(lesson, progress);
  const all = lesson.steps.length;
  const words = done === all ? 'learn.review' : progress.step ? 'learn.goOn' : 'learn.begin';
  return html`<li class="lcard"><span class="lnum">${done === all ? mark('ok', 18) : sign}</span>
    <div class="grow"><b>${lesson.title}</b><p class="muted">${lesson.summary}</p>
      <div class="lbar"><progress max=${all} value=${done} aria-label=${t('learn.progressOf', { title: lesson.title })}></progress>
      <span class="muted num">${t('learn.stepsDone', { done, all })} · ${t('learn.minutes', { minutes: lesson.minutes })}</span></div></div>
    <button class="b ${due ? 'primary' : ''}" type="button" aria-label="${say(words)}: ${lesson.title}" @click=${() => open(app, id)}>${say(words)}</button>${more}</li>`;
}

function open(app: App, id: string): void {
  lazily(app, () => import('./open.ts'), ({ openLesson }) => void openLesson(app, id, null));
}

function tourButton(app: App): TemplateResult {
  return html`<button class="b" type="button" @click=${() => lazily(app, () => import('../demo/open.ts'), ({ openDemo }) => void openDemo(app))}>
    ${icon('i-play', 12)}${t('demo.start')}</button>`;
}

function openFile(app: App, event: Event): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  if (!file) return;
  const load = async (): Promise<readonly Fault[]> => {
    const [text, { openText }] = await Promise.all([file.text(), import('./open.ts')]);
    return openText(app, text);
  };
  const { name } = file;
  lazily(app, load, (found) => {
    faults = found.length > 0 ? { name, found } : null;
    redraw(app);
  });
  input.value = '';
}

/** For the dashboard: each lesson with its progress, in one line. */
export function lessonStrip(app: App): TemplateResult | typeof nothing {
  const all = courseOf(app);
  if (!all) return nothing;
  return html`<div class="galh"><h3>${t('learn.lessons')}</h3><button class="link" type="button" @click=${() => app.store.dispatch({ type: 'ui', change: { dialog: 'lessons' } })}>${t('dashboard.all', { count: all.course.size })}</button></div>
    <ul class="strip">${[...all.course].map(([id, lesson]) => {
      const done = stepsDone(lesson, progressOf(id));
      return html`<li><button class="scard" type="button" @click=${() => open(app, id)}><span><b>${lesson.title}</b>
        <progress max=${lesson.steps.length} value=${done} aria-hidden="true"></progress><span class="muted num">${t('learn.stepsDone', { done, all: lesson.steps.length })}</span></span></button></li>`;
    })}</ul>`;
}

const plain = (text: string): string => text.replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
