import type { App } from '../app.ts';
import { afterwards, lazily } from '../lazy.ts';
import { graphLeft } from '../settings.ts';

/** Loads the tools of the graph once somebody is there for them; at once where it was left otherwise than it is first shown. */
export function loadTools(app: App, then: (part: typeof import('./tools.ts')) => void): void {
  const wait = graphLeft(app.store.state.document.machineId) ? Promise.resolve() : afterwards();
  lazily(app, () => wait.then(() => import('./tools.ts')), then);
}
