import { html, nothing, render, type TemplateResult } from 'lit-html';
import { callButton, callsOf, fillAnswer, fillChange, isAsked } from '../answer/open.ts';
import type { App } from '../app.ts';
import { bind } from '../commands.ts';
import { count } from '../format.ts';
import type { StatePlace, StepView } from '../generated.ts';
import { fillPrinted, hasPrinted } from '../handlers/open.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { fillMapRun } from '../map-run/open.ts';
import { fillNested } from '../nested/open.ts';
import { chip, mark, statusOf, typeIcon } from '../marks.ts';
import { shown, shownState } from '../select.ts';
import type { State } from '../state.ts';
import { runTo } from '../steer/open.ts';
import { outputMark } from '../step/answer.ts';
import { stepDetails } from '../step/details.ts';
import { stepEvents } from '../step/events.ts';
import { fillRetry, fillVariables, retries as hasRetry } from '../step/open.ts';
import { StepHeight } from '../step/resize.ts';
import { type Tab, tabStrip } from '../tabs.ts';
import { testButton } from '../test-state/open.ts';

type TabId = 'answer' | 'mapRun' | 'nested' | 'input' | 'output' | 'details' | 'definition' | 'retry' | 'events' | 'variables';

/** Tabs whose whole panel scrolls; the others hold something that does. */
const SCROLLED: readonly TabId[] = ['details', 'retry', 'variables'];

/** Height of the fields of an answer. */
const ANSWER = 300;

/** The selected step: what went in, what came out, its attempts, its text and its events. */
export function mountStep(root: HTMLElement, app: App): void {
  let chosen = app.store.state.ui.opened.tab as TabId | undefined ?? 'input';
  /** Until the user says, open where there is room for it. */
  const roomy = matchMedia('(min-width: 1200px) and (min-height: 620px)');
  let said = app.store.state.ui.opened.step ?? null;
  roomy.addEventListener('change', () => draw(app.store.state));

  const keep = (change: State['ui']['opened']): void =>
    app.store.dispatch({ type: 'ui', change: { opened: { ...app.store.state.ui.opened, ...change } } });
  const height = new StepHeight(root, () => draw(app.store.state), app.store.state.ui.opened.height, (chosen) => keep({ height: chosen }));
  const choose = (tab: TabId): void => {
    chosen = tab;
    keep({ tab });
    draw(app.store.state);
  };
  const fold = (): void => {
    said = !root.querySelector('.stepb');
    keep({ step: said });
    draw(app.store.state);
  };
  const draw = (state: State): void => {
    const subject = subjectOf(state);
    const open = said ?? (roomy.matches && state.ui.view === 'events');
    root.classList.toggle('idle', subject === null);
    root.classList.toggle('shut', !open);
    render(subject ? html`<section class="step" aria-labelledby="step-h">
      ${open ? height.line() : nothing}${head(app, subject, open, fold)}
      ${open ? body(app, state, subject, chosen, choose) : nothing}</section>` : nothing, root);
    fillMapRun(root.querySelector<HTMLElement>('.maprun'), app);
    fillNested(root.querySelector<HTMLElement>('.nested'), app);
    fillAnswer(root.querySelector<HTMLElement>('.answering'), app);
    fillPrinted(root.querySelector<HTMLElement>('.printing'), app);
    fillChange(root.querySelector<HTMLElement>('.changing'), app);
    fillRetry(root.querySelector<HTMLElement>('.retrying'), app);
    fillVariables(root.querySelector<HTMLElement>('.stepvars'), app);
  };

  bind('openStep', () => {
    said = true;
    app.store.dispatch({ type: 'ui', change: { zone: 'monitor' } });
    draw(app.store.state);
    requestAnimationFrame(() => root.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus());
  });
  app.store.subscribe((state, before) => {
    if (state.run && state.run.step !== before.run?.step && waits(state)) {
      chosen = 'answer';
      said = true;
      height.atLeast(ANSWER);
      queueMicrotask(() => app.store.dispatch({ type: 'ui', change: { zone: 'monitor' } }));
    }
    const parts = (each: State): unknown[] => [each.run, each.selection, each.check, each.ui.view, each.ui.lang, each.ui.tools, each.document.definition];
    const was = parts(before);
    if (parts(state).some((part, at) => part !== was[at])) draw(state);
  });
  draw(app.store.state);
}

/** The run has just stopped at a call of the step that is shown, to ask the user. */
function waits({ run }: State): boolean {
  return run?.step != null && run.view.stopped.reason === 'asked' && isAsked(run.view) && callsOf(run.view, run.step).some(({ source }) => source === 'user');
}

/** A visit of a state, or a state that was not entered. */
interface Subject {
  place: StatePlace;
  step: StepView | null;
}

function subjectOf(state: State): Subject | null {
  const step = shown(state).run?.step ?? null;
  const place = shownState(state, state.selection.state ?? step?.state ?? null);
  return place && { place, step: step && step.state === place.id ? step : null };
}

function head(app: App, { place, step }: Subject, open: boolean, fold: () => void): TemplateResult {
  const retries = step ? Math.max(0, step.attempts.length - 1) : 0;
  return html`<div class="steph">
    <button class="fold" type="button" aria-expanded=${open ? 'true' : 'false'} aria-controls="step-panel" @click=${fold}>
      ${icon(open ? 'i-tri-d' : 'i-tri-r', 10)}${icon(typeIcon(place.type), 16)}
      <h3 id="step-h">${place.name}</h3><span class="meta"><span class="bw">${place.type}</span>${indexes(step)}</span></button>
    <span class="grow"></span>
    ${app.store.state.ui.tools === 'all' ? html`<button class="b small icon" type="button" aria-label=${t('steer.runTo')} title=${t('steer.runTo')} @click=${() => runTo(app, place.name)}>${icon('i-flag', 12)}</button>` : nothing}
    ${pin(app)}${testButton(app, place)}
    ${step ? visits(app, step) : nothing}
    ${chip(statusOf(step?.status), t(`legend.${statusOf(step?.status)}`))}
    ${retries > 0 ? html`<span class="chip st-retry" data-count=${retries}>${mark('retry')}<span class="nw">${t('step.retries', { count: retries })}</span></span>` : nothing}
  </div>`;
}

/** For watching one state while the run steps through others. */
function pin({ store, actions }: App): unknown {
  const { selection: { state, pinned }, ui } = store.state;
  if (ui.tools !== 'all' || state === null) return nothing;
  return html`<button class="b small icon ${pinned ? 'on' : ''}" type="button" aria-pressed=${pinned ? 'true' : 'false'} aria-label=${t('step.pin')} title=${t('step.pin')}
    @click=${() => actions.select.pin(!pinned)}>${icon('i-pin', 12)}</button>`;
}

const indexes = (step: StepView | null): string => (step?.iteration ?? []).map((index) => ` · #${index}`).join('');

/** Which visit of several this is, and the way to the others. */
function visits(app: App, step: StepView): unknown {
  const at = step.visits.indexOf(step.entered);
  if (step.visits.length < 2 || at < 0) return nothing;
  const go = (to: number): void => {
    const entered = step.visits[to];
    if (entered !== undefined) app.actions.select.visit(step.state, entered, 'step');
  };
  return html`<span class="visits num">
    <button class="b ghost tiny" type="button" aria-label=${t('step.previousVisit')} ?disabled=${at === 0} @click=${() => go(at - 1)}>
      ${icon('i-chev-l', 12)}</button>${t('step.visit', { at: count(at + 1), count: count(step.visits.length) })}
    <button class="b ghost tiny" type="button" aria-label=${t('step.nextVisit')} ?disabled=${at === step.visits.length - 1}
      @click=${() => go(at + 1)}>${icon('i-chev-r', 12)}</button></span>`;
}

function body(app: App, state: State, subject: Subject, wanted: TabId, choose: (tab: TabId) => void): TemplateResult {
  const { step } = subject;
  const calls = state.run && step ? callsOf(state.run.view, step) : [];
  const asked = calls.some(({ source }) => source === 'user' || source === 'handler');
  const answer = { id: 'answer' as const, words: t('step.answering') };
  const all: Tab<TabId>[] = step
    ? [
        ...(asked ? [answer] : []),
        ...(step.mapRuns.length > 0 ? [{ id: 'mapRun' as const, words: t('mapRun.title') }] : []),
        ...(step.executions.length > 0 ? [{ id: 'nested' as const, words: t('nested.title') }] : []),
        { id: 'input', words: t('step.input') },
        { id: 'output', words: t('step.output') },
        { id: 'details', words: t('step.details') },
        { id: 'definition', words: t('step.definition') },
        ...(hasRetry(textOf(state, subject.place)) ? [{ id: 'retry' as const, words: t('step.retry') }] : []),
        { id: 'events', words: t('step.events'), count: step.events.length },
        ...(state.ui.tools === 'all' ? [{ id: 'variables' as const, words: t('view.variables') }] : []),
        ...(!asked && calls.length > 0 && state.ui.tools === 'all' ? [answer] : []),
      ]
    : [{ id: 'definition', words: t('step.definition') }];
  const chosen = !step ? 'definition' : all.some(({ id }) => id === wanted) ? wanted : 'input';
  return html`${tabStrip('step', subject.place.name, all, chosen, choose)}
    <div class="stepb" id="step-panel" role="tabpanel" tabindex=${SCROLLED.includes(chosen) ? 0 : -1} aria-labelledby="step-${chosen}">${tab(app, state, subject, chosen, choose)}</div>`;
}

function tab(app: App, state: State, { place, step }: Subject, chosen: TabId, choose: (tab: TabId) => void): unknown {
  if (chosen === 'definition' || !step) return jsonView(textOf(state, place), t('step.definition'));
  if (chosen === 'answer') return html`<div class="answering"></div>`;
  if (chosen === 'mapRun') return html`<div class="maprun"></div>`;
  if (chosen === 'nested') return html`<div class="nested"></div>`;
  if (chosen === 'retry') return html`<div class="retrying"></div>`;
  if (chosen === 'variables') return html`<div class="stepvars"></div>`;
  if (chosen === 'input') {
    if (!step.input) return html`<p class="none muted">${t('step.noInput')}</p>`;
    return html`${callButton(app, step, () => choose('answer'))}${jsonView(step.input, t('step.input'))}${state.ui.tools === 'all' && state.run?.graph === 'run' && !state.run.view.recorded ? html`<div class="changing"></div>` : nothing}`;
  }
  if (chosen === 'details') {
    return html`${stepDetails(app, step)}${state.run && hasPrinted(state.run.printed, step) ? html`<div class="printing"></div>` : nothing}`;
  }
  if (chosen === 'events') return state.run && stepEvents(app, state.run, step);
  if (step.output !== null) return html`${outputMark(app, step)}${jsonView(step.output, t('step.output'))}`;
  return html`${callButton(app, step, () => choose('answer'))}<p class="none muted">${t(step.endedAt === null ? 'step.noOutputYet' : 'step.noOutput')}</p>`;
}

/** The state's own text, from the text that the shown graph was read from. */
function textOf(state: State, place: StatePlace): string {
  const { check, run } = shown(state);
  const text = run ? run.request.definition : check === state.check.view ? state.check.text : state.check.goodText;
  return text.slice(place.place.from, place.place.to);
}
