/** A document that was shared read-only: it is looked at and run, not edited, until the reader says otherwise. */

import '../styles/read-only.css';
import { notify, type Context } from '../actions/context.ts';
import { locked } from '../editor/code-editor.ts';

/** What edits the document: fields and buttons of Define, and others that say so. */
const EDITS = ':is(#define-panel, [data-edits]) :is(select, input, textarea, button.b), button[data-edits]';
/** What only chooses, shows or takes out. */
const FREE = '[data-free], [data-free] *, [aria-haspopup="dialog"], .copy';

let watching = false;

export function guard(context: Context): void {
  const { store } = context;
  locked.on = true;
  say(context);
  if (watching) return;
  watching = true;
  for (const kind of ['beforeinput', 'paste', 'drop'] as const) {
    document.addEventListener(kind, (event) => refuse(context, event), { capture: true });
  }
  const fields = new Fields();
  fields.lock(true);
  store.subscribe(({ document, ui }, before) => {
    if (ui.readOnly && before.ui.readOnly && document.machineId !== before.document.machineId) {
      store.dispatch({ type: 'ui', change: { readOnly: false } });
    }
    locked.on = ui.readOnly === true;
    fields.lock(locked.on);
    if (before.ui.readOnly && !ui.readOnly) for (const { id, key } of store.state.notices) if (key === STRIP) store.dispatch({ type: 'dismiss', id });
  });
}

/** Fields that would show what the state does not take are disabled, as they come. */
class Fields {
  private readonly ours = new Set<Field>();
  private readonly seen = new MutationObserver(() => this.disable());
  private on = false;

  lock(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    if (on) {
      this.seen.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
      this.disable();
      return;
    }
    this.seen.disconnect();
    for (const field of this.ours) field.disabled = false;
    this.ours.clear();
  }

  private disable(): void {
    for (const field of this.ours) if (!field.isConnected) this.ours.delete(field);
    for (const field of document.querySelectorAll<Field>(EDITS)) {
      if (field.disabled || field.matches(FREE)) continue;
      field.disabled = true;
      this.ours.add(field);
    }
  }
}

type Field = HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement | HTMLButtonElement;

/** The editors take no text, whichever way it comes. */
function refuse({ store }: Context, event: Event): void {
  const target = event.target;
  if (!store.state.ui.readOnly || !(target instanceof Element) || !target.closest('#define-panel')) return;
  event.preventDefault();
  event.stopPropagation();
}

const STRIP = 'share.readOnlyStrip';

function say(context: Context): void {
  const { name } = context.store.state.document;
  const edit = { label: 'share.editCopy', action: { type: 'ui', change: { readOnly: false } } } as const;
  notify(context, { kind: 'info', key: STRIP, params: { name }, zone: 'define', undo: edit });
}
