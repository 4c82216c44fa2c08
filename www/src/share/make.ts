/** The link to what is on the desk, and what it holds. */

import type { App } from '../app.ts';
import { fromGallery } from '../gallery.ts';
import type { Document } from '../state.ts';
import { EXAMPLE_ACCOUNT, EXAMPLE_REGION } from './arrive.ts';
import { address } from './address.ts';
import { EVERYTHING, toPlayground, type Parts } from './convert.ts';
import { LARGEST, type Options, type OtherMachine, type Playground } from './format.ts';
import { documentFragment, galleryFragment } from './fragment.ts';
import { pack } from './pack.ts';
import { refusal } from './read.ts';
import { kept, type Refused } from './refused.ts';
import type { Sharable } from './replay.ts';

/** The desk as it stands when the dialog opens. */
export interface Desk {
  readonly document: Document;
  readonly sharable: Sharable | string | null;
  readonly machines: readonly OtherMachine[];
}

export async function deskOf(app: App): Promise<Desk> {
  const outside = await app.actions.workspace.outside();
  const sharable = await outside.sharable();
  const machines = sharable && typeof sharable === 'object' ? sharable.machines : await outside.startedMachines();
  return { document: app.store.state.document, sharable, machines };
}

/** Why the execution cannot go along, as a key; null when it can. */
export function noRun({ sharable }: Desk, parts: Parts): string | null {
  if (!sharable) return 'share.noRun';
  if (typeof sharable === 'string') return sharable;
  if (sharable.needs.handlers && !parts.handlers) return 'share.needsHandlers';
  return sharable.needs.files && !parts.files ? 'share.needsFiles' : null;
}

/** The whole document; `options.at` brings the execution along. */
export function playgroundOf(desk: Desk, parts: Parts, options: Options): Playground {
  const { sharable, machines } = desk;
  const run = options.at !== undefined && sharable && typeof sharable === 'object' ? sharable.run : undefined;
  return {
    ...toPlayground(desk.document, parts),
    ...kept('machines', machines.length > 0 ? machines : undefined),
    ...kept('run', run),
  };
}

export interface Made {
  readonly link: string;
  /** Why it could not be opened again. */
  readonly why: Refused | null;
}

/** A short one where the desk has an example as it ships, else one with the document in it. */
export async function linkTo(desk: Desk, parts: Parts, options: Options): Promise<Made> {
  const short = await exampleLink(desk, options);
  if (short) return { link: address() + short, why: null };
  const text = JSON.stringify(playgroundOf(desk, parts, options));
  return { link: address() + documentFragment(await pack(text), options), why: refusal(text, LARGEST) };
}

async function exampleLink({ document, sharable }: Desk, options: Options): Promise<string | null> {
  const { gallery: id, chosen } = document;
  if (!id) return null;
  const made = await fromGallery(id, () => '', EXAMPLE_REGION, EXAMPLE_ACCOUNT).catch(() => null);
  if (!made || text(made[0]) !== text(document)) return null;
  if (options.at === undefined) return galleryFragment(id, chosen + 1, {}, options);
  if (!sharable || typeof sharable === 'string') return null;
  const { run: { seed, start, name, machine, account, deeds } } = sharable;
  const alike = machine === made[0].name && name === made[0].executionName && account === EXAMPLE_ACCOUNT && deeds === undefined;
  return alike ? galleryFragment(id, chosen + 1, { seed, start }, options) : null;
}

function text(document: Document): string {
  const { name: _, chosen: __, ...texts } = toPlayground(document, EVERYTHING);
  return JSON.stringify(texts);
}
