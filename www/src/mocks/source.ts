/** Who answers a Task: the simulator by itself, or mocks. A further way to be answered is one more entry here. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { StatePlace } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import type { Case, State } from '../state.ts';
import { editGiven, editTemplate } from './edit.ts';

interface Source {
  readonly words: Key;
  readonly help: Key | null;
  /** Whether it answers now. */
  on(item: Case, task: StatePlace): boolean;
  choose(app: App, item: Case, task: StatePlace): void;
}

const SOURCES: readonly Source[] = [
  {
    words: 'mocks.source.automatic',
    help: 'mocks.automaticHelp',
    on: ({ mocks }, { name }) => (mocks[name] ?? []).length === 0,
    choose: (app, item, { name }) => withUndo(app, item, name),
  },
  {
    words: 'mocks.source.mock',
    help: null,
    on: ({ mocks }, { name }) => (mocks[name] ?? []).length > 0,
    choose: (app, _, { name }) => void editLatest(app, name),
  },
];

export function sourceField(app: App, state: State, item: Case, task: StatePlace): TemplateResult {
  const chosen = SOURCES.find((source) => source.on(item, task));
  return html`<div class="msource"><fieldset class="seg"><legend class="vh">${t('mocks.source', { name: task.name })}</legend>${SOURCES.map((source) => html`
      <label><input type="radio" name="source-${state.document.machineId}-${task.id}" .checked=${source === chosen}
        @change=${() => source.choose(app, item, task)}><span>${t(source.words)}</span></label>`)}</fieldset>
    ${chosen?.help ? html`<p class="mnote">${t(chosen.help)}</p>` : nothing}</div>`;
}

/** What the latest visit was answered, or what the Task would be. */
export async function editLatest(app: App, name: string): Promise<void> {
  const { run } = app.store.state;
  const place = run?.check?.states.find((each) => each.name === name);
  const step = run && place ? await app.actions.inspect.latest(place.id) : null;
  if (step?.answers[0] === 'automatic') await editGiven(app, name, step.entered, 0);
  else await editTemplate(app, name);
}

function withUndo(app: App, { mocks }: Case, name: string): void {
  app.actions.document.mocks(name, []);
  app.store.dispatch({
    type: 'notice',
    notice: {
      kind: 'info', key: 'mocks.removed', params: { name }, zone: 'define',
      undo: { label: 'action.undo', action: { type: 'case', change: { mocks } } },
    },
  });
}
