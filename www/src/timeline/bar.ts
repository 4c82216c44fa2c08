/** The bar of a step: attempts and delays, each with the pattern of its status. */

import { nothing, svg, type SVGTemplateResult } from 'lit-html';
import { duration, elapsed } from '../format.ts';
import type { BarPart, StepRow } from '../generated.ts';
import { t } from '../i18n.ts';
import { statusOf } from '../marks.ts';
import { place, type Range } from './scale.ts';

export interface BarView {
  readonly range: Range;
  readonly width: number;
  /** Virtual times. */
  readonly started: number;
  readonly now: number;
  readonly height: number;
  /** Path of the lines under the ticks. */
  readonly grid: string;
}

/** The least that is seen of something short. */
const LEAST = 3;
const HIGH = 13;

export function bar(row: StepRow, view: BarView): SVGTemplateResult {
  const now = Math.round(place(view.now - view.started, view.range, view.width)) + 0.5;
  const seen = now >= 0 && now <= view.width;
  return svg`<svg class="tbar" width=${view.width} height=${view.height} aria-hidden="true"><path class="tgrid" d=${view.grid}></path>
    ${row.parts.map((part, at) => stretch(part, words(row, at, view), view))}
    ${seen ? svg`<path class="tnow" d="M${now} 0V${view.height}"></path>` : nothing}</svg>`;
}

/** Only what is in sight is drawn: far zoomed in, the rest would be thousands of pixels of pattern. */
function stretch(part: BarPart, title: string, view: BarView): unknown {
  const at = (time: number): number => place(time - view.started, view.range, view.width);
  const from = at(part.from);
  const to = Math.max(from + LEAST, at(part.to ?? Math.max(view.now, part.from)));
  if (to < -4 || from > view.width + 4) return nothing;
  const left = Math.max(-4, from);
  const right = Math.min(view.width + 4, to);
  return svg`<rect class="part st-${statusOf(part.status)} ${part.ahead ? 'ahead' : ''}" x=${left.toFixed(1)} y=${(view.height - HIGH) / 2}
    width=${(right - left).toFixed(1)} height=${HIGH} rx="2" fill="url(#p-${statusOf(part.status)})"><title>${title}</title></rect>`;
}

/** `Attempt 2 · Failed · +00:00:02.600 to +00:00:03.400 (0.800 s)`. */
function words({ parts, tries }: StepRow, at: number, { started, now }: BarView): string {
  const part = parts[at];
  if (!part) return '';
  const to = part.to ?? Math.max(now, part.from);
  const named = { from: elapsed(part.from - started), to: elapsed(to - started), time: duration(to - part.from) };
  return [
    attempt(parts, at, tries),
    t(`legend.${statusOf(part.status)}`),
    t('timeline.times', named),
    part.ahead ? t('legend.ahead') : '',
  ].filter(Boolean).join(' · ');
}

/** The number of the attempt, when there are several and this is one. */
function attempt(parts: readonly BarPart[], at: number, tries: number): string {
  if (tries < 2 || parts[at]?.status === 'waiting') return '';
  const before = parts.slice(0, at + 1).filter(({ status }) => status !== 'waiting');
  return t('timeline.attempt', { count: Math.min(tries, before.length) });
}
