//! Who answers from outside: states whose calls are left open for the user or for a function of the user.

use super::stages::{self, Outcome, Plan};
use super::{Answer, Automatic, Source};
use crate::definition::{Pattern, Resource, StateMachine};
use crate::execution::{Invoke, Reply, Stage};
use crate::time::Timestamp;
use crate::value::{Text, Value};
use std::collections::BTreeSet;

/// The states that are answered from outside, by name.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// The user is asked. Comes before everything else.
    pub asked: BTreeSet<Text>,
    /// A handler is called. Comes after mocked answers.
    pub handlers: BTreeSet<Text>,
}

/// What a call gets whose end comes from outside: its acceptance, where it has one that the end does not bring itself.
pub(super) fn left_open(
    automatic: &Automatic,
    invoke: &Invoke,
    definition: &StateMachine,
    (now, source): (Timestamp, Source),
) -> Answer {
    let Some(task) = stages::task_of(invoke, definition) else {
        return Answer::nobody();
    };
    let resource = &task.resource;
    let latency = automatic.latency();
    let delays = latency.draw(resource, &mut automatic.random(invoke));
    let plan = Plan {
        outcome: Outcome::Never,
        delays,
        submitted: automatic.response(invoke, resource, now),
        worker: None,
        heartbeat: None,
    };
    let replies = match (source, resource) {
        // The message itself goes to the handler, or the handler takes the task.
        (Source::Handler, Resource::Activity) => vec![(delays.first, Reply::Taken(None))],
        (Source::Handler, resource) if sends_token(resource) => Vec::new(),
        _ => stages::replies(resource, plan),
    };
    let after = match sends_token(resource) {
        true => delays.first,
        false => delays.last.max(delays.first),
    };
    Answer {
        replies,
        source,
        open: Some(if source == Source::Handler { after } else { 0 }),
    }
}

/// What a handler gave, as the reply of the resource it stands for.
pub(super) fn handled(
    automatic: &Automatic,
    invoke: &Invoke,
    definition: &StateMachine,
    (now, reply): (Timestamp, Reply),
) -> Reply {
    let Some(task) = stages::task_of(invoke, definition) else {
        return reply;
    };
    let token = sends_token(&task.resource);
    match reply {
        Reply::Succeeded(result) => {
            let result = match event_of(&task.resource, &invoke.input) {
                Some(_) => {
                    let response = automatic.response(invoke, &task.resource, now);
                    let response = response.as_object().cloned().unwrap_or_default();
                    Value::Object(response.with("Payload", result))
                }
                None => result,
            };
            match token {
                true => Reply::Submitted(result),
                false => Reply::Succeeded(result),
            }
        }
        Reply::Failed(_, details) if token => Reply::Failed(Stage::Submit, details),
        reply => reply,
    }
}

/// The part of a call's input that a function gets, where the call wraps it: `Payload` of Lambda's Invoke.
pub fn event_of<'a>(resource: &Resource, input: &'a Value) -> Option<&'a Value> {
    match resource {
        Resource::Service { service, .. } if service == "lambda" => {
            Some(input.get("Payload").unwrap_or(&Value::Null))
        }
        _ => None,
    }
}

fn sends_token(resource: &Resource) -> bool {
    let Resource::Service { pattern, .. } = resource else {
        return false;
    };
    *pattern == Pattern::WaitForTaskToken
}

impl Outside {
    /// From lists of names.
    pub fn new(asked: &[String], handlers: &[String]) -> Outside {
        let set = |names: &[String]| names.iter().map(|name| Text::from(name.as_str())).collect();
        Outside {
            asked: set(asked),
            handlers: set(handlers),
        }
    }
}
