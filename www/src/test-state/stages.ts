/** Before and after of every stage of a tested state: what changed is marked by sign and word. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { diffLines } from '../diff/lines.ts';
import { diffView } from '../diff/view.ts';
import { bytes } from '../format.ts';
import type { InspectionStage, InspectionView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { jsonView, pretty } from '../json-text.ts';

/** What each stage starts from, the nearest that is there. `result` and lists of items are new values. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  afterInputPath: ['input'],
  afterParameters: ['afterInputPath', 'input'],
  afterArguments: ['input'],
  afterItemsPath: ['afterInputPath', 'input'],
  afterItemSelector: [],
  afterItemBatcher: [],
  afterItemsPointer: [],
  result: [],
  afterResultSelector: ['result'],
  afterResultPath: ['input'],
  output: ['afterResultPath', 'result', 'input'],
};

/** The order in which a state goes through them. */
const ORDER = Object.keys(FROM);
const BIGGEST = 400_000;

export function stageList(data: InspectionView, output: string | null, variables: string): TemplateResult {
  const texts = new Map(data.stages.map(({ name, text }) => [name, text]));
  if (output !== null) texts.set('output', output);
  const names = [...texts.keys()].filter((name) => name !== 'input' && name !== 'variables');
  names.sort((a, b) => place(a) - place(b));
  const assigned = texts.get('variables');
  return html`<ol class="stages">
    ${stage('input', texts.get('input') ?? 'null', undefined)}
    ${names.map((name) => stage(name, texts.get(name) ?? '', base(name, texts)))}
    ${assigned === undefined ? nothing : stage('variables', assigned, variables.trim() || '{}')}</ol>
    ${numbers(data)}`;
}

const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

function base(name: string, texts: ReadonlyMap<string, string>): string | undefined {
  const from = FROM[name]?.find((earlier) => texts.has(earlier));
  return from === undefined ? undefined : texts.get(from);
}

type Change = 'new' | 'changed' | 'unchanged';
const SIGN: Record<Change, string> = { new: '◆', changed: '●', unchanged: '○' };

function stage(name: string, text: string, before: string | undefined): TemplateResult {
  const after = pretty(text);
  const was = before === undefined ? undefined : pretty(before);
  const change: Change = was === undefined ? 'new' : was === after ? 'unchanged' : 'changed';
  const diff = change === 'changed' && was !== undefined && was.length + after.length < BIGGEST;
  return html`<li class="stage ${change}">
    <div class="stageh"><span class="sign" aria-hidden="true">${name === 'input' ? '' : SIGN[change]}</span><code>${name}</code>
      <span class="muted">${t(name === 'input' ? 'test.stage.given' : `test.stage.${change}`)}</span>
      <span class="grow"></span><span class="muted num">${bytes(new TextEncoder().encode(text).length)}</span></div>
    ${change === 'unchanged' ? nothing : diff ? diffView(diffLines(was, after), name) : jsonView(text, name)}</li>`;
}

/** A Map's numbers, by the API's names. */
function numbers(data: InspectionView): unknown {
  const all = { maxConcurrency: data.maxConcurrency, toleratedFailureCount: data.toleratedFailureCount, toleratedFailurePercentage: data.toleratedFailurePercentage };
  const there = Object.entries(all).filter((entry): entry is [string, number] => entry[1] !== null);
  if (there.length === 0) return nothing;
  return html`<dl class="tnumbers">${there.map(([name, value]) => html`<div><dt><code>${name}</code></dt><dd class="num">${value}</dd></div>`)}</dl>`;
}

/** The call of an HTTP Task, part by part. */
export function exchange(title: string, parts: readonly InspectionStage[]): unknown {
  if (parts.length === 0) return nothing;
  return html`<h3 class="exh">${icon('i-list', 14)}${title}</h3><dl class="tnumbers wide">${parts.map(
    ({ name, text }) => html`<div><dt><code>${name}</code></dt><dd class="code">${text}</dd></div>`)}</dl>`;
}
