/** A place in a panel whose content is loaded when it is first shown. */

import type { App } from './app.ts';
import { lazily } from './lazy.ts';

/** Draws into `host` until the answer is called. */
export type Mount = (host: HTMLElement, app: App) => () => void;

/** Fills the place while it is there: call with its element after each drawing, with null when it is not there. */
export function slot(load: () => Promise<Mount>): (host: HTMLElement | null, app: App) => void {
  let filled: { host: HTMLElement; stop: () => void } | null = null;
  return (host, app) => {
    if (host === (filled?.host ?? null)) return;
    filled?.stop();
    filled = null;
    if (!host) return;
    const mine = { host, stop: (): void => undefined };
    filled = mine;
    lazily(app, load, (mount) => {
      if (filled === mine) mine.stop = mount(host, app);
    });
  };
}
