/** One child execution: input, output, and the events of its history or the records of its log. */

import '../i18n/later.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { copyButton } from '../clipboard.ts';
import { count } from '../format.ts';
import type { ChildEvent, ChildView, MapRunView } from '../generated.ts';
import { own } from '../i18n/problems.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView } from '../json-text.ts';
import { chip, statusOfExecution } from '../marks.ts';
import { tabStrip, type Tab } from '../tabs.ts';
import { pager } from './overview.ts';
import { PAGE, type Shown, type Steps } from './panel.ts';
import { nested } from './path.ts';

export type ChildTab = 'input' | 'output' | 'events';

export function childView(shown: Shown, run: MapRunView, child: ChildView, steps: Steps): TemplateResult {
  const { row } = child;
  return html`<div class="mrhead">
      <button class="b small mrback" type="button" @click=${() => steps.close()}>${icon('i-back', 12)}${t('mapRun.title')}</button>
      <b class="num">${t('graph.index', { index: count(row.index) })}</b>
      ${chip(statusOfExecution(row.status), t(`details.${row.status}` as Key))}
      <code class="mrarn" title=${child.arn}>${row.name}</code>${copyButton(t('details.copyArn'), () => child.arn)}</div>
    ${child.redrives > 0 ? html`<dl class="kvs"><div class="kv short"><dt>${t('mapRun.redrives')}</dt><dd class="num">${count(child.redrives)}</dd></div></dl>` : nothing}
    ${nested(child, steps)}
    ${childBody(shown, run.express, child, steps)}`;
}

/** What is told of an execution that was not started by the user. */
export type Told = Pick<ChildView, 'input' | 'output' | 'error' | 'cause' | 'events'> & { readonly row: Pick<ChildView['row'], 'name' | 'stopped'> };

/** What a reader has open of it. */
export type Opened = Pick<Shown, 'tab' | 'eventsFrom' | 'events' | 'open'>;
export type ShowOpened = Pick<Steps<Opened>, 'show'>;

/** Its error, and tabs with its input, output and events. */
export function childBody(shown: Opened, express: boolean, child: Told, steps: ShowOpened): TemplateResult {
  const tabs: Tab<ChildTab>[] = [
    { id: 'input', words: t('step.input') },
    { id: 'output', words: t('step.output') },
    { id: 'events', words: t(express ? 'mapRun.log' : 'step.events'), count: child.events },
  ];
  return html`${child.error === null && child.cause === null ? nothing : html`<dl class="kvs one">
      <div class="kv"><dt>${t('problems.error')}</dt><dd><code class="wrap">${child.error ?? '–'}</code></dd></div>
      ${child.cause === null ? nothing : html`<div class="kv"><dt>${t('step.cause')}</dt><dd><span class="wrap">${own(child.cause)}</span></dd></div>`}</dl>`}
    ${tabStrip('child', child.row.name, tabs, shown.tab, (tab) => steps.show({ tab }))}
    <div id="child-panel" role="tabpanel" aria-labelledby="child-${shown.tab}">${panel(shown, child, steps)}</div>`;
}

function panel(shown: Opened, child: Told, steps: ShowOpened): TemplateResult {
  if (shown.tab === 'events') return events(shown, child, steps);
  if (shown.tab === 'input') return jsonView(child.input, t('step.input'));
  if (child.output !== null) return jsonView(child.output, t('step.output'));
  return html`<p class="none muted">${t(child.row.stopped === null ? 'details.noOutputYet' : 'details.noOutput')}</p>`;
}

function events(shown: Opened, child: Told, steps: ShowOpened): TemplateResult {
  const last = Math.min(child.events, shown.eventsFrom + PAGE);
  return html`${child.events > PAGE ? html`<div class="mrbar">${pager(
      t('mapRun.page', { from: count(shown.eventsFrom + 1), to: count(last), count: count(child.events) }), shown.eventsFrom > 0, last < child.events,
      (by) => steps.show({ eventsFrom: shown.eventsFrom + by * PAGE, open: new Set() }))}</div>` : nothing}
    <ol class="stepev mrev">${shown.events.map((event) => line(shown, event, steps))}</ol>`;
}

function line(shown: Opened, event: ChildEvent, steps: ShowOpened): TemplateResult {
  const open = shown.open.has(event.id);
  const toggle = (): void => {
    const next = new Set(shown.open);
    if (!next.delete(event.id)) next.add(event.id);
    steps.show({ open: next });
  };
  return html`<li><button type="button" aria-expanded=${open ? 'true' : 'false'} @click=${toggle}>
      ${icon(open ? 'i-tri-d' : 'i-tri-r', 10)}<span class="num">${event.id}</span><span class="ety">${event.type}</span></button>
    ${open ? jsonView(event.text, t('events.json', { id: event.id })) : nothing}</li>`;
}
