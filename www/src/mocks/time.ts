/** Lengths of virtual time as people write them: `2 s`, `500 ms`, `1.5 min`, `5분 0초`. A bare number is seconds. */

import { language } from '../i18n.ts';

const UNITS: readonly [RegExp, number][] = [
  [/^(?:ms|밀리초)$/, 1],
  [/^(?:s|sec|seconds?|초)?$/, 1000],
  [/^(?:m|min|minutes?|분)$/, 60_000],
  [/^(?:h|hours?|시간)$/, 3_600_000],
  [/^(?:d|days?|일)$/, 86_400_000],
];

const PART = /(\d+(?:\.\d+)?)\s*([a-z가-힣]*)\s*/gy;

/** Milliseconds; null for what is no length of time. */
export function readTime(text: string): number | null {
  const written = text.trim().toLowerCase();
  let [total, end] = [0, 0];
  for (const { 0: part, 1: number, 2: unit = '', index } of written.matchAll(PART)) {
    const each = UNITS.find(([words]) => words.test(unit))?.[1];
    if (each === undefined) return null;
    total += Number(number) * each;
    end = index + part.length;
  }
  return end > 0 && end === written.length ? Math.round(total) : null;
}

const NAMES = { en: ['ms', 's', 'min', 'h', 'd'], ko: ['밀리초', '초', '분', '시간', '일'] } as const;

/** In the largest unit that it is a whole number of; from a second on never in milliseconds. */
export function writeTime(millis: number): string {
  const whole = UNITS.findLastIndex(([, each]) => millis % each === 0);
  const at = millis === 0 ? 1 : millis > 1000 ? Math.max(1, whole) : whole;
  const lang = language();
  return `${millis / (UNITS[at]?.[1] ?? 1)}${lang === 'en' ? ' ' : ''}${NAMES[lang][at] ?? ''}`;
}
