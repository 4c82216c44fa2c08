/** What Data flow, Explain and Variables ask. Only the whole build answers: a run of the small one moves to it first. */

import type { Insight } from '../protocol.ts';
import type { Whole } from './builds.ts';
import type { Desk } from './desk.ts';
import { move } from './move.ts';
import { isRecorded } from './recorded.ts';

export function insight(desk: Desk, ask: Insight, build: Whole): unknown {
  if (isRecorded(desk.session)) return desk.session.insight(ask);
  const session = move(desk, build);
  if (!session) return ask.what === 'watched' ? [] : null;
  switch (ask.what) {
    case 'flow':
      return session.flow(ask.event, ask.item) ?? null;
    case 'whatIf':
      return session.whatIf(ask.event, ask.item, ask.definition, ask.field, ask.value) ?? null;
    case 'explain':
      return session.explain(ask.event) ?? null;
    case 'ahead':
      return session.ahead(ask.state) ?? null;
    case 'explainRun':
      return session.explainRun();
    case 'reason':
      return session.reason(ask.event) ?? null;
    case 'variables':
      return session.variables(ask.event) ?? null;
    case 'iterations':
      return session.iterations(ask.event) ?? null;
    case 'watched':
      return session.watched(ask.event, ask.of);
  }
}
