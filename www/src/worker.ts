/** The worker's door: loads the engine once, then answers queries at once and commands in their order. */

import type { Answer, QueryMessage, Request } from './protocol.ts';
import { anyBuild, buildFor, load, wholeBuild, type Whole } from './worker/builds.ts';
import { Desk } from './worker/desk.ts';
import { failure } from './worker/failure.ts';
import { testState } from './worker/test-state.ts';

const post = (answer: Answer): void => postMessage(answer);
const desk = new Desk(post);
const loaded: Promise<boolean> = load().then(
  () => {
    post({ kind: 'ready' });
    return true;
  },
  (error: unknown) => {
    post({ ...failure(0, error), fatal: true });
    return false;
  },
);

onmessage = async ({ data }: MessageEvent<Request>): Promise<void> => {
  if (!(await loaded)) return;
  if ('query' in data) void query(data);
  else desk.give(data);
};

async function query(message: QueryMessage): Promise<void> {
  try {
    post({ kind: 'answer', id: message.id, answer: await answer(message) });
  } catch (error) {
    post(failure(message.id, error));
  }
}

async function answer(message: QueryMessage): Promise<unknown> {
  switch (message.query) {
    case 'check':
      return (await buildFor(message.ask.text)).check(message.ask.text, message.ask.type);
    case 'scene': {
      const { text, folded, across } = message.ask;
      return (await buildFor(text)).scene(text, Uint32Array.from(folded), across) ?? null;
    }
    case 'repair':
      return anyBuild().repair(message.ask.text) ?? null;
    case 'inputProblems':
      return anyBuild().inputProblems(message.ask.text);
    case 'suggestInput':
      return (await buildFor(message.ask.definition)).suggestInput(message.ask.definition, message.ask.input) ?? null;
    case 'mockProblems':
      return anyBuild().mockProblems(message.ask.text, message.ask.definition, message.ask.machine);
    case 'doublesProblems':
      return (await wholeBuild()).doublesProblems(message.ask.text);
    case 'mocks':
      return (await wholeBuild()).mocks(message.ask.request);
    case 'simulate':
      return (await wholeBuild()).simulate(message.ask.request);
    case 'given':
      return desk.session?.given(message.ask.entered) ?? '[]';
    case 'doubles':
      return desk.session?.doubles() ?? '{}';
    case 'events':
      return desk.session?.events(message.ask.from, message.ask.count) ?? [];
    case 'event':
      return desk.session?.event(message.ask.id) ?? '';
    case 'steps': {
      const { from, count, folded, reached } = message.ask;
      return desk.session?.steps(from, count, Uint32Array.from(folded), reached) ?? null;
    }
    case 'stepIndex': {
      const { folded, reached, entered, state } = message.ask;
      return desk.session?.stepIndex(Uint32Array.from(folded), reached, entered, state) ?? null;
    }
    case 'history':
      return desk.session?.history() ?? '';
    case 'visit':
      return desk.session?.visit(message.ask.entered) ?? null;
    case 'latest':
      return desk.session?.latest(message.ask.state) ?? null;
    case 'call':
      return desk.session?.call(message.ask.execution, message.ask.effect) ?? null;
    case 'journal':
      return desk.copy();
    case 'mapRun':
      return desk.session?.mapRun(message.ask.run) ?? null;
    case 'mapRunChildren':
      return desk.session?.mapRunChildren(message.ask.run, message.ask.from, message.ask.count) ?? [];
    case 'mapRunChild':
      return desk.session?.mapRunChild(message.ask.run, message.ask.index) ?? null;
    case 'childEvents': {
      const { run, index, from, count } = message.ask;
      return desk.session?.childEvents(run, index, from, count) ?? [];
    }
    case 'nested':
      return wholeSession()?.nested(message.ask.index) ?? null;
    case 'nestedRows':
      return wholeSession()?.nestedRows(Uint32Array.from(message.ask.places)) ?? [];
    case 'nestedEvents':
      return wholeSession()?.nestedEvents(message.ask.index, message.ask.from, message.ask.count) ?? [];
    case 'writtenFiles':
      return desk.session?.writtenFiles() ?? [];
    case 'writtenText':
      return desk.session?.writtenText(message.ask.name) ?? null;
    case 'readRecorded':
      return (await wholeBuild()).readRecorded(message.ask.texts);
    case 'testState':
      return testState(message.ask.request);
    case 'insight':
      return (await import('./worker/insight.ts')).insight(desk, message.ask, await wholeBuild());
    case 'compare':
      return (await import('./worker/compare.ts')).compare(message.ask, await wholeBuild());
    case 'ping':
      return true;
  }
}

/** The session of a run with other machines, which only the whole build has. */
function wholeSession(): InstanceType<Whole['Session']> | null {
  return desk.session as unknown as InstanceType<Whole['Session']> | null;
}
