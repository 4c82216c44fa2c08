//! The model: every field of the language, as plain data.
//!
//! States and nested machines stand in two flat lists and name each other by number: nothing is recursive, and an
//! execution holds positions that cost nothing to copy.

use super::{Choice, Map, Resource, Template};
use crate::query::{intrinsic::Call, jsonata::Expression, path::Path, path::ReferencePath};
use crate::text::Span;
use crate::time::Timestamp;
use crate::value::{Text, Value};

/// Number of a state within its machine, in text order.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Ord, PartialOrd)]
pub struct StateId(pub u32);

/// Number of a `States` map; 0 is the top level.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Ord, PartialOrd)]
pub struct RegionId(pub u32);

/// `QueryLanguage`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum QueryLanguage {
    /// JSONPath, the default.
    #[default]
    JsonPath,
    /// JSONata.
    Jsonata,
}

/// The type of a state machine.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum WorkflowType {
    /// STANDARD.
    #[default]
    Standard,
    /// EXPRESS.
    Express,
}

impl WorkflowType {
    /// The service's name: `STANDARD`, `EXPRESS`.
    pub fn name(self) -> &'static str {
        match self {
            WorkflowType::Standard => "STANDARD",
            WorkflowType::Express => "EXPRESS",
        }
    }
}

/// A whole definition.
#[derive(Clone, Debug, Default)]
pub struct StateMachine {
    /// `Comment`.
    pub comment: Option<Text>,
    /// `Version`.
    pub version: Option<Text>,
    /// `QueryLanguage` of the machine.
    pub query_language: QueryLanguage,
    /// `TimeoutSeconds` of a whole execution.
    pub timeout_seconds: Option<u64>,
    /// All `States` maps, the top level first.
    pub regions: Vec<Region>,
    /// All states of all regions.
    pub states: Vec<State>,
}

/// One `States` map with its `StartAt`: the machine itself, a branch, or an item processor.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// The Parallel or Map state it belongs to and its number there; `None` at the top.
    pub owner: Option<(StateId, usize)>,
    /// `StartAt`.
    pub start_at: Option<Target>,
    /// Its states in text order.
    pub states: Vec<StateId>,
    /// The key of its `States` object, be that empty; `None` without one.
    pub states_span: Option<Span>,
    /// `Comment`.
    pub comment: Option<Text>,
    /// The object that holds it.
    pub span: Span,
    /// Location of that object as the service writes it: empty at the top, `/States/P/Branches[0]`.
    pub location: Text,
}

/// The target of a transition.
#[derive(Clone, Debug)]
pub struct Target {
    /// The name as written.
    pub name: Text,
    /// Where it is written.
    pub span: Span,
    /// The state of that name in the same region.
    pub state: Option<StateId>,
}

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    /// Its number.
    pub id: StateId,
    /// The region it stands in.
    pub region: RegionId,
    /// Its name.
    pub name: Text,
    /// The key that names it.
    pub name_span: Span,
    /// Its object.
    pub span: Span,
    /// Its type with the fields of that type.
    pub kind: StateKind,
    /// Its effective query language.
    pub language: QueryLanguage,
    /// `Comment`.
    pub comment: Option<Text>,
    /// What happens to data on its way through.
    pub flow: Flow,
    /// `Next`.
    pub next: Option<Target>,
    /// `End: true`.
    pub end: bool,
    /// `Retry`.
    pub retry: Vec<Retrier>,
    /// `Catch`.
    pub catch: Vec<Catcher>,
}

/// The eight types.
#[derive(Clone, Debug)]
pub enum StateKind {
    /// Task.
    Task(Box<Task>),
    /// Choice.
    Choice(Box<Choice>),
    /// Wait.
    Wait(Wait),
    /// Pass, with its `Result`.
    Pass(Option<Value>),
    /// Succeed.
    Succeed,
    /// Fail.
    Fail(Box<Fail>),
    /// Parallel, with its branches.
    Parallel(Vec<RegionId>),
    /// Map.
    Map(Box<Map>),
    /// `Type` is missing or no known one; holds what is written.
    Unknown(Text),
}

/// Data flow fields; those of the other query language stay empty.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// `InputPath`.
    pub input_path: Selection,
    /// `OutputPath`.
    pub output_path: Selection,
    /// `Parameters` (JSONPath) or `Arguments` (JSONata). A Map's legacy `Parameters` is its ItemSelector.
    pub parameters: Option<Template>,
    /// `ResultSelector`.
    pub result_selector: Option<Template>,
    /// `ResultPath`.
    pub result_path: ResultPath,
    /// JSONata `Output`.
    pub output: Option<Template>,
    /// `Assign`: always an object.
    pub assign: Option<Template>,
}

/// `InputPath`, `OutputPath`.
#[derive(Clone, Debug, Default)]
pub enum Selection {
    /// Absent or `$`: all of it.
    #[default]
    Whole,
    /// `null`: an empty object.
    Nothing,
    /// A path.
    Path(Path),
}

/// `ResultPath`.
#[derive(Clone, Debug, Default)]
pub enum ResultPath {
    /// Absent or `$`: the result replaces the input.
    #[default]
    Whole,
    /// `null`: the input goes on, the result is dropped.
    Discard,
    /// The result is put into the input here.
    At(ReferencePath),
}

/// A number that is written, found by a path, or computed.
#[derive(Clone, Debug, Default)]
pub enum Amount {
    /// Not given.
    #[default]
    Absent,
    /// Written.
    Literal(f64),
    /// The `…Path` twin.
    Path(Path),
    /// JSONata.
    Expression(Expression),
}

/// A Task's own fields.
#[derive(Clone, Debug)]
pub struct Task {
    /// `Resource` as written.
    pub arn: Text,
    /// Where it is written.
    pub resource_span: Span,
    /// What it names.
    pub resource: Resource,
    /// `TimeoutSeconds`, `TimeoutSecondsPath`.
    pub timeout: Amount,
    /// `HeartbeatSeconds`, `HeartbeatSecondsPath`.
    pub heartbeat: Amount,
    /// `Credentials`.
    pub credentials: Option<Template>,
}

/// The forms of Wait.
#[derive(Clone, Debug)]
pub enum Wait {
    /// `Seconds`, `SecondsPath`.
    Seconds(Amount),
    /// `Timestamp` as written; `None` when it is no RFC 3339 time (a diagnostic says so).
    Until(Option<Timestamp>),
    /// `TimestampPath`.
    UntilPath(Path),
    /// JSONata `Timestamp`.
    UntilExpression(Expression),
    /// No form was given.
    Missing,
}

/// A Fail state's texts.
#[derive(Clone, Debug, Default)]
pub struct Fail {
    /// `Error`, `ErrorPath`.
    pub error: FailText,
    /// `Cause`, `CausePath`.
    pub cause: FailText,
}

/// `Error` or `Cause` in its forms.
#[derive(Clone, Debug, Default)]
pub enum FailText {
    /// Not given.
    #[default]
    Absent,
    /// Written.
    Literal(Text),
    /// A path.
    Path(Path),
    /// An intrinsic call.
    Call(Call),
    /// JSONata.
    Expression(Expression),
}

/// One entry of `Retry`.
#[derive(Clone, Debug)]
pub struct Retrier {
    /// Where it stands.
    pub span: Span,
    /// `ErrorEquals`.
    pub error_equals: Vec<Text>,
    /// `IntervalSeconds`, default 1.
    pub interval_seconds: f64,
    /// `MaxAttempts`, default 3.
    pub max_attempts: u64,
    /// `BackoffRate`, default 2.
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`.
    pub max_delay_seconds: Option<f64>,
    /// `JitterStrategy: FULL`.
    pub full_jitter: bool,
}

/// One entry of `Catch`.
#[derive(Clone, Debug)]
pub struct Catcher {
    /// Where it stands.
    pub span: Span,
    /// `ErrorEquals`.
    pub error_equals: Vec<Text>,
    /// `Next`.
    pub next: Option<Target>,
    /// `ResultPath`.
    pub result_path: ResultPath,
    /// JSONata `Output`.
    pub output: Option<Template>,
    /// `Assign`.
    pub assign: Option<Template>,
}

impl StateMachine {
    /// The state of that number, of this machine.
    pub fn state(&self, id: StateId) -> &State {
        &self.states[id.0 as usize]
    }

    /// The region of that number, of this machine.
    pub fn region(&self, id: RegionId) -> &Region {
        &self.regions[id.0 as usize]
    }

    /// The state named `name` in `region`; the last where a name is written twice, as the service reads it.
    pub fn find(&self, region: RegionId, name: &str) -> Option<StateId> {
        let states = &self.regions.get(region.0 as usize)?.states;
        let named = |id: &&StateId| self.state(**id).name == name;
        states.iter().rev().find(named).copied()
    }
}

impl StateKind {
    /// `Type` as the language and the history write it.
    pub fn type_name(&self) -> &str {
        match self {
            StateKind::Task(_) => "Task",
            StateKind::Choice(_) => "Choice",
            StateKind::Wait(_) => "Wait",
            StateKind::Pass(_) => "Pass",
            StateKind::Succeed => "Succeed",
            StateKind::Fail(_) => "Fail",
            StateKind::Parallel(_) => "Parallel",
            StateKind::Map(_) => "Map",
            StateKind::Unknown(text) => text,
        }
    }
}
