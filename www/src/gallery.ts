/** The examples that come with the page. */

import choice from '../gallery/choice.json' with { type: 'json' };
import helloWorld from '../gallery/hello-world.json' with { type: 'json' };
import orderer from '../gallery/orderer.json' with { type: 'json' };
import { readMocks, type WrittenAnswer } from './mocks.ts';
import type { Document, Lang, MachineType } from './state.ts';

interface Entry {
  id: string;
  name: string;
  title: Record<Lang, string>;
  description: Record<Lang, string>;
  type: MachineType;
  /** When it differs from the workspace's. */
  region?: string;
  executionName: string;
  definition: object;
  /** What the simulated S3 holds. */
  files?: Readonly<Record<string, string>>;
  cases: readonly {
    id: string;
    name: Record<Lang, string>;
    input: unknown;
    mocks: Record<string, readonly WrittenAnswer[]>;
  }[];
}

export const GALLERY: readonly Entry[] = [helloWorld, choice, orderer] as unknown as readonly Entry[];

/** A machine made from an entry, its ARNs filled in. */
export function fromGallery(id: string, machineId: string, region: string, account: string): Document | null {
  const entry = GALLERY.find((item) => item.id === id);
  if (!entry) return null;
  const definition = JSON.stringify(entry.definition, null, 2);
  return {
    machineId,
    gallery: entry.id,
    name: entry.name,
    type: entry.type,
    definition: fillArns(definition, entry.region ?? region, account),
    cases: entry.cases.map((item) => ({
      id: item.id,
      name: item.name,
      input: JSON.stringify(item.input, null, 2),
      mocks: readMocks(item.mocks),
    })),
    chosen: 0,
    executionName: entry.executionName,
    region: entry.region ?? null,
    created: Date.now(),
    breakpoints: [],
    files: entry.files ?? {},
  };
}

/** AWS's listings write `REGION:ACCOUNT_ID` where the reader's own belong. */
export function fillArns(text: string, region: string, account: string): string {
  return text.replaceAll(':REGION:', `:${region}:`).replaceAll(':ACCOUNT_ID:', `:${account}:`);
}
