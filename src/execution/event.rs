//! History events, typed. Payloads are shared values; text is made when somebody asks for it.

use crate::definition::{Exit, StateId};
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use std::rc::Rc;

/// Number of an event: 1, 2, 3… in the order of recording; 0 means none.
pub type EventId = u32;

/// One entry of the history.
#[derive(Clone, Debug)]
pub struct Event {
    /// `id`.
    pub id: EventId,
    /// `previousEventId`: the event of the same chain that caused this one, 0 for none.
    pub previous: EventId,
    /// `timestamp`.
    pub time: Timestamp,
    /// The state it belongs to, if any.
    pub state: Option<StateId>,
    /// The `…StateEntered` event of the visit it belongs to; 0 outside of states.
    pub visit: EventId,
    /// The branches and iterations around it.
    pub place: Place,
    /// Type and details.
    pub kind: EventKind,
}

/// Where in the tree of branches and iterations something happens; shared, the top level is the empty place.
#[derive(Clone, Debug, Default)]
pub struct Place(Option<Rc<PlaceStep>>);

/// The innermost branch or iteration of a [`Place`].
#[derive(Debug)]
pub struct PlaceStep {
    /// The Parallel or Map state.
    pub state: StateId,
    /// Whether it is a Map.
    pub map: bool,
    /// Number of the branch or index of the item.
    pub index: u32,
    /// The `…StateEntered` event of the Parallel's or Map's visit.
    pub visit: EventId,
    /// What is around it.
    pub outer: Place,
}

impl Place {
    /// The place inside branch or iteration `index` of `state`.
    pub fn inside(&self, state: StateId, map: bool, index: u32, visit: EventId) -> Place {
        Place(Some(Rc::new(PlaceStep {
            state,
            map,
            index,
            visit,
            outer: self.clone(),
        })))
    }

    /// Whether it is the same branch or iteration.
    pub fn is(&self, other: &Place) -> bool {
        let steps = |place: &Place| -> Vec<_> {
            let steps = place
                .steps()
                .map(|step| (step.state, step.index, step.visit));
            steps.collect()
        };
        steps(self) == steps(other)
    }

    /// The innermost step, `None` at the top level.
    pub fn innermost(&self) -> Option<&PlaceStep> {
        self.0.as_deref()
    }

    /// The steps, innermost first.
    pub fn steps(&self) -> impl Iterator<Item = &PlaceStep> {
        std::iter::successors(self.innermost(), |step| step.outer.innermost())
    }
}

/// Error and cause as the service reports them; each may be missing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ErrorDetails {
    /// Error name.
    pub error: Option<Text>,
    /// Cause.
    pub cause: Option<Text>,
}

/// Type and details of an event. Names follow the service's, with the state's type left out where the state says it.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// `ExecutionStarted`, with the caller's input text verbatim.
    ExecutionStarted(Text),
    /// `ExecutionSucceeded`.
    ExecutionSucceeded(Value),
    /// `ExecutionFailed`.
    ExecutionFailed(ErrorDetails),
    /// `ExecutionTimedOut`.
    ExecutionTimedOut(ErrorDetails),
    /// `ExecutionAborted`.
    ExecutionAborted(ErrorDetails),
    /// `ExecutionRedriven`.
    ExecutionRedriven {
        /// `redriveCount`.
        count: u32,
        /// The visits that go on, by their `…StateEntered` events.
        visits: Rc<[EventId]>,
    },
    /// `PassStateEntered`, `TaskStateEntered`…, with the state's input.
    StateEntered(Value),
    /// `PassStateExited`…, with the output and the assigned variables.
    StateExited {
        /// Output of the state.
        output: Value,
        /// Variables it assigned, `None` when it has no `Assign`.
        assigned: Option<Object>,
        /// By what, which no history prints; `None` where only the history is known.
        by: Option<Exit>,
    },
    /// `ParallelStateStarted`, or `MapStateStarted` with its `length`.
    StateStarted(Option<u32>),
    /// `ParallelStateSucceeded`, `MapStateSucceeded`.
    StateSucceeded,
    /// `ParallelStateFailed`, `MapStateFailed`.
    StateFailed,
    /// `TaskStateAborted`, `WaitStateAborted`, `ParallelStateAborted`, `MapStateAborted`.
    StateAborted,
    /// `MapIterationStarted`, with the index.
    IterationStarted(u32),
    /// `MapIterationSucceeded`.
    IterationSucceeded(u32),
    /// `MapIterationFailed`.
    IterationFailed(u32),
    /// `MapIterationAborted`.
    IterationAborted(u32),
    /// `MapRunStarted`, with the Map Run's ARN.
    MapRunStarted(Text),
    /// `MapRunSucceeded`.
    MapRunSucceeded,
    /// `MapRunFailed`.
    MapRunFailed(ErrorDetails),
    /// `MapRunAborted`.
    MapRunAborted,
    /// `MapRunRedriven`.
    MapRunRedriven {
        /// `mapRunArn`.
        arn: Text,
        /// `redriveCount` of the Map Run.
        count: u32,
    },
    /// `EvaluationFailed`.
    EvaluationFailed {
        /// Error and cause.
        details: ErrorDetails,
        /// The field, as a path with `/`.
        location: Option<Text>,
    },
    /// A Task's own events: `LambdaFunction…`, `Activity…` or `Task…` by its resource.
    Task(TaskEvent),
    /// An event of a type that is not known here; only a history that was recorded elsewhere has some.
    Unknown,
}

/// Events of a Task's attempt, the same for all three families.
#[derive(Clone, Debug)]
pub enum TaskEvent {
    /// `LambdaFunctionScheduled`, `ActivityScheduled`, `TaskScheduled`.
    Scheduled(Rc<Scheduled>),
    /// `LambdaFunctionScheduleFailed`, `ActivityScheduleFailed`.
    ScheduleFailed(ErrorDetails),
    /// `…Started`; an activity says which worker took it, if the worker gave a name.
    Started(Option<Text>),
    /// `LambdaFunctionStartFailed`, `TaskStartFailed`.
    StartFailed(ErrorDetails),
    /// `TaskSubmitted`, with the response of the call.
    Submitted(Value),
    /// `TaskSubmitFailed`.
    SubmitFailed(ErrorDetails),
    /// `…Succeeded`, with the result.
    Succeeded(Value),
    /// `…Failed`.
    Failed(ErrorDetails),
    /// `…TimedOut`.
    TimedOut(ErrorDetails),
}

/// What a Task asks for.
#[derive(Clone, Debug)]
pub struct Scheduled {
    /// `input` or `parameters`.
    pub input: Value,
    /// `timeoutInSeconds`, if the state sets it.
    pub timeout: Option<u64>,
    /// `heartbeatInSeconds`, if the state sets it.
    pub heartbeat: Option<u64>,
    /// `taskCredentials.roleArn`.
    pub role: Option<Text>,
}

impl EventKind {
    /// Whether nothing can follow.
    pub fn is_terminal(&self) -> bool {
        matches!(
            self,
            EventKind::ExecutionSucceeded(_)
                | EventKind::ExecutionFailed(_)
                | EventKind::ExecutionTimedOut(_)
                | EventKind::ExecutionAborted(_)
        )
    }
}
