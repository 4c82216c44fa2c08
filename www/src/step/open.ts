/** Tabs of the step panel that are loaded when they are first opened, and when they are there. */

import { slot } from '../slot.ts';

export const fillRetry = slot(async () => (await import('./retry.ts')).mountRetry);
export const fillVariables = slot(async () => (await import('../variables/panel.ts')).mount);

/** Whether a state's own text has retriers; those of states inside it are not its own. */
export function retries(text: string): boolean {
  return text.includes('"Retry"') && retriersOf(text).length > 0;
}

/** The retriers of a state's text, `"Name": {…}`, as they are written; none while it is not JSON. */
export function retriersOf(text: string): readonly Record<string, unknown>[] {
  try {
    const { Retry: all } = Object.values(JSON.parse(`{${text}}`) as Record<string, { Retry?: unknown }>)[0] ?? {};
    return Array.isArray(all) ? all.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null) : [];
  } catch {
    return [];
  }
}
