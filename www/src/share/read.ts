/** Reads a playground document, strictly: a wrong type refuses it as a whole, with the place. `format.ts` has its form. */

import type { Words } from '../document.ts';
import { MACHINE_NAME as NAME, REGION } from '../machine-name.ts';
import type { OtherMachine, Playground, SharedRun, WrittenAnswer, WrittenCase } from './format.ts';
import { LARGEST, VERSION } from './format.ts';
import { readOptions } from './options.ts';
import { kept, Place, Refused } from './refused.ts';

/** How much there may be of things: more than anyone writes, less than a page cannot show. */
const MOST = { cases: 200, states: 5000, answers: 1000, times: 1000, files: 2000, machines: 50, breakpoints: 1000, watches: 200 };
/** Characters that the answers of a case may come to, repeated ones as often as they are. */
const ANSWERED = 16 * 1024 * 1024;
const LONGEST_NAME = 200;
const LONGEST_STOP = 10_000;
const EVENTS = 1_000_000;

const NAME_OR_NONE = /^[A-Za-z0-9_-]{0,80}$/;
const ACCOUNT = /^\d{12}$/;

export function readPlayground(text: string, largest = LARGEST): Playground {
  if (text.length > largest) throw new Refused('share.tooLarge', { most: largest / 1024 / 1024 });
  return playground(new Place(parsed(text), ''));
}

/** Why a document that goes out could not be opened again; null when it can. */
export function refusal(text: string, largest: number): Refused | null {
  try {
    if (new Blob([text]).size > largest) throw new Refused('share.tooLarge', { most: largest / 1024 / 1024 });
    readPlayground(text, largest);
    return null;
  } catch (error) {
    return error instanceof Refused ? error : null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refused('share.notJson');
  }
}

/** Of a value that has been parsed. */
export function playground(root: Place): Playground {
  const version = root.member('v')?.value;
  if (typeof version === 'number' && version > VERSION) throw new Refused('share.newer', { version, known: VERSION });
  if (version !== VERSION) throw new Refused('share.notPlayground');
  return {
    v: VERSION,
    ...kept('name', root.member('name')?.form(NAME, 'name')),
    ...kept('type', root.member('type')?.one(['STANDARD', 'EXPRESS'])),
    definition: root.needed('definition').text(),
    ...cases(root),
    ...setting(root),
    ...kept('executionName', root.member('executionName')?.form(NAME_OR_NONE, 'name')),
    ...kept('region', root.member('region')?.form(REGION, 'region')),
    ...kept('machines', root.member('machines')?.list(MOST.machines).map(other)),
    ...kept('run', root.member('run') && run(root.needed('run'))),
    ...kept('view', root.member('view') && readOptions((name) => root.needed('view').member(name)?.value)),
  };
}

function cases(root: Place): Pick<Playground, 'cases' | 'chosen'> {
  const list = root.member('cases')?.list(MOST.cases);
  if (list?.length === 0) root.needed('cases').refuse('empty');
  if (list) {
    const all = list.map((item) => ({ name: item.member('name') ? words(item.needed('name')) : '', ...answered(item) }));
    return { cases: all, ...kept('chosen', root.member('chosen')?.whole(0, all.length - 1)) };
  }
  const alone = root.member('input') ?? root.member('mocks');
  return alone ? { cases: [{ name: '', ...answered(root) }] } : {};
}

/** What answers and stops it. */
function setting(root: Place): Pick<Playground, 'mockFile' | 'doubles' | 'files' | 'handlers' | 'handlersOff' | 'breakpoints' | 'watches'> {
  const file = root.member('mockFile');
  return {
    ...kept('mockFile', file && {
      text: file.needed('text').text(),
      testCase: file.member('testCase')?.text(LONGEST_NAME) ?? null,
      used: file.member('used')?.flag() ?? true,
    }),
    ...kept('doubles', root.member('doubles')?.text()),
    ...kept('files', root.member('files') && textsByName(root.needed('files'), MOST.files)),
    ...kept('handlers', root.member('handlers') && textsByName(root.needed('handlers'), MOST.states)),
    ...kept('handlersOff', root.member('handlersOff')?.texts(MOST.states)),
    ...kept('breakpoints', root.member('breakpoints')?.list(MOST.breakpoints).map(breakpoint)),
    ...kept('watches', root.member('watches')?.texts(MOST.watches)),
  };
}

function words(place: Place): Words {
  if (typeof place.value === 'string') return place.text(LONGEST_NAME);
  return { en: place.needed('en').text(LONGEST_NAME), ko: place.needed('ko').text(LONGEST_NAME) };
}

const textsByName = (place: Place, most: number): Record<string, string> =>
  Object.fromEntries(place.entries(most).map(([name, text]) => [name, text.text()]));

/** Whatever it is: the page says of each entry that is no breakpoint that it is none, and keeps it. */
function breakpoint(place: Place): unknown {
  return JSON.stringify(place.value).length <= LONGEST_STOP ? place.value : place.refuse('breakpoint');
}

function answered(place: Place): Omit<WrittenCase, 'name'> {
  const left = { characters: ANSWERED };
  const orders = place.member('orders')?.entries(MOST.states).map(([state, order]) => [state, {
    by: order.needed('by').one(['cycle', 'call']),
    ...kept('perItem', order.member('perItem')?.flag()),
  }] as const);
  const mocks = place.member('mocks')?.entries(MOST.states).map(([state, list]) =>
    [state, list.list(MOST.answers).map((item) => answer(item, left))] as const);
  return {
    input: place.member('input')?.text() ?? '{}',
    ...kept('mocks', mocks && Object.fromEntries(mocks)),
    ...kept('orders', orders && Object.fromEntries(orders)),
    ...kept('asked', place.member('asked')?.texts(MOST.states)),
  };
}

function answer(place: Place, left: { characters: number }): WrittenAnswer {
  const millis = (name: string): number | undefined => place.member(name)?.whole(0, Number.MAX_SAFE_INTEGER);
  const thrown = place.member('throw');
  const said: WrittenAnswer = {
    ...kept('return', place.member('return')?.text()),
    ...kept('throw', thrown && {
      error: thrown.member('error')?.text() ?? '',
      cause: thrown.member('cause')?.text() ?? '',
      ...kept('stage', thrown.member('stage')?.text(LONGEST_NAME)),
    }),
    ...kept('echo', place.member('echo')?.flag() || undefined),
    ...kept('never', place.member('never')?.flag() || undefined),
  };
  if (Object.keys(said).length !== 1) place.refuse('answer');
  const times = place.member('times')?.whole(1, MOST.times);
  const submitted = place.member('submitted')?.text();
  const { error = '', cause = '' } = said.throw ?? {};
  left.characters -= (times ?? 1) * (100 + [said.return, error, cause, submitted].join('').length);
  if (left.characters < 0) place.refuse('much');
  return {
    ...said,
    ...kept('times', times),
    ...kept('delay', millis('delay')),
    ...kept('submitted', submitted),
    ...kept('worker', place.member('worker')?.text(LONGEST_NAME)),
    ...kept('heartbeat', millis('heartbeat')),
  };
}

function other(place: Place): OtherMachine {
  return {
    name: place.needed('name').form(NAME, 'name'),
    type: place.member('type')?.one(['STANDARD', 'EXPRESS']) ?? 'STANDARD',
    definition: place.needed('definition').text(),
    ...answered(place),
  };
}

function run(place: Place): SharedRun {
  return {
    start: place.needed('start').whole(0, 8.64e15),
    seed: place.needed('seed').whole(0, 0xffffffff),
    name: place.member('name')?.form(NAME_OR_NONE, 'name') ?? '',
    machine: place.needed('machine').form(NAME, 'name'),
    region: place.needed('region').form(REGION, 'region'),
    account: place.needed('account').form(ACCOUNT, 'account'),
    known: place.member('known')?.whole(1, EVENTS) ?? 1,
    ...kept('deeds', place.member('deeds')?.text()),
  };
}
