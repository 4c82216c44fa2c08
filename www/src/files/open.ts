/** The Files tab of Define; what draws it is loaded when the tab is first opened. */

import type { App } from '../app.ts';
import type { State } from '../state.ts';

export function mountFiles(root: HTMLElement, app: App): void {
  let asked = false;
  const look = ({ ui }: State): void => {
    if (asked || ui.define !== 'files') return;
    asked = true;
    import('./panel.ts').then(
      ({ mountFilesPanel }) => mountFilesPanel(root, app),
      (error: unknown) => {
        asked = false;
        app.store.dispatch({ type: 'notice', notice: { kind: 'error', key: 'notice.notLoaded', lines: [String(error)], zone: 'page' } });
      },
    );
  };
  app.store.subscribe(look);
  look(app.store.state);
}
