/** Fills the Map Run tab of the step panel; what draws it is loaded when the tab is first opened. */

import { slot } from '../slot.ts';

export const fillMapRun = slot(async () => (await import('./panel.ts')).mountMapRun);
