/** Head and tabs of Define, the strip above the graph, the head of Monitor, the input beside the run button. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { count } from '../format.ts';
import type { RunView } from '../generated.ts';
import { named, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { close, left } from '../menu.ts';
import { calledHandlers, chosenCase, edited, shown } from '../select.ts';
import type { State, Ui } from '../state.ts';
import { compareWith } from '../steer/open.ts';
import { tabStrip, type Tab } from '../tabs.ts';

export function mountDefineHead(root: HTMLElement, app: App): void {
  const settings = (): void => app.store.dispatch({ type: 'ui', change: { dialog: 'settings' } });
  panel(root, app, ({ document, ui }) => [document.name, document.type, ui.folded], ({ document, ui }) => html`
    <h2>${t('zone.define')}</h2>
    <span class="meta grow">${document.name} · ${t(document.type === 'EXPRESS' ? 'details.express' : 'details.standard')}</span>
    <button class="b ghost small" type="button" @click=${settings}>${t('define.settings')}</button>
    <button class="b ghost small icon wide-only" type="button" aria-label=${t('define.fold')} title=${t('define.fold')}
      @click=${() => app.store.dispatch({ type: 'ui', change: { folded: { ...ui.folded, define: true } } })}>${icon('i-rail')}</button>`);
}

export function mountDefineTabs(root: HTMLElement, app: App, hosts: Record<Ui['define'], HTMLElement>): void {
  panel(root, app, ({ ui, document, check }) => [ui.define, ui.tools, document, check.view], (state) => {
    const chosen = chosenTab(state.ui);
    for (const [name, host] of Object.entries(hosts)) host.hidden = name !== chosen;
    hosts.definition.parentElement?.setAttribute('aria-labelledby', `define-${chosen}`);
    return tabStrip('define', t('zone.define'), tabs(state), chosen, (define) =>
      app.store.dispatch({ type: 'ui', change: { define } }));
  });
}

/** Mocks, handlers, files and services are among *All tools*; going back to the Basic view must not leave them open. */
function chosenTab({ tools, define }: Ui): Ui['define'] {
  return tools === 'all' || define === 'input' ? define : 'definition';
}

function tabs(state: State): Tab<Ui['define']>[] {
  const strip: Tab<Ui['define']>[] = [
    { id: 'definition', words: t('define.definition') },
    { id: 'input', words: t('step.input') },
  ];
  if (state.ui.tools === 'all') {
    strip.push({ id: 'mocks', words: t('define.mocks'), count: mocked(state) });
    strip.push({ id: 'handlers', words: t('define.handlers'), count: calledHandlers(state.document).length });
    strip.push({ id: 'files', words: t('define.files'), count: Object.keys(state.document.files).length });
    strip.push({ id: 'services', words: t('define.services') });
  }
  return strip;
}

/** Tasks of the definition that have answers; answers of a Task that is gone don't count. A mock file is not counted. */
function mocked(state: State): number | undefined {
  if (state.document.mockFile?.used) return undefined;
  const places = (state.check.view ?? state.check.good)?.states;
  const names = Object.keys(chosenCase(state).mocks);
  return places ? names.filter((name) => places.some((place) => place.type === 'Task' && place.name === name)).length : names.length;
}

/** "Edited since this run." with the ways on. */
export function mountEdited(root: HTMLElement, app: App): void {
  panel(root, app, (state) => [edited(state), state.run?.graph, state.run?.running], (state) => {
    const { run } = state;
    if (!run || !edited(state)) return nothing;
    const other = run.graph === 'run' ? 'text' : 'run';
    return html`<div class="edited" role="status">${icon('i-info', 14)}<span class="grow">${t('edited.since')}</span>
      <button class="b small" type="button" @click=${() => app.actions.run.newExecution()}>${t('transport.runAgain')}</button>
      <button class="b small ghost" type="button" @click=${() => app.store.dispatch({ type: 'runGraph', graph: other })}>
        ${t(other === 'run' ? 'edited.showRun' : 'edited.showText')}</button>
      <button class="b small ghost" type="button" title=${t('edited.restoreHelp')} @click=${() => app.actions.document.restoreDefinition()}>${t('edited.restore')}</button>
    </div>`;
  });
}

/** How many states, as of which event. */
export function mountGraphHead(root: HTMLElement, app: App): void {
  panel(root, app, (state) => [shown(state).check, shown(state).run?.view.position], (state) => {
    const { check, run } = shown(state);
    const states = check?.states.length ?? 0;
    if (states === 0) return nothing;
    return run
      ? t('graphHead.atEvent', { count: count(states), event: count(run.view.position) })
      : t('graphHead.states', { count: count(states) });
  });
}

export function mountMonitorHead(root: HTMLElement, app: App): void {
  panel(root, app, ({ run, document }) => [run?.executionId, run?.view.execution.status, run?.view.execution.name, document.definition], ({ run, document }) => html`
    <h2>${t('zone.monitor')}</h2><span class="meta grow">${run?.view.execution.name ?? ''}</span>
    ${run ? monitorTools(app, run.view, run.request.definition === document.definition) : nothing}`);
}

function monitorTools(app: App, { execution: { status }, recorded }: RunView, same: boolean): TemplateResult {
  const stop = (): void => app.actions.run.stop('', '');
  // What was made of events alone is nothing to run, until somebody completes it.
  const made = same && recorded?.sketched === true;
  return html`
    ${status === 'RUNNING' && !recorded ? html`<button class="b ghost small" type="button" @click=${stop}>${icon('i-stop', 12)}<span>${t('monitor.stop')}</span></button>` : nothing}
    <button class="b ghost small" type="button" ?disabled=${made} title=${made ? t('monitor.made') : nothing} @click=${() => app.actions.run.newExecution()}>${icon('i-plus', 12)}<span>${t('monitor.new')}</span></button>
    <details class="moremon" @click=${close} @focusout=${left}>
      <summary class="b ghost small icon" aria-label=${t('topbar.more')} title=${t('topbar.more')}>${icon('i-more')}</summary>
      <div class="moremenu"><button class="b ghost" type="button" ?disabled=${made} @click=${() => lazily(app, () => import('../execution/again.ts'), (part) => part.runAgain(app))}>${t('monitor.again')}</button>
        ${recorded ? nothing : html`<button class="b ghost" type="button" aria-haspopup="dialog" @click=${() => compareWith(app, null)}>${t('compare.with')}</button>`}
        <button class="b ghost" type="button" @click=${() => lazily(app, () => import('../execution/export.ts'), (part) => void part.exportExecution(app))}>${t('monitor.export')}</button></div></details>`;
}

/** Which input the next execution gets. */
export function mountCases(root: HTMLElement, app: App): void {
  panel(root, app, ({ document }) => [document.cases, document.chosen], ({ document }) => {
    const choose = (event: Event): void => app.actions.document.choose((event.target as HTMLSelectElement).selectedIndex);
    return html`<label class="casesel"><span>${t('step.input')}</span>
      <select .selectedIndex=${document.chosen} @change=${choose}>${document.cases.map(
        (item, at) => html`<option ?selected=${at === document.chosen}>${named(item.name)}</option>`,
      )}</select></label>`;
  });
}
