import type { App } from './app.ts';

/** Loads a part of the page and does something with it; says so when it cannot be loaded. */
export function lazily<T>(app: App, load: () => Promise<T>, then: (part: T) => void): void {
  load().then(then, (error: unknown) => app.store.dispatch({
    type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' },
  }));
}
