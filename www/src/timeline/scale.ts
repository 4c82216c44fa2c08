/** The time axis: what part of the run it shows, its ticks. Times are milliseconds since the start. */

import { t } from '../i18n.ts';

export interface Range {
  readonly from: number;
  readonly span: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Nobody looks closer than this. */
const NARROWEST = 4;
/** Room beside the last bar. */
const MARGIN = 1.03;
/** Between two ticks, pixels. */
const APART = 62;

const STEPS: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND,
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
  DAY, 2 * DAY, 5 * DAY, 10 * DAY, 30 * DAY, 100 * DAY,
];

/** All of a run that took `total`. */
export const whole = (total: number): Range => ({ from: 0, span: Math.max(10, total * MARGIN) });

/** Shows `factor` times as much, `at` staying where it is; null when that is everything. */
export function zoomed({ from, span }: Range, total: number, factor: number, at: number): Range | null {
  const most = whole(total).span;
  const next = Math.max(NARROWEST, span * factor);
  if (next >= most) return null;
  return within({ from: at - ((at - from) / span) * next, span: next }, most);
}

export function panned({ from, span }: Range, total: number, by: number): Range {
  return within({ from: from + by, span }, whole(total).span);
}

const within = ({ from, span }: Range, most: number): Range => ({ from: Math.max(0, Math.min(most - span, from)), span });

/** Where a time stands on an axis of so many pixels. */
export const place = (time: number, { from, span }: Range, width: number): number => ((time - from) / span) * width;

export interface Tick {
  readonly at: number;
  readonly words: string;
}

/** Round times, far enough from each other to be read. */
export function ticks(range: Range, width: number): Tick[] {
  const least = (range.span * APART) / Math.max(APART, width);
  const step = STEPS.find((each) => each >= least) ?? Math.ceil(least / DAY) * DAY;
  const out: Tick[] = [];
  for (let at = Math.ceil(range.from / step) * step; at <= range.from + range.span; at += step) {
    out.push({ at, words: tickWords(at, step) });
  }
  return out;
}

/** `0 s`, `0.25`, `2`, `1:05`, `10 min`, `2:30 h`, `3 d`: as much as the distance of the ticks asks for. */
export function tickWords(at: number, step: number): string {
  if (at === 0) return t('graph.seconds', { count: 0 });
  if (step >= DAY) return t('timeline.days', { count: at / DAY });
  if (step < MINUTE && at < MINUTE) return String(at / SECOND);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(at / MINUTE);
  const inHour = `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  if (step >= MINUTE) return at < HOUR ? t('timeline.minutes', { count: minutes }) : t('timeline.hours', { time: inHour });
  const seconds = (at % MINUTE) / SECOND;
  const rest = `${seconds < 10 ? '0' : ''}${Number(seconds.toFixed(3))}`;
  return at < HOUR ? `${minutes}:${rest}` : `${inHour}:${rest}`;
}
