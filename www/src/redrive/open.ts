/** Places of a redrive in Execution Details; what fills them is loaded when an execution has first ended. */

import { slot } from '../slot.ts';

/** The button beside a failure. */
export const fillRedrive = slot(async () => (await import('./panel.ts')).mountRedrive);
/** What the details say of redrives. */
export const fillRedriven = slot(async () => (await import('./panel.ts')).mountFacts);
