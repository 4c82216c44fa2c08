import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { isFailure } from '../events/filter.ts';
import type { ExecutionView } from '../generated.ts';
import { type Key, t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { statusOfExecution } from '../marks.ts';
import { rowAt } from '../select.ts';
import type { Run } from '../state.ts';

const TITLES = { FAILED: 'details.failedBecause', TIMED_OUT: 'details.timedOutBecause', ABORTED: 'details.abortedBecause' } as const;

/** A cause longer than this, or of more lines than two, is shown in part. */
const LONG = 130;

/** Error, cause and the way to the step that failed. */
export function failure(app: App, run: Run): unknown {
  const { execution } = run.view;
  const title = TITLES[execution.status as keyof typeof TITLES];
  if (!title) return nothing;
  const status = statusOfExecution(execution.status);
  const event = failingEvent(run);
  return html`<div class="ban st-${status}" role="status">${icon(`i-s-${status}`, 16)}
    <div><div class="banh"><b>${execution.error ? t(title, { error: execution.error }) : t(`details.${execution.status}` as Key)}</b>
      ${event === null ? nothing : html`<button class="b small" type="button"
        @click=${() => app.actions.select.event(event, 'page')}>${t('details.failingStep')}</button>`}</div>
      ${run.view.recorded ? nothing : html`<div class="redrive"></div>`}${because(execution)}<div class="lacks"></div></div></div>`;
}

/** The cause; of a timeout, which limit it was. */
function because(execution: ExecutionView): unknown {
  const text = execution.cause || (execution.status === 'TIMED_OUT' ? t(limit(execution)) : '');
  if (!text) return nothing;
  const long = text.length > LONG || text.split('\n').length > 2;
  return html`<div class="cause">${text}</div>${long ? more() : nothing}`;
}

/** Express executions end after five minutes, Standard ones after a year; sooner, TimeoutSeconds said so. */
function limit({ type, started, closed }: ExecutionView): Key {
  const lasted = (closed ?? started) - started;
  if (type === 'EXPRESS' && lasted >= 300_000) return 'details.expressLimit';
  return lasted >= 31_536_000_000 ? 'details.yearLimit' : 'details.timeoutSeconds';
}

/** Shows all of the text before the button, or the beginning again. */
function more(): TemplateResult {
  const press = (event: Event): void => {
    const button = event.currentTarget as HTMLButtonElement;
    const all = button.previousElementSibling?.classList.toggle('all') ?? false;
    button.ariaExpanded = String(all);
    button.textContent = t(all ? 'details.less' : 'details.more');
  };
  return html`<button class="link" type="button" aria-expanded="false" .textContent=${t('details.more')} @click=${press}></button>`;
}

/** The latest failure of a task or a Fail state before the end; without one the latest event of a state. */
export function failingEvent(run: Run): number | null {
  let last: number | null = null;
  for (let id = run.view.position; id > 0; id -= 1) {
    const row = rowAt(run, id);
    if (!row) break;
    if (row.visit === null) continue;
    last ??= id;
    const own = !/^(Parallel|Map)State|^MapIteration/.test(row.type) && row.mark !== 'aborted';
    if (row.type === 'FailStateEntered' || (own && isFailure(row))) return id;
    if (row.mark === 'succeeded') break;
  }
  return last;
}
