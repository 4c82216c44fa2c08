//! The type and details of a printed event, as events have them. Payloads stay with what was printed: nothing that is
//! folded from events needs them.

use super::pages::RawEvent;
use crate::execution::{ErrorDetails, EventKind, Scheduled, TaskEvent};
use crate::text::read_value;
use crate::value::{Object, Value};
use std::rc::Rc;

const FAMILIES: [&str; 3] = ["LambdaFunction", "Activity", "Task"];
const STATE_TYPES: [&str; 8] = [
    "Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map",
];

/// The state's type and what follows `State` in a type as `TaskStateEntered`.
pub(super) fn of_state(name: &str) -> Option<(&'static str, &str)> {
    STATE_TYPES.iter().find_map(|kind| {
        let rest = name.strip_prefix(kind)?.strip_prefix("State")?;
        Some((*kind, rest))
    })
}

/// The kind of an event. `ExecutionRedriven` still lacks the visits that go on.
pub(super) fn kind(raw: &RawEvent) -> EventKind {
    let index = || raw.number("index").unwrap_or(0);
    let arn = || raw.text("mapRunArn").cloned().unwrap_or_default();
    let count = || raw.number("redriveCount").unwrap_or(0);
    match raw.name.as_str() {
        "ExecutionStarted" => {
            EventKind::ExecutionStarted(raw.text("input").cloned().unwrap_or_default())
        }
        "ExecutionSucceeded" => EventKind::ExecutionSucceeded(Value::Null),
        "ExecutionFailed" => EventKind::ExecutionFailed(error(raw)),
        "ExecutionTimedOut" => EventKind::ExecutionTimedOut(error(raw)),
        "ExecutionAborted" => EventKind::ExecutionAborted(error(raw)),
        "ExecutionRedriven" => EventKind::ExecutionRedriven {
            count: count(),
            visits: Rc::new([]),
        },
        "MapIterationStarted" => EventKind::IterationStarted(index()),
        "MapIterationSucceeded" => EventKind::IterationSucceeded(index()),
        "MapIterationFailed" => EventKind::IterationFailed(index()),
        "MapIterationAborted" => EventKind::IterationAborted(index()),
        "MapRunStarted" => EventKind::MapRunStarted(arn()),
        "MapRunSucceeded" => EventKind::MapRunSucceeded,
        "MapRunFailed" => EventKind::MapRunFailed(error(raw)),
        "MapRunAborted" => EventKind::MapRunAborted,
        "MapRunRedriven" => EventKind::MapRunRedriven {
            arn: arn(),
            count: count(),
        },
        "EvaluationFailed" => EventKind::EvaluationFailed {
            details: error(raw),
            location: raw.text("location").cloned(),
        },
        name => of_state(name)
            .and_then(|(kind, rest)| state_kind(raw, kind, rest))
            .or_else(|| task_kind(raw).map(EventKind::Task))
            .unwrap_or(EventKind::Unknown),
    }
}

fn state_kind(raw: &RawEvent, kind: &str, rest: &str) -> Option<EventKind> {
    Some(match rest {
        "Entered" => EventKind::StateEntered(Value::Null),
        "Exited" => EventKind::StateExited {
            output: Value::Null,
            assigned: assigned(raw),
            by: None,
        },
        "Started" if kind == "Map" => {
            EventKind::StateStarted(Some(raw.number("length").unwrap_or(0)))
        }
        "Started" => EventKind::StateStarted(None),
        "Succeeded" => EventKind::StateSucceeded,
        "Failed" => EventKind::StateFailed,
        "Aborted" => EventKind::StateAborted,
        _ => return None,
    })
}

fn task_kind(raw: &RawEvent) -> Option<TaskEvent> {
    let mut families = FAMILIES.iter();
    let rest = families.find_map(|family| raw.name.strip_prefix(family))?;
    Some(match rest {
        "Scheduled" => TaskEvent::Scheduled(Rc::new(Scheduled {
            input: Value::Null,
            timeout: raw.number("timeoutInSeconds").map(u64::from),
            heartbeat: raw.number("heartbeatInSeconds").map(u64::from),
            role: None,
        })),
        "ScheduleFailed" => TaskEvent::ScheduleFailed(error(raw)),
        "Started" => TaskEvent::Started(raw.text("workerName").cloned()),
        "StartFailed" => TaskEvent::StartFailed(error(raw)),
        "Submitted" => TaskEvent::Submitted(Value::Null),
        "SubmitFailed" => TaskEvent::SubmitFailed(error(raw)),
        "Succeeded" => TaskEvent::Succeeded(Value::Null),
        "Failed" => TaskEvent::Failed(error(raw)),
        "TimedOut" => TaskEvent::TimedOut(error(raw)),
        _ => return None,
    })
}

fn error(raw: &RawEvent) -> ErrorDetails {
    ErrorDetails {
        error: raw.text("error").cloned(),
        cause: raw.text("cause").cloned(),
    }
}

/// Values of variables are JSON texts; one that is none stands for itself.
fn assigned(raw: &RawEvent) -> Option<Object> {
    let assigned = raw.details.as_ref()?.get("assignedVariables")?;
    let pairs = assigned.as_object()?.iter().map(|(name, value)| {
        let read = value.as_str().and_then(|text| read_value(text).ok());
        (name.clone(), read.unwrap_or_else(|| value.clone()))
    });
    Some(pairs.collect())
}
