/** Numbers, times and names as the page writes them. */

import { language } from './i18n.ts';

const LOCALE = { en: 'en-US', ko: 'ko-KR' } as const;

/** One for each language: to make one takes longer than to write a hundred numbers. */
function kept<T>(make: (locale: string) => T): () => T {
  const made: Record<string, T> = {};
  return () => (made[language()] ??= make(LOCALE[language()]));
}

const numbers = kept((locale) => new Intl.NumberFormat(locale));
const days = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));

export const count = (value: number): string => numbers().format(value);

/** Bytes as `812 B`, `2.1 KB`, `1.4 MB`; 1 KB = 1000 bytes. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const kilo = value < 1_000_000;
  const number = new Intl.NumberFormat(LOCALE[language()], { maximumFractionDigits: 1 });
  return `${number.format(value / (kilo ? 1000 : 1_000_000))} ${kilo ? 'KB' : 'MB'}`;
}

/** `Nov 22, 2026 09:30:00.412` in the reader's time zone. */
export function moment(time: number): string {
  return `${days().format(time)} ${clock(time)}`;
}

/** `09:30:00.412` in the reader's time zone. */
export function clock(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const millis = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`;
}

/** How many midnights of the reader's time zone lie between the start and a time: `+1 d`; empty on the same day. */
export function daysLater(time: number, start: number): string {
  const day = (moment: number): number => {
    const date = new Date(moment);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  const later = Math.round((day(time) - day(start)) / 86_400_000);
  return later > 0 ? `+${count(later)}${UNITS[language()].day}` : '';
}

/** Virtual time since the start: `00:00:06.420`. */
export function elapsed(millis: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(millis / 1000);
  const rest = String(millis % 1000).padStart(3, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${rest}`;
}

/** A length of time: `6.420 s`, `5 min 0 s`, `2 h 5 min`; Korean `6.420초`, `5분 0초`. */
export function duration(millis: number): string {
  const words = UNITS[language()];
  if (millis < 60_000) return `${(millis / 1000).toFixed(3)}${words.second}`;
  const seconds = Math.floor(millis / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${words.minute} ${seconds % 60}${words.second}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}${words.hour} ${minutes % 60}${words.minute}`;
  return `${count(Math.floor(hours / 24))}${words.day} ${hours % 24}${words.hour}`;
}

const UNITS = {
  en: { second: ' s', minute: ' min', hour: ' h', day: ' d' },
  ko: { second: '초', minute: '분', hour: '시간', day: '일' },
} as const;

/** When something was done here, against now: `now`, `3 minutes ago`. */
export function ago(time: number, now: number): string {
  const relative = new Intl.RelativeTimeFormat(LOCALE[language()], { numeric: 'auto' });
  const minutes = Math.round((time - now) / 60_000);
  if (minutes >= 0) return relative.format(0, 'second');
  if (minutes > -60) return relative.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours > -24 ? relative.format(hours, 'hour') : relative.format(Math.round(hours / 24), 'day');
}
