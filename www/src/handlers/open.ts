/** Handlers: their tab in Define, and the watch for calls that they answer. What does the work is loaded when needed. */

import type { App } from '../app.ts';
import type { RunView, StepView } from '../generated.ts';
import { slot } from '../slot.ts';
import type { Printed, State } from '../state.ts';

/** Whether a handler is at work, or about to be. */
export const handling = { on: false };

const failed = (app: App) => (error: unknown): void => app.store.dispatch({
  type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' },
});

export function mountHandlers(root: HTMLElement, app: App): void {
  let asked = false;
  const look = ({ ui }: State): void => {
    if (asked || ui.define !== 'handlers') return;
    asked = true;
    import('./panel.ts').then(({ mountHandlersPanel }) => mountHandlersPanel(root, app)).catch((error: unknown) => {
      asked = false;
      failed(app)(error);
    });
  };
  app.store.subscribe(look);
  look(app.store.state);
}

/** Answers the calls of handlers as they come up. */
export function watchHandlers(app: App): void {
  app.store.subscribe(({ run }, before) => {
    if (!run || run.view === before.run?.view || run.view.stopped.reason !== 'called') return;
    handling.on = true;
    import('./answering.ts').then(({ answerCalls }) => answerCalls(app)).catch(failed(app));
  });
}

/** Who printed what: the call's execution, visit and attempt. */
export const printKey = (execution: number, visit: number, attempt: number): string => `${execution}/${visit}/${attempt}`;

/** Whether handlers printed something in a step. */
export const hasPrinted = (printed: Printed, { entered }: StepView): boolean =>
  Object.keys(printed).some((key) => key.startsWith(printKey(0, entered, 0).slice(0, -1)));

export const fillPrinted = slot(async () => (await import('./printed.ts')).mountPrinted);

/** The call that the run stands before until its handler has answered. */
export const handledCall = ({ calls, position, known }: RunView): RunView['calls'][number] | undefined =>
  position < known ? undefined : calls.find(({ source }) => source === 'handler');
