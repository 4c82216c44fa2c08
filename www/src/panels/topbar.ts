/** Brand, where we are, how the page looks. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { isAsked } from '../answer/open.ts';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { loadLanguage, t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { close, left } from '../menu.ts';
import { chip, statusOfExecution } from '../marks.ts';
import { originIn } from '../recorded/open.ts';
import type { Run, State, Ui } from '../state.ts';

const THEMES: readonly Ui['theme'][] = ['system', 'light', 'dark'];

export function mountTopbar(root: HTMLElement, app: App): void {
  panel(
    root,
    app,
    ({ document, run, ui, workspace }) => [document.name, run?.view, run?.running, ui, workspace.storage],
    (state) => bar(app, state),
  );
  app.store.subscribe(({ ui }, before) => {
    if (ui.present && !before.ui.present) lazily(app, () => import('../present/open.ts'), ({ enter }) => enter(app), () => change(app, { present: false }));
  });
}

function bar(app: App, state: State): TemplateResult {
  const { run, ui } = state;
  return html`
    <button class="brand" type="button" title=${t('topbar.dashboardHelp')} aria-label=${t('topbar.brand')}
      @click=${() => change(app, { dialog: 'dashboard' })}>${icon('i-brand', 20)}<b>Stepglass</b></button>
    ${crumbs(app, state)}
    ${run ? runPill(run) : nothing}${run?.view.recorded ? html`<span class="badge tchip">${t(`topbar.recorded.${originIn(run.view.recorded)}`)}</span>` : nothing}
    <span class="grow"></span>
    <div class="tools">${tools(app, ui, false)}</div>
    <details class="more" @click=${close} @focusout=${left}>
      <summary class="b ghost icon" aria-label=${t('topbar.more')} title=${t('topbar.more')}>${icon('i-more')}</summary>
      <div class="moremenu">${tools(app, ui, true)}</div></details>`;
}

/** Gallery, tools, language, theme, help; on a phone they are a menu, and every one has words. */
function tools(app: App, ui: Ui, menu: boolean): TemplateResult {
  const words = (text: string): unknown => (menu ? html`<span>${text}</span>` : nothing);
  return html`
    <button class="b ghost" type="button" @click=${() => change(app, { dialog: 'lessons' })}>${menu ? icon('i-flag') : nothing}${t('topbar.learn')}</button>
    <button class="b ghost" type="button" @click=${() => change(app, { dialog: 'gallery' })}>${menu ? icon('i-graph') : nothing}${t('dashboard.gallery')}</button>
    <button class="b ghost" type="button" aria-pressed=${ui.tools === 'all' ? 'true' : 'false'} title=${t('topbar.allToolsHelp')}
      @click=${() => change(app, { tools: ui.tools === 'all' ? 'basic' : 'all' })}>${menu ? icon('i-fix') : nothing}${t('topbar.allTools')}</button>
    <button class="b ghost lang" type="button" lang=${ui.lang === 'en' ? 'ko' : 'en'}
      @click=${() => speak(app, ui.lang === 'en' ? 'ko' : 'en')}>${icon('i-globe')}${t('topbar.otherLanguage')}</button>
    ${themeButton(app, ui, words)}
    <button class="b ${menu ? 'ghost' : 'share'}" type="button" aria-haspopup="dialog" @click=${() => share(app)}>${icon('i-share')}${t('topbar.share')}</button>
    <button class="b ghost icon" type="button" aria-label=${t('topbar.present')} title=${t('topbar.present')}
      @click=${() => change(app, { present: true })}>${icon('i-expand')}${words(t('topbar.present'))}</button>
    <button class="b ghost icon" type="button" aria-label=${t('topbar.help')} title=${t('topbar.help')}
      @click=${() => change(app, { dialog: 'help' })}>${icon('i-help')}${words(t('topbar.help'))}</button>`;
}

const share = (app: App): void => lazily(app, () => import('../share/dialog.ts'), ({ openShare }) => openShare(app));

function change({ store }: App, ui: Partial<Ui>): void {
  store.dispatch({ type: 'ui', change: ui });
}

function speak(app: App, lang: Ui['lang']): void {
  lazily(app, () => loadLanguage(lang), () => change(app, { lang }));
}

function crumbs(app: App, { document, run }: State): TemplateResult {
  const crumb = (words: string, look: string, dialog: Ui['dialog'], title: Key): TemplateResult => html`
    <li class=${look}><button type="button" title=${t(title)} aria-haspopup="dialog" @click=${() => change(app, { dialog })}>${words}</button></li>`;
  return html`<nav class="crumbs" aria-label=${t('topbar.path')}><ol>
    ${crumb(t('topbar.dashboard'), 'up first', 'dashboard', 'topbar.dashboardHelp')}
    ${crumb(document.name || '…', run ? 'up' : 'here', 'executions', 'topbar.machineHelp')}
    ${run ? crumb(run.view.execution.name, 'here', 'executions', 'topbar.machineHelp') : nothing}
  </ol></nav>`;
}

/** Where the run stands; once the execution is closed, AWS's status too. */
function runPill({ view, running }: Run): TemplateResult {
  const { status } = view.execution;
  const behind = view.position < view.known;
  const key: Key = running ? 'details.RUNNING' : isAsked(view) ? 'topbar.asked' : behind || status === 'RUNNING' ? 'topbar.paused' : 'topbar.finished';
  return html`<span class="runpill">${running ? icon('i-play', 10) : key === 'topbar.paused' ? icon('i-pause', 10) : key === 'topbar.asked' ? icon('i-s-wait-ask', 12) : nothing}
      ${t(key, { event: view.position })}</span>
    ${status === 'RUNNING' ? nothing : html`<span class="tchip">${chip(statusOfExecution(status), t(`details.${status}` as Key))}</span>`}`;
}

function themeButton(app: App, { theme }: Ui, more: (text: string) => unknown): TemplateResult {
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const words = t('topbar.theme', { theme: t(`theme.${theme}`) });
  return html`<button class="b ghost icon" type="button" aria-label=${words} title=${words}
    @click=${() => change(app, { theme: next })}>${icon('i-theme')}${more(words)}</button>`;
}
