/**
 * The two builds of the engine: the small one of the first load, and the whole one, which evaluates JSONata, tests states,
 * and has simulated services and other state machines.
 */

import init, * as small from '../pkg/stepglass.js';

export type Build = typeof small;
/** All of `Build`, `testState` with `shapesFor`, and what a session tells of executions of other machines. */
export type Whole = typeof import('../pkg/whole.js');

/** What only the whole build can judge or run: expressions and what says that there are some; members of requests, journals and breakpoints. */
const WHOLE = /\{%|JSONata|"(?:doubles|machines|condition)":"[^"]/;

let current: Build | null = null;
let whole: Promise<Whole> | null = null;

/** Loads the small build. */
export async function load(): Promise<void> {
  await init();
  current ??= small;
}

/** The build for this definition, request or journal: once the whole one is there, it serves everything. */
export async function buildFor(text: string): Promise<Build> {
  if (whole || WHOLE.test(text)) await wholeBuild();
  return anyBuild();
}

/** The whole build, loaded when it is first asked for. */
export function wholeBuild(): Promise<Whole> {
  return (whole ??= loadWhole());
}

/** A build for what has nothing to do with expressions. */
export function anyBuild(): Build {
  return current ?? small;
}

async function loadWhole(): Promise<Whole> {
  try {
    const build = await import('../pkg/whole.js');
    await build.default();
    // Both builds come from the same sources; only the type checker cannot know it.
    current = build as unknown as Build;
    return build;
  } catch (error) {
    whole = null;
    throw error;
  }
}
