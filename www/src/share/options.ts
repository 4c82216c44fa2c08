/** What stands behind a link: `&at=9&view=timeline&ro=1&lang=ko&theme=dark`. What makes no sense is left out. */

import { VIEWS, type Options } from './format.ts';
import { kept } from './refused.ts';

const EVENTS = 1_000_000;

/** Of texts, as a link has them, or of values, as a document has them. */
export function readOptions(of: (name: string) => unknown): Options {
  const at = Number(of('at') ?? NaN);
  const among = <const T extends string>(name: string, words: readonly T[]): T | undefined => words.find((word) => word === of(name));
  const ro = of('ro');
  return {
    ...kept('at', Number.isInteger(at) && at >= 1 && at <= EVENTS ? at : undefined),
    ...kept('view', among('view', VIEWS)),
    ...kept('ro', ro === true || ro === '1' ? true : undefined),
    ...kept('lang', among('lang', ['en', 'ko'])),
    ...kept('theme', among('theme', ['light', 'dark'])),
  };
}

export function optionsText(options: Options): string {
  const all = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  return all.map(([name, value]) => `&${name}=${value === true ? 1 : String(value)}`).join('');
}
