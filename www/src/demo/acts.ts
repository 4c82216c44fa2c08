/** What a tour can do: each act drives the real tool through the same actions as its buttons. */

import type { App } from '../app.ts';
import { freeName } from '../actions/workspace.ts';
import { put } from '../lesson/desk.ts';
import { fromGallery } from '../gallery.ts';
import { rowAt, shown } from '../select.ts';
import type { Run, State } from '../state.ts';
import type { Speed } from '../protocol.ts';
import { freshId } from '../workspace.ts';

export type Act =
  | { open: string }
  | { show: 'define' | 'visualise' | 'monitor' }
  | { type: { find: string; put: string } }
  | { run: Speed }
  | { end: true }
  | { select: string }
  | { seek: { type: string; state?: string } }
  | { edge: readonly [string, string] }
  | { view: string }
  | { mock: { state: string; error: string; cause: string } };

export interface Stage {
  app: App;
  machine: string;
  /** No waiting: a step is made up for, or motion is not wanted. */
  fast: boolean;
  /** The tour's own machine, once there is one. */
  mine: { id: string | null };
  /** The tour went elsewhere. */
  over(): boolean;
}

/** How the machine of the tour is found again. */
export const TAG = 'tour';
const PATIENCE_MS = 20_000;
const LETTER_MS = 14;

export async function act(stage: Stage, deed: Act): Promise<void> {
  const { app } = stage;
  const { store, actions } = app;
  if (stage.over()) return;
  if ('open' in deed) return open(stage, deed.open);
  if ('show' in deed) {
    const { left } = store.state.ui;
    return store.dispatch({ type: 'ui', change: { zone: deed.show, left: deed.show === 'monitor' ? left : deed.show, define: 'definition' } });
  }
  if ('type' in deed) return type(stage, deed.type);
  if ('run' in deed) return run(stage, deed.run);
  if ('end' in deed) {
    const last = store.state.run?.view.known ?? 0;
    if (last > 0) actions.run.seek(last);
    return until(stage, ({ run: now }) => now?.view.position === last);
  }
  if ('select' in deed) return select(stage, deed.select);
  if ('seek' in deed) return seek(stage, deed.seek);
  if ('edge' in deed) return edge(stage, deed.edge);
  if ('view' in deed) return store.dispatch({ type: 'ui', change: { view: deed.view } });
  const { state, error, cause } = deed.mock;
  actions.document.mocks(state, [{ kind: 'throw', error, cause }]);
}

/** A machine of its own; within one tour it stays the same one. */
async function open({ app, machine, mine, over }: Stage, input: string): Promise<void> {
  const { store } = app;
  const { workspace } = store.state;
  const [made] = (await fromGallery(machine, freshId, workspace.region, workspace.account)) ?? [];
  if (!made) return;
  const own = mine.id !== null && store.state.document.machineId === mine.id ? store.state.document : null;
  const chosen = Math.max(0, made.cases.findIndex(({ id }) => id === input));
  const document = { ...made, gallery: TAG, chosen, machineId: own?.machineId ?? made.machineId, name: own?.name ?? freeName(app, made.name) };
  mine.id = document.machineId;
  put(app, document);
  await until({ app, over }, ({ check, document: { definition } }) => check.text === definition);
}

async function type(stage: Stage, { find, put: text }: { find: string; put: string }): Promise<void> {
  const { store, actions } = stage.app;
  const whole = store.state.document.definition;
  const at = whole.indexOf(find);
  if (at < 0) return;
  let same = 0;
  while (find[same] === text[same]) same += 1;
  const [before, after] = [whole.slice(0, at), whole.slice(at + find.length)];
  for (let length = same; length < text.length && !stage.fast; length += 1) {
    if (stage.over()) return;
    actions.document.definition(before + text.slice(0, length) + after);
    await new Promise((done) => setTimeout(done, LETTER_MS));
  }
  if (stage.over()) return;
  actions.document.definition(before + text + after);
  await until(stage, ({ check, document }) => check.text === document.definition);
}

async function run(stage: Stage, speed: Speed): Promise<void> {
  const { store, actions } = stage.app;
  store.dispatch({ type: 'ui', change: { speed: stage.fast ? 'max' : speed } });
  const before = store.state.run?.executionId;
  actions.run.newExecution();
  await until(stage, ({ run: now }) => now !== null && now.executionId !== before && !now.running && now.view.execution.status !== 'RUNNING');
}

async function select(stage: Stage, name: string): Promise<void> {
  const find = (state: State): number | undefined => shown(state).check?.states.find((place) => place.name === name)?.id;
  await until(stage, (state) => find(state) !== undefined);
  const id = find(stage.app.store.state);
  if (id !== undefined) stage.app.actions.select.state(id, 'page');
}

/** To the first event of a type. */
async function seek(stage: Stage, { type: kind, state }: { type: string; state?: string }): Promise<void> {
  const { store, actions } = stage.app;
  const last = store.state.run?.view.known ?? 0;
  actions.run.needEvents(1, last);
  const find = (now: Run): number | undefined => {
    for (let id = 1; id <= now.view.known; id += 1) {
      const row = rowAt(now, id);
      if (row?.type === kind && (!state || row.name === state)) return id;
    }
    return undefined;
  };
  await until(stage, ({ run: now }) => now !== null && find(now) !== undefined);
  const event = store.state.run && find(store.state.run);
  if (event === undefined || event === null) return;
  actions.run.seek(event);
  await until(stage, ({ run: now }) => now?.view.position === event);
}

/** Presses the edge, as a reader would. */
async function edge({ app }: Stage, [from, to]: readonly [string, string]): Promise<void> {
  const { check } = shown(app.store.state);
  const id = (name: string): number | undefined => check?.states.find((place) => place.name === name)?.id;
  const found = check?.scene?.edges.find((each) => each.from === id(from) && each.to === id(to));
  await new Promise((done) => setTimeout(done, 150));
  if (found) document.querySelector(`#graph .ehit[data-stop="edge-${found.id}"]`)?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
}

/** What a caption before showed does not lie over the graph of the next one. */
export function closeEdge(): void {
  document.querySelector<HTMLButtonElement>('#edge-json:not([hidden]) .tiny')?.click();
}

/** Waits until the page has come so far; not for ever. */
function until({ app: { store }, over }: Pick<Stage, 'app' | 'over'>, holds: (state: State) => boolean): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      leave();
      done();
    };
    const look = (): void => {
      if (over() || holds(store.state)) end();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const leave = store.subscribe(look);
    if (holds(store.state)) end();
  });
}
