/** Runs the learner's machine on an exercise's inputs and says what came of each. What is right is never said. */

import '../i18n/later.ts';
import type { App } from '../app.ts';
import { say, t } from '../i18n.ts';
import { problemTitle } from '../problems/words.ts';
import type { State } from '../state.ts';
import { differs } from './judge.ts';
import type { Trial } from './model.ts';

export interface Outcome {
  /** The input as text. */
  input: string;
  /** Null when it is as it must be. */
  fault: Words | null;
}

/** In the language that the page has when it is drawn. */
export type Words = () => string;

interface Response {
  status?: string;
  error?: unknown;
  output?: unknown;
  stopped?: string;
  events?: readonly { type: string; stateEnteredEventDetails?: { name: string } }[];
}

/** Loops of a learner's machine end here. */
const BUDGET = 20_000;

export async function tryOut({ store, actions }: App, trials: readonly Trial[]): Promise<readonly Outcome[] | Words> {
  const { definition, type } = store.state.document;
  const out: Outcome[] = [];
  for (const trial of trials) {
    const request = {
      definition, type, input: trial.input, mocks: trial.mocks ?? {},
      options: { latency: 'zero', seed: 1, start: 0, events: true, maxEvents: BUDGET, budget: BUDGET },
    };
    const text = await actions.inspect.simulate(JSON.stringify(request));
    if (text === undefined) return () => t('learn.again');
    const response = JSON.parse(text) as Response;
    if (!response.status) return refusal(store.state, definition);
    out.push({ input: JSON.stringify(trial.input), fault: fault(trial, response) });
  }
  return out;
}

/** The first that the editor says is wrong with it. */
function refusal({ check }: State, definition: string): Words {
  const first = check.text === definition ? check.view?.diagnostics.find(({ severity }) => severity === 'error') : undefined;
  return () => (first ? t('learn.notValid', { line: first.line, problem: problemTitle(first) }) : t('learn.notValidYet'));
}

function fault(trial: Trial, { status = '', error, output, events = [] }: Response): Words | null {
  const named = (value: string): string => say(`details.${value}`);
  if (status !== trial.status) {
    return () => t(typeof error === 'string' ? 'learn.otherEnd' : 'learn.otherStatus', { status: named(status), error: String(error), wanted: named(trial.status) });
  }
  if (trial.error !== undefined && error !== trial.error) return () => t('learn.otherError', { error: String(error ?? '–') });
  const entered = new Set(events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []));
  const missed = trial.entered?.find((name) => !entered.has(name));
  if (missed !== undefined) return () => t('learn.notEntered', { state: missed });
  const wrong = trial.avoided?.find((name) => entered.has(name));
  if (wrong !== undefined) return () => t('learn.wrongEntered', { state: wrong });
  for (const [kind, count] of Object.entries(trial.events ?? {})) {
    const found = events.filter(({ type: each }) => each === kind).length;
    if (found !== count) return () => t('learn.otherCount', { type: kind, count: found });
  }
  if (!('output' in trial)) return null;
  const place = differs(output, trial.output, '$');
  return place === null ? null : () => t('learn.otherOutput', { path: place, value: shown(output, place) });
}

/** What stands at a path of the learner's own output. */
function shown(output: unknown, path: string): string {
  const keys = path.match(/[^.$[\]]+/g) ?? [];
  const value = keys.reduce<unknown>((inside, key) => 
    (typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key) ? (inside as Record<string, unknown>)[key] : undefined), output);
  return value === undefined ? '–' : JSON.stringify(value).slice(0, 80);
}
