/** The two builds of the engine: the small one of the first load, and the whole one, which evaluates JSONata. */

import init, * as small from '../pkg/stepglass.js';

export type Build = typeof small;

/** What only the whole build can judge or run: expressions, and what says that there are some. */
const JSONATA = /\{%|JSONata/;

let current: Build | null = null;
let whole: Promise<Build> | null = null;

/** Loads the small build. */
export async function load(): Promise<void> {
  await init();
  current ??= small;
}

/** The build for this definition or journal: once the whole one is there, it serves everything. */
export async function buildFor(text: string): Promise<Build> {
  if (whole || JSONATA.test(text)) return (whole ??= loadWhole());
  return anyBuild();
}

/** A build for what has nothing to do with expressions. */
export function anyBuild(): Build {
  return current ?? small;
}

async function loadWhole(): Promise<Build> {
  try {
    // Both builds come from the same sources; only the type checker cannot know it.
    const build = (await import('../pkg/whole.js')) as unknown as Build;
    await build.default();
    return (current = build);
  } catch (error) {
    whole = null;
    throw error;
  }
}
