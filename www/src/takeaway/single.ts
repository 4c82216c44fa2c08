/** One HTML file with the player, its engine and the document in it: it is opened from a disk as well as from a server. */

import { handlersOf, needsWhole, reelOf } from '../player/reel.ts';
import type { Playground } from '../share/format.ts';

export interface Single {
  readonly playground: Playground;
  readonly lang: 'en' | 'ko';
  readonly theme: '' | 'light' | 'dark';
  /** Where *Open in Stepglass* leads; empty for nowhere. */
  readonly site: string;
}

/** Handlers are read as code inside of their frame, which has no more than the file around it. */
const policy = (handlers: boolean): string =>
  `default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'${handlers ? " 'unsafe-eval' blob:" : ''}; style-src 'unsafe-inline'; worker-src blob:; base-uri 'none'; form-action 'none'`;

export async function singleFile({ playground, lang, theme, site }: Single): Promise<string> {
  const text = JSON.stringify(playground);
  const reel = await reelOf({ link: '', text, input: '' });
  const scripts = await Promise.all(['embed.js', ...(needsWhole(reel) ? ['embed-whole.js'] : [])].map(scriptText));
  const attributes = [`lang="${lang}"`, theme && `theme="${theme}"`, site && `site="${escaped(site)}"`].filter(Boolean).join(' ');
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(handlersOf(reel).length > 0)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme || 'light dark'}">
<title>${escaped(playground.name ?? 'Stepglass')} · Stepglass</title>
<style>html, body { height: 100%; margin: 0; } stepglass-player { max-width: none; height: 100%; }</style>
</head>
<body>
<stepglass-player ${attributes}><script type="application/json">${inScript(text)}</script></stepglass-player>
${scripts.reverse().map((code) => `<script>${code}</script>`).join('\n')}
</body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** JSON in which nothing ends the script around it. */
export const inScript = (json: string): string => json.replaceAll('<', '\\u003c');

/** From the same place as the page. */
async function scriptText(name: string): Promise<string> {
  const answer = await fetch(new URL(name, document.baseURI));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.text();
}
