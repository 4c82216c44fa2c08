/**
 * `embed.html` in a frame: plays what its address says, and talks with the page around it by messages, as `embed.d.ts`
 * has them. Only the page that holds the frame is listened to; with `host=ORIGIN` in the address only that origin, and
 * nothing is sent to another. Where that says no origin nothing is played: nobody is listened to, and nothing is sent.
 */

import type { FromPlayer, ToPlayer } from '../../public/embed.d.ts';
import { loadLanguage, setLanguage, t } from '../i18n.ts';
import type { StepglassPlayer } from './element.ts';
import { languageOf } from './shell.ts';

/** Keys that move a deck of slides. */
const HOSTS: ReadonlySet<string> = new Set(['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Escape']);
/** The frame is the player's. */
const WHOLE = `html, body { height: 100%; margin: 0; } stepglass-player { width: 100%; height: 100%; } body > p { display: none; }
  [role=alert] { padding: 16px; font: 14px system-ui, sans-serif; color: CanvasText; background: Canvas; overflow-wrap: anywhere; }`;
const PASSED = ['speed', 'autoplay', 'view', 'theme', 'lang', 'at', 'input'] as const;

export function playFrame(): void {
  const options = new URLSearchParams(location.hash.slice(1));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(WHOLE);
  document.adoptedStyleSheets = [sheet];
  const said = options.get('host');
  const host = said === null ? null : originOf(said);
  const player = document.createElement('stepglass-player') as StepglassPlayer;
  const send = (message: FromPlayer): void => {
    if (parent !== window) parent.postMessage(message, host ?? '*');
  };
  follow(player, options);
  if (said !== null && host === null) return void refuse(player, said);
  addEventListener('hashchange', () => follow(player, new URLSearchParams(location.hash.slice(1))));
  addEventListener('message', ({ data, source, origin }: MessageEvent<unknown>) => {
    if (source !== parent || parent === window || (host && origin !== host)) return;
    if (isOurs(data)) act(player, data);
  });
  listen(player, send);
  document.body.append(player);
}

/** Null where it says none: that of files and of sandboxes is nobody's own. */
function originOf(text: string): string | null {
  try {
    const { origin, protocol } = new URL(text);
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

/** The player's place says why there is none. */
async function refuse(player: StepglassPlayer, host: string): Promise<void> {
  const lang = languageOf(player, undefined);
  await loadLanguage(lang);
  setLanguage(lang);
  const alert = document.createElement('div');
  alert.setAttribute('role', 'alert');
  document.documentElement.lang = lang;
  document.body.append(alert);
  alert.textContent = `${t('player.fault')} ${t('player.badHost', { host })}`;
}

/** The attributes of the player are those of the address. */
function follow(player: StepglassPlayer, options: URLSearchParams): void {
  for (const name of PASSED) {
    const value = options.get(name);
    if (value === null || name === 'input') player.removeAttribute(name);
    else player.setAttribute(name, value);
  }
  if (options.get('ro') === '1') player.setAttribute('read-only', '');
  const link = location.hash.replace(/&(?:host|autoplay|speed)=[^&]*/g, '');
  if (link.length > 1) player.setAttribute('src', link);
}

function listen(player: StepglassPlayer, send: (message: FromPlayer) => void): void {
  const on = <T>(name: string, message: (detail: T) => FromPlayer): void => {
    player.addEventListener(`stepglass-${name}`, (event) => send(message((event as CustomEvent<T>).detail)));
  };
  on('ready', (detail: { known: number }) => ({ stepglass: 'ready', ...detail }));
  on('position', (detail: Omit<Extract<FromPlayer, { stepglass: 'position' }>, 'stepglass'>) => ({ stepglass: 'position', ...detail }));
  on('end', (detail: { status: string; output: string | null }) => ({ stepglass: 'end', ...detail }));
  // The focus goes back to the page around, where its keys work.
  on('leave', () => {
    parent.focus();
    return { stepglass: 'leave' };
  });
  addEventListener('keydown', (event) => {
    const { key, code, shiftKey, defaultPrevented } = event;
    if (defaultPrevented || !HOSTS.has(code) || event.ctrlKey || event.metaKey || event.altKey) return;
    send({ stepglass: 'key', key, code, shiftKey });
  });
}

function isOurs(data: unknown): data is ToPlayer {
  return typeof data === 'object' && data !== null && typeof (data as { stepglass?: unknown }).stepglass === 'string';
}

/** What is not understood is left: a later version may say more. */
function act(player: StepglassPlayer, message: ToPlayer): void {
  switch (message.stepglass) {
    case 'load':
      if (typeof message.source === 'string') player.load(message.source);
      return;
    case 'seek':
      if (Number.isInteger(message.event)) player.seek(message.event);
      return;
    case 'play':
    case 'pause':
    case 'step':
    case 'back':
      player[message.stepglass]();
  }
}
