/** Handlers: their tab in Define, and the watch for calls that they answer. What does the work is loaded when needed. */

import type { App } from '../app.ts';
import type { StepView } from '../generated.ts';
import { lazily, lazyTab } from '../lazy.ts';
import { slot } from '../slot.ts';
import type { Printed } from '../state.ts';

/** Whether a handler is at work, or about to be. */
export const handling = { on: false };

const load = (): Promise<typeof import('./later.ts')> => import('./later.ts');

export const mountHandlers = (root: HTMLElement, app: App): void =>
  lazyTab(root, app, 'handlers', async () => ({ mount: (await load()).mountHandlersPanel }));

/** Answers the calls of handlers as they come up. */
export function watchHandlers(app: App): void {
  app.store.subscribe(({ run }, before) => {
    if (run?.view === before.run?.view || run?.view.stopped.reason !== 'called') return;
    handling.on = true;
    lazily(app, load, ({ answerCalls }) => answerCalls(app));
  });
}

/** Whether handlers printed something in a step; the keys are those of `printKey`. */
export const hasPrinted = (printed: Printed, { entered }: StepView): boolean =>
  Object.keys(printed).some((key) => key.startsWith(`0/${entered}/`));

export const fillPrinted = slot(async () => (await load()).mountPrinted);
