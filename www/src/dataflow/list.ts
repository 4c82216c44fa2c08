/** The stages one below the other; in a narrow view a strip of chips. */

import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { bytes } from '../format.ts';
import type { FlowStage } from '../generated.ts';
import { say, t } from '../i18n.ts';
import { changeOf, did, label, type Change } from './words.ts';

/** The fields of a state stand between the values that enter, come back and leave. */
const ENDS: ReadonlySet<string> = new Set(['input', 'result', 'item', 'itemsRead', 'afterItemBatcher', 'error', 'stateOutput', 'variables']);

export function stageList(stages: readonly FlowStage[], chosen: FlowStage, choose: (stage: FlowStage) => void): TemplateResult {
  return html`<ol class="fstages" aria-label=${t('flow.stages')}>${stages.map((stage) => row(stage, stages, stage === chosen, choose))}</ol>`;
}

function row(stage: FlowStage, stages: readonly FlowStage[], on: boolean, choose: (stage: FlowStage) => void): TemplateResult {
  const change = changeOf(stage, stages);
  const words = did(stage, stages);
  return html`<li class="fstage is-${change} ${ENDS.has(stage.name) ? '' : 'inner'} ${on ? 'on' : ''}">
    <button type="button" aria-current=${on ? 'step' : nothing} @click=${() => choose(stage)}>
      <svg class="fdot" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">${dot(change)}</svg>
      <span class="fname">${label(stage)}</span>
      <span class="num muted">${stage.value === null ? '' : bytes(new TextEncoder().encode(stage.value).length)}</span>
      ${stage.source === null ? nothing : html`<code class="fsrc">${stage.source.replace(/\s+/gs, ' ')}</code>`}
      ${words ? html`<span class="fdid">${words}</span>` : html`<span class="vh">${say(`test.stage.${stage.name === 'input' ? 'given' : 'unchanged'}`)}</span>`}
    </button></li>`;
}

/** Disc: changed. Diamond: new. Ring: unchanged, dashed where there is no value yet. */
function dot(change: Change): unknown {
  const path = { new: 'M7 1.2 12.8 7 7 12.8 1.2 7z', changed: 'M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2z' };
  const ring = 'M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z';
  return svg`<path d=${change === 'new' || change === 'changed' ? path[change] : ring}></path>`;
}
