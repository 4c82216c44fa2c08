//! The kind of an event, as its mark tells it.

use super::run::EventMark;
use crate::execution::{EventKind, TaskEvent};

/// The mark of an event.
pub(super) fn mark(kind: &EventKind) -> EventMark {
    match kind {
        EventKind::ExecutionSucceeded(_)
        | EventKind::StateExited { .. }
        | EventKind::StateSucceeded
        | EventKind::IterationSucceeded(_)
        | EventKind::MapRunSucceeded
        | EventKind::Task(TaskEvent::Succeeded(_)) => EventMark::Succeeded,
        EventKind::ExecutionFailed(_)
        | EventKind::StateFailed
        | EventKind::IterationFailed(_)
        | EventKind::MapRunFailed(_)
        | EventKind::EvaluationFailed { .. }
        | EventKind::Task(
            TaskEvent::Failed(_)
            | TaskEvent::StartFailed(_)
            | TaskEvent::SubmitFailed(_)
            | TaskEvent::ScheduleFailed(_),
        ) => EventMark::Failed,
        EventKind::ExecutionTimedOut(_) | EventKind::Task(TaskEvent::TimedOut(_)) => {
            EventMark::TimedOut
        }
        EventKind::ExecutionAborted(_)
        | EventKind::StateAborted
        | EventKind::MapRunAborted
        | EventKind::IterationAborted(_) => EventMark::Aborted,
        EventKind::ExecutionStarted(_)
        | EventKind::ExecutionRedriven { .. }
        | EventKind::StateEntered(_)
        | EventKind::StateStarted(_)
        | EventKind::IterationStarted(_)
        | EventKind::MapRunStarted(_)
        | EventKind::MapRunRedriven { .. }
        | EventKind::Unknown
        | EventKind::Task(
            TaskEvent::Scheduled(_) | TaskEvent::Started(_) | TaskEvent::Submitted(_),
        ) => EventMark::Started,
    }
}
