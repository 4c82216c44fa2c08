/** Why an event happened, in a sentence or two; asked for when its row is opened. */

import { count, duration } from '../format.ts';
import type { ReasonView, SentenceView, WordValue } from '../generated.ts';
import { say, t, type Params } from '../i18n.ts';
import type { Run } from '../state.ts';
import type { DetailActions } from './rows.ts';

interface Known {
  /** What was known of the run when it was asked. */
  readonly of: string;
  /** Undefined while the answer is on its way. */
  view: ReasonView | null | undefined;
}

/** Answers by event, of one execution. */
const known = new Map<number, Known>();
let execution = '';

export function reason(id: number, does: DetailActions): string {
  const { run } = does.state();
  if (!run) return '';
  const present = key(run);
  if (execution !== run.executionId) known.clear();
  execution = run.executionId;
  const found = known.get(id);
  // While it runs, what was said stays: it is asked again when the run rests.
  if (!found || (found.of !== present && !run.running)) void ask(id, present, found?.view, does);
  const view = found?.view;
  return view === undefined ? t('events.loading') : (view?.sentences ?? []).map(sentence).join(' ');
}

const key = ({ executionId, future, view }: Run): string => JSON.stringify([executionId, future, view.known]);

async function ask(id: number, of: string, before: ReasonView | null | undefined, does: DetailActions): Promise<void> {
  const own: Known = { of, view: before };
  known.set(id, own);
  own.view = (await does.why(id).catch(() => null)) ?? before ?? null;
  does.redraw();
}

function sentence({ code, words }: SentenceView): string {
  const params: Record<string, string> = {};
  for (const { name, value } of words) params[name] = word(name, value);
  return say(`reason.${code}`, params satisfies Params);
}

function word(name: string, word: WordValue): string {
  if (word.kind === 'count') return count(word.value);
  if (word.kind === 'delay') return duration(word.value);
  return word.value === '' && name === 'error' ? t('reason.noName') : word.value;
}
