import { html, type TemplateResult } from 'lit-html';
import { icon } from './icons.ts';

/** How long the button shows that it copied. */
const SHOWN = 1200;

/** A button that copies a text and shows a check for a moment. `text` is asked for when pressed. */
export function copyButton(words: string, text: () => string | Promise<string | undefined>): TemplateResult {
  const copy = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement;
    const what = await text();
    if (what === undefined) return;
    await navigator.clipboard.writeText(what);
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), SHOWN);
  };
  return html`<button class="b ghost tiny copy" type="button" aria-label=${words} title=${words}
    @click=${(event: Event) => void copy(event)}>${icon('i-copy', 12, 'before')}${icon('i-check', 12, 'after')}</button>`;
}
