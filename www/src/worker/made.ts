/** The session of a command that opens a run: a new one, one made again from its journal, or one recorded elsewhere. */

import type { Session } from '../pkg/stepglass.js';
import type { CommandMessage } from '../protocol.ts';
import { buildFor, wholeBuild } from './builds.ts';

type Opening = Extract<CommandMessage, { command: 'start' | 'rebuild' }>['ask'];

/** How the copy of a run begins that was recorded elsewhere. */
const RECORDED = '{"recorded":';

export const isRecording = (ask: Opening): boolean => 'journal' in ask && ask.journal.startsWith(RECORDED);

export async function made(ask: Opening): Promise<Session> {
  // Conditions of breakpoints are for the whole build.
  const stops = JSON.stringify(ask.breakpoints);
  if ('request' in ask) return new (await buildFor(ask.request.definition + JSON.stringify(ask.request) + stops)).Session(ask.request);
  if (isRecording(ask)) return (await import('./recorded.ts')).openRecorded(ask.journal, await wholeBuild());
  return (await buildFor(ask.journal + stops)).Session.fromJournal(ask.journal);
}
