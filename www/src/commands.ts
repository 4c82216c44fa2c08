/**
 * Things that a key or another part of the page may ask of whoever can do them: the graph fits itself, the events
 * table focuses its filter. Whoever asks need not know who answers.
 */
export type Command =
  | 'zone1'
  | 'zone2'
  | 'zone3'
  | 'fit'
  | 'zoomIn'
  | 'zoomOut'
  | 'follow'
  | 'filter'
  | 'findState'
  | 'nextEvent'
  | 'openStep'
  | 'testState'
  | 'nextProblem'
  | 'previousProblem'
  | 'nextFailure'
  | 'previousFailure'
  | 'help';

const bound = new Map<Command, () => boolean | void>();

/** Says who does it; the newest one counts. A command that answers `false` was of no use at the moment. */
export function bind(command: Command, does: () => boolean | void): void {
  bound.set(command, does);
}

/** Whether somebody did it. */
export function invoke(command: Command): boolean {
  const does = bound.get(command);
  return does !== undefined && does() !== false;
}

/** Whether somebody can do it. */
export const available = (command: Command): boolean => bound.has(command);
