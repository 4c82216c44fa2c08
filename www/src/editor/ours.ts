/** Findings that the engine says in its own words, in the reader's language. */

import type { DiagnosticView } from '../generated.ts';
import en from '../i18n/later-en.json' with { type: 'json' };
import { language, say } from '../i18n.ts';

const PREFIX = 'finding.';
const SPECIAL = /[.*+?^$()|[\]\\]/g;

/** The engine's sentence is the English one of the catalogue: what stands in its braces is read out of it. */
const PATTERNS: readonly [key: string, sentence: RegExp][] = Object.entries(en)
  .filter(([key]) => key.startsWith(PREFIX))
  .map(([key, words]) => {
    const sentence = words.replace(SPECIAL, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>.+)');
    return [key.slice(PREFIX.length), new RegExp(`^${sentence}$`, 's')];
  });

export function ours(found: readonly DiagnosticView[]): readonly DiagnosticView[] {
  return language() === 'en' ? found : found.map((problem) => ({ ...problem, message: translated(problem.message) }));
}

function translated(message: string): string {
  for (const [name, sentence] of PATTERNS) {
    // A message that begins a sentence has a capital, which the engine's own does not.
    const match = sentence.exec(message) ?? sentence.exec(message.charAt(0).toLowerCase() + message.slice(1));
    if (match) return say(`finding.${name}`, { ...match.groups });
  }
  return message;
}
