/** A document that was shared read-only: it is looked at and run, not edited, until the reader says otherwise. */

import { notify, type Context } from '../actions/context.ts';
import { locked } from '../editor/code-editor.ts';

/** Where texts are edited. */
const EDITED = '#define-panel';

let watching = false;

export function guard(context: Context): void {
  const { store } = context;
  locked.on = true;
  say(context);
  if (watching) return;
  watching = true;
  for (const kind of ['beforeinput', 'paste', 'drop', 'change', 'click', 'mousedown'] as const) {
    document.addEventListener(kind, (event) => refuse(context, event), { capture: true });
  }
  store.subscribe(({ document, ui }, before) => {
    if (ui.readOnly && before.ui.readOnly && document.machineId !== before.document.machineId) {
      store.dispatch({ type: 'ui', change: { readOnly: false } });
    }
    locked.on = ui.readOnly === true;
    if (before.ui.readOnly && !ui.readOnly) for (const { id, key } of store.state.notices) if (key === STRIP) store.dispatch({ type: 'dismiss', id });
  });
}

/** Fields would show what the state does not take. */
function refuse({ store }: Context, event: Event): void {
  const target = event.target;
  if (!store.state.ui.readOnly || !(target instanceof Element) || !target.closest(EDITED)) return;
  const pressed = event.type === 'click' || event.type === 'mousedown';
  if (pressed && !target.matches(event.type === 'click' ? 'input[type="checkbox"], input[type="radio"]' : 'select')) return;
  event.preventDefault();
  if (!pressed) event.stopPropagation();
}

const STRIP = 'share.readOnlyStrip';

function say(context: Context): void {
  const { name } = context.store.state.document;
  const edit = { label: 'share.editCopy', action: { type: 'ui', change: { readOnly: false } } } as const;
  notify(context, { kind: 'info', key: STRIP, params: { name }, zone: 'define', undo: edit });
}
