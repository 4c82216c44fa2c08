// One workload in aws-local-stepfunctions.   node als.mjs WORKLOAD.json   (BENCH_PEERS: the folder of its package)

import { load, peak, peer, tell, time, verdict } from './measure.mjs';

const { StateMachine } = peer('aws-local-stepfunctions');

class Thrown extends Error {
  /** @param {{ error: string, cause: string }} details */
  constructor({ error, cause }) {
    super(cause);
    this.name = error;
  }
}

const workload = load(process.argv[2] ?? '');

/** The mocked answers in turn, over again from the start, anew for each run. */
function handlers() {
  const entries = Object.entries(workload.tasks ?? {}).map(([state, { cycle }]) => {
    let calls = 0;
    const answer = async (/** @type {any} */ input) => {
      const step = cycle[calls++ % cycle.length];
      if (step.throw) throw new Thrown(step.throw);
      return step.echo ? input : structuredClone(step.return);
    };
    return [state, answer];
  });
  return Object.fromEntries(entries);
}

const states = Object.entries(workload.definition.States);
const retried = states.filter(([, state]) => /** @type {any} */ (state).Retry);
const noDelays = Object.fromEntries(retried.map(([name]) => [name, 0]));
const machine = new StateMachine(workload.definition, { validationOptions: { noValidate: true } });

/** @returns {Promise<import('./measure.mjs').Outcome>} */
async function run() {
  const overrides = { taskResourceLocalHandlers: handlers(), retryIntervalOverrides: noDelays };
  const execution = machine.run(structuredClone(workload.input), { overrides });
  try {
    return { status: 'SUCCEEDED', output: await execution.result };
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    return { status: 'FAILED', error: name, cause: message };
  }
}

const found = verdict(workload, await run());
tell({ verdict: found, ...(await time(run)), peak: peak() });
process.exit(0);
