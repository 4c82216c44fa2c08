//! What the end of an execution tells the Task that has started it.

use crate::execution::{ErrorDetails, Reply, Stage, Status};
use crate::text::{read_value, write};
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};

/// How the end of an execution is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// `.sync`: input and output as JSON text.
    Text,
    /// `.sync:2`: input and output as values.
    Value,
    /// StartSyncExecution: a failure is a response too.
    Response,
}

/// An execution that has ended.
pub struct Ended<'a> {
    /// ARN.
    pub arn: &'a Text,
    /// Name.
    pub name: &'a Text,
    /// ARN of its state machine.
    pub machine_arn: &'a Text,
    /// Input as text.
    pub input: &'a Text,
    /// Status.
    pub status: Status,
    /// Output, when it succeeded.
    pub output: Option<&'a Value>,
    /// Error and cause, when it did not.
    pub details: &'a ErrorDetails,
    /// When it started and ended.
    pub dates: (Timestamp, Timestamp),
}

impl Form {
    /// What the end of an execution tells the Task that waits for it.
    pub fn reply(self, ended: &Ended) -> Reply {
        match self {
            Form::Response => Reply::Succeeded(Value::Object(response(ended))),
            _ if ended.status == Status::Succeeded => {
                Reply::Succeeded(Value::Object(described(ended, self == Form::Value)))
            }
            // Whatever the execution's own error is: recorded.
            _ => {
                let cause = write::compact(&Value::Object(described(ended, false)));
                let details = ErrorDetails {
                    error: Some("States.TaskFailed".into()),
                    cause: Some(cause.into()),
                };
                Reply::Failed(Stage::Run, details)
            }
        }
    }
}

/// DescribeExecution, its members in the order of their names as recorded; `parsed` with input and output as values.
fn described(ended: &Ended, parsed: bool) -> Object {
    let shown = |text: &str| match parsed {
        true => read_value(text).unwrap_or_default(),
        false => Value::from(text),
    };
    let included = Object::default().with("Included", true);
    let described = failure(ended)
        .with("ExecutionArn", ended.arn.clone())
        .with("Input", shown(ended.input))
        .with("InputDetails", included.clone())
        .with("Name", ended.name.clone());
    let described = match ended.output {
        None => described,
        Some(output) if parsed => described
            .with("Output", output.clone())
            .with("OutputDetails", included),
        Some(output) => described
            .with("Output", write::compact(output))
            .with("OutputDetails", included),
    };
    let described = described.with("RedriveCount", 0);
    let described = match ended.status {
        Status::Succeeded => described.with("RedriveStatus", "NOT_REDRIVABLE").with(
            "RedriveStatusReason",
            "Execution is SUCCEEDED and cannot be redriven",
        ),
        _ => described.with("RedriveStatus", "REDRIVABLE"),
    };
    let (started, stopped) = ended.dates;
    described
        .with("StartDate", started.millis())
        .with("StateMachineArn", ended.machine_arn.clone())
        .with("Status", ended.status.name())
        .with("StopDate", stopped.millis())
}

fn failure(ended: &Ended) -> Object {
    let mut failure = Object::default();
    for (name, text) in [
        ("Cause", &ended.details.cause),
        ("Error", &ended.details.error),
    ] {
        if let Some(text) = text {
            failure.set(name, text.clone());
        }
    }
    failure
}

/// What StartSyncExecution returns. Time is billed in steps of 100 ms and memory in blocks of 64 MB.
fn response(ended: &Ended) -> Object {
    let (started, stopped) = ended.dates;
    let billed = (stopped - started).millis().max(0);
    let billed = (billed as u64).div_ceil(100).max(1) * 100;
    let billing = Object::default()
        .with("BilledDurationInMilliseconds", billed as i64)
        .with("BilledMemoryUsedInMB", 64);
    let included = Object::default().with("Included", true);
    let mut response = Object::default().with("BillingDetails", billing);
    for (name, value) in failure(ended).iter() {
        response.set(name.clone(), value.clone());
    }
    let response = response
        .with("ExecutionArn", ended.arn.clone())
        .with("Input", ended.input.clone())
        .with("InputDetails", included.clone())
        .with("Name", ended.name.clone());
    let response = match ended.output {
        Some(output) => response
            .with("Output", write::compact(output))
            .with("OutputDetails", included),
        None => response,
    };
    response
        .with("StartDate", started.to_string())
        .with("StateMachineArn", ended.machine_arn.clone())
        .with("Status", ended.status.name())
        .with("StopDate", stopped.to_string())
}
