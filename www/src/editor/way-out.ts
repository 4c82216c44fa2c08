/**
 * How the keyboard gets out of an editor, which keeps Tab for itself. It is in the editor's name; it is shown too, once
 * the keyboard has come in or Tab is pressed there, until something else is done.
 */

import '../i18n/later.ts';
import { t } from '../i18n.ts';

const look = new CSSStyleSheet();
look.replaceSync(`.way-out { position: absolute; right: 14px; bottom: 8px; z-index: 3; max-width: calc(100% - 28px); box-sizing: border-box;
  padding: 3px 10px; border: 1px solid var(--line-strong); border-radius: var(--r-2); background: var(--panel); color: var(--text);
  font: var(--fs-12)/18px var(--font-ui); word-break: keep-all; pointer-events: none; }`);

export function watchWayOut(): void {
  const hint = document.createElement('div');
  hint.className = 'way-out';
  // Said already: the name of the editor has it.
  hint.setAttribute('aria-hidden', 'true');
  let byKeyboard = false;

  const show = (editor: Element): void => {
    const root = editor.getRootNode() as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets.push(look);
    hint.textContent = t('editor.wayOut');
    editor.append(hint);
  };
  addEventListener('keydown', (event) => {
    byKeyboard = true;
    const editor = editorOf(event);
    if (editor && event.key === 'Tab') show(editor);
    else if (!STAYS.has(event.key)) hint.remove();
  }, true);
  addEventListener('pointerdown', () => {
    byKeyboard = false;
    hint.remove();
  }, true);
  addEventListener('focusin', (event) => {
    const editor = byKeyboard ? editorOf(event) : undefined;
    if (editor) show(editor);
    else hint.remove();
  });
  addEventListener('focusout', () => hint.remove());
  // Somebody may have come in before this was loaded.
  const inside = document.activeElement?.shadowRoot?.querySelector('.cm-editor.cm-focused');
  if (inside) show(inside);
}

/** Keys after which one may still look for the way out. */
const STAYS = new Set(['Escape', 'Shift', 'Control', 'Alt', 'Meta']);

const editorOf = (event: Event): Element | undefined =>
  event.composedPath().find((each): each is Element => each instanceof Element && each.classList.contains('cm-editor'));
