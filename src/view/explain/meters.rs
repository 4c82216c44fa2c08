//! How much of its limits a run has used.

use crate::execution::{EventKind, TaskEvent, WorkflowType};
use crate::session::Session;
use crate::value::Value;
use serde::Serialize;

/// How much of the limits a run has used.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MetersView {
    /// Events so far.
    pub events: u32,
    /// How many an execution may have; `None` for Express executions, which have no such limit.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub most_events: Option<u64>,
    /// Bytes of the largest payload so far.
    pub payload: u32,
    /// The first event that has it.
    pub payload_event: Option<u32>,
    /// How large a payload may be.
    pub most_payload: Option<u32>,
    /// Bytes of all variables at the position.
    pub variables: u32,
    /// How large they may be.
    pub most_variables: Option<u32>,
    /// State transitions.
    pub transitions: u32,
    /// Those of them that were retries.
    pub retries: u32,
}

/// The meters at the position.
pub(super) fn meters(session: &Session) -> MetersView {
    let (machine, setup) = (session.machine(), session.setup());
    let quotas = &setup.quotas;
    let express = setup.workflow_type == WorkflowType::Express;
    let small = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
    let mut largest = (0, None);
    for event in session.events() {
        let bytes = payload(&event.kind).map_or(0, |value| value.measure().bytes);
        if bytes > largest.0 {
            largest = (bytes, Some(event.id));
        }
    }
    let visits = session.summary().visits().iter();
    let retries: usize = visits.map(|visit| visit.retries()).sum();
    let variables = match machine.is_running() {
        true => machine.variable_bytes(),
        false => session
            .seen(session.position(), session.position(), &Default::default())
            .iter()
            .map(|seen| seen.value.measure().bytes)
            .sum(),
    };
    MetersView {
        events: session.position(),
        most_events: quotas.history_events.filter(|_| !express),
        payload: small(largest.0),
        payload_event: largest.1,
        most_payload: quotas.payload_bytes.map(small),
        variables: small(variables),
        most_variables: quotas.variables_bytes.map(small),
        transitions: machine.transitions(),
        retries: small(retries),
    }
}

fn payload(kind: &EventKind) -> Option<&Value> {
    match kind {
        EventKind::StateEntered(value)
        | EventKind::StateExited { output: value, .. }
        | EventKind::Task(TaskEvent::Succeeded(value) | TaskEvent::Submitted(value)) => Some(value),
        EventKind::Task(TaskEvent::Scheduled(scheduled)) => Some(&scheduled.input),
        _ => None,
    }
}
