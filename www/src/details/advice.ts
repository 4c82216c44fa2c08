/** Below the error of an execution that failed: what can be changed so that it does not. */

import type { App } from '../app.ts';
import { mountFailed } from '../input/lacks.ts';
import { mountAnswer } from './answer.ts';

/** The answer that led to it, then what the input lacks. */
export function mountAdvice(host: HTMLElement, app: App): () => void {
  const stops = [mountAnswer, mountFailed].map((mount) => {
    const part = document.createElement('div');
    host.append(part);
    return mount(part, app);
  });
  return () => {
    for (const stop of stops) stop();
    host.replaceChildren();
  };
}
