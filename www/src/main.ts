/** Makes store, engine and panels, and wires them; nothing else. */

import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/define.css';
import './styles/dialogs.css';
import './styles/marks.css';
import './styles/graph.css';
import './styles/monitor.css';
import './styles/transport.css';
import './styles/short.css';
import './styles/forced.css';
import { watchChecks } from './actions/checks.ts';
import { notify, type Context } from './actions/context.ts';
import { documentActions } from './actions/document.ts';
import { inspectActions } from './actions/inspect.ts';
import { keep, type Keeper } from './actions/keep.ts';
import { runActions } from './actions/run.ts';
import { selectActions, watchStep } from './actions/select.ts';
import { workspaceActions } from './actions/workspace.ts';
import type { Actions } from './actions.ts';
import type { App } from './app.ts';
import { mountAnnouncer } from './announce.ts';
import { Engine, type EngineEvents } from './engine.ts';
import { watchHandlers } from './handlers/open.ts';
import { loadLanguage, setLanguage } from './i18n.ts';
import { mountSprite } from './icons.ts';
import { mountKeys } from './keys.ts';
import { mountMenus } from './menu.ts';
import { mountPanels } from './mount.ts';
import { initialState, reduce } from './reduce.ts';
import { watchDrops } from './recorded/open.ts';
import { loadSettings } from './settings.ts';
import { open } from './start.ts';
import { makeWorker } from './start-worker.ts';
import type { Action, State } from './state.ts';
import { createStore, type Store } from './store.ts';
import { MemoryShelf } from './workspace.ts';

const settings = loadSettings();
const store = createStore(initialState(settings.ui, settings.region, settings.account), reduce);
let keeper: Keeper | null = null;

const engine: Engine = new Engine(
  engineEvents(store, (copy) => keeper?.journal(copy)),
  makeWorker,
);
const context: Context = { store, engine, shelf: new MemoryShelf(), gone: new Set(), held: new Set(), stored: new Map() };
const actions: Actions = {
  run: runActions(context),
  select: selectActions(context),
  document: documentActions(context),
  workspace: workspaceActions(context),
  inspect: inspectActions(context),
};
const app: App = { store, actions };

await loadLanguage(settings.ui.lang);
look(store.state);
store.subscribe(look);
// Browsers without `light-dark()` would show no colours, those without popovers every menu: they keep the message of index.html.
if (CSS.supports('color', 'light-dark(#fff, #000)') && 'popover' in HTMLElement.prototype) begin();

function begin(): void {
  watchHandlers(app);
  watchDrops(app);
  mountSprite(document.body);
  mountPanels(document.getElementById('app') ?? document.body, app);
  mountKeys(app);
  mountMenus();
  mountAnnouncer(app);
  watchChecks(context);
  watchStep(context);
  keeper = keep(context);
  void open(context, actions, settings);
}

/** Language and theme belong to the whole document: written again, even unchanged, they would have all of it styled anew. */
function look({ ui, document: { name } }: State, before?: State): void {
  if (before?.ui === ui && before.document.name === name) return;
  setLanguage(ui.lang);
  const root = document.documentElement;
  if (root.lang !== ui.lang) root.lang = ui.lang;
  if (ui.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = ui.theme;
  document.title = name ? `${name} · Stepglass` : 'Stepglass';
}

function engineEvents(
  { dispatch }: Store<State, Action>,
  journal: EngineEvents['journal'],
): EngineEvents {
  return {
    ready: () => dispatch({ type: 'engine', engine: 'ready' }),
    progress({ view, running }) {
      if (view) dispatch({ type: 'ran', view, running });
    },
    journal,
    error: (message) => notify(context, { kind: 'error', key: 'notice.engineError', lines: [message], zone: 'page' }),
    replaced(done, reason) {
      if (done?.view) dispatch({ type: 'ran', view: done.view, running: false });
      else dispatch({ type: 'run', run: null });
      const key = done?.view ? `notice.${reason}Kept` : `notice.${reason}`;
      const params = { event: done?.view?.position ?? 0 };
      notify(context, { kind: 'warning', key, params, zone: 'page' });
    },
    failed(message) {
      dispatch({ type: 'engine', engine: 'failed' });
      notify(context, { kind: 'error', key: 'notice.engineFailed', lines: [message], zone: 'page' });
    },
  };
}
