/** What is done to an execution from outside, but for answers. */

import type { RunView } from '../generated.ts';
import type { Session } from '../pkg/stepglass.js';
import type { CommandMessage } from '../protocol.ts';

type Change = Extract<CommandMessage, { command: 'stop' | 'change' | 'redrive' | 'updateMapRun' }>;

export function changed(session: Session, message: Change): RunView | null {
  switch (message.command) {
    case 'stop':
      return session.stop(message.ask.error, message.ask.cause);
    case 'change':
      return session.change(message.ask.visit, message.ask.variable ?? undefined, message.ask.text) ?? null;
    case 'redrive': {
      const { mocks, testCase, files, asked, handlers } = message.ask;
      return session.redrive(mocks, testCase, files, asked, handlers);
    }
    case 'updateMapRun': {
      const { run, change } = message.ask;
      return session.updateMapRun(run, change.maxConcurrency, change.toleratedFailureCount, change.toleratedFailurePercentage);
    }
  }
}
