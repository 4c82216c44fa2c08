/**
 * The part of an address behind `#`: a playground document (`#p1=…`), one of the gallery's examples by name
 * (`#g=choice&input=2`), or a lesson (`#l=first&step=3`), each with options (`options.ts`).
 */

import type { Options } from './format.ts';
import { optionsText, readOptions } from './options.ts';
import { kept, Refused } from './refused.ts';

/** What determines an execution of an example beside its texts. */
export interface Chance {
  readonly seed?: number;
  readonly start?: number;
}

export type Fragment =
  | { readonly kind: 'document'; readonly packed: string; readonly options: Options }
  /** `input` is the number of one of its inputs, from 1. */
  | { readonly kind: 'gallery'; readonly id: string; readonly input: number; readonly chance: Chance; readonly options: Options }
  | { readonly kind: 'lesson'; readonly id: string; readonly step: number; readonly options: Options };

const ID = /^[a-z0-9-]{1,60}$/;

/** Null when it is no link of ours; refused when it is one that cannot be read. */
export function readFragment(hash: string): Fragment | null {
  const text = hash.replace(/^#/, '');
  const version = /^p(\d{1,6})=/.exec(text)?.[1];
  if (version !== undefined && version !== '1') throw new Refused('share.newer', { version, known: 1 });
  if (version === undefined && !/^[gl]=/.test(text)) return null;
  const words = new URLSearchParams(text.replace(/^p1=[^&]*/, ''));
  const options = readOptions((name) => words.get(name));
  if (version) return { kind: 'document', packed: /^p1=([^&]*)/.exec(text)?.[1] ?? '', options };
  const kind = text.startsWith('g') ? 'gallery' : 'lesson';
  const id = words.get(kind === 'gallery' ? 'g' : 'l') ?? '';
  if (!ID.test(id)) throw new Refused('share.damaged');
  const number = (name: string, most: number): number | undefined => {
    const value = Number(words.get(name) ?? NaN);
    return Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
  };
  if (kind === 'lesson') return { kind, id, step: number('step', 1000) ?? 1, options };
  const chance = { ...kept('seed', number('seed', 0xffffffff)), ...kept('start', number('start', 8.64e15)) };
  return { kind, id, input: Math.max(1, number('input', 1000) ?? 1), chance, options };
}

export const documentFragment = (packed: string, options: Options): string => `#p1=${packed}${optionsText(options)}`;

export function galleryFragment(id: string, input: number, { seed, start }: Chance, options: Options): string {
  const run = [['seed', seed], ['start', start]].filter(([, value]) => value !== undefined).map(([name, value]) => `&${name}=${value}`);
  return `#g=${id}${input > 1 ? `&input=${input}` : ''}${run.join('')}${optionsText(options)}`;
}
