/**
 * Stands in for `builds.ts` in the embedded player (`tools/embed.mjs`): the engine comes compiled with the first message,
 * for nothing may be fetched there. Which of the two builds it is was decided before the worker was started.
 */

import init, * as only from '../pkg/stepglass.js';

export type Build = typeof only;
export type Whole = typeof import('../pkg/whole.js');

/** A parameter of the function that `tools/embed.mjs` puts around the worker. */
declare const stepglassModule: WebAssembly.Module;

export async function load(): Promise<void> {
  await init({ module_or_path: stepglassModule });
}

export async function buildFor(): Promise<Build> {
  return only;
}

export async function wholeBuild(): Promise<Whole> {
  return only as unknown as Whole;
}

export function anyBuild(): Build {
  return only;
}
