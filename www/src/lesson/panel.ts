/** The lesson beside the tools: its text, what to do, where one is. */

import '../i18n/later.ts';
import '../styles/lesson.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { loadCourse } from './course.ts';
import { stepDone, todos } from './deeds.ts';
import { original, putOnDesk, tagOf } from './desk.ts';
import { changedMachine, follow, ownKeys, plainWords, segment, termCard } from './extras.ts';
import type { Outcome, Words } from './exercise.ts';
import type { Document } from '../state.ts';
import type { ExercisePart, Lesson, MachinePart, Step } from './model.ts';
import { ownLesson } from './own.ts';
import { doList, exercise, question, type Box } from './parts.ts';
import { keepProgress, progressOf, type Seen } from './progress.ts';
import { prose, type Links } from './prose.ts';
import { watch } from './watch.ts';

/** One lesson at a time. */
export class LessonPanel {
  private readonly root = document.createElement('aside');
  private lesson: Lesson | null = null;
  private glossary: Lesson | null = null;
  private next: string | null = null;
  private at = 0;
  private term: string | null = null;
  private from: HTMLElement | null = null;
  /** On a phone the lesson is a sheet. */
  private open = true;
  private said = '';
  /** The step's machine as the lesson has it. */
  private first: Document | null = null;
  private readonly hints = new Set<string>();
  private readonly answers = new Map<string, number>();
  private readonly results = new Map<string, readonly Outcome[] | Words | 'running'>();
  private unwatch: () => void = () => undefined;
  private leave: () => void;
  private turn = 0;

  constructor(private readonly app: App, private readonly id: string, private readonly closed: () => void) {
    this.root.id = 'lesson';
    this.root.className = 'lesson';
    document.body.prepend(this.root);
    document.body.classList.add('learning');
    ownKeys(this.root, () => this.term !== null && this.closeTerm());
    let texts: readonly unknown[] = [];
    this.leave = app.store.subscribe((state, before) => {
      if (state.ui.lang !== before.ui.lang) void this.load();
      const { definition, cases } = state.document;
      if (definition === texts[0] && cases === texts[1]) return;
      texts = [definition, cases];
      this.draw();
    });
  }

  /** Loads the lesson in the language of the page. False when there is none of that id. */
  async load(): Promise<boolean> {
    const { course, glossary } = await loadCourse(this.app.store.state.ui.lang);
    const ids = [...course.keys()];
    this.lesson = ownLesson(this.id) ?? course.get(this.id) ?? null;
    this.next = course.has(this.id) ? ids[ids.indexOf(this.id) + 1] ?? null : null;
    this.glossary = glossary;
    if (this.lesson) this.draw();
    return this.lesson !== null;
  }

  /** Opens a step by its number from 0, or where the learner left off. */
  go(at: number | null, focus = true): void {
    const { lesson, id } = this;
    if (!lesson) return;
    const progress = progressOf(id);
    const kept = lesson.steps.findIndex((step) => step.id === progress.step);
    this.at = Math.max(0, Math.min(at ?? Math.max(0, kept), lesson.steps.length - 1));
    const step = this.step;
    if (!step) return;
    keepProgress(id, { ...progress, step: step.id, visited: [...new Set([...progress.visited, step.id])] });
    if (!id.startsWith('own-')) history.replaceState(null, '', `#l=${id}&step=${this.at + 1}`);
    this.term = null;
    this.open = true;
    this.said = '';
    this.draw();
    this.root.querySelector('.lbody')?.scrollTo(0, 0);
    if (focus) this.root.querySelector<HTMLElement>('h2')?.focus();
    void this.prepare(step);
  }

  close(): void {
    this.turn += 1;
    this.unwatch();
    this.leave();
    this.root.remove();
    document.body.classList.remove('learning');
    if (location.hash.startsWith('#l=')) history.replaceState(null, '', location.pathname + location.search);
    this.closed();
  }

  private get step(): Step | undefined {
    return this.lesson?.steps[this.at];
  }

  private get machine(): MachinePart | undefined {
    return this.step?.parts.find((part): part is MachinePart => part.kind === 'machine');
  }

  /** The machine first: what the page does by itself is no deed of the learner's. */
  private async prepare(step: Step): Promise<void> {
    const turn = (this.turn += 1);
    this.unwatch();
    this.unwatch = () => undefined;
    this.first = null;
    const { machine, app, id } = this;
    if (machine) {
      await putOnDesk(app, id, machine);
      const first = await original(app, id, machine);
      if (turn !== this.turn) return;
      this.first = first;
    }
    await new Promise((done) => setTimeout(done));
    if (turn !== this.turn) return;
    const { done } = progressOf(id);
    this.unwatch = watch(app, machine ? tagOf(id, machine) : null, todos(step).filter(({ key, checks }) => checks.length > 0 && !(key in done)), (key, seen) => this.tick(key, seen));
    this.root.dataset['ready'] = step.id;
    this.draw();
  }

  private tick(key: string, seen: Seen): void {
    const progress = progressOf(this.id);
    keepProgress(this.id, { ...progress, done: { ...progress.done, [key]: seen } });
    const todo = this.step && todos(this.step).find((each) => each.key === key);
    if (todo && todo.checks.length > 0) this.said = t('learn.said', { what: todo.text.replace(/[`*]/g, '') });
    this.draw();
  }

  private readonly links: Links = {
    open: null,
    go: (href) => follow(this.app, href),
    term: (id, from) => {
      this.term = this.term === id ? null : id;
      this.from = from;
      this.draw();
    },
  };

  private get box(): Box {
    const { hints, answers, results, links } = this;
    const step = this.step?.id ?? '';
    links.open = this.term;
    return {
      step, progress: progressOf(this.id), links, hints, answers, results,
      hint: (key) => {
        if (!hints.delete(key)) hints.add(key);
        this.draw();
      },
      answer: (key, option, right) => {
        answers.set(key, option);
        if (right) this.tick(key, { event: null, time: Date.now() });
        else this.draw();
      },
      check: (key, part) => this.check(key, part),
    };
  }

  private check(key: string, part: ExercisePart): void {
    const show = (result: readonly Outcome[] | Words): void => {
      this.results.set(key, result);
      if (typeof result !== 'function' && result.every(({ fault }) => !fault)) this.tick(key, { event: null, time: Date.now() });
      else this.draw();
    };
    const { machine } = this;
    if (machine && this.app.store.state.document.gallery !== tagOf(this.id, machine)) return show(() => t('learn.otherMachine'));
    this.results.set(key, 'running');
    this.draw();
    lazily(this.app, () => import('./exercise.ts'), ({ tryOut }) => {
      tryOut(this.app, part.cases).then(show, (error: unknown) => show(() => String(error)));
    });
  }

  private draw(): void {
    const { lesson, step } = this;
    if (!lesson || !step) return;
    this.root.setAttribute('aria-label', lesson.title);
    this.root.classList.toggle('folded', !this.open);
    render(this.page(lesson, step), this.root);
  }

  private page(lesson: Lesson, step: Step): TemplateResult {
    const progress = progressOf(this.id);
    const all = todos(step);
    const done = all.filter(({ key }) => key in progress.done).length;
    const now = all.find(({ key }) => !(key in progress.done));
    const last = this.at === lesson.steps.length - 1;
    return html`
      <header class="lhead"><button class="b ghost small" type="button" @click=${() => this.app.store.dispatch({ type: 'ui', change: { dialog: 'lessons' } })}>${t('topbar.learn')}</button>
        ${icon('i-chev-r', 12)}<b class="grow">${lesson.title}</b>
        <button class="b ghost small lfold" type="button" aria-expanded=${this.open ? 'true' : 'false'} aria-label=${t(this.open ? 'learn.fold' : 'learn.unfold')}
          @click=${() => this.fold()}>${icon(this.open ? 'i-chev-d' : 'i-list', 14)}<span class="lnow">${now ? plainWords(now.text) : step.title}</span></button>
        <button class="b ghost small icon" type="button" aria-label=${t('learn.close')} title=${t('learn.close')} @click=${() => this.close()}>${icon('i-close', 14)}</button></header>
      <nav class="lnavs" aria-label=${t('learn.steps')}><ol class="lsteps">${lesson.steps.map((each, at) => segment(each, at, at === this.at, stepDone(each, progress), () => this.go(at)))}</ol></nav>
      <div class="lbody" tabindex="0" role="group" aria-label=${step.title}>
        <p class="eyebrow">${t('learn.stepOf', { number: this.at + 1, all: lesson.steps.length })}</p>
        <h2 tabindex="-1">${step.title}</h2>
        ${step.parts.map((part, at) => this.part(part, at))}
        ${this.first && this.machine ? changedMachine(this.app, this.id, this.machine, this.first) : nothing}
        ${last ? html`<p class="lend">${this.next ? html`<a href="#l=${this.next}" @click=${this.toNext}>${t('learn.nextLesson')} ${icon('i-fwd', 13)}</a>` : t('learn.end')}</p>` : nothing}
      </div>
      <div class="lterm" id="lesson-term" role="status">${termCard(this.glossary, this.term, this.box.links, () => this.closeTerm())}</div>
      <p class="vh" role="status">${this.said}</p>
      <footer class="lnav"><button class="b" type="button" ?disabled=${this.at === 0} @click=${() => this.go(this.at - 1)}>${icon('i-back', 14)}${t('learn.back')}</button>
        <span class="grow"></span><span class="muted num">${all.length > 0 ? t('learn.done', { done, all: all.length }) : ''}</span>
        ${last
          ? html`<button class="b primary" type="button" @click=${this.next ? this.toNext : () => this.close()}>${t(this.next ? 'learn.nextLesson' : 'learn.finish')}</button>`
          : html`<button class="b primary" type="button" @click=${() => this.go(this.at + 1)}>${t('learn.next')}${icon('i-fwd', 14)}</button>`}</footer>`;
  }

  private part(part: Step['parts'][number], at: number): unknown {
    switch (part.kind) {
      case 'text':
        return prose(part.text, this.box.links);
      case 'do':
        return doList(part, at, this.box);
      case 'question':
        return question(part, at, this.box);
      case 'exercise':
        return exercise(part, at, this.box);
      case 'machine':
        return nothing;
    }
  }

  private closeTerm(): void {
    this.term = null;
    this.draw();
    this.from?.focus();
  }

  private fold(): void {
    this.open = !this.open;
    this.draw();
  }

  private readonly toNext = (event: Event): void => {
    event.preventDefault();
    const { app, next } = this;
    if (next) follow(app, `#l=${next}&step=1`);
  };
}
