/** What an object has under a name that the user chose: `constructor` and `__proto__` are names like any other. */

export const own = <T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined;
