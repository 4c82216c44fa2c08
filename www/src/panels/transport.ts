import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count, duration, elapsed } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Speed } from '../protocol.ts';
import { rowAt, startsNew } from '../select.ts';
import type { Run, State } from '../state.ts';
import { fillWhy } from '../steer/open.ts';
import { breakpoints } from '../transport/breakpoints.ts';
import { Scrubber } from '../transport/scrubber.ts';

const SPEEDS: readonly Speed[] = [0.5, 1, 2, 5, 'max'];

/** The bar across the bottom: what moves the run, where it stands, its virtual clock. */
export function mountTransport(root: HTMLElement, app: App): void {
  render(html`<section class="transport"><div class="tc" role="toolbar"></div>
    <div class="ts"><div class="tst"><div class="tsl"></div><div class="why" role="status"></div></div><div class="scrub"></div></div><div class="tv"></div></section>`, root);
  const part = (name: string): HTMLElement => root.querySelector<HTMLElement>(`.${name}`) ?? root;
  const [bar, tools, where, side] = [part('transport'), part('tc'), part('tsl'), part('tv')];
  const scrubber = new Scrubber(part('scrub'), app);
  tools.addEventListener('keydown', (event) => arrows(event, tools));
  const draw = (state: State): void => {
    bar.setAttribute('aria-label', t('transport.run'));
    bar.classList.toggle('basic', state.ui.tools === 'basic');
    tools.setAttribute('aria-label', t('transport.controls'));
    render(controls(app, state), tools);
    render(state.run ? position(state.run) : html`<span class="muted">${t(state.check.view?.runnable === false ? 'details.notRunnable' : 'transport.nothing')}</span>`, where);
    render(clock(app, state), side);
    const hit = state.run?.view.stopped.reason === 'breakpoint';
    bar.classList.toggle('hit', hit);
    fillWhy(hit ? part('why') : null, app);
    scrubber.draw(state);
  };
  app.store.subscribe(draw);
  draw(app.store.state);
}

/** Arrows move inside the toolbar. */
function arrows(event: KeyboardEvent, tools: HTMLElement): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...tools.querySelectorAll<HTMLButtonElement>('button:not([disabled])')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (by === undefined || at < 0) return;
  event.preventDefault();
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
}

function controls(app: App, state: State): TemplateResult {
  const { run } = app.actions;
  const now = state.run;
  const runnable = state.check.view?.runnable ?? false;
  const ready = now !== null || runnable;
  const ended = now !== null && (now.view.recorded !== null || now.view.execution.status !== 'RUNNING') && now.view.position >= now.view.known;
  const start = now === null || now.view.position <= 1;
  const running = now?.running ?? false;
  const basic = state.ui.tools === 'basic';
  const tool = (key: ToolKey, symbol: string, off: boolean, act: () => void, words = false): TemplateResult => html`
    <button class="b ghost ${words ? 'worded' : 'icon sq'} tool-${key}" type="button" ?disabled=${off || !ready} aria-label=${t(`transport.${key}`)}
      title="${t(`transport.${key}`)}${KEYS[key] ? ` (${KEYS[key]})` : ''}" @click=${act}>${icon(symbol)}${words
      ? html`<span>${t(`transport.${key}`)}</span>` : nothing}</button>`;
  const name = t(playKey(state));
  const refused = !running && (now?.view.recorded ? ended : startsNew(state) && !runnable);
  const hint = refused && !now?.view.recorded && state.check.view ? t('details.notRunnable') : `${name} (F8)`;
  const play = html`<button class="b play" type="button" ?disabled=${refused} aria-label=${name} title=${hint}
    @click=${run.toggle}>${icon(running ? 'i-pause' : 'i-play', 18)}<span class="pl">${name}</span></button>`;
  if (basic) {
    return html`${play}${tool('step', 'i-into', running || ended, () => run.step('step'), true)}
      ${tool('back', 'i-back', running || start, () => run.step('back'), true)}
      ${tool('restart', 'i-restart', running || start, () => run.restart())}`;
  }
  return html`${tool('restart', 'i-restart', running || start, () => run.restart())}
    ${tool('runBack', 'i-runback', running || start, () => run.step('runBack'))}
    ${tool('back', 'i-back', running || start, () => run.step('back'))}${play}
    ${tool('over', 'i-over', running || ended, () => run.step('over'))}
    ${tool('into', 'i-into', running || ended, () => run.step('step'))}
    ${tool('out', 'i-out', running || ended, () => run.step('out'))}`;
}

type ToolKey = 'restart' | 'runBack' | 'back' | 'step' | 'over' | 'into' | 'out';

const KEYS: Partial<Record<ToolKey, string>> = {
  runBack: 'Shift F9', back: 'F9', step: 'F11', over: 'F10', into: 'F11', out: 'Shift F11',
};

/** One button whose name says what it does now. */
function playKey(state: State): 'transport.pause' | 'transport.run' | 'transport.runAgain' | 'transport.continue' {
  const { run } = state;
  if (run?.running) return 'transport.pause';
  if (!run || run.view.position === 0) return 'transport.run';
  if (!startsNew(state)) return 'transport.continue';
  return run.view.execution.status === 'RUNNING' ? 'transport.run' : 'transport.runAgain';
}

function position(run: Run): TemplateResult {
  const { position: at, known } = run.view;
  const row = rowAt(run, at);
  return html`<span class="pos">${t('transport.event')} <b class="num">${count(at)}</b> <span class="muted num">/ ${count(known)}</span></span>
    ${row ? html`<span class="muted evn">${row.type}${row.name === null ? '' : ` · ${row.name}`}</span>` : nothing}`;
}

function clock(app: App, state: State): TemplateResult {
  const { run, ui } = state;
  const choose = (event: Event): void => {
    const value = (event.target as HTMLSelectElement).value;
    app.actions.run.speed(SPEEDS.find((speed) => String(speed) === value) ?? 1);
  };
  return html`
    ${run ? html`<div class="clock"><span class="num big">${elapsed(run.view.now - run.view.execution.started)}</span>
      ${run.view.recorded ? nothing : html`<span class="muted">${t('transport.virtual')}</span>`}</div>${skip(app, run)}` : nothing}
    <label class="speed"><span class="vh">${t('transport.speed')}</span>
      <select title=${t('transport.speed')} @change=${choose}>${SPEEDS.map((speed) => html`
        <option value=${speed} ?selected=${speed === ui.speed}>${speedName(speed)}</option>`)}</select></label>
    ${ui.tools === 'all' || state.document.breakpoints.length > 0 ? breakpoints(app, state) : nothing}`;
}

const speedName = (speed: Speed): string => (speed === 'max' ? t('transport.max') : `${speed === 0.5 ? '½' : speed}×`);

/** Shown while the run waits for nothing but a timer. */
function skip(app: App, run: Run): unknown {
  const { nextDue, now, execution, position: at, known } = run.view;
  if (nextDue === null || nextDue <= now || execution.status !== 'RUNNING' || at < known) return nothing;
  const go = (): void => (run.running ? app.actions.run.skip() : app.actions.run.step('micro'));
  return html`<button class="b skip" type="button" title=${t('transport.skip')} aria-label=${t('transport.skip')} @click=${go}>
    ${icon('i-skip', 14)}<span class="sk">${t('transport.skip')}</span><span class="num">+${duration(nextDue - now)}</span></button>`;
}
