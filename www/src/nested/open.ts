/** Fills the tab of the step panel for executions that a Task has started; what draws it is loaded when it is first opened. */

import { slot } from '../slot.ts';

export const fillNested = slot(async () => (await import('./panel.ts')).mountNested);
