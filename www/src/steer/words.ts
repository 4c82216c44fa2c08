/** Breakpoints in words. */

import type { Breakpoint, Stop } from '../breakpoints.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';

export type When = 'enter' | 'exit' | 'fail' | 'retry' | 'event';

export const WHENS: readonly When[] = ['enter', 'exit', 'fail', 'retry', 'event'];

export const whole = (stop: Stop): Breakpoint => (typeof stop === 'string' ? { state: stop } : stop);

export const whenOf = ({ event, on }: Breakpoint): When => (event === undefined ? (on ?? 'enter') : 'event');

/** What it stops at, without visit and condition. */
export function what(stop: Stop): string {
  const point = whole(stop);
  const when = whenOf(point);
  const { state, event = '' } = point;
  if (when === 'event') return state === undefined ? event : t('steer.at.event', { event, name: state });
  return state === undefined ? t(`steer.any.${when}`) : t(`steer.at.${when}`, { name: state });
}

/** All of it. */
export function sentence(stop: Stop): string {
  const { visit, condition } = whole(stop);
  const parts = [what(stop), visit === undefined ? '' : t('steer.visitOf', { visit: count(visit) }), condition ? t('steer.when', { condition }) : ''];
  return parts.filter(Boolean).join(', ');
}

/** A breakpoint for any failure. */
export const isAnyFailure = (stop: Stop): boolean => {
  const { state, on, event, condition, visit } = whole(stop);
  return on === 'fail' && state === undefined && event === undefined && !condition && visit === undefined;
};

/** Without what says nothing, so that the simplest stays a name. */
export function plain(point: Breakpoint): Stop {
  const { state, on, event, condition, visit, off } = point;
  if (state !== undefined && (on ?? 'enter') === 'enter' && event === undefined && !condition && visit === undefined && !off) return state;
  return {
    ...(state === undefined ? {} : { state }),
    ...(event === undefined ? (on && on !== 'enter' ? { on } : {}) : { event }),
    ...(condition ? { condition } : {}),
    ...(visit === undefined ? {} : { visit }),
    ...(off ? { off } : {}),
  };
}
