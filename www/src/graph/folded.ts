/** What a folded container hides, and how that shows on its one node. */

import type { Scene, StatusCount, StepStatus } from '../generated.ts';
import { STATUSES, statusOf } from '../marks.ts';
import type { Look, NodeLook } from './look.ts';

/** Each hidden state and the folded container it is to be seen in: the outermost one around it. */
export function hiddenBy(whole: Scene, folded: ReadonlySet<number>): Map<number, number> {
  const parents = new Map(whole.nodes.flatMap(({ state, parent }) => (state === null ? [] : [[state, parent] as const])));
  const found = new Map<number, number>();
  for (const state of parents.keys()) {
    for (let at = parents.get(state) ?? null; at !== null; at = parents.get(at) ?? null) {
      if (folded.has(at)) found.set(state, at);
    }
  }
  return found;
}

/** The hidden states' visits by status and their retries on the nodes that hide them; a countdown too. */
export function foldLook(look: Look, inside: ReadonlyMap<number, number>): Look {
  const nodes = new Map(look.nodes);
  const sums = new Map<number, { counts: Map<StepStatus, number>; retries: number }>();
  for (const [state, container] of inside) {
    const own = look.nodes.get(state);
    if (!own?.step) continue;
    const sum = sums.get(container) ?? { counts: new Map(), retries: 0 };
    sums.set(container, sum);
    sum.retries += own.retries;
    const counts = own.counts.length > 0 ? own.counts : [{ status: own.step, count: 1 }];
    for (const { status, count } of counts) sum.counts.set(status, (sum.counts.get(status) ?? 0) + count);
  }
  for (const [container, { counts, retries }] of sums) {
    const own: NodeLook | undefined = look.nodes.get(container);
    if (own) nodes.set(container, { ...own, retries: own.retries + retries, counts: inOrder(counts), within: true });
  }
  const { countdown } = look;
  return { ...look, nodes, inside, countdown: countdown && { ...countdown, state: inside.get(countdown.state) ?? countdown.state } };
}

const inOrder = (counts: ReadonlyMap<StepStatus, number>): StatusCount[] =>
  [...counts].map(([status, count]) => ({ status, count }))
    .sort((a, b) => STATUSES.indexOf(statusOf(a.status)) - STATUSES.indexOf(statusOf(b.status)));
