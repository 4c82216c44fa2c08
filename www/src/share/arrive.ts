/** What a link or a file says, as documents for the desk. */

import type { Context } from '../actions/context.ts';
import type { Document } from '../document.ts';
import { fromGallery } from '../gallery.ts';
import { freshId } from '../workspace.ts';
import type { Arrived } from './bring.ts';
import { ofOther, toDocument } from './convert.ts';
import type { Playground, SharedRun } from './format.ts';
import type { Chance } from './fragment.ts';
import { Refused } from './refused.ts';

/** Of examples opened by a link: the same for every reader, so that their executions are. */
export const EXAMPLE_REGION = 'us-east-1';
export const EXAMPLE_ACCOUNT = '123456789012';
const EXAMPLE_SEED = 1;
/** 2026-01-05 09:00 UTC. */
const EXAMPLE_START = 1_767_603_600_000;

export function documentsOf(playground: Playground): Arrived {
  const place = (): Pick<Document, 'machineId' | 'created' | 'gallery'> => ({ machineId: freshId(), created: Date.now(), gallery: null });
  return [toDocument(playground, place()), ...(playground.machines ?? []).map((machine) => ofOther(machine, place()))];
}

export async function exampleOf(id: string, input: number): Promise<Arrived> {
  const made = await fromGallery(id, freshId, EXAMPLE_REGION, EXAMPLE_ACCOUNT);
  if (!made) throw new Refused('share.noExample', { name: id });
  const [document, ...others] = made;
  return [{ ...document, chosen: Math.min(input, document.cases.length) - 1 }, ...others];
}

export function runOfExample({ name, executionName, region }: Document, { seed, start }: Chance): SharedRun {
  return {
    start: start ?? EXAMPLE_START,
    seed: seed ?? EXAMPLE_SEED,
    name: executionName,
    machine: name,
    region: region ?? EXAMPLE_REGION,
    account: EXAMPLE_ACCOUNT,
    known: 1,
  };
}

/** A run that a document says nothing of but where it is to stand. */
export function anyRun({ name, executionName, region }: Document, { workspace }: Context['store']['state']): SharedRun {
  const { region: own, account } = workspace;
  return { start: EXAMPLE_START, seed: EXAMPLE_SEED, name: executionName, machine: name, region: region ?? own, account, known: 1 };
}
