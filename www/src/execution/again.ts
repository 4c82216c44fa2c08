/** Another execution with the input of the open one: it is put back on the desk, so that it can be seen and edited. */

import type { App } from '../app.ts';
import { mocksText } from '../mocks.ts';

export function runAgain(app: App): void {
  const { run, document: { cases } } = app.store.state;
  if (!run) return;
  const { input, mocks } = run.request;
  const same = cases.map((each) => each.input === input);
  const exact = cases.findIndex((each, at) => same[at] && mocksText(each) === mocks);
  const at = exact >= 0 ? exact : same.indexOf(true);
  const { document } = app.actions;
  if (at >= 0) document.choose(at);
  else {
    document.addCase();
    document.editCase({ name: run.view.execution.name, input });
  }
  app.actions.run.newExecution();
}
