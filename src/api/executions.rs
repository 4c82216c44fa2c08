//! Executions that Tasks have started, as the service's API tells of them.

use crate::service::SERVICES;
use crate::session::{Executions, Nested};
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Object, Value};

/// The executions that Tasks have started, oldest first, as DescribeExecution tells of them, with who started them and
/// how many events their histories have: `{executionArn, stateMachineArn, name, status, startDate, stopDate?, input,
/// output?, error?, cause?, startedBy, eventCount}`. Dates are seconds since 1970.
pub fn describe(executions: &Executions) -> Value {
    let nested = executions.nested().filter(|_| SERVICES).enumerate();
    let told = nested.map(|(at, nested)| one(executions, at, nested));
    Value::from(told.collect::<Vec<_>>())
}

fn one(executions: &Executions, at: usize, nested: &Nested) -> Value {
    let (setup, outcome) = (nested.setup(), nested.outcome());
    let mut object = Object::default()
        .with("executionArn", setup.execution_arn.clone())
        .with("stateMachineArn", setup.machine_arn.clone())
        .with("name", setup.execution_name.clone())
        .with("status", outcome.status.name())
        .with("startDate", date(setup.start));
    if let Some(stopped) = nested.stopped() {
        object.set("stopDate", date(stopped));
    }
    object.set("input", setup.input_text.clone());
    if let Some(output) = &outcome.output {
        object.set("output", compact(output));
    }
    let details = &outcome.details;
    for (name, text) in [("error", &details.error), ("cause", &details.cause)] {
        if let Some(text) = text {
            object.set(name, text.clone());
        }
    }
    let events = executions
        .opened(at)
        .map_or(0, |opened| opened.events.len());
    let events = i64::try_from(events).unwrap_or(i64::MAX);
    let object = object.with("startedBy", nested.started_by());
    Value::Object(object.with("eventCount", events))
}

fn date(time: Timestamp) -> Value {
    Value::from(time.epoch_number())
}
