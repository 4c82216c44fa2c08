import { html, type TemplateResult } from 'lit-html';
import { icon } from './icons.ts';

/** How long the button shows that it copied. */
const SHOWN = 1200;

/** A button that copies a text and shows a check for a moment. `text` is asked for when pressed. */
export function copyButton(words: string, text: () => string | Promise<string | undefined>): TemplateResult {
  const copy = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement;
    if (!(await copyText(text()))) return;
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), SHOWN);
  };
  return html`<button class="b ghost tiny copy" type="button" aria-label=${words} title=${words}
    @click=${(event: Event) => void copy(event)}>${icon('i-copy', 12, 'before')}${icon('i-check', 12, 'after')}</button>`;
}

/**
 * Whether it came to the clipboard. Pages served without https from another machine have none of their own: the old command
 * serves them, from inside the dialog that is open, for nothing else takes a selection then.
 */
export async function copyText(text: string | Promise<string | undefined>): Promise<boolean> {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text);
    // Safari wants a text that is still to come at once: when it is there, the press is over.
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text.then(plain) })]);
    return true;
  } catch {
    const known = await text;
    if (known === undefined) return false;
    const area = document.createElement('textarea');
    area.value = known;
    area.className = 'vh';
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

function plain(text: string | undefined): Blob {
  if (text === undefined) throw new Error('nothing to copy');
  return new Blob([text], { type: 'text/plain' });
}
