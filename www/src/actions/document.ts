/** Editing the texts on the desk. */

import type { DocumentActions } from '../actions.ts';
import { fillArns } from '../gallery.ts';
import { say } from '../i18n.ts';
import { chosenCase } from '../select.ts';
import type { Case, Document } from '../state.ts';
import { freshId } from '../workspace.ts';
import { notify, report, type Context } from './context.ts';

export function documentActions(context: Context): DocumentActions {
  const { store } = context;
  const edit = (change: Partial<Document>): void => store.dispatch({ type: 'edit', change });
  return {
    definition: (definition) => edit({ definition }),
    pasted: (text) => repairPaste(context, text).catch((error: unknown) => {
      report(context)(error);
      return false;
    }),
    input: (input) => store.dispatch({ type: 'case', change: { input } }),
    mocks(state, answers) {
      const { [state]: _, ...others } = chosenCase(store.state).mocks;
      const mocks = answers.length > 0 ? { ...others, [state]: answers } : others;
      store.dispatch({ type: 'case', change: { mocks } });
    },
    choose: (chosen) => edit({ chosen }),
    addCase() {
      const { cases } = store.state.document;
      const added: Case = { ...chosenCase(store.state), id: freshId(), name: freeName(cases) };
      edit({ cases: [...cases, added], chosen: cases.length });
    },
    editCase: (change) => store.dispatch({ type: 'case', change }),
    removeCase(index) {
      const { cases, chosen } = store.state.document;
      if (cases.length < 2) return;
      const left = cases.filter((_, at) => at !== index);
      notify(context, {
        kind: 'info',
        key: 'notice.caseRemoved',
        zone: 'define',
        undo: { label: 'action.undo', action: { type: 'edit', change: { cases, chosen } } },
      });
      edit({ cases: left, chosen: Math.min(chosen > index ? chosen - 1 : chosen, left.length - 1) });
    },
    rename: edit,
    restoreDefinition() {
      const { run } = store.state;
      if (!run) return;
      edit({ definition: run.request.definition });
      store.dispatch({ type: 'runGraph', graph: 'run' });
    },
  };
}

function freeName(cases: readonly Case[]): string {
  const taken = new Set(cases.map((item) => item.name));
  let at = cases.length + 1;
  while (taken.has(`Input ${at}`)) at += 1;
  return `Input ${at}`;
}

/** A listing from a slide or a book becomes the text it stands for, with a notice of what was changed. */
async function repairPaste(context: Context, text: string): Promise<boolean> {
  const { store, engine } = context;
  const repaired = await engine.query('repair', { text });
  if (store.state.document.definition !== text) return false;
  const { workspace, document } = store.state;
  const region = document.region ?? workspace.region;
  const whole = repaired?.text ?? text;
  const definition = fillArns(whole, region, workspace.account);
  if (definition === text) return false;
  const lines = repaired?.changes.map(({ kind, count }) => say(`repair.${kind}`, { count })) ?? [];
  if (definition !== whole) lines.push(say('notice.filled', { region, account: workspace.account }));
  store.dispatch({ type: 'edit', change: { definition } });
  notify(context, {
    kind: 'info',
    key: 'notice.repaired',
    lines,
    zone: 'define',
    undo: { label: 'action.undo', action: { type: 'edit', change: { definition: text } } },
  });
  return true;
}
