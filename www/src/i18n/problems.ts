/** Words of findings and of the engine's own messages: they come with the first finding, or the first failure. */

import { language, learn, say } from '../i18n.ts';
import en from './problems-en.json' with { type: 'json' };
import ko from './problems-ko.json' with { type: 'json' };

learn({ en, ko });

/** The engine's English messages of its own, with a group for each value in them. */
const patterns = Object.entries(en)
  .filter(([key]) => key.startsWith('own.'))
  .map(([key, text]) => ({ key, pattern: patternOf(text) }));

function patternOf(text: string): RegExp {
  const parts = text.split(/\{(\w+)\}/);
  const escaped = parts.map((part, at) => (at % 2 ? `(?<${part}>.*?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${escaped.join('')}$`, 'is');
}

/** A message of the engine in the reader's language where it is one of its own; AWS's stay as they are. */
export function own(message: string): string {
  if (language() === 'en') return message;
  for (const { key, pattern } of patterns) {
    const found = pattern.exec(message);
    if (found) return say(key, found.groups);
  }
  return message;
}
