//! Runs a case and tells what came out, in the form that the comparator of recordings reads.

#![allow(dead_code)]

#[path = "shapes.rs"]
mod shapes;

use super::case::{count, Case};
use super::replies::Recorded;
use stepglass::api::check;
use stepglass::api::control;
use stepglass::api::Run;
use stepglass::execution::ErrorDetails;
use stepglass::history::Renderer;
use stepglass::text::{read_value, write};
use stepglass::time::{Duration, Timestamp};
use stepglass::value::{Object, Text, Value};

/// What has not ended after so much virtual time is still running.
const HORIZON: Duration = Duration(24 * 60 * 60 * 1000);
/// Micro-steps after which a run is taken for endless.
const MOST_STEPS: u64 = 2_000_000;

/// The answer to a case; `None` for kinds of cases that have none.
///
/// # Errors
/// When the run does not come to an end.
pub fn answer(case: &Case) -> Result<Option<Value>, String> {
    match case.text("kind") {
        "execution" => execution(case).map(|run| Some(actual(&run))),
        "validation" => Ok(validation(case)),
        "test-state" => Ok(Some(test_state(case))),
        _ => Ok(None),
    }
}

/// Runs an execution case to its end.
///
/// # Errors
/// When it makes too many steps.
pub fn execution(case: &Case) -> Result<Run, String> {
    let setup = case.setup();
    let horizon = setup.start + HORIZON;
    let mut replies = Recorded::new(case, setup.start);
    let store = case.store(setup.start);
    let mut run = Run::start_with(case.definition(), setup, store);
    let stop = stop_after(case);
    let mut seen = 0;
    while run.machine().is_running() {
        if run.steps() > MOST_STEPS {
            return Err(format!("no end after {MOST_STEPS} steps"));
        }
        replies.observe(&run.events[seen..]);
        seen = run.events.len();
        if stop.as_ref().is_some_and(|(after, _)| seen >= *after) {
            let details = stop.map(|(_, details)| details).unwrap_or_default();
            run.stop(details);
            break;
        }
        if !due(&run, horizon) {
            break;
        }
        run.step(&mut replies);
    }
    Ok(run)
}

fn due(run: &Run, horizon: Timestamp) -> bool {
    let due = run.executions().next_due();
    due.is_some_and(|due| due <= horizon)
}

/// After how many events StopExecution is called, and with what.
fn stop_after(case: &Case) -> Option<(usize, ErrorDetails)> {
    let stop = case.value.get("stop")?;
    let after = count(stop, "afterEvent")?;
    let text = |name: &str| stop.get(name).and_then(Value::as_str).map(Text::from);
    let details = ErrorDetails {
        error: text("error"),
        cause: text("cause"),
    };
    Some((usize::try_from(after).ok()?, details))
}

/// `{status, output?, error?, cause?, events}`.
pub fn actual(run: &Run) -> Value {
    let outcome = run.machine().outcome().clone();
    let mut object = Object::default().with("status", outcome.status.name());
    if let Some(output) = outcome.output {
        object.set("output", output);
    }
    if let Some(error) = outcome.details.error {
        object.set("error", error);
    }
    if let Some(cause) = outcome.details.cause {
        object.set("cause", cause);
    }
    let setup = run.machine().setup().clone();
    let renderer = Renderer::new(run.machine().definition(), &setup);
    object.set("events", renderer.events(&run.events));
    Value::Object(object)
}

fn validation(case: &Case) -> Option<Value> {
    let api = case.text("api");
    let defined =
        case.value.get("definition").is_some() || case.value.get("definition_string").is_some();
    let request = case.value.get("request").cloned().unwrap_or_default();
    let definition = case.definition_text();
    match api {
        "ValidateStateMachineDefinition" => {
            let Value::Object(request) = request else {
                return None;
            };
            let request = Value::Object(request.with("definition", definition));
            if let Some(refused) = check::request_refusal(&request) {
                return Some(verdict("ValidationException", Some(refused)));
            }
            let response = check::check(&request);
            let answer = Object::default().with("accepted", true);
            Some(Value::Object(answer.with("response", response)))
        }
        "CreateStateMachine" | "UpdateStateMachine" if defined => {
            let kind = check::workflow_type(request.get("type"));
            let refused = check::refusal(&definition, kind);
            Some(verdict("InvalidDefinition", refused))
        }
        "DescribeStateMachine" if defined => {
            let answer = Object::default().with("accepted", true);
            Some(Value::Object(
                match check::variable_references(&definition) {
                    Some(references) => answer.with("variableReferences", references),
                    None => answer,
                },
            ))
        }
        "StartExecution" => {
            let input = request.get("input").and_then(Value::as_str)?;
            Some(verdict(
                "InvalidExecutionInput",
                control::input_refusal(input),
            ))
        }
        _ => None,
    }
}

/// The request with its definition as text, as the API has it.
fn test_state(case: &Case) -> Value {
    let request = case.value.get("request").and_then(Value::as_object);
    let request = request.cloned().unwrap_or_default();
    let request = request.with("definition", case.definition_text());
    let request = write::compact(&Value::Object(request));
    read_value(&shapes::tested(&request)).unwrap_or_default()
}

fn verdict(code: &str, refused: Option<String>) -> Value {
    let answer = Object::default().with("accepted", refused.is_none());
    Value::Object(match refused {
        Some(message) => {
            let error = Object::default()
                .with("code", code)
                .with("message", message);
            answer.with("error", error)
        }
        None => answer,
    })
}

/// The answer as text.
pub fn text(answer: &Value) -> String {
    write::compact(answer)
}
