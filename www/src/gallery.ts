/** The examples. Three come with the first load, each other one when it is opened. */

import choice from '../gallery/choice.json' with { type: 'json' };
import first from '../gallery/first.json' with { type: 'json' };
import helloWorld from '../gallery/hello-world.json' with { type: 'json' };
import orderer from '../gallery/orderer.json' with { type: 'json' };
import { readMocks, type WrittenAnswers } from './mocks.ts';
import type { Document, Lang, MachineType } from './state.ts';

/** What the dashboard shows of an example. */
export interface Card {
  id: string;
  title: Record<Lang, string>;
  description: Record<Lang, string>;
  level: 'basic' | 'middle' | 'advanced';
  language: 'JSONPath' | 'JSONata';
  /** What to look at while it runs. */
  watch: Record<Lang, string>;
}

interface Entry {
  id: string;
  name: string;
  type: MachineType;
  /** When it differs from the workspace's. */
  region?: string;
  executionName: string;
  /** What the simulated S3 holds: `bucket/key`, and the file of this folder. */
  files?: Record<string, string>;
  /** Functions that answer Tasks, by state name. */
  handlers?: Record<string, string>;
  definition: object;
  /** Other machines that come with it, each with one input. */
  machines?: readonly (Pick<Entry, 'name' | 'type' | 'definition'> & Pick<Entry['cases'][number], 'input' | 'mocks'>)[];
  cases: readonly {
    id: string;
    name: Record<Lang, string>;
    input: unknown;
    mocks: Record<string, WrittenAnswers>;
    /** States that ask the reader. */
    asked?: readonly string[];
  }[];
}

/** The cards of the examples that are always there. */
export const FIRST_CARDS = first as readonly Card[];

const ONE_CASE = { id: 'input', name: { en: 'Input', ko: '입력' } };

const FIRST = [helloWorld, choice, orderer] as unknown as readonly Entry[];
const OTHERS = import.meta.glob<Entry>(['../gallery/*.json', '!../gallery/{first,index,choice,hello-world,orderer}.json'], { import: 'default' });
const FILES = import.meta.glob<string>('../gallery/*.csv', { query: '?raw', import: 'default' });

/** A machine made from an example and those that come with it, their ARNs filled in; null when there is none of that name. */
export async function fromGallery(id: string, fresh: () => string, region: string, account: string): Promise<readonly [Document, ...Document[]] | null> {
  const entry = FIRST.find((item) => item.id === id) ?? (await OTHERS[`../gallery/${id}.json`]?.());
  if (!entry) return null;
  const fill = (value: unknown): string => placed(JSON.stringify(value, null, 2), entry.region ?? region, account);
  const made = (gallery: string, item: Omit<Entry, 'id' | 'files'>, files: Record<string, string>): Document => ({
    machineId: fresh(),
    gallery,
    name: item.name,
    type: item.type,
    definition: fill(item.definition),
    cases: item.cases.map((each) => ({
      id: each.id,
      name: each.name,
      input: fill(each.input),
      ...readMocks(JSON.parse(fill(each.mocks)) as typeof each.mocks),
      ...(each.asked ? { asked: each.asked } : {}),
    })),
    chosen: 0,
    executionName: item.executionName,
    region: entry.region ?? null,
    created: Date.now(),
    files,
    handlers: item.handlers ?? {},
    breakpoints: [],
    mockFile: null,
    doubles: '',
  });
  const others = (entry.machines ?? []).map(({ input, mocks, ...other }) =>
    made(`${id}/${other.name}`, { ...other, executionName: '', cases: [{ ...ONE_CASE, input, mocks }] }, {}));
  return [made(id, entry, await filesOf(entry)), ...others];
}

async function filesOf({ files = {} }: Entry): Promise<Record<string, string>> {
  const read = Object.entries(files).map(async ([key, file]) => [key, (await FILES[`../gallery/${file}`]?.()) ?? ''] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** AWS's listings write `REGION:ACCOUNT_ID` where the reader's own belong. */
export function fillArns(text: string, region: string, account: string): string {
  return text.replaceAll(':REGION:', `:${region}:`).replaceAll(':ACCOUNT_ID:', `:${account}:`);
}

/** Our own texts have both in addresses of images too. */
function placed(text: string, region: string, account: string): string {
  return text.replace(/\bREGION\b/g, region).replace(/\bACCOUNT_ID\b/g, account);
}
