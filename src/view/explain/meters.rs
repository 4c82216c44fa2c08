//! How much of its limits a run has used.

use crate::execution::{EventKind, TaskEvent, WorkflowType};
use crate::quotas::Quotas;
use crate::session::Past;
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
pub(super) fn meters(past: &dyn Past) -> MetersView {
    let run = past.steered();
    let usual = Quotas::default();
    let quotas = run.map_or(&usual, |run| &run.setup().quotas);
    let express = run.is_some_and(|run| run.setup().workflow_type == WorkflowType::Express);
    let largest = largest(past);
    let visits = past.summary().visits().iter();
    let retries: usize = visits.map(|visit| visit.retries()).sum();
    MetersView {
        events: past.position(),
        most_events: quotas.history_events.filter(|_| !express),
        payload: small(largest.0),
        payload_event: largest.1,
        most_payload: quotas.payload_bytes.map(small),
        variables: small(variables(past)),
        most_variables: quotas.variables_bytes.map(small),
        transitions: match past.recording() {
            Some(recording) => recording.standing().transitions,
            None => run.map_or(0, |run| run.machine().transitions()),
        },
        retries: small(retries),
    }
}

fn small(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Bytes of the largest payload, and the first event that has it.
fn largest(past: &dyn Past) -> (usize, Option<u32>) {
    let mut largest = (0, None);
    for event in past.events() {
        let bytes = match past.recording() {
            // As it was printed.
            Some(recording) => recording
                .recorded()
                .payload(event)
                .map_or(0, |text| text.len()),
            None => payload(&event.kind).map_or(0, |value| value.measure().bytes),
        };
        if bytes > largest.0 {
            largest = (bytes, Some(event.id));
        }
    }
    largest
}

fn variables(past: &dyn Past) -> usize {
    let machine = past.steered().map(|run| run.machine());
    if let Some(machine) = machine.filter(|machine| machine.is_running()) {
        return machine.variable_bytes();
    }
    let seen = past.seen(past.position(), past.position(), &Default::default());
    seen.iter().map(|seen| seen.value.measure().bytes).sum()
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
