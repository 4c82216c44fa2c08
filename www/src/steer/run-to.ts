/** Run to here: on to where a state is entered next, or back to where it was entered last. */

import '../i18n/later.ts';
import type { App } from '../app.ts';
import { shown, startsNew } from '../select.ts';

export async function runTo(app: App, name: string): Promise<void> {
  const { actions, store } = app;
  const { run } = store.state;
  const id = shown(store.state).run?.check?.states.find((place) => place.name === name)?.id;
  const over = run !== null && run.view.execution.status !== 'RUNNING' && run.view.position >= run.view.known;
  if (over && id !== undefined) {
    const visit = await actions.inspect.latest(id);
    if (!visit) return said(app, name);
    actions.run.seek(visit.entered);
    actions.select.visit(id, visit.entered, 'page');
    return;
  }
  actions.run.run(name);
  if (!startsNew(store.state)) return watch(app, name);
  // Another execution is started first.
  const stop = store.subscribe((state) => {
    if (!state.run?.running) return;
    stop();
    watch(app, name);
  });
  setTimeout(stop, STARTING_MS);
}

/** Within this time a run that is asked for goes, or it never will: its texts have mistakes. */
const STARTING_MS = 5000;

/** Says when the run has ended and was not there. */
function watch(app: App, name: string): void {
  const execution = app.store.state.run?.executionId;
  let going = app.store.state.run?.running ?? false;
  const stop = app.store.subscribe(({ run }) => {
    if (run?.executionId !== execution) return stop();
    if (run?.running) going = true;
    else if (going) {
      stop();
      if (run?.view.stopped.reason === 'ended') said(app, name);
    }
  });
}

function said(app: App, name: string): void {
  app.store.dispatch({ type: 'notice', notice: { kind: 'info', key: 'steer.notReached', params: { name }, zone: 'page' } });
}
