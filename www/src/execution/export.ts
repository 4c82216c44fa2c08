/** An execution as one JSON file: what DescribeExecution says of it, and its events as GetExecutionHistory gives them. */

import type { App } from '../app.ts';
import type { RunView } from '../generated.ts';
import { originIn } from '../recorded/open.ts';
import { written } from '../recorded/origin.ts';

/** How long the browser may take to read the file. */
const READ_MS = 10_000;

export async function exportExecution(app: App): Promise<void> {
  const { run } = app.store.state;
  const history = await app.actions.run.history();
  if (!run || history === undefined) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([executionText(run.view, history)], { type: 'application/json' }));
  link.download = `${run.view.execution.name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
}

/** The history is taken as it is: numbers keep the form they were written in. */
export function executionText({ execution, recorded }: RunView, history: string): string {
  const { arn, machineArn, name, status, started, closed, input, output, error, cause } = execution;
  const time = (millis: number | null): string | undefined => (millis === null ? undefined : new Date(millis).toISOString());
  const details = {
    // Whoever opens it again is told that AWS has not recorded it.
    origin: written(recorded && originIn(recorded)),
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: time(started),
    stopDate: time(closed),
    input,
    output: output ?? undefined,
    error: error ?? undefined,
    cause: cause ?? undefined,
  };
  const events = history.trim().replaceAll('\n', '\n  ');
  return `${JSON.stringify(details, null, 2).replace(/\n\}$/s, '')},\n  "events": ${events}\n}\n`;
}
