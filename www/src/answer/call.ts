import type { App } from '../app.ts';

/** A call is out after its Scheduled and Started events; a state that makes none is left before. */
const MOST = 6;

/** Goes on event by event until the call of a visit is out, so that its answer can be given by hand. */
export async function toCall({ store, actions }: App, entered: number): Promise<void> {
  for (let steps = 0; steps < MOST; steps += 1) {
    const { run } = store.state;
    if (!run || run.view.execution.status !== 'RUNNING') return;
    if (run.view.calls.some(({ visit }) => visit === entered)) return;
    if (!(await actions.run.micro())) return;
  }
}
