/** Makes the session of a start, of a kept journal, or of a run that was recorded elsewhere. */

import type { Session } from '../pkg/stepglass.js';
import type { CommandMessage } from '../protocol.ts';
import { buildFor } from './builds.ts';

/** How the copy of a run begins that was recorded elsewhere. */
export const RECORDED = '{"recorded":';

export async function made({ ask }: Extract<CommandMessage, { command: 'start' | 'rebuild' }>): Promise<Session> {
  if ('request' in ask) return new (await buildFor(ask.request.definition + JSON.stringify(ask.request))).Session(ask.request);
  if (ask.journal.startsWith(RECORDED)) return (await import('./recorded.ts')).openRecorded(ask.journal);
  return (await buildFor(ask.journal)).Session.fromJournal(ask.journal);
}
