/** The text of the worker that handlers run in: one function, so that user code sees none of its names. */

import guard from './inside/guard.js?raw';
import taken from './inside/taken.js?raw';
import words from './inside/words.js?raw';
import world from './inside/world.js?raw';

export const source = `(() => {\n'use strict';\n${taken}\n${world}\n${words}\n${guard}\n})();\n`;
