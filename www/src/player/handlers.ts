/** Code that answers Tasks: whether it may run, where, and what it said. Only runs that do not tell their answers need it. */

import sandbox from '../../public/sandbox.html?raw';
import type { Engine } from '../engine.ts';
import type { RunView } from '../generated.ts';
import { replyOf } from '../handlers/aws.ts';
import { callOf, requestId, seedOf } from '../handlers/call.ts';
import { seatAt } from '../handlers/frame.ts';
import { runHandler } from '../handlers/run.ts';
import { handledCall } from '../handlers/which.ts';
import { faultOf } from '../handlers/words.ts';
import { t } from '../i18n.ts';
import { home } from './compiled.ts';
import { handlersOf, type Reel } from './reel.ts';

// In a file that has everything in itself the frame comes from it, too; else from beside the script.
seatAt(() => [home ? { src: new URL('sandbox.html', home).href, sandbox: 'allow-scripts' } : { srcdoc: sandbox, sandbox: 'allow-scripts' }]);

/** Answers that a reader has given, by the code that they are for. */
const agreed = new Map<string, boolean>();

const codeOf = (reel: Reel): string => JSON.stringify(handlersOf(reel));

/** Null: not asked yet. */
export const consent = (reel: Reel): boolean | null => (handlersOf(reel).length === 0 ? false : agreed.get(codeOf(reel)) ?? null);

export const decide = (reel: Reel, yes: boolean): void => void agreed.set(codeOf(reel), yes);

/** Answers the call that the run stands before; throws what may be said where there is no answer. */
export async function answer(engine: Engine, { document, run }: Reel, view: RunView): Promise<void> {
  const call = handledCall(view);
  const code = call && document.handlers[call.name];
  const detail = call && (await engine.query('call', { execution: call.execution, effect: call.effect }));
  if (!call || code === undefined || !detail) return;
  const { execution, effect, name } = call;
  const { event, input, resource } = detail;
  const { region, account } = run;
  const seed = seedOf(run.seed, execution, effect);
  const outcome = await runHandler(callOf({ code, event, input, resource, region, account, state: name, time: view.now, seed }));
  const reply = replyOf(outcome, resource, requestId(seed));
  if (!reply) throw new Error(`${t('player.handler', { name })} ${faultOf(outcome)}`);
  await engine.command('reply', { execution, effect, reply: reply.reply, after: reply.after, goOn: true });
}
