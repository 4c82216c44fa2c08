// Written by `cargo test`; do not edit. Types of everything that crosses the wasm boundary.

export type CheckView = { 
/**
 * Findings in text order.
 */
diagnostics: Array<DiagnosticView>, 
/**
 * The graph; `None` when the text holds no states at all, or is longer than the service takes.
 */
scene: Scene | null, 
/**
 * Where each state stands, in text order.
 */
states: Array<StatePlace>, 
/**
 * Whether an execution can be started: no finding is an error.
 */
runnable: boolean, 
/**
 * Whether the text parsed as JSON; if not, the scene shows what could be read.
 */
whole: boolean, 
/**
 * `Comment` of the machine.
 */
comment: string | null, };

export type StatePlace = { 
/**
 * Its number, as in the scene and in the run.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
type: string, 
/**
 * A Task's `Resource` as written.
 */
resource: string | null, 
/**
 * From its name to the end of its object.
 */
place: Place, };

export type Place = { 
/**
 * First unit.
 */
from: number, 
/**
 * One past the last unit.
 */
to: number, };

export type DiagnosticView = { 
/**
 * Stable number.
 */
number: number, 
/**
 * Stable name, the key of its help in the message catalogue.
 */
name: string, 
/**
 * AWS's code; `None` for what AWS does not look at.
 */
code: string | null, 
/**
 * `error`, `warning` or `notice`.
 */
severity: SeverityView, 
/**
 * The message.
 */
message: string, 
/**
 * What the message quotes in backticks, in order, to say it in another language.
 */
quoted: Array<string>, 
/**
 * AWS's location, `/States/A/Next`.
 */
location: string | null, 
/**
 * Where in the text.
 */
place: Place, 
/**
 * Line of the place, from 1.
 */
line: number, 
/**
 * Column of the place, from 1.
 */
column: number, 
/**
 * Edits that mend it.
 */
fixes: Array<EditView>, };

export type EditView = { 
/**
 * What is replaced.
 */
place: Place, 
/**
 * By what.
 */
text: string, };

export type SeverityView = "error" | "warning" | "notice";

export type RepairView = { 
/**
 * The repaired text.
 */
text: string, 
/**
 * What was changed, places in the repaired text.
 */
notes: Array<DiagnosticView>, 
/**
 * The same changes in the order they were made, for the message catalogue.
 */
changes: Array<RepairChange>, };

export type RepairChange = { 
/**
 * `codeFence heading lineNumbers quotes spaces brokenString openingBrace closingBrace`.
 */
kind: string, 
/**
 * How many times.
 */
count: number, };

export type InputSuggestion = { 
/**
 * The paths that the input lacks, in the order in which they are read.
 */
missing: Array<string>, 
/**
 * The input with values there.
 */
input: string, };

export type Scene = { 
/**
 * Width of everything.
 */
width: number, 
/**
 * Height of everything.
 */
height: number, 
/**
 * Whether it runs from left to right.
 */
across: boolean, 
/**
 * Boxes, containers before what they hold.
 */
nodes: Array<SceneNode>, 
/**
 * Edges.
 */
edges: Array<SceneEdge>, };

export type SceneNode = { 
/**
 * The state's number; `None` for the Start and End marks.
 */
state: number | null, 
/**
 * What it is: `start`, `end` or the state's type in lower case (`task`, `choice`…, `unknown`).
 */
kind: string, 
/**
 * The full name.
 */
name: string, 
/**
 * The name as it fits, cut with `…`.
 */
label: string, 
/**
 * Second line: `lambda · function`, `sqs · sendMessage`; empty when there is none.
 */
note: string, 
/**
 * The number in the second line, to say it in another language: rules of a Choice, branches of a Parallel,
 * `MaxConcurrency` of a Map.
 */
count: number | null, 
/**
 * Left edge.
 */
x: number, 
/**
 * Top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * The Parallel or Map state it stands in.
 */
parent: number | null, 
/**
 * Which branch of it, from 0.
 */
branch: number, 
/**
 * Whether it holds other nodes.
 */
container: boolean, 
/**
 * Sheets to draw behind a Map, each 4 px further right and up: 2, or 3 for a distributed one.
 */
sheets: number, 
/**
 * A Parallel's lanes, one a branch; empty for others.
 */
lanes: Array<Lane>, };

export type Lane = { 
/**
 * Left edge.
 */
x: number, 
/**
 * Top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type SceneEdge = { 
/**
 * Its number in this scene; the run names taken edges by `from`, `to` and `kind`.
 */
id: number, 
/**
 * The state it leaves; `None` from Start.
 */
from: number | null, 
/**
 * The state it enters; `None` to End.
 */
to: number | null, 
/**
 * What kind of transition.
 */
kind: EdgeKindView, 
/**
 * Which catcher or rule, from 0.
 */
index: number, 
/**
 * SVG path data.
 */
path: string, 
/**
 * The last point and the direction in which it arrives (degrees, 90 = downwards), for the arrow head.
 */
tip: Tip, 
/**
 * Its label.
 */
label: EdgeLabel | null, };

export type EdgeKindView = "start" | "next" | "end" | "catch" | "rule" | "default";

export type Tip = { 
/**
 * X.
 */
x: number, 
/**
 * Y.
 */
y: number, 
/**
 * Degrees, clockwise from the positive x axis.
 */
angle: number, };

export type EdgeLabel = { 
/**
 * As it fits, at most 24 characters.
 */
text: string, 
/**
 * All of it.
 */
full: string, 
/**
 * Left edge of its pill.
 */
x: number, 
/**
 * Top edge of its pill.
 */
y: number, 
/**
 * Width of its pill.
 */
width: number, 
/**
 * Height of its pill.
 */
height: number, };

export type StartRequest = { 
/**
 * Definition text.
 */
definition: string, 
/**
 * Input text.
 */
input: string, 
/**
 * Name of the state machine.
 */
machineName: string, 
/**
 * Name of the execution; a seeded UUID when empty.
 */
name: string, 
/**
 * `STANDARD` or `EXPRESS`.
 */
type: string, 
/**
 * Region of the ARNs.
 */
region: string, 
/**
 * Account of the ARNs.
 */
account: string, 
/**
 * Start of the virtual clock, milliseconds since 1970.
 */
start: number, 
/**
 * Seed of everything random.
 */
seed: number, 
/**
 * Mocked answers as JSON text: `{ "<state>": [ {"return": …} | {"throw": {"error","cause"}}, … ] }`, one entry an
 * attempt, the last one again for every further attempt; or a `MockConfigFile.json`.
 */
mocks: string, 
/**
 * Which test case of a `MockConfigFile.json` is played; empty for its only one.
 */
testCase: string, 
/**
 * Contents of simulated services as JSON text; empty for none.
 */
doubles: string, 
/**
 * Names of the states whose calls stop the run and ask the user.
 */
asked: Array<string>, 
/**
 * Names of the states that handlers answer.
 */
handlers: Array<string>, 
/**
 * `typical` (seeded delays for each kind of call) or `zero`.
 */
latency: string, 
/**
 * What the simulated S3 holds: JSON text `{"bucket/key": text}`.
 */
files?: string, 
/**
 * Other state machines, of which executions can be started: JSON text `{"<name or ARN>": {"definition", "type"?,
 * "mocks"?, "testCase"?}}`.
 */
machines?: string, };

export type RunView = { 
/**
 * The execution's details.
 */
execution: ExecutionView, 
/**
 * How many events have happened at the position.
 */
position: number, 
/**
 * How many events are known; more than `position` after stepping back.
 */
known: number, 
/**
 * Virtual time at the position.
 */
now: number, 
/**
 * Why the last command stopped.
 */
stopped: Stopped, 
/**
 * When the earliest timer is due, if the run waits for nothing else.
 */
nextDue: number | null, 
/**
 * What each state that was entered looks like at the position.
 */
states: Array<StateRunView>, 
/**
 * Transitions taken up to the position, in order of first use.
 */
taken: Array<TakenEdge>, 
/**
 * Calls that can be answered from outside at the position, oldest first: a hundred at most.
 */
calls: Array<CallView>, 
/**
 * Where it comes from, when it was recorded elsewhere and cannot be steered.
 */
recorded: RecordedView | null, };

export type Stopped = { "reason": "done" } | { "reason": "ended" } | { "reason": "slice" } | { "reason": "breakpoint", 
/**
 * Its place in the list of breakpoints.
 */
breakpoint: number, 
/**
 * The event that met it.
 */
event: number, 
/**
 * The event's `type`.
 */
type: string, 
/**
 * Name of the state that it is about.
 */
name: string | null, 
/**
 * Which visit of that state it was, counted from 1.
 */
visit: number | null, 
/**
 * Why its condition gave no answer.
 */
problem: ProblemView | null, } | { "reason": "waiting" } | { "reason": "asked" } | { "reason": "called" } | { "reason": "start" };

export type ExecutionView = { 
/**
 * Execution ARN.
 */
arn: string, 
/**
 * Name.
 */
name: string, 
/**
 * State machine ARN.
 */
machineArn: string, 
/**
 * Name of the machine.
 */
machineName: string, 
/**
 * `STANDARD` or `EXPRESS`.
 */
type: string, 
/**
 * `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
 */
status: string, 
/**
 * Started.
 */
started: number, 
/**
 * Closed.
 */
closed: number | null, 
/**
 * State transitions: every state entered, every retry, one for the start.
 */
transitions: number, 
/**
 * Input text.
 */
input: string, 
/**
 * Output as JSON text.
 */
output: string | null, 
/**
 * Error name of a failed execution.
 */
error: string | null, 
/**
 * Cause of a failed execution.
 */
cause: string | null, 
/**
 * `redriveCount`.
 */
redrives: number, 
/**
 * `redriveDate`.
 */
redriven: number | null, 
/**
 * `redriveStatusReason`: why it cannot be redriven at the position; null when it can be.
 */
notRedrivable: string | null, };

export type StateRunView = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Status of its latest visit.
 */
status: StepStatus, 
/**
 * How often it was entered.
 */
visits: number, 
/**
 * Retries of its latest visit; of all visits for states inside a Map.
 */
retries: number, 
/**
 * Visits by status, for states inside a Map.
 */
counts: Array<StatusCount>, 
/**
 * Whether its latest visit got an automatic answer.
 */
automatic: boolean, };

export type StatusCount = { 
/**
 * Status.
 */
status: StepStatus, 
/**
 * How many.
 */
count: number, };

export type StepStatus = "inProgress" | "waiting" | "succeeded" | "failed" | "caught" | "timedOut" | "aborted";

export type TakenEdge = { 
/**
 * From which state; `None` from Start.
 */
from: number | null, 
/**
 * To which state; `None` to End.
 */
to: number | null, 
/**
 * What kind of edge it is; `None` where nothing tells which of several that join the two.
 */
kind: EdgeKindView | null, 
/**
 * Which catcher or rule, from 0.
 */
index: number, 
/**
 * How often.
 */
count: number, 
/**
 * The event that last left over it; its output went over the edge.
 */
event: number, 
/**
 * Whether it was the latest transition of its branch.
 */
last: boolean, };

export type EventRow = { 
/**
 * `id`.
 */
id: number, 
/**
 * `previousEventId`.
 */
previous: number, 
/**
 * `type`.
 */
type: string, 
/**
 * `timestamp`.
 */
time: number, 
/**
 * Number of the state it belongs to.
 */
state: number | null, 
/**
 * Name of the state.
 */
name: string | null, 
/**
 * Iteration indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * The `…StateEntered` event of its visit.
 */
visit: number | null, 
/**
 * Its lane: 0 for the main line, then one for each branch.
 */
lane: number, 
/**
 * Kind of mark: `started`, `succeeded`, `failed`, `timedOut`, `aborted`.
 */
mark: EventMark, 
/**
 * Who gave the answer that it tells of.
 */
answer: AnswerSource | null, };

export type EventMark = "started" | "succeeded" | "failed" | "timedOut" | "aborted";

export type ProblemView = { 
/**
 * `unreadable`, `failed`, `notBoolean` or `function`.
 */
kind: string, 
/**
 * What the evaluator said, or the value; short.
 */
detail: string, };

export type StepView = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
type: string, 
/**
 * Its status.
 */
status: StepStatus, 
/**
 * A Task's `Resource`.
 */
resource: string | null, 
/**
 * Iteration indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * Its `…StateEntered` event.
 */
entered: number, 
/**
 * Its `…StateExited` event.
 */
exited: number | null, 
/**
 * All visits of this state at the position (their entered events), oldest first.
 */
visits: Array<number>, 
/**
 * Inside a Map, the index in the innermost one and the status of each visit; else empty.
 */
iterations: Array<[number, StepStatus]>, 
/**
 * When entered.
 */
enteredAt: number, 
/**
 * When left or ended.
 */
endedAt: number | null, 
/**
 * Input as JSON text.
 */
input: string, 
/**
 * Output as JSON text.
 */
output: string | null, 
/**
 * Error of the last failure.
 */
error: string | null, 
/**
 * Cause of the last failure.
 */
cause: string | null, 
/**
 * Tries of a Task, Parallel or Map.
 */
attempts: Array<AttemptView>, 
/**
 * Assigned variables: name and JSON text.
 */
assigned: Array<[string, string]>, 
/**
 * Where each answer came from, for Tasks: `mock`, `double` or `automatic`, one an attempt.
 */
answers: Array<AnswerSource>, 
/**
 * Its own events.
 */
events: Array<number>, 
/**
 * Places of the Map Runs that a distributed Map has started, oldest first.
 */
mapRuns: Array<number>, 
/**
 * Places of the executions that a Task has started, oldest first.
 */
executions: Array<number>, };

export type AttemptView = { 
/**
 * When scheduled.
 */
started: number, 
/**
 * When it ended.
 */
ended: number | null, 
/**
 * How it ended.
 */
status: StepStatus, 
/**
 * Error name.
 */
error: string | null, };

export type AnswerSource = "mock" | "double" | "automatic" | "user" | "handler" | "execution";

export type IterationsView = { 
/**
 * Number of the Map: of the visit asked for, or the innermost around it that has more than one.
 */
map: number, 
/**
 * Those that have begun, by their indexes.
 */
iterations: Array<IterationRow>, 
/**
 * Index of the one that the visit is in; none when it is the Map's own.
 */
index: number | null, 
/**
 * Number of the outermost Map around the visit. What follows is of this iteration there, and inside of it of the
 * iterations around the visit, or of all.
 */
within: number | null, 
/**
 * The states that were entered there.
 */
states: Array<StateRunView>, 
/**
 * The latest visit of each of these.
 */
visits: Array<number>, 
/**
 * The transitions taken there.
 */
taken: Array<IterationEdge>, };

export type IterationRow = { 
/**
 * Its index.
 */
index: number, 
/**
 * How it stands.
 */
status: StepStatus, 
/**
 * The latest visit in it of the state asked for, or of any.
 */
visit: number, 
/**
 * The state of that visit.
 */
state: number, };

export type IterationEdge = { 
/**
 * From which state; `None` from Start.
 */
from: number | null, 
/**
 * To which state; `None` to End.
 */
to: number | null, 
/**
 * What kind of edge it is, as with the run's own.
 */
kind: EdgeKindView | null, 
/**
 * Which catcher or rule, from 0.
 */
index: number, 
/**
 * How often.
 */
count: number, 
/**
 * The event that last left over it.
 */
event: number, };

export type StepRows = { 
/**
 * How many rows there are.
 */
count: number, 
/**
 * The rows asked for.
 */
rows: Array<StepRow>, 
/**
 * Virtual time of the last known event, or of the position when that is later.
 */
until: number, };

export type StepRow = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
type: string, 
/**
 * How many Parallels and Maps are around it.
 */
depth: number, 
/**
 * The `…StateEntered` event of the innermost of these.
 */
parent: number | null, 
/**
 * Number of the branch, from 0, when the innermost is a Parallel.
 */
branch: number | null, 
/**
 * Iteration indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * Whether rows belong under it.
 */
inner: boolean, 
/**
 * Its `…StateEntered` event; none for a state without a visit.
 */
entered: number | null, 
/**
 * Its status at the position; none when it has not begun.
 */
status: StepStatus | null, 
/**
 * Tries up to the position.
 */
tries: number, 
/**
 * When it was left or cut, if that was before the position.
 */
ended: number | null, 
/**
 * Attempts and delays, those that are known to follow the position at the end.
 */
parts: Array<BarPart>, };

export type BarPart = { 
/**
 * When it begins.
 */
from: number, 
/**
 * When it ends; none while it goes on.
 */
to: number | null, 
/**
 * How it looks.
 */
status: StepStatus, 
/**
 * Known to follow the position.
 */
ahead: boolean, };

export type RecordedView = { 
/**
 * The definition was made of what was visited.
 */
sketched: boolean, 
/**
 * The history stops before its end: more of it follows on AWS.
 */
more: boolean, 
/**
 * Inputs and outputs are in the history.
 */
data: boolean, };

export type ReadingView = { 
/**
 * What each text is.
 */
sources: Array<SourceView>, 
/**
 * What is wrong.
 */
faults: Array<FaultView>, 
/**
 * Names and texts of the execution; `None` while something is wrong.
 */
request: StartRequest | null, 
/**
 * What is there and what is not.
 */
recorded: RecordedView | null, 
/**
 * How many events there are.
 */
events: number, };

export type SourceView = { 
/**
 * `history`, `execution`, `machine`, `definition`; several of an export, none of what cannot be read.
 */
roles: Array<string>, 
/**
 * The first event's id.
 */
from: number | null, 
/**
 * The last event's id.
 */
to: number | null, };

export type FaultView = { 
/**
 * Which text.
 */
source: number, 
/**
 * What it is, a key of the page's words.
 */
name: string, 
/**
 * What belongs into these.
 */
words: Array<string>, 
/**
 * Line, from 1.
 */
line: number, 
/**
 * Column, from 1.
 */
column: number, 
/**
 * Where in the text.
 */
place: Place, };

export type CallView = { 
/**
 * The number of the execution that makes it: 0 for the one that is shown.
 */
execution: number, 
/**
 * The number of the call there.
 */
effect: number, 
/**
 * The Task's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * The `TaskStateEntered` event of the visit.
 */
visit: number, 
/**
 * 0 for the first try, then one a retry.
 */
attempt: number, 
/**
 * Who is to answer; null when nobody will by himself.
 */
source: AnswerSource | null, 
/**
 * What it waits for.
 */
awaits: Awaited, 
/**
 * When it was made, virtual milliseconds since 1970.
 */
since: number, };

export type Awaited = "response" | "job" | "token" | "worker" | "activity";

export type CallDetail = { 
/**
 * `Resource` as written.
 */
resource: string, 
/**
 * What the service gets, JSON text.
 */
input: string, 
/**
 * What a function that answers gets as its event, JSON text.
 */
event: string, 
/**
 * The task token.
 */
token: string | null, 
/**
 * The answer that would be made up, JSON text.
 */
proposal: string, 
/**
 * Name of the execution that makes the call.
 */
execution: string, };

export type MapRunView = { 
/**
 * Its place among the Map Runs.
 */
index: number, 
/**
 * Name of the Map state.
 */
state: string, 
/**
 * `mapRunArn`.
 */
arn: string, 
/**
 * `RUNNING SUCCEEDED FAILED ABORTED`.
 */
status: string, 
/**
 * Whether the children are Express executions, which have a log in place of a history.
 */
express: boolean, 
/**
 * `startDate`.
 */
started: number, 
/**
 * `stopDate`.
 */
stopped: number | null, 
/**
 * `maxConcurrency`; null where the author set none.
 */
maxConcurrency: number | null, 
/**
 * `toleratedFailureCount`.
 */
toleratedFailureCount: number, 
/**
 * `toleratedFailurePercentage`.
 */
toleratedFailurePercentage: number, 
/**
 * `itemCounts`.
 */
items: CountsView, 
/**
 * `executionCounts`.
 */
executions: CountsView, 
/**
 * `redriveCount`.
 */
redrives: number, 
/**
 * How many children have been started.
 */
children: number, };

export type CountsView = { 
/**
 * Not started.
 */
pending: number, 
/**
 * Running.
 */
running: number, 
/**
 * Ended well.
 */
succeeded: number, 
/**
 * Failed.
 */
failed: number, 
/**
 * Out of time.
 */
timedOut: number, 
/**
 * Stopped with the Map Run.
 */
aborted: number, 
/**
 * All of them.
 */
total: number, 
/**
 * Whose results have been written.
 */
resultsWritten: number, 
/**
 * Waiting to be redriven.
 */
pendingRedrive: number, 
/**
 * Unsuccessful, and not to be redriven.
 */
failuresNotRedrivable: number, };

export type ChildRow = { 
/**
 * Its place among the children.
 */
index: number, 
/**
 * Name.
 */
name: string, 
/**
 * `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
 */
status: string, 
/**
 * How many items its input holds.
 */
items: number, 
/**
 * Started.
 */
started: number, 
/**
 * Ended.
 */
stopped: number | null, };

export type ChildView = { 
/**
 * What the list says of it.
 */
row: ChildRow, 
/**
 * ARN.
 */
arn: string, 
/**
 * Input.
 */
input: string, 
/**
 * Output.
 */
output: string | null, 
/**
 * Error name.
 */
error: string | null, 
/**
 * Cause.
 */
cause: string | null, 
/**
 * How many events its history has, or records its log.
 */
events: number, 
/**
 * `redriveCount`.
 */
redrives: number, 
/**
 * Places of the Map Runs that it has started itself, and the names of their states.
 */
mapRuns: Array<[number, string]>, };

export type ChildEvent = { 
/**
 * `id`.
 */
id: number, 
/**
 * `type`.
 */
type: string, 
/**
 * All of it, JSON text.
 */
text: string, };

export type FileView = { 
/**
 * `bucket/key`.
 */
name: string, 
/**
 * Bytes.
 */
size: number, };

export type NestedView = { 
/**
 * Its place among all of them.
 */
index: number, 
/**
 * Its details.
 */
execution: ExecutionView, 
/**
 * ARN of the execution that has started it.
 */
startedBy: string, 
/**
 * The place of that one, where a user didn't start it.
 */
parent: number | null, 
/**
 * How many events its history has, or records its log.
 */
events: number, 
/**
 * Those that it has started itself, oldest first.
 */
children: Array<NestedRow>, };

export type NestedRow = { 
/**
 * Its place among all of them.
 */
index: number, 
/**
 * Name.
 */
name: string, 
/**
 * Name of its state machine.
 */
machineName: string, 
/**
 * `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
 */
status: string, 
/**
 * `startDate`.
 */
started: number, 
/**
 * `stopDate`.
 */
stopped: number | null, };

export type TestStateView = { 
/**
 * The response of the API.
 */
response: TestStateResponse | null, 
/**
 * The error that the API throws.
 */
error: TestStateError | null, 
/**
 * Whether a mocked result was compared with what its API returns; null where there is nothing to compare.
 */
mockChecked: boolean | null, 
/**
 * The result of a Task without a mock was made up.
 */
automatic: boolean, };

export type TestStateError = { 
/**
 * `ValidationException`, `InvalidDefinition`, `InvalidExecutionInput`.
 */
code: string, 
/**
 * Its words.
 */
message: string, };

export type TestStateResponse = { 
/**
 * `SUCCEEDED`, `FAILED`, `RETRIABLE`, `CAUGHT_ERROR`.
 */
status: string, 
/**
 * The state's output.
 */
output: string | null, 
/**
 * The name of its error.
 */
error: string | null, 
/**
 * Why.
 */
cause: string | null, 
/**
 * Where it leads.
 */
nextState: string | null, 
/**
 * Its stages, on the levels DEBUG and TRACE.
 */
inspectionData: InspectionView | null, };

export type InspectionView = { 
/**
 * The stages in their order.
 */
stages: Array<InspectionStage>, 
/**
 * A Map's numbers, where they are there.
 */
maxConcurrency: number | null, 
/**
 * See `maxConcurrency`.
 */
toleratedFailureCount: number | null, 
/**
 * See `maxConcurrency`.
 */
toleratedFailurePercentage: number | null, 
/**
 * The retrier that dealt with the error, or is used up.
 */
retryIndex: number | null, 
/**
 * Seconds until it would try again.
 */
retryBackoffIntervalSeconds: number | null, 
/**
 * The catcher that dealt with the error.
 */
catchIndex: number | null, 
/**
 * The call of an HTTP Task.
 */
request: Array<InspectionStage>, 
/**
 * Its answer.
 */
response: Array<InspectionStage>, };

export type InspectionStage = { 
/**
 * `afterInputPath`, `variables`, `url`: the API's name of it.
 */
name: string, 
/**
 * What it is.
 */
text: string, };

export type CompareView = { 
/**
 * The first.
 */
a: ComparedSide, 
/**
 * The second.
 */
b: ComparedSide, 
/**
 * The first thing that differs; none when nothing does.
 */
first: DifferenceView | null, 
/**
 * Visits of states, those of the first in their order.
 */
rows: Array<CompareRow>, };

export type ComparedSide = { 
/**
 * `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
 */
status: string, 
/**
 * Milliseconds of virtual time.
 */
duration: number, 
/**
 * State transitions.
 */
transitions: number, 
/**
 * Events.
 */
events: number, 
/**
 * Tries after the first, of all visits.
 */
retries: number, 
/**
 * Input as JSON text.
 */
input: string, 
/**
 * Output as JSON text, or error and cause.
 */
outcome: string | null, };

export type DifferenceView = { 
/**
 * The event of the first, where it has one.
 */
a: number | null, 
/**
 * The event of the second.
 */
b: number | null, 
/**
 * `type` of the first's event.
 */
typeA: string | null, 
/**
 * `type` of the second's event.
 */
typeB: string | null, 
/**
 * Name of the state; none for an event outside of states.
 */
name: string | null, 
/**
 * Indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * `only` one has the event, its `type` differs, or the member of its details that does.
 */
what: string, };

export type CompareRow = { 
/**
 * Name of the state.
 */
name: string, 
/**
 * Its type.
 */
type: string, 
/**
 * Indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * The visit in the first.
 */
a: ComparedVisit | null, 
/**
 * The visit in the second.
 */
b: ComparedVisit | null, 
/**
 * What differs: `input`, `output`, `status`, `tries`, `events`.
 */
differs: Array<string>, };

export type ComparedVisit = { 
/**
 * Its `…StateEntered` event.
 */
entered: number, 
/**
 * Its status.
 */
status: StepStatus, 
/**
 * Milliseconds it took; none while it lasts.
 */
duration: number | null, };

export type FlowView = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * `JSONPath` or `JSONata`.
 */
language: string, 
/**
 * Retries before the attempt that is told.
 */
attempt: number, 
/**
 * How many inputs of iterations a Map has made.
 */
items: number, 
/**
 * The stages in the order in which data goes through them.
 */
stages: Array<FlowStage>, };

export type FlowStage = { 
/**
 * `input`, `afterInputPath`, `afterParameters`, `afterItemsPath`, `itemsRead`, `item`, `afterItemSelector`,
 * `afterItemBatcher`, `rule`, `setting`, `result`, `afterResultSelector`, `error`, `afterResultPath`, `output`,
 * `variables`.
 */
name: string, 
/**
 * The field of the state that makes it, as `InputPath` or `Catch[0].ResultPath`.
 */
field: string | null, 
/**
 * The field's text in the definition; `None` where the state has no such field.
 */
source: string | null, 
/**
 * The value as JSON text; `None` where it has not come so far.
 */
value: string | null, 
/**
 * Position of the stage that it is made of; `None` for what is new.
 */
from: number | null, 
/**
 * Index of the item or batch, of stages of one iteration.
 */
index: number | null, 
/**
 * Of a rule of a Choice: whether it held.
 */
held: boolean | null, };

export type WhatIfView = { 
/**
 * The stages then; `None` where the field cannot be read.
 */
flow: FlowView | null, 
/**
 * Why the field cannot be read, or the error that the state then ends in.
 */
error: string | null, 
/**
 * What to change in the text; `None` where the text has no such state.
 */
edit: EditView | null, };

export type ExplainView = { 
/**
 * Failed attempts, in order.
 */
failures: Array<FailureView>, 
/**
 * A Choice's rules.
 */
choice: ChoiceView | null, 
/**
 * When redrives took the step up again.
 */
redrives: number[], };

export type FailureView = { 
/**
 * Retries before it; a redrive counts them anew.
 */
attempt: number, 
/**
 * How many redrives had taken the step up again before it.
 */
redrive: number, 
/**
 * The event that told of it, where one did.
 */
event: number, 
/**
 * Error name.
 */
error: string, 
/**
 * Cause.
 */
cause: string, 
/**
 * Whether it can be neither retried nor caught.
 */
fatal: boolean, 
/**
 * All retriers, then all catchers.
 */
rules: Array<RuleView>, };

export type RuleView = { 
/**
 * Whether it is a catcher.
 */
catcher: boolean, 
/**
 * Its position.
 */
at: number, 
/**
 * `ErrorEquals`.
 */
errors: Array<string>, 
/**
 * Whether it was compared with the error.
 */
asked: boolean, 
/**
 * Which of its names matched.
 */
matched: number | null, 
/**
 * A retrier's `MaxAttempts`.
 */
most: number, 
/**
 * How many retries it had given then, the one that followed included.
 */
used: number | null, 
/**
 * Milliseconds until the retry that followed.
 */
delay: number | null, 
/**
 * A retrier's `IntervalSeconds`.
 */
interval: number, 
/**
 * Its `BackoffRate`.
 */
rate: number, 
/**
 * Its `MaxDelaySeconds`.
 */
cap: number | null, 
/**
 * Its `JitterStrategy` is FULL.
 */
jitter: boolean, 
/**
 * Where a catcher leads.
 */
next: string | null, };

export type ChoiceView = { 
/**
 * Its rules in order.
 */
rules: Array<ChoiceRuleView>, 
/**
 * Where `Default` leads.
 */
default: string | null, 
/**
 * Whether it was decided.
 */
decided: boolean, 
/**
 * The rule that was taken; `None` for `Default`.
 */
taken: number | null, };

export type ChoiceRuleView = { 
/**
 * The rule in one line.
 */
condition: string, 
/**
 * Whether it held; `None` where it was not asked.
 */
held: boolean | null, 
/**
 * Where it leads.
 */
next: string | null, 
/**
 * The data tests that were made.
 */
tests: Array<TestView>, };

export type TestView = { 
/**
 * The test in one line.
 */
condition: string, 
/**
 * The value that was found, as JSON text.
 */
found: string, 
/**
 * What it was compared with, as JSON text.
 */
wanted: string, 
/**
 * Whether the test held.
 */
held: boolean, };

export type RunExplainView = { 
/**
 * What it waits for.
 */
waits: Array<WaitView>, 
/**
 * What ended it.
 */
end: EndView | null, 
/**
 * States that were not entered.
 */
unreached: Array<UnreachedView>, 
/**
 * Limits.
 */
meters: MetersView, };

export type WaitView = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * The visit's `…StateEntered` event.
 */
entered: number, 
/**
 * Iteration indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * What it waits for.
 */
reason: WaitReason, 
/**
 * When that comes.
 */
due: number | null, 
/**
 * Retries so far.
 */
retries: number, };

export type WaitReason = "timer" | "retry" | "answer" | "nobody" | "mapRun";

export type EndView = { 
/**
 * `SUCCEEDED FAILED TIMED_OUT ABORTED`.
 */
status: string, 
/**
 * Its last event.
 */
event: number, 
/**
 * The step that it ended in and the Parallels and Maps around that, innermost first. Empty where it was stopped
 * or ran out of time.
 */
steps: Array<EndStep>, };

export type EndStep = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its type.
 */
type: string, 
/**
 * The visit's `…StateEntered` event.
 */
entered: number, 
/**
 * Iteration indexes of the Maps around it, outermost first.
 */
iteration: Array<number>, 
/**
 * Its last failure.
 */
failure: FailureView | null, };

export type UnreachedView = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * The ways that lead to it, and why none was taken. None: no way leads there.
 */
ways: Array<WayView>, };

export type WayView = { 
/**
 * The state that it leaves, or the container whose first state is meant.
 */
from: string, 
/**
 * Its number.
 */
state: number, 
/**
 * What it is.
 */
kind: WayKind, 
/**
 * The errors of a catcher or the condition of a rule.
 */
label: string, 
/**
 * Why it was not taken.
 */
why: Hindrance, };

export type WayKind = "next" | "rule" | "default" | "catch" | "start";

export type Hindrance = "notEntered" | "stillThere" | "otherWay" | "failed" | "noError" | "noItems";

export type MetersView = { 
/**
 * Events so far.
 */
events: number, 
/**
 * How many an execution may have; `None` for Express executions, which have no such limit.
 */
mostEvents: number | null, 
/**
 * Bytes of the largest payload so far.
 */
payload: number, 
/**
 * The first event that has it.
 */
payloadEvent: number | null, 
/**
 * How large a payload may be.
 */
mostPayload: number | null, 
/**
 * Bytes of all variables at the position.
 */
variables: number, 
/**
 * How large they may be.
 */
mostVariables: number | null, 
/**
 * State transitions.
 */
transitions: number, 
/**
 * Those of them that were retries.
 */
retries: number, };

export type ReasonView = { 
/**
 * Its sentences: the reason, then what came of it where that is a decision.
 */
sentences: Array<SentenceView>, };

export type SentenceView = { 
/**
 * The words: `reason.` and this is their key.
 */
code: string, 
/**
 * What belongs into them.
 */
words: Array<WordView>, };

export type WordView = { 
/**
 * Its name in the sentence.
 */
name: string, 
/**
 * What stands there.
 */
value: WordValue, };

export type WordValue = { "kind": "text", "value": string } | { "kind": "count", "value": number } | { "kind": "delay", "value": number };

export type VariablesView = { 
/**
 * The state's number.
 */
state: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its `…StateEntered` event.
 */
entered: number, 
/**
 * `JSONPath` or `JSONata`.
 */
language: string, 
/**
 * Whether the state was left, so that `$` of a watched path is its output.
 */
left: boolean, 
/**
 * Whether they can be changed at the position.
 */
changeable: boolean, 
/**
 * Variables, those of the whole execution first.
 */
variables: Array<VariableView>, 
/**
 * The context object as JSON text; empty where it is not known.
 */
context: string, };

export type VariableView = { 
/**
 * Name without the `$`.
 */
name: string, 
/**
 * JSON text.
 */
value: string, 
/**
 * The `…StateExited` event that set it; none for one that was changed by hand.
 */
event: number | null, 
/**
 * Name of the state that did.
 */
setBy: string | null, 
/**
 * The branches and iterations that see it, outermost first; none for the whole execution.
 */
scope: Array<ScopeStep>, 
/**
 * Whether this step set it, or the latest event that left a state.
 */
changed: boolean, };

export type ScopeStep = { 
/**
 * Name of the Parallel or Map.
 */
name: string, 
/**
 * Whether it is a Map.
 */
map: boolean, 
/**
 * Number of the branch or index of the item, from 0.
 */
index: number, };

export type WatchView = { 
/**
 * As it was given.
 */
expression: string, 
/**
 * Its value as JSON text.
 */
value: string | null, 
/**
 * Whether it leads to nothing.
 */
missing: boolean, 
/**
 * Why there is no value, in the service's words.
 */
message: string, };
