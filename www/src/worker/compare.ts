/** Two executions made again from their journals, side by side. The whole build compares them. */

import type { Comparing } from '../protocol.ts';
import type { Whole } from './builds.ts';

type Session = InstanceType<Whole['Session']>;

/** The two that were compared last. */
let pair: [Session, Session] | null = null;

export function compare(ask: Comparing, build: Whole): unknown {
  if (ask.what === 'open') {
    for (const session of pair ?? []) session.free();
    pair = null;
    const [a, b] = [ask.a, ask.b].map(({ journal, known }) => {
      const session = build.Session.fromJournal(journal);
      session.seek(known);
      return session;
    }) as [Session, Session];
    pair = [a, b];
    return a.compare(b, ask.made);
  }
  const numbers = [ask.a, ask.b];
  return numbers.map((number, at) => {
    const session = pair?.[at];
    if (!session || number === null) return null;
    return (ask.what === 'visits' ? session.visit(number) : session.event(number)) ?? null;
  });
}
