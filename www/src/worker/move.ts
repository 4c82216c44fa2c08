import type { RunView } from '../generated.ts';
import type { Build, Whole } from './builds.ts';
import type { Desk } from './desk.ts';
import { isRecorded } from './recorded.ts';

/** The desk's session in this build: made again from its journal, and put where it stood. */
export function move<B extends Build | Whole>(desk: Desk, build: B): InstanceType<B['Session']> | null {
  const { session } = desk;
  if (!session || isRecorded(session) || session instanceof build.Session) return session as InstanceType<B['Session']> | null;
  const { known, position } = session.view() as RunView;
  const moved = build.Session.fromJournal(session.journal());
  moved.seek(known);
  if (position !== known) moved.seek(position);
  moved.breakpoints(JSON.stringify(desk.stops.list));
  moved.goTo(desk.stops.target);
  // Both builds come from the same sources; only the type checker cannot know it.
  desk.session = moved as unknown as typeof session;
  session.free();
  return moved as InstanceType<B['Session']>;
}
