// Answers to the exercises of the lessons, by lesson and step: one that is right, and some that are wrong in a way that
// a learner's may be. Each changes the definition that the step begins with.

/** @typedef {{ States: Record<string, any> }} Machine */

/** @param {Machine} machine @param {Record<string, any>} states */
const withStates = (machine, states) => ({ ...machine, States: { ...machine.States, ...states } });

/** @param {Machine} machine @param {any} retry */
const retried = (machine, retry) => withStates(machine, { HelloWorld: { ...machine.States['HelloWorld'], Retry: retry } });

/** @param {Machine} machine @param {any} result */
function second(machine, result) {
  const { End: _, ...hello } = machine.States['HelloWorld'];
  return withStates(machine, { HelloWorld: { ...hello, Next: 'Done' }, Done: { Type: 'Pass', ...result, End: true } });
}

/** @param {Machine} machine @param {any} rule */
function ruled(machine, rule) {
  const choice = machine.States['ChoiceState'];
  return withStates(machine, { ChoiceState: { ...choice, Choices: [...choice.Choices, { Variable: '$.foo', Next: 'SecondMatchState', ...rule }] } });
}

/** @param {Machine} machine @param {any} rule @param {any} weigh */
const parcel = (machine, rule, weigh) => withStates(machine, {
  Hand: { Type: 'Task', Resource: machine.States['Hand'].Resource, End: true },
  Weigh: { ...machine.States['Weigh'], Next: 'HowHeavy', ...weigh },
  HowHeavy: { Type: 'Choice', Choices: [{ Variable: '$.weight', Next: 'Truck', ...rule }], Default: 'Hand' },
});

const SAFE = {
  Retry: [{ ErrorEquals: ['Scales.Broken'], MaxAttempts: 1 }],
  Catch: [{ ErrorEquals: ['Scales.Broken'], Next: 'Truck' }],
};

/** @type {Record<string, { right: (machine: Machine) => object, wrong: ((machine: Machine) => object)[] }>} */
export const ANSWERS = {
  'life-cycle/second': {
    right: (machine) => second(machine, { Result: { done: true } }),
    wrong: [
      // Hands on what came in.
      (machine) => second(machine, {}),
      // Keeps what came in beside it.
      (machine) => second(machine, { Result: true, ResultPath: '$.done' }),
      // Writes the answer into the first state, and has no second one.
      (machine) => withStates(machine, { HelloWorld: { Type: 'Pass', Result: { done: true }, End: true } }),
    ],
  },
  'life-cycle/rule': {
    right: (machine) => ruled(machine, { NumericGreaterThanEquals: 10 }),
    wrong: [
      (machine) => ruled(machine, { NumericGreaterThan: 10 }),
      (machine) => ruled(machine, { NumericEquals: 10 }),
      (machine) => ruled(machine, { NumericGreaterThanEquals: 9 }),
      (machine) => ruled(machine, { NumericGreaterThan: 9.5 }),
      // Writes over the second rule, so that 2 goes astray.
      (machine) => {
        const { Choices: [first], ...choice } = machine.States['ChoiceState'];
        return withStates(machine, { ChoiceState: { ...choice, Choices: [first, { Variable: '$.foo', NumericGreaterThanEquals: 10, Next: 'SecondMatchState' }] } });
      },
    ],
  },
  'errors/robust': {
    right: (machine) => retried(machine, [{ ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 3 }]),
    wrong: [
      (machine) => retried(machine, [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }]),
      (machine) => retried(machine, [{ ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 4 }]),
      (machine) => retried(machine, [{ ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 1 }]),
      // The rule that many definitions have, for more errors than the one.
      (machine) => retried(machine, [{ ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'], MaxAttempts: 3 }]),
    ],
  },
  'check/exercise': {
    right: (machine) => parcel(machine, { NumericGreaterThan: 20 }, SAFE),
    wrong: [
      (machine) => parcel(machine, { NumericGreaterThanEquals: 20 }, SAFE),
      (machine) => parcel(machine, { NumericGreaterThanEquals: 20.5 }, SAFE),
      (machine) => parcel(machine, { NumericGreaterThan: 20 }, { Catch: SAFE.Catch }),
      (machine) => parcel(machine, { NumericGreaterThan: 20 }, { ...SAFE, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Truck' }] }),
    ],
  },
};
