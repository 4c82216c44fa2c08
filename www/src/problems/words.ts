import type { DiagnosticView } from '../generated.ts';
import { has, say } from '../i18n.ts';

/** The engine's own messages in the reader's language; English until the words are there. */
export let own = (message: string): string => message;

let asked: Promise<unknown> | null = null;

/** Words come with the first finding. Without a network the findings stay as the engine says them. */
export function loadWords(): Promise<unknown> {
  asked ??= import('../i18n/problems.ts').then(
    (words) => {
      own = words.own;
    },
    () => {
      asked = null;
    },
  );
  return asked;
}

/** What a finding says: AWS's words as they are, ours in the reader's language. */
export function problemTitle({ name, message, quoted }: DiagnosticView): string {
  const key = `problem.${name}`;
  const bare = `problem.${name}.none`;
  const chosen = quoted.length === 0 && has(bare) ? bare : key;
  return has(chosen) ? say(chosen, { first: quoted[0] ?? '', all: quoted.join('`, `') }) : own(message);
}

/** Findings that say the same of many places, put together. */
export function grouped(found: readonly DiagnosticView[]): DiagnosticView[][] {
  const groups: DiagnosticView[][] = [];
  const known = new Map<string, DiagnosticView[]>();
  for (const problem of found) {
    const group = has(`problem.${problem.name}.many`) ? known.get(problem.name) : undefined;
    if (group) {
      group.push(problem);
      continue;
    }
    const fresh = [problem];
    groups.push(fresh);
    known.set(problem.name, fresh);
  }
  return groups;
}
