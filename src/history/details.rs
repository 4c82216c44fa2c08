//! The details of each type of event, with the service's rules of what is there and what is absent.

use super::kind::{family, task_member, task_of, Family};
use super::render::Renderer;
use crate::definition::{Resource, StateKind, Task};
use crate::execution::{ErrorDetails, Event, EventKind, Scheduled, TaskEvent};
use crate::text::write;
use crate::value::{Object, Text, Value};

/// The member's name and its object; `None` for types without details.
pub(super) fn of(scribe: &Renderer, event: &Event) -> Option<(&'static str, Object)> {
    let start = Object::default();
    Some(match &event.kind {
        EventKind::ExecutionStarted(input) => {
            let details = scribe.text(start, Payload::Input, input);
            let details = details.with("roleArn", scribe.setup.role_arn.clone());
            ("executionStartedEventDetails", details)
        }
        EventKind::ExecutionSucceeded(output) => {
            let details = scribe.value(start, Payload::Output, output);
            ("executionSucceededEventDetails", details)
        }
        EventKind::ExecutionFailed(e) => ("executionFailedEventDetails", error(start, e)),
        EventKind::ExecutionTimedOut(e) => ("executionTimedOutEventDetails", error(start, e)),
        EventKind::ExecutionAborted(e) => ("executionAbortedEventDetails", error(start, e)),
        EventKind::ExecutionRedriven { count, .. } => {
            let details = start.with("redriveCount", *count);
            ("executionRedrivenEventDetails", details)
        }
        EventKind::StateEntered(input) => {
            let details = start.with("name", state_name(scribe, event));
            let details = scribe.value(details, Payload::Input, input);
            ("stateEnteredEventDetails", details)
        }
        EventKind::StateExited {
            output, assigned, ..
        } => {
            let details = start.with("name", state_name(scribe, event));
            let details = scribe.value(details, Payload::Output, output);
            let details = assigned_variables(details, assigned.as_ref());
            ("stateExitedEventDetails", details)
        }
        EventKind::StateStarted(Some(length)) => {
            let details = start.with("length", *length);
            ("mapStateStartedEventDetails", details)
        }
        EventKind::IterationStarted(index) => iteration(scribe, event, *index, "Started"),
        EventKind::IterationSucceeded(index) => iteration(scribe, event, *index, "Succeeded"),
        EventKind::IterationFailed(index) => iteration(scribe, event, *index, "Failed"),
        EventKind::IterationAborted(index) => iteration(scribe, event, *index, "Aborted"),
        EventKind::MapRunStarted(arn) => {
            let details = start.with("mapRunArn", arn.clone());
            ("mapRunStartedEventDetails", details)
        }
        EventKind::MapRunFailed(e) => ("mapRunFailedEventDetails", error(start, e)),
        EventKind::MapRunRedriven { arn, count } => {
            let details = start.with("mapRunArn", arn.clone());
            let details = details.with("redriveCount", *count);
            ("mapRunRedrivenEventDetails", details)
        }
        EventKind::EvaluationFailed { details, location } => {
            let mut object = error(start, details);
            if let Some(location) = location {
                object.set("location", location.clone());
            }
            let object = object.with("state", state_name(scribe, event));
            ("evaluationFailedEventDetails", object)
        }
        EventKind::Task(task_event) => return task(scribe, event, task_event),
        EventKind::StateStarted(None)
        | EventKind::StateSucceeded
        | EventKind::StateFailed
        | EventKind::StateAborted
        | EventKind::MapRunSucceeded
        | EventKind::MapRunAborted
        | EventKind::Unknown => return None,
    })
}

/// Which pair of members holds a payload.
#[derive(Clone, Copy)]
pub(super) enum Payload {
    Input,
    Output,
}

impl Renderer<'_> {
    fn value(&self, details: Object, payload: Payload, value: &Value) -> Object {
        if !self.payloads {
            return details;
        }
        self.text(details, payload, &Text::from(write::compact(value)))
    }

    fn text(&self, details: Object, payload: Payload, text: &Text) -> Object {
        if !self.payloads {
            return details;
        }
        let (name, about) = match payload {
            Payload::Input => ("input", "inputDetails"),
            Payload::Output => ("output", "outputDetails"),
        };
        details.with(name, text.clone()).with(about, whole())
    }
}

/// The API never cuts a payload.
fn whole() -> Object {
    Object::default().with("truncated", false)
}

fn error(mut details: Object, error: &ErrorDetails) -> Object {
    if let Some(name) = &error.error {
        details.set("error", name.clone());
    }
    if let Some(cause) = &error.cause {
        details.set("cause", cause.clone());
    }
    details
}

fn state_name(scribe: &Renderer, event: &Event) -> Value {
    let states = &scribe.definition.states;
    let state = event.state.and_then(|id| states.get(id.0 as usize));
    state.map_or(Value::from(""), |state| Value::Text(state.name.clone()))
}

/// Each variable's value as JSON text; absent when nothing was assigned.
fn assigned_variables(details: Object, assigned: Option<&Object>) -> Object {
    let Some(assigned) = assigned.filter(|object| !object.is_empty()) else {
        return details;
    };
    let texts = assigned.iter();
    let texts = texts.map(|(name, value)| (name.clone(), write::compact(value)));
    details
        .with("assignedVariables", texts.collect::<Object>())
        .with("assignedVariablesDetails", whole())
}

fn iteration(
    scribe: &Renderer,
    event: &Event,
    index: u32,
    suffix: &'static str,
) -> (&'static str, Object) {
    let member = match suffix {
        "Started" => "mapIterationStartedEventDetails",
        "Succeeded" => "mapIterationSucceededEventDetails",
        "Failed" => "mapIterationFailedEventDetails",
        _ => "mapIterationAbortedEventDetails",
    };
    let details = Object::default().with("name", map_name(scribe, event));
    (member, details.with("index", index))
}

/// The name of the Map whose iteration an event is about: the event's own state, or the innermost Map around it.
fn map_name(scribe: &Renderer, event: &Event) -> Value {
    let states = &scribe.definition.states;
    let own = event.state.and_then(|id| states.get(id.0 as usize));
    let around = || {
        let step = event.place.innermost().filter(|step| step.map)?;
        states.get(step.state.0 as usize)
    };
    let map = own.filter(|state| matches!(state.kind, StateKind::Map(_)));
    let map = map.or_else(around);
    map.map_or(Value::from(""), |state| Value::Text(state.name.clone()))
}

fn task(
    scribe: &Renderer,
    event: &Event,
    task_event: &TaskEvent,
) -> Option<(&'static str, Object)> {
    let family = family(event, scribe.definition);
    let task = task_of(event, scribe.definition);
    if family == Family::Lambda && matches!(task_event, TaskEvent::Started(_)) {
        return None;
    }
    let details = match (family, task) {
        (Family::Service, Some(task)) => service(task),
        _ => Object::default(),
    };
    let details = match task_event {
        TaskEvent::Scheduled(scheduled) => scribe.scheduled(details, family, task, scheduled),
        TaskEvent::Started(worker) => match worker {
            Some(worker) if family == Family::Activity => {
                details.with("workerName", worker.clone())
            }
            _ => details,
        },
        TaskEvent::Submitted(output) | TaskEvent::Succeeded(output) => {
            scribe.value(details, Payload::Output, output)
        }
        TaskEvent::ScheduleFailed(e)
        | TaskEvent::StartFailed(e)
        | TaskEvent::SubmitFailed(e)
        | TaskEvent::Failed(e)
        | TaskEvent::TimedOut(e) => error(details, e),
    };
    Some((task_member(task_event, family), details))
}

fn service(task: &Task) -> Object {
    match &task.resource {
        Resource::Service {
            service, action, ..
        } => Object::default()
            .with("resourceType", service.clone())
            .with("resource", action.clone()),
        _ => Object::default(),
    }
}

impl Renderer<'_> {
    fn scheduled(
        &self,
        details: Object,
        family: Family,
        task: Option<&Task>,
        scheduled: &Scheduled,
    ) -> Object {
        let mut details = match family {
            Family::Service => {
                let details = details.with("region", self.setup.region.clone());
                let parameters = self.payloads.then(|| write::compact(&scheduled.input));
                match parameters {
                    Some(text) => details.with("parameters", text),
                    None => details,
                }
            }
            Family::Lambda | Family::Activity => {
                let arn = task.map(|task| task.arn.clone()).unwrap_or_default();
                self.value(
                    details.with("resource", arn),
                    Payload::Input,
                    &scheduled.input,
                )
            }
        };
        if let Some(seconds) = scheduled.timeout {
            details.set("timeoutInSeconds", seconds_value(seconds));
        }
        if let Some(seconds) = scheduled.heartbeat {
            details.set("heartbeatInSeconds", seconds_value(seconds));
        }
        if let Some(role) = &scheduled.role {
            let credentials = Object::default().with("roleArn", role.clone());
            details.set("taskCredentials", credentials);
        }
        details
    }
}

fn seconds_value(seconds: u64) -> Value {
    Value::from(i64::try_from(seconds).unwrap_or(i64::MAX))
}
