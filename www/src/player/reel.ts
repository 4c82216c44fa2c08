/** What is to be played: a document with everything that determines its execution, from a link or a text. */

import type { Document } from '../document.ts';
import { filesText } from '../files.ts';
import type { StartRequest } from '../generated.ts';
import { members } from '../mocks/json-parts.ts';
import { mocksText, playedMocks } from '../mocks.ts';
import { documentsOf, exampleOf, runOfExample } from '../share/arrive.ts';
import { LARGEST, LARGEST_FILE, type Options, type SharedRun } from '../share/format.ts';
import { readFragment } from '../share/fragment.ts';
import { pack, unpack } from '../share/pack.ts';
import { plainDefinition } from '../share/plain.ts';
import { readPlayground } from '../share/read.ts';
import { Refused } from '../share/refused.ts';

export interface Reel {
  readonly document: Document;
  /** Machines that it may start executions of. */
  readonly others: readonly Document[];
  readonly run: SharedRun;
  readonly options: Options;
  /** The link's own part, by which Stepglass opens the same; empty for a text. */
  readonly fragment: string;
}

/** Where a player's document comes from, as its attributes say. */
export interface Source {
  /** A link, the part of it from `#` on, or the name of an example. */
  readonly link: string;
  /** A document's text in place of a link. */
  readonly text: string;
  /** Number of one of the inputs, or another input as JSON text. */
  readonly input: string;
}

/** Characters of a document that a link is made of. */
const LINKED = 200_000;
const EXAMPLE = /^[a-z0-9-]{1,60}$/;

export async function reelOf({ link, text, input }: Source): Promise<Reel> {
  const reel = text.trim() ? await ofOwnText(text) : await ofLink(fragmentOf(link, input));
  return input.trim() ? withInput(reel, input.trim()) : reel;
}

/** Paused at this event, where an attribute says so, or the link. */
export function startingAt(reel: Reel, attribute: string | null): Reel {
  const at = Math.floor(Number(attribute ?? reel.options.at ?? NaN));
  return at >= 1 ? { ...reel, options: { ...reel.options, at } } : reel;
}

function fragmentOf(link: string, input: string): string {
  const at = link.indexOf('#');
  if (at >= 0) return link.slice(at);
  if (!EXAMPLE.test(link)) throw new Refused('share.damaged');
  return `#g=${link}${/^\d+$/.test(input) ? `&input=${input}` : ''}`;
}

/** A document's text, or a plain definition's. A link to it is made, where it is not too long for one. */
async function ofOwnText(written: string): Promise<Reel> {
  const plain = plainDefinition(written, '');
  const text = plain ? JSON.stringify(plain) : written;
  const reel = ofText(text, LARGEST_FILE);
  return text.length > LINKED ? reel : { ...reel, fragment: `#p1=${await pack(text)}` };
}

function ofText(text: string, largest = LARGEST): Reel {
  const playground = readPlayground(text, largest);
  const [document, ...others] = documentsOf(playground);
  return { document, others, run: playground.run ?? runOfExample(document, {}), options: playground.view ?? {}, fragment: '' };
}

async function ofLink(hash: string): Promise<Reel> {
  const fragment = readFragment(hash);
  if (fragment?.kind === 'document') return { ...ofText(await unpack(fragment.packed)), options: fragment.options, fragment: hash };
  if (fragment?.kind !== 'gallery') throw new Refused('share.damaged');
  const [document, ...others] = await exampleOf(fragment.id, fragment.input);
  return { document, others, run: runOfExample(document, fragment.chance), options: fragment.options, fragment: hash };
}

/** With another of its inputs, or one that it does not have; what was done to another input's run is not done to it. */
function withInput(reel: Reel, input: string): Reel {
  const { document, run: { deeds: _, ...run } } = reel;
  if (/^\d+$/.test(input)) {
    const chosen = Math.min(Math.max(1, Number(input)), document.cases.length) - 1;
    return chosen === document.chosen ? reel : { ...reel, document: { ...document, chosen }, run };
  }
  const cases = document.cases.map((item, at) => (at === document.chosen ? { ...item, input } : item));
  return { ...reel, document: { ...document, cases }, run };
}

/** The code that a run needs which does not tell what was answered: names of Tasks with it. */
export function handlersOf({ document, run }: Reel): [string, string][] {
  const off = document.handlersOff ?? [];
  return run.deeds === undefined ? Object.entries(document.handlers).filter(([name]) => !off.includes(name)) : [];
}

/** A player asks nobody: such calls get automatic answers, but where the run tells what was said; so do handlers that may not run. */
export function requestOf(reel: Reel, handle: boolean): StartRequest {
  const { document, others, run } = reel;
  const item = document.cases[document.chosen] ?? document.cases[0];
  const files = filesText(document.files);
  const told = run.deeds !== undefined;
  const off = document.handlersOff ?? [];
  const machines = others.map(({ name, definition, type, cases, chosen }) =>
    [name, { definition, type, mocks: cases[chosen] ? mocksText(cases[chosen]) : '' }] as const);
  return {
    definition: document.definition,
    input: item?.input ?? '{}',
    machineName: run.machine,
    name: run.name,
    type: document.type,
    region: run.region,
    account: run.account,
    start: run.start,
    seed: run.seed,
    ...(item ? playedMocks(document, item) : { mocks: '{}', testCase: '' }),
    doubles: document.doubles,
    asked: told ? [...(item?.asked ?? [])] : [],
    handlers: told ? Object.keys(document.handlers).filter((name) => !off.includes(name)) : handle ? handlersOf(reel).map(([name]) => name) : [],
    latency: 'typical',
    ...(files ? { files } : {}),
    ...(machines.length > 0 ? { machines: JSON.stringify(Object.fromEntries(machines)) } : {}),
  };
}

/** The journal of a run that has just begun, with what was done to it from outside. */
export function withDeeds(journal: string, deeds: string): string {
  const all = members(journal).set('interventions', deeds);
  return `{${[...all].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

/** What only the whole engine can judge or run. */
export function needsWhole({ document, others }: Reel): boolean {
  return others.length > 0 || document.doubles.trim() !== '' || /\{%|JSONata/.test(document.definition);
}
