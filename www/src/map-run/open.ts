/** Fills the Map Run tab of the step panel; what draws it is loaded when the tab is first opened. */

import type { App } from '../app.ts';

let filled: { host: HTMLElement; stop: () => void } | null = null;

/** `host` is the tab's element while the tab is there. */
export function fillMapRun(host: HTMLElement | null, app: App): void {
  if (host === (filled?.host ?? null)) return;
  filled?.stop();
  filled = null;
  if (!host) return;
  const mine = { host, stop: (): void => undefined };
  filled = mine;
  import('./panel.ts').then(
    ({ mountMapRun }) => {
      if (filled === mine) mine.stop = mountMapRun(host, app);
    },
    (error: unknown) => app.store.dispatch({
      type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' },
    }),
  );
}
