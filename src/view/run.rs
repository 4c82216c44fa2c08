//! A run as the page shows it.

use super::calls::CallView;
use super::recorded::RecordedView;
use super::scene::EdgeKindView;
use serde::{Deserialize, Serialize};

/// What starts a session: the texts as the user wrote them and everything else that determines the run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct StartRequest {
    /// Definition text.
    pub definition: String,
    /// Input text.
    pub input: String,
    /// Name of the state machine.
    pub machine_name: String,
    /// Name of the execution; a seeded UUID when empty.
    pub name: String,
    /// `STANDARD` or `EXPRESS`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Region of the ARNs.
    pub region: String,
    /// Account of the ARNs.
    pub account: String,
    /// Start of the virtual clock, milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub start: i64,
    /// Seed of everything random.
    pub seed: u32,
    /// Mocked answers as JSON text: `{ "<state>": [ {"return": …} | {"throw": {"error","cause"}}, … ] }`, one entry an
    /// attempt, the last one again for every further attempt; or a `MockConfigFile.json`.
    pub mocks: String,
    /// Which test case of a `MockConfigFile.json` is played; empty for its only one.
    pub test_case: String,
    /// Contents of simulated services as JSON text; empty for none.
    pub doubles: String,
    /// Names of the states whose calls stop the run and ask the user.
    pub asked: Vec<String>,
    /// Names of the states that handlers answer.
    pub handlers: Vec<String>,
    /// `typical` (seeded delays for each kind of call) or `zero`.
    pub latency: String,
    /// What the simulated S3 holds: JSON text `{"bucket/key": text}`.
    #[cfg_attr(test, ts(optional))]
    pub files: Option<String>,
    /// Other state machines, of which executions can be started: JSON text `{"<name or ARN>": {"definition", "type"?,
    /// "mocks"?, "testCase"?}}`.
    #[cfg_attr(test, ts(optional))]
    pub machines: Option<String>,
}

/// The run at its position.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// The execution's details.
    pub execution: ExecutionView,
    /// How many events have happened at the position.
    pub position: u32,
    /// How many events are known; more than `position` after stepping back.
    pub known: u32,
    /// Virtual time at the position.
    #[cfg_attr(test, ts(type = "number"))]
    pub now: i64,
    /// Why the last command stopped.
    pub stopped: Stopped,
    /// When the earliest timer is due, if the run waits for nothing else.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub next_due: Option<i64>,
    /// What each state that was entered looks like at the position.
    pub states: Vec<StateRunView>,
    /// Transitions taken up to the position, in order of first use.
    pub taken: Vec<TakenEdge>,
    /// Calls that can be answered from outside at the position, oldest first: a hundred at most.
    pub calls: Vec<CallView>,
    /// Where it comes from, when it was recorded elsewhere and cannot be steered.
    pub recorded: Option<RecordedView>,
}

/// Why a command stopped.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", tag = "reason")]
pub enum Stopped {
    /// It did what was asked.
    Done,
    /// The execution has ended.
    Ended,
    /// A slice of a longer run is over; go on.
    Slice,
    /// A breakpoint.
    Breakpoint {
        /// Its place in the list of breakpoints.
        breakpoint: u32,
        /// The event that met it.
        event: u32,
        /// The event's `type`.
        #[serde(rename = "type")]
        kind: String,
        /// Name of the state that it is about.
        name: Option<String>,
        /// Which visit of that state it was, counted from 1.
        visit: Option<u32>,
        /// Why its condition gave no answer.
        problem: Option<ProblemView>,
    },
    /// Nothing is due: the run waits for an answer that only a person can give.
    Waiting,
    /// A call was made that the user is asked for.
    Asked,
    /// A handler must answer a call before anything else happens.
    Called,
    /// There is nothing before the first event.
    Start,
}

/// Why a condition gave no answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// `unreadable`, `failed`, `notBoolean` or `function`.
    pub kind: String,
    /// What the evaluator said, or the value; short.
    pub detail: String,
}

/// *Execution Details*.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExecutionView {
    /// Execution ARN.
    pub arn: String,
    /// Name.
    pub name: String,
    /// State machine ARN.
    pub machine_arn: String,
    /// Name of the machine.
    pub machine_name: String,
    /// `STANDARD` or `EXPRESS`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
    pub status: String,
    /// Started.
    #[cfg_attr(test, ts(type = "number"))]
    pub started: i64,
    /// Closed.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub closed: Option<i64>,
    /// State transitions: every state entered, every retry, one for the start.
    pub transitions: u32,
    /// Input text.
    pub input: String,
    /// Output as JSON text.
    pub output: Option<String>,
    /// Error name of a failed execution.
    pub error: Option<String>,
    /// Cause of a failed execution.
    pub cause: Option<String>,
    /// `redriveCount`.
    pub redrives: u32,
    /// `redriveDate`.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub redriven: Option<i64>,
    /// `redriveStatusReason`: why it cannot be redriven at the position; null when it can be.
    pub not_redrivable: Option<String>,
}

/// A state's look at the position.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StateRunView {
    /// The state's number.
    pub state: u32,
    /// Status of its latest visit.
    pub status: StepStatus,
    /// How often it was entered.
    pub visits: u32,
    /// Retries of its latest visit; of all visits for states inside a Map.
    pub retries: u32,
    /// Visits by status, for states inside a Map.
    pub counts: Vec<StatusCount>,
    /// Whether its latest visit got an automatic answer.
    pub automatic: bool,
}

/// Visits of one status.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StatusCount {
    /// Status.
    pub status: StepStatus,
    /// How many.
    pub count: u32,
}

/// Status of one visit of a state.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum StepStatus {
    /// Entered, working.
    InProgress,
    /// Entered, waiting for a timer (Wait, retry delay) or a token.
    Waiting,
    /// Left in the normal way.
    Succeeded,
    /// Failed for good.
    Failed,
    /// Failed, then left through a catcher.
    Caught,
    /// Timed out for good.
    TimedOut,
    /// Cut by a sibling's failure or by StopExecution.
    Aborted,
}

/// A transition that was taken.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TakenEdge {
    /// From which state; `None` from Start.
    pub from: Option<u32>,
    /// To which state; `None` to End.
    pub to: Option<u32>,
    /// What kind of edge it is; `None` where nothing tells which of several that join the two.
    pub kind: Option<EdgeKindView>,
    /// Which catcher or rule, from 0.
    pub index: u32,
    /// How often.
    pub count: u32,
    /// The event that last left over it; its output went over the edge.
    pub event: u32,
    /// Whether it was the latest transition of its branch.
    pub last: bool,
}

/// One row of *Step Details*.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EventRow {
    /// `id`.
    pub id: u32,
    /// `previousEventId`.
    pub previous: u32,
    /// `type`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `timestamp`.
    #[cfg_attr(test, ts(type = "number"))]
    pub time: i64,
    /// Number of the state it belongs to.
    pub state: Option<u32>,
    /// Name of the state.
    pub name: Option<String>,
    /// Iteration indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// The `…StateEntered` event of its visit.
    pub visit: Option<u32>,
    /// Its lane: 0 for the main line, then one for each branch.
    pub lane: u32,
    /// Kind of mark: `started`, `succeeded`, `failed`, `timedOut`, `aborted`.
    pub mark: EventMark,
    /// Who gave the answer that it tells of.
    pub answer: Option<AnswerSource>,
}

/// The mark of an event's own kind.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum EventMark {
    /// Started, Entered, Scheduled, Submitted.
    Started,
    /// Succeeded, Exited.
    Succeeded,
    /// Failed.
    Failed,
    /// TimedOut.
    TimedOut,
    /// Aborted.
    Aborted,
}

/// One visit of a state, for the step panel.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its status.
    pub status: StepStatus,
    /// A Task's `Resource`.
    pub resource: Option<String>,
    /// Iteration indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// Its `…StateEntered` event.
    pub entered: u32,
    /// Its `…StateExited` event.
    pub exited: Option<u32>,
    /// All visits of this state at the position (their entered events), oldest first.
    pub visits: Vec<u32>,
    /// Inside a Map, the index in the innermost one and the status of each visit; else empty.
    pub iterations: Vec<(u32, StepStatus)>,
    /// When entered.
    #[cfg_attr(test, ts(type = "number"))]
    pub entered_at: i64,
    /// When left or ended.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub ended_at: Option<i64>,
    /// Input as JSON text.
    pub input: String,
    /// Output as JSON text.
    pub output: Option<String>,
    /// Error of the last failure.
    pub error: Option<String>,
    /// Cause of the last failure.
    pub cause: Option<String>,
    /// Tries of a Task, Parallel or Map.
    pub attempts: Vec<AttemptView>,
    /// Assigned variables: name and JSON text.
    pub assigned: Vec<(String, String)>,
    /// Where each answer came from, for Tasks: `mock`, `double` or `automatic`, one an attempt.
    pub answers: Vec<AnswerSource>,
    /// Its own events.
    pub events: Vec<u32>,
    /// Places of the Map Runs that a distributed Map has started, oldest first.
    pub map_runs: Vec<u32>,
    /// Places of the executions that a Task has started, oldest first.
    pub executions: Vec<u32>,
}

/// One attempt.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttemptView {
    /// When scheduled.
    #[cfg_attr(test, ts(type = "number"))]
    pub started: i64,
    /// When it ended.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub ended: Option<i64>,
    /// How it ended.
    pub status: StepStatus,
    /// Error name.
    pub error: Option<String>,
}

/// Who answered a Task.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum AnswerSource {
    /// The user's mocked answer.
    Mock,
    /// A simulated service with contents.
    Double,
    /// A sensible answer made by the simulator.
    Automatic,
    /// The user, asked when the call was made.
    User,
    /// A function of the user.
    Handler,
    /// An execution of another state machine of the workspace.
    Execution,
}
