/** What has just happened, in one sentence: the rule that a Choice took, a retry with its delay, a catch… */

import { count, duration } from '../format.ts';
import type { EventRow, Scene, SceneEdge } from '../generated.ts';
import { type Look, lookFor } from '../graph/look.ts';
import { edgeRule, ends } from '../graph/names.ts';
import { t } from '../i18n.ts';
import { type StatusName, statusOfExecution } from '../marks.ts';
import { rowAt } from '../select.ts';
import { atEnd, type Shot, type Watched } from './model.ts';

export interface Caption {
  readonly icon: string;
  /** When it is a status mark. */
  readonly status: StatusName | null;
  readonly words: string;
}

/** So many events before the position are looked at. */
export const LOOK_BACK = 40;

export function captionOf({ check, run }: Pick<Shot, 'check' | 'run'>): Caption | null {
  const scene = check?.scene;
  if (!scene || !run || run.view.position === 0) return null;
  if (atEnd(run)) return ending(scene, run);
  const look = lookFor(scene, run.view);
  const waiting = waits(scene, look, run);
  if (waiting) return waiting;
  const now = rowAt(run, run.view.position);
  if (!now) return null;
  for (let id = now.id; id > Math.max(0, now.id - LOOK_BACK); id -= 1) {
    const row = rowAt(run, id);
    const told = row && tell(row, now, scene, look, run);
    if (told) return told;
  }
  return null;
}

const nameOf = (scene: Scene, state: number | null): string => scene.nodes.find((node) => node.state === state)?.name ?? '';

function ending(scene: Scene, { view }: Watched): Caption {
  const { execution, known } = view;
  const status = statusOfExecution(execution.status);
  const time = duration((execution.closed ?? view.now) - execution.started);
  const failing = view.states.find((state) => state.status === 'failed' || state.status === 'timedOut');
  const error = execution.error ?? execution.status;
  const words = execution.status === 'SUCCEEDED' ? t('transport.saySucceeded', { count: count(known), time })
    : failing ? t('transport.sayFailedIn', { error, name: nameOf(scene, failing.state) }) : t('transport.sayFailed', { error });
  return { icon: `i-s-${status}`, status, words };
}

/** A Wait, or a retry whose delay is not over. */
function waits(scene: Scene, look: Look, run: Watched): Caption | null {
  const { countdown } = look;
  const node = countdown && scene.nodes.find(({ state }) => state === countdown.state);
  if (!countdown || !node) return null;
  const time = duration(countdown.left);
  const [name, icon, status] = [node.name, 'i-s-wait', 'wait' as const];
  const row = lastOf(run, (each) => each.state === node.state);
  if (row?.mark === 'failed' || row?.mark === 'timedOut') {
    const tries = failures(run, row);
    return { icon, status, words: t('player.cap.retryIn', { name, error: errorOf(run, row), count: count(tries), time }) };
  }
  return node.kind === 'wait' ? { icon, status, words: t('player.cap.wait', { name, time }) } : null;
}

function lastOf(run: Watched, fits: (row: EventRow) => boolean): EventRow | null {
  const at = run.view.position;
  for (let id = at; id > Math.max(0, at - LOOK_BACK); id -= 1) {
    const row = rowAt(run, id);
    if (row && fits(row)) return row;
  }
  return null;
}

/** How often the visit of an event has failed by then. */
function failures({ step, rows, view }: Watched, row: EventRow): number {
  if (step && step.entered === row.visit) return step.attempts.filter(({ ended, error }) => ended !== null && ended <= view.now && error !== null).length;
  let found = 0;
  for (let id = row.id; id > (row.visit ?? row.id - 1); id -= 1) {
    const each = rowAt({ rows }, id);
    if (each?.visit === row.visit && (each.mark === 'failed' || each.mark === 'timedOut')) found += 1;
  }
  return found;
}

function errorOf({ step }: Watched, row: EventRow): string {
  const own = step && step.entered === row.visit ? step : null;
  return own?.attempts.findLast(({ error }) => error !== null)?.error ?? own?.error ?? row.type;
}

function tell(row: EventRow, now: EventRow, scene: Scene, look: Look, run: Watched): Caption | null {
  const name = row.name ?? '';
  if (row.type === 'ExecutionStarted') return { icon: 'i-fwd', status: null, words: t('graph.edgeInput') };
  if (row.type.endsWith('StateEntered')) return along(edge(scene, look, (each) => each.to === row.state), scene, run, row);
  if (row.type.endsWith('StateExited')) return along(edge(scene, look, (each) => each.from === row.state), scene, run, row);
  if (row.type === 'ParallelStateStarted') {
    const lanes = scene.nodes.find(({ state }) => state === row.state)?.lanes.length ?? 0;
    return { icon: 'i-t-parallel', status: null, words: t('player.cap.branches', { name, count: count(lanes) }) };
  }
  if (row.type === 'MapStateStarted') return { icon: 'i-t-map', status: null, words: t('player.cap.iterations', { name }) };
  if (row.state === null || (row.mark !== 'failed' && row.mark !== 'timedOut')) return null;
  const error = errorOf(run, row);
  const again = row.id < now.id && row.visit === now.visit && now.mark === 'started';
  if (again) return { icon: 'i-s-retry', status: 'retry', words: t('player.cap.retry', { name, error, count: count(failures(run, row)) }) };
  const well = lastOf(run, (each) => each.id > row.id && each.visit === row.visit && each.type.endsWith('Succeeded'));
  if (well) return { icon: 'i-s-ok', status: 'ok', words: t('player.cap.well', { name, count: count(failures(run, row)) }) };
  return { icon: 'i-s-fail', status: 'fail', words: t('player.cap.failed', { name, error }) };
}

/** The latest taken edge of those that fit. */
function edge(scene: Scene, look: Look, fits: (edge: SceneEdge) => boolean): SceneEdge | null {
  const found = scene.edges.filter((each) => look.taken.has(each.id) && fits(each));
  const late = (each: SceneEdge): number => look.taken.get(each.id)?.event ?? 0;
  return found.sort((a, b) => late(b) - late(a))[0] ?? null;
}

function along(taken: SceneEdge | null, scene: Scene, run: Watched, row: EventRow): Caption | null {
  if (!taken) return null;
  const { from, to } = ends(scene, taken);
  switch (taken.kind) {
    case 'rule':
      return { icon: 'i-t-choice', status: null, words: t('player.cap.rule', { rule: edgeRule(taken), next: to }) };
    case 'default':
      return { icon: 'i-t-choice', status: null, words: t('player.cap.default', { name: from, next: to }) };
    case 'catch': {
      const before = lastOf(run, (each) => each.state === taken.from && each.mark === 'failed') ?? row;
      const error = failedBy(run, before) ?? taken.label?.full ?? '';
      return { icon: 'i-s-caught', status: 'caught', words: t('player.cap.caught', { name: from, error, next: to }) };
    }
    case 'start':
      return { icon: 'i-fwd', status: null, words: t('graph.edgeInput') };
    case 'end':
      return { icon: 'i-fwd', status: null, words: t('graph.edgeOutput') };
    default:
      return { icon: 'i-fwd', status: null, words: t('graph.edgeBoth', { from, to }) };
  }
}

const failedBy = ({ step }: Watched, row: EventRow): string | null => (step && step.entered === row.visit ? step.error : null);

/** The mark and words that say how the run stands. */
export function standing(run: Watched): { icon: string; key: 'details.RUNNING' | 'player.paused' | 'topbar.finished' } {
  if (run.running) return { icon: 'i-play', key: 'details.RUNNING' };
  return atEnd(run) ? { icon: '', key: 'topbar.finished' } : { icon: 'i-pause', key: 'player.paused' };
}

