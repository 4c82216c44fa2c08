/** Tests of single states: the whole build, and the shapes of the one service that a mock stands for. */

import type { TestStateView } from '../generated.ts';
import { wholeBuild } from './builds.ts';

const fetched = new Map<string, Promise<string | undefined>>();

export async function testState(request: string): Promise<TestStateView> {
  const build = await wholeBuild();
  const service = build.shapesFor(request);
  const shapes = service ? await shapesOf(service) : undefined;
  return build.testState(request, shapes) as TestStateView;
}

/** A service without a file has no shapes here: its mocks are not checked, and the answer says so. */
function shapesOf(service: string): Promise<string | undefined> {
  const known = fetched.get(service) ?? load(service);
  fetched.set(service, known);
  return known;
}

async function load(service: string): Promise<string | undefined> {
  try {
    // The worker's own address, in `assets/` or `src/`: the shapes are beside that folder.
    const answer = await fetch(new URL(`../shapes/${encodeURIComponent(service)}.json`, self.location.href));
    return answer.ok ? await answer.text() : undefined;
  } catch {
    fetched.delete(service);
    return undefined;
  }
}
