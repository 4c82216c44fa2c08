/** What a link or file holds, with its size, and what can be left out. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { bytes } from '../format.ts';
import { say, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Case, Document } from '../state.ts';
import type { Parts } from './convert.ts';
import type { Options } from './format.ts';
import type { Desk } from './make.ts';
import type { Refused } from './refused.ts';

/** `example`: it names one of the examples, and holds nothing itself. */
export function holds(desk: Desk, parts: Parts, options: Options, example: boolean, take: (parts: Partial<Parts>) => void): TemplateResult {
  return html`<fieldset class="sfset"><legend>${t('share.holds')}</legend>
    <ul class="sholds">${example ? line(t('share.holdsExample')) : lines(desk, parts, take)}
      ${options.at === undefined ? line(t('share.noExecutions'), '', true) : line(t('share.holdsRun'))}</ul></fieldset>`;
}

function lines({ document, machines }: Desk, parts: Parts, take: (parts: Partial<Parts>) => void): unknown[] {
  const { definition, cases, chosen, mockFile, doubles, files, handlers } = document;
  const own = cases[chosen];
  const others = cases.filter((_, at) => at !== chosen);
  const given = parts.others ? cases : own ? [own] : [];
  const mocks = mockFile ? 0 : new Set(given.flatMap(({ mocks }) => Object.keys(mocks))).size;
  const fileNames = Object.keys(files);
  const code = Object.keys(handlers);
  return [
    line(t('share.holdsDefinition'), size(definition)),
    line(t('share.holdsInput'), size(own?.input ?? '')),
    others.length > 0 ? tick(t('share.holdsOthers', { count: others.length }), size(others.map(({ input }) => input).join('')), parts.others, (others) => take({ others })) : nothing,
    mocks > 0 ? line(t('share.holdsMocks', { count: mocks }), size(given.map(({ mocks }: Case) => JSON.stringify(mocks)).join(''))) : nothing,
    mockFile ? line(t('share.holdsMockFile'), size(mockFile.text)) : nothing,
    doubles.trim() ? line(t('share.holdsServices'), size(doubles)) : nothing,
    fileNames.length > 0 ? tick(filesWords(document), size(Object.values(files).join('')), parts.files, (files) => take({ files })) : nothing,
    code.length > 0 ? tick(t('share.holdsHandlers', { count: code.length }), size(Object.values(handlers).join('')), parts.handlers, (handlers) => take({ handlers })) : nothing,
    machines.length > 0 ? line(t('share.holdsMachines', { count: machines.length, names: machines.map(({ name }) => name).join(', ') }), size(JSON.stringify(machines))) : nothing,
    code.length > 0 && parts.handlers ? html`<li class="scode">${icon('i-warn', 14, 'st-caught')}<span>${t('share.carriesCode')}</span></li>` : nothing,
  ];
}

function filesWords({ files }: Document): string {
  const names = Object.keys(files);
  return t('share.holdsFiles', { count: names.length, name: names[0]?.replace(/^.*\//, '') ?? '' });
}

const line = (words: string, bytes = '', off = false): TemplateResult =>
  html`<li class=${off ? 'off' : ''}>${icon(off ? 'i-minus' : 'i-check', 14)}<span>${words}</span><span class="num muted">${bytes}</span></li>`;

const tick = (words: string, bytes: string, there: boolean, take: (there: boolean) => void): TemplateResult =>
  html`<li class=${there ? '' : 'off'}><label class="check"><input type="checkbox" .checked=${there}
    @change=${(event: Event) => take((event.target as HTMLInputElement).checked)}><span>${words}</span></label><span class="num muted">${bytes}</span></li>`;

/** That what is made could not be opened again, and why. */
export const notAgain = (why: Refused | null): TemplateResult | typeof nothing =>
  why ? html`<p class="snote st-caught" role="status">${icon('i-warn', 14)}<span>${t('share.notAgain')} ${say(why.key, why.params)}</span></p>` : nothing;

/** As it is written; a link packs it. */
export const size = (text: string): string => bytes(new Blob([text]).size);
