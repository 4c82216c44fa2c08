/** The context object, member by member. */

/** Objects of the service's own; what is inside others is a value. */
const OPEN = /^(?:\.(?:Execution|StateMachine|State|Task|Map)|\.Map\.Item)?$/s;

/** Paths from the root with the JSON texts found there. */
export function leaves(text: string): [string, string][] {
  const found: [string, string][] = [];
  walk(JSON.parse(text) as unknown, '', found);
  return found;
}

function walk(value: unknown, path: string, found: [string, string][]): void {
  if (OPEN.test(path) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, member] of Object.entries(value)) walk(member, `${path}.${key}`, found);
  } else {
    found.push([path, JSON.stringify(value)]);
  }
}
