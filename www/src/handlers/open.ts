/** What answers calls by handlers, loaded when the first of them is to be called. */
export const loadRunner = (): Promise<typeof import('./run.ts')> => import('./run.ts');
