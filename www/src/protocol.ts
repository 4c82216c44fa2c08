/**
 * What the page and the worker say to each other.
 *
 * A *query* changes nothing: the newest of a kind (and slot) wins, older ones are answered `undefined` by the engine.
 * A *command* moves the session: commands are queued in the order they were given and never dropped.
 */

import type { Stop } from './breakpoints.ts';
import type {
  CallDetail, CheckView, ChildEvent, ChildRow, ChildView, ChoiceView, CompareView, DiagnosticView, EventRow, ExplainView, FileView, FlowView, InputSuggestion, IterationsView, MapRunView,
  NestedRow, NestedView, ReadingView, ReasonView, RepairView, RunExplainView, RunView, Scene, StartRequest, StepRows, StepView, TestStateView, VariablesView, WatchView,
  WhatIfView,
} from './generated.ts';

export type StepKind = 'micro' | 'step' | 'over' | 'out' | 'back' | 'runBack';

/** Virtual milliseconds a real millisecond; `max` does not pace at all. */
export type Speed = 0.5 | 1 | 2 | 5 | 'max';

/** The page's copy of a session: everything that determines it, how far it was played, where it stood. */
export interface Kept {
  journal: string;
  known: number;
  position: number;
}

/** What an open call is answered. */
export type ReplyRequest =
  /** A worker takes the activity's task. */
  | { kind: 'taken'; worker: string }
  | { kind: 'heartbeat' }
  /** `result` is JSON text. */
  | { kind: 'succeeded'; result: string }
  | { kind: 'failed'; error: string; cause: string };

/** What an execution finds around it: what may change when it is redriven. */
export type Around = Pick<StartRequest, 'mocks' | 'testCase' | 'asked' | 'handlers'> & { files: string };

/** New limits of a Map Run; what is not given stays. */
export interface MapRunChange {
  maxConcurrency: number | undefined;
  toleratedFailureCount: number | undefined;
  toleratedFailurePercentage: number | undefined;
}

/** Query kinds: what is asked and what is answered. */
export interface Queries {
  check: { ask: { text: string; type: string }; answer: CheckView };
  /** Another drawing of a text: states of these numbers as one box each, downwards or across. */
  scene: { ask: { text: string; folded: number[]; across: boolean }; answer: Scene | null };
  repair: { ask: { text: string }; answer: RepairView | null };
  inputProblems: { ask: { text: string }; answer: DiagnosticView[] };
  /** What the input lacks for the definition; null where it is not JSON. */
  suggestInput: { ask: { definition: string; input: string }; answer: InputSuggestion | null };
  mockProblems: { ask: { text: string; definition: string; machine: string }; answer: DiagnosticView[] };
  doublesProblems: { ask: { text: string }; answer: DiagnosticView[] };
  /** Mock files, forms of answers, templates: a request of the engine's `mocks`, JSON text both ways. */
  mocks: { ask: { request: string }; answer: string };
  /** A whole execution in one go: a request of the engine's `simulate`, JSON text both ways. */
  simulate: { ask: { request: string }; answer: string };
  /** What the attempts of a visit were answered, as mocked answers: a list as JSON text. */
  given: { ask: { entered: number }; answer: string };
  /** What simulated services hold at the position, JSON text. */
  doubles: { ask: Record<never, never>; answer: string };
  events: { ask: { from: number; count: number }; answer: EventRow[] };
  event: { ask: { id: number }; answer: string };
  /** Rows of the table of steps; `folded` are visits, `reached` leaves out what has not begun. */
  steps: { ask: { from: number; count: number; folded: number[]; reached: boolean }; answer: StepRows | null };
  /** Which row a visit has, or a state without one. */
  stepIndex: { ask: { folded: number[]; reached: boolean; entered: number | null; state: number }; answer: number | null };
  history: { ask: Record<never, never>; answer: string };
  visit: { ask: { entered: number }; answer: StepView | null };
  latest: { ask: { state: number }; answer: StepView | null };
  /** A call that can be answered from outside. */
  call: { ask: { execution: number; effect: number }; answer: CallDetail | null };
  /** Everything that determines the run, as it stands. */
  journal: { ask: Record<never, never>; answer: Kept | null };
  /** What texts of a run that was recorded elsewhere are. */
  readRecorded: { ask: { texts: string[] }; answer: ReadingView };
  /** A single state tested; the request is JSON text, as the API TestState takes it. */
  testState: { ask: { request: string }; answer: TestStateView };
  mapRun: { ask: { run: number }; answer: MapRunView | null };
  mapRunChildren: { ask: { run: number; from: number; count: number }; answer: ChildRow[] };
  mapRunChild: { ask: { run: number; index: number }; answer: ChildView | null };
  childEvents: { ask: { run: number; index: number; from: number; count: number }; answer: ChildEvent[] };
  /** An execution that a Task has started, by its place; only in runs with other machines. */
  nested: { ask: { index: number }; answer: NestedView | null };
  nestedRows: { ask: { places: readonly number[] }; answer: NestedRow[] };
  nestedEvents: { ask: { index: number; from: number; count: number }; answer: ChildEvent[] };
  writtenFiles: { ask: Record<never, never>; answer: FileView[] };
  writtenText: { ask: { name: string }; answer: string | null };
  insight: { ask: Insight; answer: unknown };
  compare: { ask: Comparing; answer: unknown };
  /** Whether the worker is alive. */
  ping: { ask: Record<never, never>; answer: true };
}

/** What Data flow, Explain and Variables ask, by name. `event` is one of a visit's; null: there is no such visit. */
export interface Insights {
  flow: { ask: { event: number; item: number }; answer: FlowView | null };
  whatIf: { ask: { event: number; item: number; definition: string; field: string; value: string }; answer: WhatIfView | null };
  explain: { ask: { event: number }; answer: ExplainView | null };
  ahead: { ask: { state: number }; answer: ChoiceView | null };
  explainRun: { ask: Record<never, never>; answer: RunExplainView | null };
  /** Why an event happened. */
  reason: { ask: { event: number }; answer: ReasonView | null };
  variables: { ask: { event: number }; answer: VariablesView | null };
  watched: { ask: { event: number; of: string[] }; answer: WatchView[] };
  /** Iterations of the Map around a visit. */
  iterations: { ask: { event: number }; answer: IterationsView | null };
}
export type Insight = { [K in keyof Insights]: { what: K } & Insights[K]['ask'] }[keyof Insights];

/** What the comparison of two executions asks: itself first, then visits and events of both by their numbers. */
export interface Comparisons {
  open: { ask: { a: Kept; b: Kept; made: boolean }; answer: CompareView };
  visits: { ask: { a: number | null; b: number | null }; answer: [StepView | null, StepView | null] };
  events: { ask: { a: number | null; b: number | null }; answer: [string | null, string | null] };
}
export type Comparing = { [K in keyof Comparisons]: { what: K } & Comparisons[K]['ask'] }[keyof Comparisons];

/** Command kinds; each is answered with the run as it stands afterwards. */
export interface Commands {
  start: { request: StartRequest; breakpoints: readonly Stop[] };
  /** A session made again from the page's copy of its journal, played to `known` events and put at `position`. */
  rebuild: Kept & { breakpoints: readonly Stop[] };
  /** `to`: until a state of that name is entered. */
  run: { speed: Speed; to?: string };
  /** Ends a `run`; without one it changes nothing. */
  pause: Record<never, never>;
  /** Ends the present real-time wait of a paced `run`. */
  skip: Record<never, never>;
  speed: { speed: Speed };
  step: { kind: StepKind };
  seek: { event: number };
  restart: Record<never, never>;
  stop: { error: string; cause: string };
  /** Another input of a visit, or another value of a variable; JSON text. Done without a view: not possible there. */
  change: { visit: number; variable: string | null; text: string };
  /**
   * Answers an open call, after so many virtual milliseconds (null: the usual). `goOn` takes up the command again that
   * ended at the call.
   */
  reply: { execution: number; effect: number; reply: ReplyRequest; after: number | null; goOn: boolean };
  /** RedriveExecution. */
  redrive: Around;
  /** UpdateMapRun, by the Map Run's place. */
  updateMapRun: { run: number; change: MapRunChange };
  breakpoints: { breakpoints: readonly Stop[] };
}

export type QueryKind = keyof Queries;
export type CommandKind = keyof Commands;

export type QueryMessage = { [K in QueryKind]: { id: number; query: K; ask: Queries[K]['ask'] } }[QueryKind];
export type CommandMessage = { [K in CommandKind]: { id: number; command: K; ask: Commands[K] } }[CommandKind];

/** Page to worker. */
export type Request = QueryMessage | CommandMessage;

/** Worker to page. */
export type Answer =
  | { kind: 'ready' }
  | { kind: 'answer'; id: number; answer: unknown }
  /** A command was carried out; null when there is no session to move. */
  | { kind: 'done'; id: number; view: RunView | null; running: boolean }
  /** `fatal`: the worker is of no use any more. `id` 0 belongs to no request. */
  | { kind: 'error'; id: number; message: string; fatal: boolean }
  /** A run moved on (at most 20 times a second) or ended. */
  | { kind: 'progress'; view: RunView; running: boolean }
  /** Everything that determines the run, for the page's copy. */
  | ({ kind: 'journal' } & Kept);
