/** Names of state machines as AWS takes them. */

const LONGEST = 80;
export const MACHINE_NAME = /^[A-Za-z0-9_-]{1,80}$/;
export const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** The nearest name that AWS takes: what comes from elsewhere may be called anything. */
export function machineName(wanted: string, otherwise = 'MyStateMachine'): string {
  if (MACHINE_NAME.test(wanted)) return wanted;
  return wanted.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, LONGEST) || otherwise;
}

/** Machines have names of their own, as on AWS. */
export function freeNameOf(taken: ReadonlySet<string>, wanted: string): string {
  let name = wanted;
  for (let at = 2; taken.has(name); at += 1) name = `${wanted.slice(0, LONGEST - `-${at}`.length)}-${at}`;
  return name;
}
