/** A playground document from what is on the desk, and back. */

import type { Case, Document, MockAnswer, MockExtras } from '../document.ts';
import { machineName, REGION } from '../machine-name.ts';
import type { OtherMachine, Playground, WrittenAnswer, WrittenCase } from './format.ts';
import { kept } from './refused.ts';

/** What of a document goes out. */
export interface Parts {
  readonly files: boolean;
  readonly handlers: boolean;
  /** Inputs beside the chosen one. */
  readonly others: boolean;
}

export const EVERYTHING: Parts = { files: true, handlers: true, others: true };

export function toPlayground(document: Document, parts = EVERYTHING): Playground {
  const { name, type, definition, chosen, mockFile, doubles, breakpoints, watches, executionName, region } = document;
  const cases = parts.others ? document.cases : document.cases.filter((_, at) => at === chosen);
  const { files, handlers, handlersOff = [] } = document;
  return {
    v: 1,
    // What was kept by an older version may be called otherwise.
    name: machineName(name),
    type,
    definition,
    cases: cases.map(writtenCase),
    ...kept('chosen', parts.others && chosen > 0 ? chosen : undefined),
    ...kept('mockFile', mockFile ?? undefined),
    ...kept('doubles', doubles || undefined),
    ...kept('files', parts.files ? some(files) : undefined),
    ...kept('handlers', parts.handlers ? some(handlers) : undefined),
    ...kept('handlersOff', parts.handlers && handlersOff.length > 0 ? handlersOff : undefined),
    ...kept('breakpoints', breakpoints.length > 0 ? breakpoints : undefined),
    ...kept('watches', watches && watches.length > 0 ? watches : undefined),
    ...kept('executionName', executionName || undefined),
    ...kept('region', region && REGION.test(region) ? region : undefined),
  };
}

export function toOther({ name, type, definition, cases, chosen }: Document): OtherMachine {
  const { name: _, ...item } = writtenCase(cases[chosen] ?? cases[0] ?? { id: '', name: '', input: '{}', mocks: {} });
  return { name: machineName(name), type, definition, ...item };
}

const some = <T extends object>(of: T): T | undefined => (Object.keys(of).length > 0 ? of : undefined);

function writtenCase({ name, input, mocks, orders = {}, asked = [] }: Case): WrittenCase {
  const answers = Object.entries(mocks).map(([state, list]) => [state, list.map(writtenAnswer)] as const);
  return {
    name,
    input,
    ...kept('mocks', some(Object.fromEntries(answers))),
    ...kept('orders', some(orders)),
    ...kept('asked', asked.length > 0 ? asked : undefined),
  };
}

function writtenAnswer(answer: MockAnswer): WrittenAnswer {
  const { times, delay, submitted, worker, heartbeat } = answer;
  return { ...said(answer), ...kept('times', times), ...kept('delay', delay), ...kept('submitted', submitted), ...kept('worker', worker), ...kept('heartbeat', heartbeat) };
}

function said(answer: MockAnswer): WrittenAnswer {
  if (answer.kind === 'return') return { return: answer.text };
  if (answer.kind !== 'throw') return { [answer.kind]: true };
  const { error, cause, stage } = answer;
  return { throw: { error, cause, ...kept('stage', stage) } };
}

/** What belongs to the workspace that it comes into. */
export type Place = Pick<Document, 'machineId' | 'created' | 'gallery'>;

/** A document from outside. Its name may be taken there already. */
export function toDocument(playground: Playground, place: Place): Document {
  const { name = 'MyStateMachine', type = 'STANDARD', definition, chosen = 0, handlers = {}, handlersOff, watches } = playground;
  const cases = (playground.cases ?? [{ name: '', input: '{}' }]).map(toCase);
  return {
    ...place,
    name,
    type,
    definition,
    cases,
    chosen: Math.min(chosen, cases.length - 1),
    executionName: playground.executionName ?? '',
    region: playground.region ?? null,
    // Structured ones are read by whoever sets them.
    breakpoints: (playground.breakpoints ?? []) as Document['breakpoints'],
    files: playground.files ?? {},
    mockFile: playground.mockFile ?? null,
    doubles: playground.doubles ?? '',
    handlers,
    ...kept('handlersOff', handlersOff),
    ...kept('watches', watches),
    ...(Object.keys(handlers).length > 0 ? { foreign: true } : {}),
  };
}

export function ofOther({ name, type, definition, ...item }: OtherMachine, place: Place): Document {
  return toDocument({ v: 1, name, type, definition, cases: [{ name: '', ...item }] }, place);
}

const UNNAMED = { en: 'Input', ko: '입력' };

function toCase({ name, input, mocks = {}, orders, asked }: WrittenCase, at: number): Case {
  const answers = Object.entries(mocks).map(([state, list]) => [state, list.map(toAnswer)] as const);
  return {
    id: `case-${at + 1}`,
    name: name === '' ? UNNAMED : name,
    input,
    mocks: Object.fromEntries(answers),
    ...kept('orders', orders),
    ...kept('asked', asked),
  };
}

function toAnswer(written: WrittenAnswer): MockAnswer {
  const { return: text, throw: thrown, echo, never: _, ...extras } = written;
  const more: MockExtras = extras;
  if (text !== undefined) return { kind: 'return', text, ...more };
  if (thrown) return { kind: 'throw', ...thrown, ...more };
  return { kind: echo ? 'echo' : 'never', ...more };
}
