/** Files of a machine: what the simulated S3 holds when an execution starts. */

import type { Files } from './state.ts';

const texts = new WeakMap<Files, string>();

/** The text for `StartRequest.files`; empty for none. Made once for each change, for files may be large. */
export function filesText(files: Files): string {
  const known = texts.get(files);
  if (known !== undefined) return known;
  const text = Object.keys(files).length > 0 ? JSON.stringify(files) : '';
  texts.set(files, text);
  return text;
}

/** `bucket/key`, both there. */
export const isFileName = (name: string): boolean => /^[^/]+\/./.test(name);

/** A name that no file has yet: `items.json`, `items-2.json`… */
export function freeFileName(files: Files, wanted: string): string {
  const [stem, ending] = /\.[^./]+$/.test(wanted) ? [wanted.replace(/\.[^./]+$/, ''), wanted.slice(wanted.lastIndexOf('.'))] : [wanted, ''];
  let name = wanted;
  for (let at = 2; Object.hasOwn(files, name); at += 1) name = `${stem}-${at}${ending}`;
  return name;
}

export const sizeOf = (text: string): number => new Blob([text]).size;
