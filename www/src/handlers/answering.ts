/** Lets handlers answer the calls that the run stands before, one after the other. */

import '../i18n/later.ts';
import type { App } from '../app.ts';
import type { CallView } from '../generated.ts';
import { own } from '../own.ts';
import type { Print, Run } from '../state.ts';
import { replyOf } from './aws.ts';
import { callOf, requestId, seedOf } from './call.ts';
import { agreed } from './consent.ts';
import { handling } from './open.ts';
import type { Outcome } from './outcome.ts';
import { runHandler } from './run.ts';
import { handledCall, printKey } from './which.ts';
import { faultOf } from './words.ts';

/** Characters that all handlers of a run may print: they are kept with each copy of its journal. */
const PRINTED = 256 * 1024;

let busy = false;
/** The call that could not be answered, and how many reports of the pause before it are still to come. */
let left: { key: string; echoes: number } | null = null;
/** A pause is reported twice: as the run's end and as the command's. */
const ECHOES = 2;

const keyOf = ({ executionId }: Run, { execution, effect }: CallView): string => `${executionId} ${execution}/${effect}`;

/** The call that the run stands before, with its key. */
function standing(app: App): { run: Run; call: CallView; key: string } | null {
  const { run } = app.store.state;
  const call = run?.view.stopped.reason === 'called' ? handledCall(run.view) : undefined;
  return run && call ? { run, call, key: keyOf(run, call) } : null;
}

export async function answerCalls(app: App): Promise<void> {
  if (busy) return;
  busy = true;
  while (await next(app));
  busy = false;
}

/** Whether there may be another. */
async function next(app: App): Promise<boolean> {
  const now = standing(app);
  if (!now || isEcho(now.run, now.key)) return rest(app);
  left = null;
  const done = await answer(app, now.run, now.call, now.key).catch((error: unknown) => {
    say(app, 'handlers.notAnswered', now.call.name, String(error));
    return false;
  });
  if (done || standing(app)?.key !== now.key) return true;
  if (app.store.state.run?.running) {
    left = { key: now.key, echoes: ECHOES };
    app.actions.run.pause();
  }
  return rest(app);
}

function isEcho({ running }: Run, key: string): boolean {
  if (running || left?.key !== key || left.echoes === 0) return false;
  left.echoes -= 1;
  return true;
}

/** What waits for an answer may say so. */
function rest(app: App): false {
  handling.on = false;
  const { run } = app.store.state;
  if (run && standing(app)) app.store.dispatch({ type: 'ran', view: { ...run.view, stopped: { reason: 'asked' } }, running: run.running });
  return false;
}

/** Whether the call was answered. */
async function answer(app: App, run: Run, call: CallView, key: string): Promise<boolean> {
  const { name } = call;
  if (!(await agreed(app))) {
    say(app, 'handlers.refused', name);
    return false;
  }
  const code = own(app.store.state.document.handlers, name);
  const detail = code === undefined ? null : await app.actions.inspect.call(call);
  if (code === undefined || !detail) {
    say(app, 'handlers.gone', name);
    return false;
  }
  const seed = seedOf(run.request.seed, call.execution, call.effect);
  const { region, account } = run.request;
  const { event, input, resource } = detail;
  const outcome = await watched(app, key, (signal) =>
    runHandler(callOf({ code, event, input, resource, region, account, state: name, time: run.view.now, seed }), signal));
  if (!outcome || standing(app)?.key !== key) return false;
  const reply = replyOf(outcome, resource, requestId(seed));
  if (!reply) {
    say(app, 'handlers.notAnswered', name, faultOf(outcome));
    return false;
  }
  if (outcome.lines.length > 0) {
    app.store.dispatch({ type: 'printed', key: printKey(call.execution, call.visit, call.attempt), print: kept(app, outcome) });
  }
  return app.actions.run.reply(call, reply.reply, reply.after, true);
}

/** What it printed, as far as there is room for it beside what others of the run have. */
function kept(app: App, { lines, dropped }: Outcome): Print {
  const prints = Object.values(app.store.state.run?.printed ?? {});
  const size = (all: Print['lines']): number => all.reduce((sum, { text }) => sum + text.length, 0);
  const room = PRINTED - prints.reduce((sum, print) => sum + size(print.lines), 0);
  return size(lines) <= room ? { lines, dropped } : { lines: [], dropped: lines.length + dropped };
}

/** Ends the handler when the run has gone elsewhere: then its answer is of no use. */
async function watched(app: App, key: string, work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome | null> {
  const control = new AbortController();
  const unwatch = app.store.subscribe(() => {
    if (standing(app)?.key !== key) control.abort();
  });
  try {
    return await work(control.signal);
  } catch (error) {
    if (control.signal.aborted) return null;
    throw error;
  } finally {
    unwatch();
  }
}

function say(app: App, key: string, name: string, ...lines: string[]): void {
  app.store.dispatch({ type: 'notice', notice: { kind: 'warning', key, params: { name }, lines, zone: 'page' } });
}
