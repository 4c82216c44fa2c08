/** What is seldom done to the workspace, loaded when it is first done. */

export { freshDocument } from './fresh.ts';
export { openRecorded } from './recorded.ts';
export { removeExecution, removeMachine } from './remove.ts';
