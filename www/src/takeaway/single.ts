/** One HTML file with the player, its engine and the document in it: it is opened from a disk as well as from a server. */

import { handlersOf, needsWhole, reelOf } from '../player/reel.ts';
import smallWasm from '../pkg/stepglass_bg.wasm?url';
import wholeWasm from '../pkg/whole_bg.wasm?url';
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
  const scripts = await Promise.all((needsWhole(reel) ? ['embed.js', 'embed-whole.js'] as const : ['embed.js'] as const).map(scriptText));
  const attributes = [`lang="${lang}"`, theme && `theme="${theme}"`, site && `site="${escaped(site)}"`].filter(Boolean).join(' ');
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(handlersOf(reel).length > 0)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme || 'light dark'}">
<title>${escaped(playground.name ?? 'Stepglass')} · Stepglass</title>
<style>html, body { height: 100%; margin: 0; } stepglass-player { width: 100%; height: 100%; }</style>
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

/** From the same place as the page; without a network from what the page has kept. */
async function scriptText(name: 'embed.js' | 'embed-whole.js'): Promise<string> {
  try {
    return await (await fetched(name)).text();
  } catch (error) {
    return await closed(name).catch(() => Promise.reject(error));
  }
}

/** The script without its engine, and the engine that the page runs itself. */
async function closed(name: 'embed.js' | 'embed-whole.js'): Promise<string> {
  const [open, wasm] = name === 'embed.js' ? ['embed-open.js', smallWasm] as const : ['embed-open-whole.js', wholeWasm] as const;
  const code = await (await fetched(open)).text();
  const bytes = await (await fetched(wasm)).arrayBuffer();
  const place = `"<wasm ${hex(await crypto.subtle.digest('SHA-256', bytes))}>"`;
  if (!code.includes(place)) throw new Error(`${open} is of another version`);
  const packed = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
  return code.replace(place, `"${await base64(packed)}"`);
}

async function fetched(address: string): Promise<Response> {
  const answer = await fetch(new URL(address, document.baseURI));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const base64 = (of: Blob): Promise<string> => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(of);
});
