/** The page's own style sheets, as they are, for the shadow tree of a player: there is no `:root` and no `rem` of ours. */

import base from '../styles/base.css?inline';
import graph from '../styles/graph.css?inline';
import layout from '../styles/layout.css?inline';
import marks from '../styles/marks.css?inline';
import monitor from '../styles/monitor.css?inline';
import tokens from '../styles/tokens.css?inline';
import transport from '../styles/transport.css?inline';
import player from '../styles/player.css?inline';
import frame from '../styles/player-frame.css?inline';

let made: CSSStyleSheet | null = null;

export function sheet(): CSSStyleSheet {
  if (made) return made;
  made = new CSSStyleSheet();
  made.replaceSync([tokens, base, layout, marks, graph, monitor, transport, frame, player].map(inShadow).join('\n'));
  return made;
}

/** The host page's root font may have any size. */
const inShadow = (css: string): string => css
  .replace(/:root\[data-theme="?(\w+)"?\]/g, '.player[data-theme="$1"]')
  .replace(/:root:lang\(/g, '.player:lang(')
  .replaceAll(':root', ':host')
  .replace(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * 16}px`);
