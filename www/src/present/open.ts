/** For an audience: the graph of the execution on the desk, what has just happened, and the last events, large. */

import '../i18n/later.ts';
import '../styles/player.css';
import '../styles/present.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { autoMark } from '../step/answer.ts';
import type { App } from '../app.ts';
import { elapsed } from '../format.ts';
import { stateLabel } from '../events/filter.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { mark, statusOf, statusOfEvent } from '../marks.ts';
import { LOOK_BACK, standing } from '../player/caption.ts';
import { foot } from '../player/foot.ts';
import type { Moves, Shot } from '../player/model.ts';
import { Stage } from '../player/stage.ts';
import { rowAt, shown } from '../select.ts';
import type { State } from '../state.ts';
import { keyIn } from './keys.ts';

const EVENTS = 3;

/** Shows it until the reader leaves: Escape, or *Leave*. */
export function enter(app: App): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'present';
  document.body.append(dialog);
  const stop = fill(dialog, app);
  dialog.addEventListener('close', () => {
    stop();
    dialog.remove();
    if (document.fullscreenElement) void document.exitFullscreen();
    app.store.dispatch({ type: 'ui', change: { present: false } });
  });
  dialog.showModal();
  dialog.focus();
}

function fill(dialog: HTMLDialogElement, app: App): () => void {
  render(html`<div class="phd"></div><div class="prmain"><div class="pgraph"></div><div class="prside"></div></div><div class="pbar"></div>`, dialog);
  const part = (name: string): HTMLElement => dialog.querySelector<HTMLElement>(`.${name}`) ?? dialog;
  const moves = movesOf(app);
  // Of the drawing only: nothing is read out by itself.
  const stage = new Stage(part('pgraph'), moves, { least: 1, most: 1.6, tools: 24, quiet: true, redraw: () => draw() });
  const draw = (): void => {
    const shot = shotOf(app.store.state);
    dialog.setAttribute('aria-label', t('present.label', { name: shot.name }));
    render(head(dialog, shot), part('phd'));
    render(side(shot, moves), part('prside'));
    render(foot(shot, shot.run, moves, shot.check?.runnable ?? false), part('pbar'));
    stage.draw(shot);
  };
  dialog.addEventListener('keydown', (event) => {
    const does = keyIn(event, dialog, () => app.store.state.run, moves);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  });
  draw();
  return app.store.subscribe(draw);
}

function shotOf(state: State): Shot {
  const { check, run } = shown(state);
  const { document, selection, ui } = state;
  return { name: document.name, check, definition: document.definition, run, selected: selection.state, speed: ui.speed };
}

function movesOf({ actions: { run, select } }: App): Moves {
  return {
    toggle: () => run.toggle(),
    step: () => run.step('step'),
    back: () => run.step('back'),
    seek: (event) => run.seek(event),
    speed: (speed) => run.speed(speed),
    select: (state) => (state === null ? select.clear() : select.state(state, 'graph')),
    needEvent: (id) => run.needEvent(id),
    needEvents: (from, to) => run.needEvents(from, to),
  };
}

function head(dialog: HTMLDialogElement, { name, run }: Shot): TemplateResult {
  const whole = (): void => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
  const how = run && standing(run);
  return html`${icon('i-brand', 24)}<h2 class="pname">${name}</h2>
    ${how ? html`<span class="runpill">${how.icon ? icon(how.icon, 12) : nothing}${t(how.key)}</span>` : nothing}<span class="grow"></span>
    ${document.fullscreenEnabled ? html`<button class="b ghost" type="button" aria-label=${t('present.fullScreen')} @click=${whole}>${icon('i-expand', 18)}<span class="prw">${t('present.fullScreen')}</span></button>` : nothing}
    <button class="b ghost" type="button" title="Esc" @click=${() => dialog.close()}>${icon('i-close', 18)}${t('present.leave')}</button>`;
}

/** The last events; below them, where there is room, what the step got and gave. */
function side(shot: Shot, moves: Moves): TemplateResult {
  const { run } = shot;
  if (!run || run.view.position === 0) return html`<p class="muted">${t('present.begin')}</p>`;
  const { position, execution } = run.view;
  moves.needEvents(position - LOOK_BACK, position);
  const ids = Array.from({ length: EVENTS }, (_, at) => position - EVENTS + 1 + at).filter((id) => id >= 1);
  return html`<h3>${t('present.events')}</h3>
    <ol class="prev">${ids.map((id) => {
      const row = rowAt(run, id);
      return html`<li class=${id === position ? 'now' : ''}><span class="num">${id}</span>${row ? html`${mark(statusOfEvent(row.mark), 18)}
        <span class="prtype"><b lang="en">${row.type.split(/(?=[A-Z])/).map((word) => html`${word}<wbr>`)}</b><span class="muted">${stateLabel(row)} ${row.answer === 'automatic' ? autoMark() : nothing}</span></span>
        <span class="num muted">${elapsed(row.time - execution.started).replace(/^00:(?:00:)?/, '')}</span>` : nothing}</li>`;
    })}</ol>
    ${run.step ? html`<section class="prstep"><h3>${run.step.name} ${mark(statusOf(run.step.status), 18)}</h3>
      <h4>${t('step.input')}</h4>${jsonView(run.step.input, t('step.input'))}
      ${run.step.output === null ? nothing : html`<h4>${t('step.output')}</h4>${jsonView(run.step.output, t('step.output'))}`}</section>` : nothing}`;
}

