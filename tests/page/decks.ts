/** Pages as instructors have them: plain HTML, a site made of Markdown, a deck of reveal.js. */

import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { plainPage } from './hosts.ts';

const reveal = (name: string): string => readFileSync(`node_modules/reveal.js/dist/${name}`, 'utf8');

/** The second of three slides has `html`; keys that a framed player does not use move the deck, as README has it. */
export function revealDeck(html: string): string {
  const script = (code: string): string => `<script>${code.replaceAll('</script', '<\\/script')}</script>`;
  return plainPage(`<style>${reveal('reset.css')}${reveal('reveal.css')}</style>
    <div class="reveal"><div class="slides"><section><h1>One</h1></section><section>${html}</section><section><h1>Three</h1></section></div></div>
    ${script(reveal('reveal.js'))}
    <script>
      Reveal.initialize({ hash: false, transition: 'none', width: 960, height: 700 });
      addEventListener('message', ({ data }) => {
        if (data.stepglass === 'key') Reveal.triggerKey({ PageUp: 33, PageDown: 34, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 }[data.code]);
        if (data.stepglass === 'leave') document.querySelector('.reveal').focus();
      });
    </script>`);
}

/** As a site generator leaves HTML in Markdown alone. */
export const markdownPage = (html: string): string =>
  plainPage(`<article>${marked.parse(`# A page in Markdown\n\nSome text, and then:\n\n${html}\n\n* a list\n* after it\n`, { async: false })}</article>`);
