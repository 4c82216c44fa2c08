/** When the conditions of *Do it* lists hold. A condition about a run is only met by what the learner does after the list came up. */

import { own } from '../own.ts';
import { playedMocks } from '../mocks.ts';
import { chosenCase, edited, rowAt } from '../select.ts';
import type { Run, State } from '../state.ts';
import type { Check } from './model.ts';

export interface Facts {
  state: State;
  before: State;
  /** The run and the selection as they were when the list came up, until they change. */
  run: string | null;
  selection: State['selection'] | null;
  /** The edge whose JSON is shown. */
  edge: readonly [string, string] | null;
}

/** Names a moment of a run; the same moment again is no deed. */
export const momentOf = ({ run }: State): string | null =>
  run && `${run.executionId} ${run.view.position} ${run.view.execution.status} ${run.running}`;

type Judge = (words: readonly string[], facts: Facts) => boolean;

/** A run that moved since the list came up. */
const moved = ({ state, run }: Facts): Run | null => (state.run && momentOf(state) !== run ? state.run : null);

/** The run stands still. */
const resting = (facts: Facts): Run | null => {
  const run = moved(facts);
  return run && !run.running ? run : null;
};

/** How a state of the run, by name, looks at the position. */
function stateOf(run: Run | null, name: string): Run['view']['states'][number] | undefined {
  const ids = run?.check?.states.filter((place) => place.name === name).map(({ id }) => id) ?? [];
  return run?.view.states.find(({ state }) => ids.includes(state));
}

const JUDGES: Record<string, Judge> = {
  opened: ([gallery], { state }) => state.document.gallery === gallery,
  case: ([id], { state }) => chosenCase(state).id === id,
  input: ([path = '', , json = ''], { state }) => same(at(parsed(chosenCase(state).input), path), JSON.parse(json)),
  definition: ([path = '', how, json = ''], { state }) => definition(state, path, how, json),
  state: ([name = '', type], { state }) => state.check.text === state.document.definition
    && (state.check.view?.states.some((place) => place.name === name && (!type || place.type.toLowerCase() === type.toLowerCase())) ?? false),
  valid: (_, { state }) => state.check.text === state.document.definition && (state.check.view?.runnable ?? false),
  ran: ([status, error], facts) => {
    const run = resting(facts);
    if (!run || run.view.position !== run.view.known) return false;
    return run.view.execution.status === status && (!error || run.view.execution.error === error);
  },
  at: ([type, name], facts) => {
    const run = resting(facts);
    const row = run && run.view.position > 0 ? rowAt(run, run.view.position) : undefined;
    return row?.type === type && (!name || row?.name === name);
  },
  entered: ([name = ''], facts) => stateOf(moved(facts), name) !== undefined,
  back: (_, { state, before }) => before.run !== null && state.run?.executionId === before.run.executionId
    && state.run.view.position < before.run.view.position,
  selected: ([name], facts) => {
    const { state, selection } = facts;
    const places = (state.run?.graph === 'run' ? state.run.check : state.check.view)?.states;
    return state.selection !== selection && places?.find(({ id }) => id === state.selection.state)?.name === name;
  },
  event: ([type, name], { state, selection }) => {
    const row = state.run && state.selection.event !== null && state.selection !== selection ? rowAt(state.run, state.selection.event) : undefined;
    return row?.type === type && (!name || row?.name === name);
  },
  edge: ([from, , to], { edge }) => edge?.[0] === from && edge?.[1] === to,
  view: ([id], { state }) => state.run !== null && state.ui.view === id,
  info: ([id], { state }) => state.run !== null && state.ui.info === id,
  tab: ([id], { state }) => state.ui.define === id,
  tools: ([which], { state }) => state.ui.tools === which,
  mock: ([name = '', kind, error], { state }) => (own(chosenCase(state).mocks, name) ?? []).some((answer) =>
    (!kind || answer.kind === kind) && (!error || (answer.kind === 'throw' && answer.error === error))),
  retried: ([name = '', least], facts) => (stateOf(moved(facts), name)?.retries ?? 0) >= Number(least || 1),
  caught: ([name = ''], facts) => stateOf(moved(facts), name)?.status === 'caught',
};

/** Whether all conditions hold at this moment. */
export const holds = (checks: readonly Check[], facts: Facts): boolean =>
  checks.length > 0 && checks.every(({ kind, words }) => JUDGES[kind]?.(words, facts) ?? false) && (!ofRun(checks) || ofWhatIsChosen(checks, facts.state));

/** An input that is chosen, or a text that is written, behind a run was not run. */
function ofWhatIsChosen(checks: readonly Check[], state: State): boolean {
  const { run, document } = state;
  if (!run) return false;
  const names = (kinds: readonly string[]): boolean => checks.some(({ kind }) => kinds.includes(kind));
  if (names(['definition', 'state', 'valid']) && edited(state)) return false;
  if (!names(['case', 'input', 'mock'])) return true;
  const item = chosenCase(state);
  const { mocks, testCase } = playedMocks(document, item);
  return item.input === run.request.input && mocks === run.request.mocks && testCase === run.request.testCase;
}

/** Conditions that tell of a run: what they saw is an event. */
export const ofRun = (checks: readonly Check[]): boolean =>
  checks.some(({ kind }) => ['ran', 'at', 'entered', 'back', 'retried', 'caught'].includes(kind));

function definition(state: State, path: string, how: string | undefined, json: string): boolean {
  const whole = parsed(state.document.definition);
  if (whole === undefined) return false;
  const value = at(whole, path);
  if (how === '=') return same(value, JSON.parse(json));
  return (value !== undefined) === (how === 'exists');
}

let last: readonly [string, unknown] = ['', undefined];

function parsed(text: string): unknown {
  if (last[0] === text) return last[1];
  try {
    last = [text, JSON.parse(text) as unknown];
  } catch {
    last = [text, undefined];
  }
  return last[1];
}

function at(value: unknown, path: string): unknown {
  const keys = path.match(/[\w-]+/g) ?? [];
  return keys.reduce<unknown>((inside, key) =>
    (typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key) ? (inside as Record<string, unknown>)[key] : undefined), value);
}

/** Whether two JSON values are the same, whatever the order of members. */
export function same(one: unknown, other: unknown): boolean {
  return differs(one, other, '$') === null;
}

/** The first path where two JSON values differ; null when they do not. */
export function differs(one: unknown, other: unknown, path: string): string | null {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other ? null : path;
  if (Array.isArray(one) !== Array.isArray(other)) return path;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inside = Array.isArray(one) ? `${path}[${key}]` : `${path}.${key}`;
    if (!Object.hasOwn(a, key) || !Object.hasOwn(b, key)) return inside;
    const found = differs(a[key], b[key], inside);
    if (found) return found;
  }
  return null;
}
