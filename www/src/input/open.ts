/** What the input lacks: where it is said, and what says it is loaded once the page rests. */

import type { App } from '../app.ts';
import { afterwards, lazily } from '../lazy.ts';
import { slot } from '../slot.ts';

const load = () => import('./lacks.ts');

/** The line above the tabs of Define. */
export function mountLacks(host: HTMLElement, app: App): void {
  void afterwards().then(() => lazily(app, load, ({ mountLine }) => mountLine(host, app)));
}

/** Beside the error of an execution that failed, with the answer that led to it. */
export const fillLacks = slot(async () => (await import('../details/advice.ts')).mountAdvice);
