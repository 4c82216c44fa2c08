/** All of handlers that is not in the first load. */

export { answerCalls } from './answering.ts';
export { mountHandlersPanel } from './panel.ts';
export { mountPrinted } from './printed.ts';
export { runHandler } from './run.ts';
