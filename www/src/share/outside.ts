/** The door between the desk and links, files and other browsers. */

import '../i18n/later.ts';
import { notify, report, type Context } from '../actions/context.ts';
import type { Actions } from '../actions.ts';
import type { Document } from '../document.ts';
import { say, t } from '../i18n.ts';
import { loadedOptions } from './visit.ts';
import { anyRun, documentsOf, exampleOf, runOfExample } from './arrive.ts';
import { bring, type Arrived } from './bring.ts';
import { toOther } from './convert.ts';
import { LARGEST_FILE, type Options, type OtherMachine, type SharedRun } from './format.ts';
import { importAll, reading } from '../keep/import.ts';
import { hasLines, readLines, readWhole } from '../keep/unarchive.ts';
import { readFragment } from './fragment.ts';
import { openLesson } from './lessons.ts';
import { unpack } from './pack.ts';
import { readPlayground } from './read.ts';
import { Refused } from './refused.ts';
import { replay, sharable, startedMachines, type Sharable } from './replay.ts';
import { plainDefinition } from './plain.ts';

export interface Outside {
  readonly context: Context;
  /** Opens what the part of an address behind `#` says; false when it says nothing of ours, or nothing that can be opened (and said). */
  openLink(hash: string, actions: Actions): Promise<boolean>;
  openFile(file: File): Promise<void>;
  sharable(): Promise<Sharable | string | null>;
  startedMachines(): Promise<OtherMachine[]>;
}

export function outside(context: Context): Outside {
  const open = async (file: File): Promise<void> => void (await told(context, () => openFile(context, file)));
  return {
    context,
    openLink: (hash, actions) => told(context, () => openLink(context, hash, actions)),
    openFile: open,
    sharable: () => sharable(context),
    startedMachines: () => startedMachines(context),
  };
}

/** Whether it was done; what refuses is said. */
async function told(context: Context, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) notify(context, { kind: 'error', key: 'share.notOpened', lines: [say(error.key, error.params)], zone: 'page' });
    else report(context)(error);
    return false;
  }
}

async function openLink(context: Context, hash: string, actions: Actions): Promise<boolean> {
  const link = readFragment(hash);
  if (!link) return false;
  if (link.kind === 'lesson') {
    await loadedOptions(context, link.options);
    return openLesson({ store: context.store, actions }, link);
  }
  if (link.kind === 'gallery') {
    const arrived = await exampleOf(link.id, link.input);
    return show(context, arrived, link.options, runOfExample(arrived[0], link.chance), arrived.slice(1).map(toOther), 'share.fromExample');
  }
  const playground = readPlayground(await unpack(link.packed));
  const arrived = documentsOf(playground);
  const run = playground.run ?? anyRun(arrived[0], context.store.state);
  return show(context, arrived, { ...playground.view, ...link.options }, run, playground.machines ?? [], 'share.fromLink');
}

async function show(
  context: Context, arrived: Arrived, options: Options, run: SharedRun, machines: readonly OtherMachine[], from: string,
): Promise<boolean> {
  const before = await bring(context, arrived);
  await loadedOptions(context, options);
  strip(context, from, before);
  const { hash } = location;
  if (options.at !== undefined) await replay(context, run, machines, options.at);
  untilTouched(context, () => {
    drop(context, from);
    // The address says what is on the desk, or nothing: a reload must not bring back what was before.
    if (location.hash === hash) history.replaceState(null, '', location.pathname + location.search);
  }, () => location.hash === hash);
  return true;
}

/** Calls when the desk is no longer as it has just arrived: another text, another run, another address. */
function untilTouched({ store }: Context, then: () => void, still: () => boolean = () => true): void {
  const { document: { machineId, definition, cases }, run } = store.state;
  const unwatch = store.subscribe(({ document, run: now }) => {
    const same = document.machineId === machineId && document.definition === definition && document.cases === cases;
    if (same && now?.executionId === run?.executionId && still()) return;
    unwatch();
    then();
  });
}

function drop({ store }: Context, key: string): void {
  for (const notice of store.state.notices) if (notice.key === key) store.dispatch({ type: 'dismiss', id: notice.id });
}

/** Says where it came from, and leads back to what was on the desk. */
function strip(context: Context, key: string, before: Document | null, params = {}): void {
  const { store } = context;
  const { name, machineId, handlers } = store.state.document;
  const code = Object.keys(handlers).length;
  const unwatch = store.subscribe(({ document }) => {
    if (document.machineId === machineId) return;
    unwatch();
    drop(context, key);
  });
  notify(context, {
    kind: 'info',
    key,
    params: { name, ...params },
    zone: 'page',
    ...(code > 0 ? { lines: [t('share.withHandlers', { count: code })] } : {}),
    ...(before ? { undo: { label: 'share.back', action: { type: 'document', document: before } } } : {}),
  });
}

async function openFile(context: Context, file: File): Promise<boolean> {
  // Everything that a browser kept may be of any size.
  if (await hasLines(file)) {
    await importAll(context, readLines(file, reading(context, file.size)));
    return true;
  }
  const text = await textOf(file);
  const archived = readWhole(text);
  if (archived) {
    await importAll(context, archived);
    return true;
  }
  const plain = plainDefinition(text, file.name);
  const playground = plain ?? readPlayground(text, LARGEST_FILE);
  const arrived = documentsOf(playground);
  const options = playground.view ?? {};
  const before = await bring(context, arrived);
  await loadedOptions(context, options);
  const key = plain ? 'share.fromDefinition' : 'share.fromFile';
  strip(context, key, before, { file: file.name });
  if (options.at !== undefined) await replay(context, playground.run ?? anyRun(arrived[0], context.store.state), playground.machines ?? [], options.at);
  untilTouched(context, () => drop(context, key));
  return true;
}

async function textOf(file: File): Promise<string> {
  if (file.size > LARGEST_FILE) throw new Refused('share.tooLarge', { most: LARGEST_FILE / 1024 / 1024 });
  return file.text();
}
