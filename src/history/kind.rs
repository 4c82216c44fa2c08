//! The service's names for types of events and for the members that hold their details.

use crate::definition::{Resource, StateKind, StateMachine, Task};
use crate::execution::{Event, EventKind, TaskEvent};

/// Which of the three families of Task events a resource writes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Family {
    /// `LambdaFunction…`: a function's ARN, or a resource that is none the service knows.
    Lambda,
    /// `Activity…`.
    Activity,
    /// `Task…`: a service call.
    Service,
}

impl Family {
    /// The family of a Task's resource.
    pub fn of(resource: &Resource) -> Family {
        match resource {
            Resource::Lambda | Resource::Unknown => Family::Lambda,
            Resource::Activity => Family::Activity,
            Resource::Service { .. } => Family::Service,
        }
    }
}

/// The Task state an event belongs to.
pub(super) fn task_of<'a>(event: &Event, definition: &'a StateMachine) -> Option<&'a Task> {
    match kind_of(event, definition) {
        Some(StateKind::Task(task)) => Some(task),
        _ => None,
    }
}

pub(super) fn kind_of<'a>(event: &Event, definition: &'a StateMachine) -> Option<&'a StateKind> {
    let state = definition.states.get(event.state?.0 as usize)?;
    Some(&state.kind)
}

macro_rules! by_state_type {
    ($kind:expr, $suffix:literal) => {
        match $kind {
            Some(StateKind::Task(_)) => concat!("TaskState", $suffix),
            Some(StateKind::Choice(_)) => concat!("ChoiceState", $suffix),
            Some(StateKind::Wait(_)) => concat!("WaitState", $suffix),
            Some(StateKind::Pass(_)) => concat!("PassState", $suffix),
            Some(StateKind::Succeed) => concat!("SucceedState", $suffix),
            Some(StateKind::Fail(_)) => concat!("FailState", $suffix),
            Some(StateKind::Parallel(_)) => concat!("ParallelState", $suffix),
            Some(StateKind::Map(_)) => concat!("MapState", $suffix),
            Some(StateKind::Unknown(_)) | None => concat!("State", $suffix),
        }
    };
}

macro_rules! by_family {
    ($family:expr, $suffix:literal) => {
        match $family {
            Family::Lambda => concat!("LambdaFunction", $suffix),
            Family::Activity => concat!("Activity", $suffix),
            Family::Service => concat!("Task", $suffix),
        }
    };
}

macro_rules! task_details {
    ($family:expr, $suffix:literal) => {
        match $family {
            Family::Lambda => concat!("lambdaFunction", $suffix, "EventDetails"),
            Family::Activity => concat!("activity", $suffix, "EventDetails"),
            Family::Service => concat!("task", $suffix, "EventDetails"),
        }
    };
}

/// `type` of an event, for example `TaskStateEntered` or `LambdaFunctionScheduled`.
///
/// The state's type and a Task's family come from the definition; events of a state without a known type keep the
/// general name (`StateEntered`).
pub fn type_name(event: &Event, definition: &StateMachine) -> &'static str {
    let kind = kind_of(event, definition);
    match &event.kind {
        EventKind::ExecutionStarted(_) => "ExecutionStarted",
        EventKind::ExecutionSucceeded(_) => "ExecutionSucceeded",
        EventKind::ExecutionFailed(_) => "ExecutionFailed",
        EventKind::ExecutionTimedOut(_) => "ExecutionTimedOut",
        EventKind::ExecutionAborted(_) => "ExecutionAborted",
        EventKind::ExecutionRedriven { .. } => "ExecutionRedriven",
        EventKind::StateEntered(_) => by_state_type!(kind, "Entered"),
        EventKind::StateExited { .. } => by_state_type!(kind, "Exited"),
        EventKind::StateStarted(_) => by_state_type!(kind, "Started"),
        EventKind::StateSucceeded => by_state_type!(kind, "Succeeded"),
        EventKind::StateFailed => by_state_type!(kind, "Failed"),
        EventKind::StateAborted => by_state_type!(kind, "Aborted"),
        EventKind::IterationStarted(_) => "MapIterationStarted",
        EventKind::IterationSucceeded(_) => "MapIterationSucceeded",
        EventKind::IterationFailed(_) => "MapIterationFailed",
        EventKind::IterationAborted(_) => "MapIterationAborted",
        EventKind::MapRunStarted(_) => "MapRunStarted",
        EventKind::MapRunSucceeded => "MapRunSucceeded",
        EventKind::MapRunFailed(_) => "MapRunFailed",
        EventKind::MapRunAborted => "MapRunAborted",
        EventKind::MapRunRedriven { .. } => "MapRunRedriven",
        EventKind::EvaluationFailed { .. } => "EvaluationFailed",
        EventKind::Task(task) => task_type(task, family(event, definition)),
        EventKind::Unknown => "Unknown",
    }
}

/// The family of the Task an event belongs to.
pub(super) fn family(event: &Event, definition: &StateMachine) -> Family {
    task_of(event, definition).map_or(Family::Service, |task| Family::of(&task.resource))
}

fn task_type(event: &TaskEvent, family: Family) -> &'static str {
    match event {
        TaskEvent::Scheduled(_) => by_family!(family, "Scheduled"),
        TaskEvent::ScheduleFailed(_) => by_family!(family, "ScheduleFailed"),
        TaskEvent::Started(_) => by_family!(family, "Started"),
        TaskEvent::StartFailed(_) => by_family!(family, "StartFailed"),
        TaskEvent::Submitted(_) => by_family!(family, "Submitted"),
        TaskEvent::SubmitFailed(_) => by_family!(family, "SubmitFailed"),
        TaskEvent::Succeeded(_) => by_family!(family, "Succeeded"),
        TaskEvent::Failed(_) => by_family!(family, "Failed"),
        TaskEvent::TimedOut(_) => by_family!(family, "TimedOut"),
    }
}

/// The member that holds the details of a Task's event.
pub(super) fn task_member(event: &TaskEvent, family: Family) -> &'static str {
    match event {
        TaskEvent::Scheduled(_) => task_details!(family, "Scheduled"),
        TaskEvent::ScheduleFailed(_) => task_details!(family, "ScheduleFailed"),
        TaskEvent::Started(_) => task_details!(family, "Started"),
        TaskEvent::StartFailed(_) => task_details!(family, "StartFailed"),
        TaskEvent::Submitted(_) => task_details!(family, "Submitted"),
        TaskEvent::SubmitFailed(_) => task_details!(family, "SubmitFailed"),
        TaskEvent::Succeeded(_) => task_details!(family, "Succeeded"),
        TaskEvent::Failed(_) => task_details!(family, "Failed"),
        TaskEvent::TimedOut(_) => task_details!(family, "TimedOut"),
    }
}
