import { html, type TemplateResult } from 'lit-html';
import type { EventMark, StepStatus } from './generated.ts';
import { icon } from './icons.ts';

/** A status as the page draws it; `retry` is only ever added to another one. */
export type StatusName = 'none' | 'run' | 'wait' | 'ok' | 'fail' | 'caught' | 'retry' | 'timeout' | 'abort';

/** Legend order. */
export const STATUSES: readonly StatusName[] = [
  'none', 'run', 'wait', 'ok', 'retry', 'caught', 'fail', 'timeout', 'abort',
];

const STEP: Record<StepStatus, StatusName> = {
  inProgress: 'run',
  waiting: 'wait',
  succeeded: 'ok',
  failed: 'fail',
  caught: 'caught',
  timedOut: 'timeout',
  aborted: 'abort',
};

const EVENT: Record<EventMark, StatusName> = {
  started: 'run',
  succeeded: 'ok',
  failed: 'fail',
  timedOut: 'timeout',
  aborted: 'abort',
};

const EXECUTION: Record<string, StatusName> = {
  RUNNING: 'run',
  SUCCEEDED: 'ok',
  FAILED: 'fail',
  TIMED_OUT: 'timeout',
  ABORTED: 'abort',
};

/** How a step's status is drawn; a state that was never entered has none. */
export const statusOf = (status: StepStatus | undefined): StatusName => (status ? STEP[status] : 'none');

/** How an event's own kind is drawn. */
export const statusOfEvent = (mark: EventMark): StatusName => EVENT[mark];

/** How an execution's status is drawn. */
export const statusOfExecution = (status: string): StatusName => EXECUTION[status] ?? 'none';

/** The mark of a status. */
export const mark = (status: StatusName, size = 13): TemplateResult => icon(`i-s-${status}`, size, `st-${status}`);

/** Mark and word on the status's own ground. */
export const chip = (status: StatusName, word: string): TemplateResult =>
  html`<span class="chip st-${status}">${mark(status)}<span>${word}</span></span>`;

/** The icon of a state type, as the scene and the definition name it. */
export function typeIcon(kind: string): string {
  const name = kind.toLowerCase();
  return TYPES.has(name) ? `i-t-${name}` : 'i-help';
}

const TYPES = new Set(['task', 'choice', 'wait', 'pass', 'succeed', 'fail', 'parallel', 'map']);
