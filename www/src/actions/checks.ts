/** Keeps the findings and the graph up with the texts. */

import type { DiagnosticView } from '../generated.ts';
import { loadWords } from '../problems/words.ts';
import { chosenCase } from '../select.ts';
import type { State } from '../state.ts';
import { report, type Context } from './context.ts';

export function watchChecks(context: Context): void {
  const { store } = context;
  checkDefinition(context, store.state);
  store.subscribe((state, before) => {
    const { document } = state;
    const other = document.machineId !== before.document.machineId;
    if (other || document.definition !== before.document.definition || document.type !== before.document.type) {
      checkDefinition(context, state);
    }
    if (other || chosenCase(state).input !== chosenCase(before).input) checkInput(context, state);
  });
}

/** Checks asked for, and the newest that is shown: one that waited for its words must not come after a newer one. */
let asked = 0;
let shown = 0;

function checkDefinition(context: Context, { document }: State): void {
  if (!document.machineId) return;
  const text = document.definition;
  const turn = (asked += 1);
  context.engine
    .query('check', { text, type: document.type })
    .then(async (view) => {
      if (view && view.diagnostics.length > 0) await loadWords();
      // An answer for another machine's text would bring that machine's graph back.
      if (view && turn > shown && context.store.state.document.machineId === document.machineId) {
        shown = turn;
        context.store.dispatch({ type: 'checked', text, view: { ...view, diagnostics: view.diagnostics.map(readable) } });
      }
    })
    .catch(report(context));
}

function checkInput(context: Context, state: State): void {
  const text = chosenCase(state).input;
  context.engine
    .query('inputProblems', { text })
    .then(async (problems) => {
      if (problems && problems.length > 0) await loadWords();
      if (problems && chosenCase(context.store.state).input === text) {
        context.store.dispatch({ type: 'inputChecked', text, problems: problems.map(readable) });
      }
    })
    .catch(report(context));
}

const SOURCE = /\[Source: \(String\)".*?; line: (\d+), column: (\d+)\]/gs;

/** AWS's JSON messages quote the whole text and end in the place, which stands beside them anyway. */
export function readable(found: DiagnosticView): DiagnosticView {
  const message = found.message
    .replace(SOURCE, 'line $1, column $2')
    .replace(/ at line \d+, column \d+$/, '')
    .replace(/^[a-z](?=[a-z]* )/, (first) => first.toUpperCase());
  const location = found.location?.startsWith('[') ? null : found.location;
  return { ...found, message, location };
}
