/** Breakpoints in words. */

import { refused, type Breakpoint, type Stop } from '../breakpoints.ts';
import { count } from '../format.ts';
import type { ProblemView } from '../generated.ts';
import { has, t, type Key } from '../i18n.ts';

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
  if (refused(stop)) return false;
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

/** Members of an entry that is no breakpoint, those that can be used. */
export function usable(stop: unknown): Breakpoint {
  const members = typeof stop === 'object' && stop !== null && !Array.isArray(stop) ? Object.entries(stop) : [];
  return Object.fromEntries(members.filter(([name, value]) => !refused({ [name]: value }))) as Breakpoint;
}

/** Why an entry is no breakpoint. */
export function refusal(stop: unknown): string {
  const why = refused(stop);
  if (!why) return '';
  const known = ['state', 'on', 'event', 'visit', 'condition', 'off'];
  const name = why === 'member' ? (Object.keys(stop as object).find((member) => !known.includes(member)) ?? '') : '';
  return t(`steer.refused.${why}`, { name: short(name) });
}

/** As it is written, its beginning. */
export const written = (stop: unknown): string => short(JSON.stringify(stop));

/** Characters that are quoted of what may be of any length. */
const QUOTED = 160;

export const short = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text).replace(/\s+/g, ' ');

/** Why a condition gave no answer: in our words, with what the evaluator said. */
export function problem({ kind, detail }: ProblemView): string {
  const code = /^([A-Z]\d{4}): /.exec(detail)?.[1] ?? '';
  const known = `steer.code.${code}`;
  if (kind === 'failed' && has(known)) return t('steer.problem.known', { words: t(known as Key), detail });
  return t(`steer.problem.${kind}` as Key, { detail });
}
