/** Where an opened history comes from. A file that was exported here says so in `origin`; what AWS prints has no such member. */

export type Origin = 'aws' | 'stepglass' | 'unknown';

/** The member `origin` of an export; none for what AWS recorded. */
export const written = (origin: Origin | null): string | undefined => (origin === 'aws' ? undefined : origin === 'unknown' ? origin : 'Stepglass');

export function originOf(texts: readonly string[]): Origin {
  const parts = texts.map(parsed);
  const said = parts.flatMap(({ origin }) => (origin === undefined ? [] : [origin]));
  if (said.includes('Stepglass')) return 'stepglass';
  // A bare list of events is not what the CLI prints, and anybody could have made it.
  const bare = parts.some(Array.isArray) && !parts.some(({ executionArn }) => executionArn !== undefined);
  return said.length > 0 || bare ? 'unknown' : 'aws';
}

function parsed(text: string): { origin?: unknown; executionArn?: unknown } {
  try {
    return (JSON.parse(text.replace(/^\uFEFF/, '')) as object | null) ?? {};
  } catch {
    return {};
  }
}
