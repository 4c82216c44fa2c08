/** What simulated services hold, to be looked at. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { bytes, count, moment } from '../format.ts';
import { t } from '../i18n.ts';
import { jsonView } from '../json-text.ts';
import { items, members } from '../mocks/json-parts.ts';

/** So many rows of a table or a list are drawn. */
const ROWS = 100;
const COLUMNS = 8;

export function held(contents: string, now: number): TemplateResult {
  const services = members(contents);
  if (services.size === 0) return html`<p class="none muted">${t('services.noneHeld')}</p>`;
  const of = (service: string): Map<string, string> => members(services.get(service) ?? '{}');
  const boxes = (['sqs', 'sns', 'events'] as const).flatMap((service) => [...of(service)].map(([name, list]) => box(service, name, items(list))));
  return html`${[...of('dynamodb')].map(([name, table]) => tableOf(name, table))}${boxes}${jobs(of('jobs'), now)}${objects(of('s3'))}`;
}

function part(kind: string, name: string, many: string, inside: unknown): TemplateResult {
  return html`<section class="svc" aria-label="${kind} ${name}"><h3><span class="muted">${kind}</span> <code>${name}</code><span class="grow"></span><span class="muted num">${many}</span></h3>${inside}</section>`;
}

const left = (all: number): unknown => (all > ROWS ? html`<p class="mnote">${t('services.more', { count: count(all - ROWS) })}</p>` : nothing);

/** Items as rows, the key's attributes first. */
function tableOf(name: string, text: string): TemplateResult {
  const table = members(text);
  const key = JSON.parse(table.get('key') ?? '[]') as string[];
  const rows = items(table.get('items') ?? '[]').map((item) => members(item));
  const names = [...new Set([...key, ...rows.slice(0, ROWS).flatMap((row) => [...row.keys()])])];
  const columns = names.slice(0, COLUMNS);
  const more = names.length > COLUMNS;
  return part('DynamoDB', name, t('services.items', { count: count(rows.length) }), rows.length === 0 ? nothing : html`
    <div class="scroll" tabindex="0" role="group" aria-label=${name}><table class="mini"><thead><tr>${columns.map(
      (column) => html`<th scope="col"><code>${column}</code>${key.includes(column) ? html` <span class="keymark">${t('services.key')}</span>` : nothing}</th>`)}${more ? html`<th>…</th>` : nothing}</tr></thead>
    <tbody>${rows.slice(0, ROWS).map((row) => html`<tr>${columns.map((column) => html`<td class="code">${plain(row.get(column))}</td>`)}${more ? html`<td>…</td>` : nothing}</tr>`)}</tbody></table></div>${left(rows.length)}`);
}

/** An attribute value without its type where that says nothing more. */
function plain(text: string | undefined): string {
  if (text === undefined) return '';
  const [type, value = ''] = [...members(text)][0] ?? [];
  return type === 'S' || type === 'N' ? (JSON.parse(value) as string) : type === 'BOOL' ? value : text;
}

const BOXES = { sqs: 'SQS', sns: 'SNS', events: 'EventBridge' } as const;

function box(service: keyof typeof BOXES, name: string, list: readonly string[]): TemplateResult {
  const many = t(service === 'events' ? 'services.events' : 'services.messages', { count: count(list.length) });
  return part(BOXES[service], name, many, html`${list.length === 0 ? nothing : html`<ol class="sbox">${list.slice(0, ROWS).map(
    (message, at) => html`<li>${jsonView(message, `${name} ${at + 1}`)}</li>`)}</ol>`}${left(list.length)}`);
}

/** Jobs that were started, and how they stand now. */
function jobs(all: ReadonlyMap<string, string>, now: number): unknown {
  const runs = [...members(all.get('runs') ?? '{}')];
  const known = [...all].filter(([service]) => service !== 'runs').flatMap(([service, names]) => [...members(names).keys()].map((name) => `${service} ${name}`));
  if (known.length === 0) return nothing;
  return part(t('services.jobs'), known.join(', '), t('services.runs', { count: count(runs.length) }), runs.length === 0 ? nothing : html`
    <div class="scroll" tabindex="0" role="group" aria-label=${t('services.jobs')}><table class="mini"><thead><tr>${(['service', 'status', 'ends', 'id'] as const).map(
      (head) => html`<th scope="col">${t(`services.${head}`)}</th>`)}</tr></thead><tbody>${runs.slice(-ROWS).map(([id, text]) => {
      const run = JSON.parse(text) as { service: string; ends: string; status: string };
      const ends = Date.parse(run.ends);
      return html`<tr><td>${run.service}</td><td>${now < ends ? t('services.runsNow') : html`<code>${run.status}</code>`}</td><td class="num">${moment(ends)}</td><td class="code">${id}</td></tr>`;
    })}</tbody></table></div>`);
}

function objects(all: ReadonlyMap<string, string>): unknown {
  if (all.size === 0) return nothing;
  return part('S3', '', t('services.objects', { count: count(all.size) }), html`<ul class="sbox">${[...all].slice(0, ROWS).map(
    ([name, text]) => html`<li class="sobject"><code>${name}</code><span class="grow"></span><span class="muted num">${bytes(new Blob([JSON.parse(text) as string]).size)}</span></li>`)}</ul>`);
}
