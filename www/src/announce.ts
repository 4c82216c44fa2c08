import type { App } from './app.ts';
import { count, duration } from './format.ts';
import { t } from './i18n.ts';
import { rowAt, shownState } from './select.ts';
import type { Run, State } from './state.ts';

/** At most one sentence in this time, and while running only every few seconds. */
const REST = 1500;
const RUNNING_REST = 5000;

/** Says in a live region where the run stands; only a failure interrupts. */
export function mountAnnouncer(app: App): void {
  const region = (politeness: 'polite' | 'assertive'): HTMLElement => {
    const element = document.createElement('div');
    element.className = 'vh';
    element.setAttribute('aria-live', politeness);
    document.body.append(element);
    return element;
  };
  const polite = region('polite');
  const assertive = region('assertive');
  let last = 0;
  let timer = 0;

  const speak = (): void => {
    const { run } = app.store.state;
    if (!run) return;
    last = performance.now();
    const words = sentence(app.store.state, run);
    const failed = ended(run) && run.view.execution.status !== 'SUCCEEDED';
    (failed ? assertive : polite).textContent = words;
    (failed ? polite : assertive).textContent = '';
  };
  app.store.subscribe((state, before) => {
    const { run } = state;
    if (!run || (run.view === before.run?.view && run.running === before.run.running)) return;
    const rest = run.running ? RUNNING_REST : REST;
    clearTimeout(timer);
    timer = window.setTimeout(speak, Math.max(150, last + rest - performance.now()));
  });
}

const ended = (run: Run): boolean => run.view.execution.status !== 'RUNNING' && run.view.position >= run.view.known;

function sentence(state: State, run: Run): string {
  const { view } = run;
  if (ended(run)) return ending(state, run);
  const event = count(view.position);
  const row = rowAt(run, view.position);
  if (run.running) return t('transport.sayRunning', { event });
  if (view.stopped.reason === 'waiting') {
    const waiting = view.states.find((each) => each.status === 'waiting');
    return t('transport.sayWaiting', { name: shownState(state, waiting?.state ?? null)?.name ?? '' });
  }
  const what = row ? [row.type, row.name].filter(Boolean).join(', ') : '';
  return `${t('transport.sayPaused', { event })} ${what}`.trim();
}

function ending(state: State, run: Run): string {
  const { execution, known } = run.view;
  const time = duration((execution.closed ?? run.view.now) - execution.started);
  if (execution.status === 'SUCCEEDED') return t('transport.saySucceeded', { count: count(known), time });
  const failing = run.view.states.find((each) => each.status === 'failed' || each.status === 'timedOut');
  const name = shownState(state, failing?.state ?? null)?.name ?? '';
  const error = execution.error ?? execution.status;
  return name ? t('transport.sayFailedIn', { error, name }) : t('transport.sayFailed', { error });
}
