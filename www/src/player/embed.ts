/** What `embed.js` does in a page: makes `<stepglass-player>` known, and in `embed.html` is the player of the frame. */

import '../i18n/later.ts';
import { StepglassPlayer } from './element.ts';
import { playFrame } from './frame.ts';

if (!customElements.get('stepglass-player')) customElements.define('stepglass-player', StepglassPlayer);
if (document.documentElement.hasAttribute('data-stepglass-frame')) playFrame();
