/** The page's words. Event types, field names, error names and ARNs are AWS's and never pass through here. */

import type en from './i18n/en.json';
import type later from './i18n/later-en.json';
import type { Lang, Words } from './state.ts';

/** Words of parts that are loaded later come with them; see `i18n/later.ts`. */
export type Key = keyof typeof en | keyof typeof later;
export type Params = Readonly<Record<string, string | number>>;

type Catalogue = Partial<Record<string, string>>;

const catalogues: Record<Lang, Catalogue> = { en: {}, ko: {} };
let lang: Lang = 'en';

/** Each language is a file of its own: the page fetches the one it speaks. */
const files: Record<Lang, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
  ko: () => import('./i18n/ko.json', { with: { type: 'json' } }),
};

/** Brings the words of a language; before it is spoken. */
export async function loadLanguage(next: Lang): Promise<void> {
  Object.assign(catalogues[next], (await files[next]()).default);
}

/** Adds the words of a part that was loaded later. */
export function learn(more: Record<Lang, Catalogue>): void {
  Object.assign(catalogues.en, more.en);
  Object.assign(catalogues.ko, more.ko);
}

export function setLanguage(next: Lang): void {
  lang = next;
}

export function language(): Lang {
  return lang;
}

/**
 * The words of `key`, `{name}` replaced. `{name|을를}` adds the Korean particle that fits the value's last sound,
 * `{name#state|states}` is the word for one or for another number.
 */
export function t(key: Key, params: Params = {}): string {
  return say(key, params);
}

/** As `t`, for keys that come as data (help of a diagnostic, a notice); the key itself when there are no words. */
export function say(key: string, params: Params = {}): string {
  const words = catalogues[lang][key] ?? key;
  return words.replace(PLACE, (_, name: string, pair?: string, one?: string, other?: string) => {
    const value = String(params[name] ?? '');
    if (one !== undefined) return (value === '1' ? one : other) ?? '';
    return pair ? value + particle(value, pair) : value;
  });
}

const PLACE = /\{(\w+)(?:\|([가-힣]+)|#([^|}]*)\|([^}]*))?\}/g;

/** Whether the catalogue has words for a key that comes as data. */
export function has(key: string): boolean {
  return key in catalogues[lang];
}

/** A text of the user's, or one of ours in the present language. */
export function named(words: Words): string {
  return typeof words === 'string' ? words : words[lang];
}

type Ending = 'vowel' | 'l' | 'consonant';

/** Digits as they are read in Korean: 영 일 이 삼 사 오 육 칠 팔 구. */
const DIGITS: readonly Ending[] = [
  'consonant', 'l', 'vowel', 'consonant', 'vowel', 'vowel', 'consonant', 'l', 'l', 'vowel',
];

function ending(word: string): Ending {
  const last = [...word.replace(/[^\p{L}\p{N}]+$/u, '')].at(-1) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'l' : 'consonant';
  }
  if (/\d/.test(last)) return DIGITS[Number(last)] ?? 'vowel';
  if (/l/i.test(last)) return 'l';
  // Put, Map, Stop: a short vowel and a stop close the syllable; Wait and Check get a vowel of their own.
  return /[mn]/i.test(last) || /(^|[^aeiou])[aeiou][bcgkpt]$/i.test(word) ? 'consonant' : 'vowel';
}

/** `pair` holds the form after a consonant, then the one after a vowel: 은는, 이가, 을를, 과와, 으로로. */
function particle(word: string, pair: string): string {
  const end = ending(word);
  if (pair === '으로로') return end === 'consonant' ? '으로' : '로';
  const half = pair.length / 2;
  return end === 'vowel' ? pair.slice(half) : pair.slice(0, half);
}
