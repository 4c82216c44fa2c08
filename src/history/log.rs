//! Log records: what CloudWatch Logs gets of an execution, the only history an Express execution has.

use super::details;
use super::kind::type_name;
use super::render::Renderer;
use crate::execution::{Event, EventKind, TaskEvent};
use crate::value::{Object, Value};

/// `level` of a state machine's logging configuration.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Level {
    /// Every event.
    #[default]
    All,
    /// Events of failures, timeouts and aborts.
    Error,
    /// Only the failure that ends the execution.
    Fatal,
    /// Nothing.
    Off,
}

impl Level {
    /// Whether the record of `event` is written at this level.
    pub fn writes(self, event: &Event) -> bool {
        match self {
            Level::All => true,
            Level::Error => is_error(&event.kind),
            Level::Fatal => ends_badly(&event.kind),
            Level::Off => false,
        }
    }
}

fn ends_badly(kind: &EventKind) -> bool {
    kind.is_terminal() && !matches!(kind, EventKind::ExecutionSucceeded(_))
}

fn is_error(kind: &EventKind) -> bool {
    ends_badly(kind)
        || matches!(
            kind,
            EventKind::StateFailed
                | EventKind::StateAborted
                | EventKind::IterationFailed(_)
                | EventKind::IterationAborted(_)
                | EventKind::MapRunFailed(_)
                | EventKind::MapRunAborted
                | EventKind::EvaluationFailed { .. }
                | EventKind::Task(
                    TaskEvent::ScheduleFailed(_)
                        | TaskEvent::StartFailed(_)
                        | TaskEvent::SubmitFailed(_)
                        | TaskEvent::Failed(_)
                        | TaskEvent::TimedOut(_)
                )
        )
}

/// The records of events in their order.
pub fn log_records<'e>(
    renderer: &Renderer,
    events: impl IntoIterator<Item = &'e Event>,
) -> Vec<Value> {
    let mut redrives = 0;
    let records = events.into_iter().map(|event| {
        if let EventKind::ExecutionRedriven { count, .. } = event.kind {
            redrives = count;
        }
        record(renderer, event, redrives)
    });
    records.collect()
}

/// The record of an event of an execution that was not redriven.
pub fn log_record(renderer: &Renderer, event: &Event) -> Value {
    record(renderer, event, 0)
}

/// One record: ids and times are texts, details come without the wrapper that names their type.
fn record(renderer: &Renderer, event: &Event, redrives: u32) -> Value {
    let details = details::of(renderer, event).map(|(_, object)| object);
    let record = Object::default()
        .with("id", event.id.to_string())
        .with("type", type_name(event, renderer.definition))
        .with("details", details.unwrap_or_default())
        .with("redrive_count", redrives.to_string())
        .with("previous_event_id", event.previous.to_string())
        .with("event_timestamp", event.time.0.to_string())
        .with("execution_arn", renderer.setup.execution_arn.clone());
    Value::Object(record)
}
