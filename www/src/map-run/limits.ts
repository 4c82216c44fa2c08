/** Limits of a Map Run, which can be changed while it runs: UpdateMapRun. */

import { html, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import type { MapRunView } from '../generated.ts';
import { t } from '../i18n.ts';
import type { MapRunChange } from '../protocol.ts';
import type { Shown, Steps } from './panel.ts';

/** As fields; while the Map Run runs with a button that makes them a form. */
export function limits(shown: Shown, run: MapRunView, steps: Steps): TemplateResult {
  if (shown.editing && run.status === 'RUNNING') return form(run, steps);
  const field = (words: string, value: string): TemplateResult => html`<div class="kv short"><dt>${words}</dt><dd class="num">${value}</dd></div>`;
  return html`<dl class="kvs">
      ${field(t('mapRun.concurrency'), run.maxConcurrency === null ? t('mapRun.noLimit') : count(run.maxConcurrency))}
      ${field(t('mapRun.failures'), count(run.toleratedFailureCount))}
      ${field(t('mapRun.percentage'), `${run.toleratedFailurePercentage} %`)}</dl>
    ${run.status === 'RUNNING' ? html`<div class="mrbar"><button class="b small mredit" type="button"
      @click=${() => steps.edit(true)}>${t('mapRun.edit')}</button></div>` : ''}`;
}

function form(run: MapRunView, steps: Steps): TemplateResult {
  const was = [run.maxConcurrency ?? 0, run.toleratedFailureCount, run.toleratedFailurePercentage];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = [...(event.currentTarget as HTMLFormElement).querySelectorAll('input')].map(({ valueAsNumber }) => valueAsNumber);
    const change = (at: number): number | undefined => (fields[at] === was[at] ? undefined : fields[at]);
    steps.update({ maxConcurrency: change(0), toleratedFailureCount: change(1), toleratedFailurePercentage: change(2) });
  };
  const input = (words: string, at: number, most: number, step: string): TemplateResult => html`<label><span>${words}</span>
    <input type="number" required min="0" max=${most} step=${step} .value=${String(was[at])}></label>`;
  return html`<form class="mrlimits" @submit=${submit} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && steps.edit(false)}>
    ${input(t('mapRun.concurrency'), 0, 2_147_483_647, '1')}${input(t('mapRun.failures'), 1, 2_147_483_647, '1')}
    ${input(t('mapRun.percentage'), 2, 100, 'any')}
    <p class="muted">${t('mapRun.editHelp')}</p>
    <div class="abar"><button class="b small primary" type="submit">${t('mapRun.save')}</button>
      <button class="b small" type="button" @click=${() => steps.edit(false)}>${t('mapRun.cancel')}</button></div></form>`;
}

/** Nothing to be changed. */
export const isEmpty = (change: MapRunChange): boolean => Object.values(change).every((value) => value === undefined);
