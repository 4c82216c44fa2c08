/** Why a link or a file is not opened, in words of the catalogue, and reading that says where something is wrong. */

import type { Params } from '../i18n.ts';

export class Refused extends Error {
  /** `key` is one of the catalogue's; `params` are put into it. */
  constructor(readonly key: string, readonly params: Params = {}) {
    super(key);
  }
}

const SHOWN = 60;

/** A value of a document with its place in it. */
export class Place {
  constructor(readonly value: unknown, readonly path: string) {}

  refuse(what: string, params: Params = {}): never {
    const path = this.path.length > SHOWN ? `${this.path.slice(0, SHOWN)}…` : this.path;
    throw new Refused(`share.wrong.${what}`, { ...params, place: path || 'JSON' });
  }

  text(longest = Infinity): string {
    if (typeof this.value !== 'string') this.refuse('text');
    if (this.value.length > longest) this.refuse('long', { most: longest });
    return this.value;
  }

  /** A text of this form; `what` says which. */
  form(form: RegExp, what: string): string {
    const text = this.text();
    return form.test(text) ? text : this.refuse(what);
  }

  whole(least: number, most: number): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) this.refuse('number', { least, most });
    return value;
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse('flag');
  }

  one<const T extends string>(of: readonly T[]): T {
    const found = of.find((each) => each === this.value);
    return found ?? this.refuse('oneOf', { words: of.join(', ') });
  }

  list(most: number): Place[] {
    if (!Array.isArray(this.value)) this.refuse('list');
    if (this.value.length > most) this.refuse('many', { most });
    return this.value.map((each, at) => new Place(each, `${this.path}[${at}]`));
  }

  texts(most: number): string[] {
    return this.list(most).map((each) => each.text());
  }

  /** The members of an object by name; any name is a name, `__proto__` too. */
  entries(most: number): [string, Place][] {
    const all = Object.entries(this.object());
    if (all.length > most) this.refuse('many', { most });
    return all.map(([name, value]) => [name, this.within(name, value)]);
  }

  /** A member that is there; what is `null` is not. */
  member(name: string): Place | undefined {
    const object = this.object();
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return value === undefined || value === null ? undefined : this.within(name, value);
  }

  needed(name: string): Place {
    return this.member(name) ?? this.within(name, undefined).refuse('missing');
  }

  private within(name: string, value: unknown): Place {
    return new Place(value, this.path ? `${this.path}.${name}` : name);
  }

  private object(): Record<string, unknown> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse('object');
    return value as Record<string, unknown>;
  }
}

/** A member under the same name where it is there. */
export function kept<K extends string, const V>(name: K, value: V | undefined): { readonly [N in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in K]?: V });
}
