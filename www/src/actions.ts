/** Everything a panel can ask for. Made in `actions/`; plain state changes go through `store.dispatch`. */

import type { Stop } from './breakpoints.ts';
import type {
  CallDetail, CallView, ChildEvent, ChildRow, ChildView, DiagnosticView, FileView, MapRunView, NestedRow, NestedView, ReadingView, Scene, StepRows,
  StepView, TestStateView,
} from './generated.ts';
import type { Compared } from './actions/compare.ts';
import type { Around, Comparisons, Insights, MapRunChange, ReplyRequest, Speed, StepKind } from './protocol.ts';
import type { Outside } from './share/outside.ts';
import type { Case, Document, MockAnswer, Selection } from './state.ts';

export interface RunActions {
  /** Starts an execution of the document with the chosen case and runs it, or goes on with a paused one; until a state of this name is entered. */
  run(to?: string): void;
  pause(): void;
  /** Run when nothing runs, pause otherwise. */
  toggle(): void;
  /** Starts an execution when there is none. */
  step(kind: StepKind): void;
  /** To the next event; whether there was one. What is selected stays. */
  micro(): Promise<boolean>;
  seek(event: number): void;
  /** Back to the first event of the same execution. */
  restart(): void;
  /** Starts another execution from the present texts and runs it. */
  newExecution(): void;
  stop(error: string, cause: string): void;
  /**
   * Answers an open call, after so many virtual milliseconds (null: the usual); `goOn` takes up the command that ended
   * at it. False when it was not taken (and said).
   */
  reply(call: Pick<CallView, 'execution' | 'effect'>, reply: ReplyRequest, after: number | null, goOn: boolean): Promise<boolean>;
  /** Redrives an execution that was lost, with what is around it now, and runs it on. */
  redrive(around: Around): Promise<void>;
  /** Changes limits of a Map Run that runs, by its place. */
  updateMapRun(run: number, change: MapRunChange): Promise<void>;
  /** What if: another input of a visit (`variable` null), or another value of a variable. False when it cannot be (and said). */
  change(visit: number, variable: string | null, text: string): Promise<boolean>;
  /** Ends the present wait of a paced run. */
  skip(): void;
  speed(speed: Speed): void;
  /** Sets a breakpoint where a state is entered, or takes all of the state's away. */
  toggleBreakpoint(state: string): void;
  breakpoints(stops: readonly Stop[]): void;
  /** Fetches the rows `from..=to` that are not there yet (see `rowAt` in select.ts). */
  needEvents(from: number, to: number): void;
  /** Fetches an event's JSON text into `run.texts`. */
  needEvent(id: number): void;
  /** The whole history as JSON text. */
  history(): Promise<string | undefined>;
}

export interface SelectActions {
  /** Selects a state of the shown graph (null: nothing); its latest visit becomes `run.step`. */
  state(state: number | null, by: Selection['by']): void;
  /** Selects an event and with it its visit and state. */
  event(id: number, by: Selection['by']): void;
  /** Selects one visit of a state by its `…StateEntered` event. */
  visit(state: number, entered: number, by: Selection['by']): void;
  clear(): void;
  /** Keeps what is selected while the run goes on, or lets it go again. */
  pin(pinned: boolean): void;
}

export interface DocumentActions {
  definition(text: string): void;
  /** A paste left this text in the editor: repair it when it is a listing. Whether that was needed. */
  pasted(text: string): Promise<boolean>;
  input(text: string): void;
  mocks(state: string, answers: readonly MockAnswer[]): void;
  choose(index: number): void;
  addCase(): void;
  editCase(change: Partial<Case>): void;
  removeCase(index: number): void;
  rename(change: Partial<Pick<Document, 'name' | 'type' | 'executionName'>>): void;
  /** Puts the run's definition back into the editor. */
  restoreDefinition(): void;
}

export interface WorkspaceActions {
  openMachine(id: string): Promise<void>;
  openGallery(id: string, fresh: boolean): Promise<void>;
  newMachine(): Promise<void>;
  removeMachine(id: string): Promise<void>;
  openExecution(id: string): Promise<void>;
  removeExecution(id: string): Promise<void>;
  /** Opens a run that was recorded elsewhere, from its texts and what reading them gave. */
  openRecorded(texts: readonly string[], reading: ReadingView): Promise<void>;
  settings(change: { region?: string; account?: string }): void;
  /** Links, files and everything kept. */
  outside(): Promise<Outside>;
}

/** Questions whose answers only the asking view keeps; undefined when a newer question of the kind took its place. */
export interface InspectActions {
  /** The graph of a text with these states folded, downwards or across. */
  scene(text: string, folded: number[], across: boolean): Promise<Scene | null | undefined>;
  /** Tests one state; the request is JSON text, as the API TestState takes it. */
  testState(request: string): Promise<TestStateView | undefined>;
  /** Mock files, forms of answers, templates: a request of the engine's `mocks`, JSON text both ways. */
  mocks(request: string): Promise<string | undefined>;
  /** A whole execution in one go: a request of the engine's `simulate`, JSON text both ways. */
  simulate(request: string): Promise<string | undefined>;
  mockProblems(text: string): Promise<DiagnosticView[] | undefined>;
  doublesProblems(text: string): Promise<DiagnosticView[] | undefined>;
  /** What the attempts of a visit were answered, as mocked answers: a list as JSON text. */
  given(entered: number): Promise<string | undefined>;
  /** What simulated services hold at the position, JSON text. */
  doubles(): Promise<string | undefined>;
  readRecorded(texts: readonly string[]): Promise<ReadingView | undefined>;
  /** A state's latest visit in the run. */
  latest(state: number): Promise<StepView | null | undefined>;
  /** Rows of the table of steps; see `view/steps.rs`. */
  steps(from: number, count: number, folded: number[], reached: boolean): Promise<StepRows | null | undefined>;
  stepIndex(folded: number[], reached: boolean, entered: number | null, state: number): Promise<number | null | undefined>;
  /** A call that can be answered from outside. */
  call(call: Pick<CallView, 'execution' | 'effect'>): Promise<CallDetail | null | undefined>;
  /** A Map Run at the position, by its place. */
  mapRun(run: number): Promise<MapRunView | null | undefined>;
  mapRunChildren(run: number, from: number, count: number): Promise<ChildRow[] | undefined>;
  mapRunChild(run: number, index: number): Promise<ChildView | null | undefined>;
  /** Events of a child's history, or records of its log. */
  childEvents(run: number, index: number, from: number, count: number): Promise<ChildEvent[] | undefined>;
  /** An execution that a Task has started, by its place. */
  nested(index: number): Promise<NestedView | null | undefined>;
  nestedRows(places: readonly number[]): Promise<NestedRow[] | undefined>;
  nestedEvents(index: number, from: number, count: number): Promise<ChildEvent[] | undefined>;
  /** Files that the run has written to the simulated S3. */
  writtenFiles(): Promise<FileView[] | undefined>;
  writtenText(name: string): Promise<string | null | undefined>;
  /** Two executions by their ids, from their journals; null when one has none. */
  compare(a: string, b: string, made: boolean): Promise<Compared | null | undefined>;
  /** Steps and events of the two that were compared last. */
  compared<K extends 'visits' | 'events'>(what: K, ask: Comparisons[K]['ask']): Promise<Comparisons[K]['answer'] | undefined>;
  /** What Data flow, Explain and Variables ask. */
  insight<K extends keyof Insights>(what: K, ask: Insights[K]['ask']): Promise<Insights[K]['answer'] | undefined>;
}

export interface Actions {
  readonly run: RunActions;
  readonly select: SelectActions;
  readonly document: DocumentActions;
  readonly workspace: WorkspaceActions;
  readonly inspect: InspectActions;
}
