/** Who answers a Task: the simulator by itself, mocks, the user. A further way to be answered is one more entry here. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { StatePlace } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { own } from '../own.ts';
import type { Case } from '../state.ts';
import { editGiven, editTemplate } from './edit.ts';

interface Source {
  readonly words: Key;
  readonly help: Key | null;
  /** Whether it answers now; the first that does counts. */
  on(item: Case, name: string): boolean;
  choose(app: App, item: Case, name: string): void;
  /** Whether what the list holds is of use beside it. */
  readonly listed?: boolean;
}

const isMocked = ({ mocks }: Case, name: string): boolean => (own(mocks, name) ?? []).length > 0;
const isAsked = ({ asked = [] }: Case, name: string): boolean => asked.includes(name);

const SOURCES: readonly Source[] = [
  {
    words: 'mocks.source.automatic',
    help: 'mocks.automaticHelp',
    on: (item, name) => !isAsked(item, name) && !isMocked(item, name),
    choose(app, item, name) {
      unask(app, item, name);
      if (isMocked(item, name)) withUndo(app, item, name);
    },
  },
  {
    words: 'mocks.source.mock',
    help: null,
    listed: true,
    on: (item, name) => !isAsked(item, name) && isMocked(item, name),
    choose(app, item, name) {
      unask(app, item, name);
      if (!isMocked(item, name)) void editLatest(app, name);
    },
  },
  {
    words: 'mocks.ask',
    help: 'mocks.askHelp',
    on: isAsked,
    choose: (app, { asked = [] }, name) => app.actions.document.editCase({ asked: [...asked, name] }),
  },
];

const sourceOf = (item: Case, name: string): Source | undefined => SOURCES.find((source) => source.on(item, name));

/** Whether the list's answers of a Task are in use. */
export const isListed = (item: Case, name: string): boolean => sourceOf(item, name)?.listed === true;

export function sourceField(app: App, item: Case, { name, id }: StatePlace): TemplateResult {
  const chosen = sourceOf(item, name);
  return html`<div class="msource"><fieldset class="seg"><legend class="vh">${t('mocks.source')}</legend>${SOURCES.map((source) => html`
      <label><input type="radio" name="source-${id}" .checked=${source === chosen} @change=${() => source.choose(app, item, name)}><span>${t(source.words)}</span></label>`)}</fieldset>
    ${chosen?.help ? html`<p class="mnote">${t(chosen.help)}</p>` : nothing}</div>`;
}

function unask(app: App, { asked = [] }: Case, name: string): void {
  if (asked.includes(name)) app.actions.document.editCase({ asked: asked.filter((other) => other !== name) });
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
