/** What Data flow, Explain and Variables ask. Only the whole build answers: a run of the small one moves to it first. */

import type { RunView } from '../generated.ts';
import type { Insight } from '../protocol.ts';
import { wholeBuild, type Whole } from './builds.ts';
import type { Desk } from './desk.ts';
import { isRecorded } from './recorded.ts';

export async function insight(desk: Desk, ask: Insight): Promise<unknown> {
  if (isRecorded(desk.session)) return desk.session.insight(ask);
  const build = await wholeBuild();
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
    case 'variables':
      return session.variables(ask.event) ?? null;
    case 'watched':
      return session.watched(ask.event, ask.of);
  }
}

/** The desk's session in this build: made again from its journal, and put where it stood. */
function move(desk: Desk, build: Whole): InstanceType<Whole['Session']> | null {
  const { session } = desk;
  if (!session || session instanceof build.Session) return session as InstanceType<Whole['Session']> | null;
  const { known, position } = session.view() as RunView;
  const moved = build.Session.fromJournal(session.journal());
  moved.seek(known);
  if (position !== known) moved.seek(position);
  moved.breakpoints(desk.breakpoints);
  // Both builds come from the same sources; only the type checker cannot know it.
  desk.session = moved as unknown as typeof session;
  session.free();
  return moved;
}
