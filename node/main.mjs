// Stepglass for scripts and CI: the engine of the page, under Node.
//   node stepglass.mjs run|input|check|test FILE … [options]

import { parseArgs } from 'node:util';
import { check } from './check.mjs';
import { Refused } from './files.mjs';
import { input } from './input.mjs';
import { run } from './run.mjs';
import { test } from './test.mjs';

const INTRO = `Stepglass: AWS Step Functions on mocked answers, in virtual time.

  node stepglass.mjs run DEFINITION [options]    run an execution, print how it ends
  node stepglass.mjs input DEFINITION [options]  print an input with what the definition reads
  node stepglass.mjs check DEFINITION …          print what is wrong with definitions
  node stepglass.mjs test EXPECTATIONS …         run the tests of expectation files`;

const STATUS = 'Exit status: 0 all well; 1 the execution did not succeed, a definition has errors, a test failed; 2 nothing was run.';

/** What is told about each command. */
const HELP = /** @type {const} */ ({
  run: `Options of run
  --input JSON|FILE      execution input (default {})
  --mocks FILE           mocked answers, or a MockConfigFile.json of AWS Step Functions Local
  --test-case NAME       which test case of that file is played
  --doubles FILE         contents of simulated services, JSON
  --files FILE           what the simulated S3 holds, JSON: {"bucket/key": text}
  --file BUCKET/KEY=PATH a file of the disk as one of its objects; may stand several times
  --machine NAME         name of the state machine (default: the file's only one, else StateMachine)
  --machine NAME=FILE    another state machine, of which executions can be started; as often as there are some
  --type TYPE            STANDARD (default) or EXPRESS
  --name NAME            name of the execution
  --seed NUMBER          seed of everything random
  --start TIME           start of the virtual clock, RFC 3339 or milliseconds since 1970
  --latency KIND         zero (default) or typical: whether services take virtual time
  --events               print the history too
  --json                 print the whole response as JSON, and nothing else`,
  input: `Options of input
  --input JSON|FILE      what is there already (default {}); nothing of it is changed`,
  check: `Options of check
  --type TYPE            STANDARD (default) or EXPRESS`,
  test: `An expectation file
  {"definition": "order.asl.json", "mocks": "MockConfigFile.json", "machine": "Order", "tests": [
    {"name": "paid", "testCase": "Paid", "input": {"id": 1},
     "expect": {"status": "SUCCEEDED", "output": {…}, "states": ["Charge", "Notify"]}}]}
  Paths are relative to the file. A test may have its own definition, mocks, doubles, files ({"bucket/key": text}, or a file
  with that), file ({"bucket/key": path}), machine, type and options. It may expect
  status, output, outputIncludes (at least these members), error, cause, states (all that were entered, in order),
  visited, notVisited and doubles (at least these members of what the services hold at the end).`,
});

/**
 * The help of a command, or all of it.
 * @param {string | undefined} command
 */
function help(command) {
  const parts = Object.entries(HELP).filter(([name]) => command === name);
  return [INTRO, ...(parts.length > 0 ? parts : Object.entries(HELP)).map(([, text]) => text), STATUS].join('\n\n');
}

const OPTIONS = /** @type {const} */ ({
  input: { type: 'string' },
  mocks: { type: 'string' },
  'test-case': { type: 'string' },
  doubles: { type: 'string' },
  files: { type: 'string' },
  file: { type: 'string', multiple: true },
  machine: { type: 'string', multiple: true },
  type: { type: 'string' },
  name: { type: 'string' },
  seed: { type: 'string' },
  start: { type: 'string' },
  latency: { type: 'string' },
  events: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

/**
 * Does what the arguments say and gives the exit status.
 * @param {string[]} args
 * @returns {number}
 */
function main(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [command, ...files] = positionals;
  if (values.help || command === undefined) {
    console.log(help(command));
    return values.help ? 0 : 2;
  }
  if (files.length === 0) throw new Refused(`${command} needs a file; see --help`);
  switch (command) {
    case 'run':
      return run(files, values);
    case 'input':
      return input(files, values);
    case 'check':
      return check(files, values);
    case 'test':
      return test(files);
    default:
      throw new Refused(`there is no command ${command}; see --help`);
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  const ours = error instanceof Refused || (error instanceof TypeError && 'code' in error);
  if (!ours) throw error;
  console.error(`stepglass: ${error.message}`);
  process.exitCode = 2;
}
