/** Handlers: their tab in Define, and the watch for calls that they answer. What does the work is loaded when needed. */

import type { App } from '../app.ts';
import type { StepView } from '../generated.ts';
import { slot } from '../slot.ts';
import type { Printed, State } from '../state.ts';

/** Whether a handler is at work, or about to be. */
export const handling = { on: false };

const load = (): Promise<typeof import('./later.ts')> => import('./later.ts');

const failed = (app: App, error: unknown): void => app.store.dispatch({
  type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' },
});

export function mountHandlers(root: HTMLElement, app: App): void {
  let asked = false;
  const look = ({ ui }: State): void => {
    if (asked || ui.define !== 'handlers') return;
    asked = true;
    load().then(({ mountHandlersPanel }) => mountHandlersPanel(root, app)).catch((error: unknown) => {
      asked = false;
      failed(app, error);
    });
  };
  app.store.subscribe(look);
  look(app.store.state);
}

/** Answers the calls of handlers as they come up. */
export function watchHandlers(app: App): void {
  app.store.subscribe(({ run }, before) => {
    if (run?.view === before.run?.view || run?.view.stopped.reason !== 'called') return;
    handling.on = true;
    load().then(({ answerCalls }) => answerCalls(app)).catch((error: unknown) => failed(app, error));
  });
}

/** Whether handlers printed something in a step; the keys are those of `printKey`. */
export const hasPrinted = (printed: Printed, { entered }: StepView): boolean =>
  Object.keys(printed).some((key) => key.startsWith(`0/${entered}/`));

export const fillPrinted = slot(async () => (await load()).mountPrinted);
