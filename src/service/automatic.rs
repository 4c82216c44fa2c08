//! Automatic answers: what the service would plausibly return, made of what was sent.
//!
//! One rule decides what is not in the table of templates: what was sent comes back. A Lambda function returns its
//! event, a callback and an activity answer with their message or input, a job ends well. Identifiers are seeded.

use super::call::{self, Call};
use super::stages::{self, Outcome, Plan};
use super::{job, metadata, Answer, Answers, Latency, Source};
use crate::definition::{Pattern, Resource, StateId, StateMachine};
use crate::execution::{EffectId, Invoke, Place, Setup};
use crate::random::Random;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};

/// Answers every call with a success.
#[derive(Clone, Debug)]
pub struct Automatic {
    seed: u64,
    latency: Latency,
    region: Text,
    account: Text,
    begun: Timestamp,
}

impl Automatic {
    /// For an execution with these names and seed.
    pub fn new(setup: &Setup, latency: Latency) -> Automatic {
        let account = setup.machine_arn.split(':').nth(4).unwrap_or_default();
        Automatic {
            seed: setup.seed,
            latency,
            region: setup.region.clone(),
            account: Text::from(account),
            begun: setup.start,
        }
    }

    /// How long answers take when nothing else is said.
    pub fn latency(&self) -> Latency {
        self.latency
    }

    /// The generator of one call. It depends on the seed and the numbers of execution and call alone, so that an answer
    /// is the same whatever was answered before.
    pub(super) fn random(&self, invoke: &Invoke) -> Random {
        let call = u64::from(invoke.execution) << 32 | u64::from(invoke.id.0);
        Random::new(self.seed).stream(call)
    }

    /// What a Task with this resource would be answered for this request: its result. The `full` form has the
    /// metadata of HTTP where AWS leaves it in.
    pub fn template(
        &self,
        resource: &Resource,
        request: &Value,
        now: Timestamp,
        full: bool,
    ) -> Value {
        let invoke = Invoke {
            execution: 0,
            id: EffectId(0),
            state: StateId(0),
            place: Place::default(),
            visit: 0,
            attempt: 0,
            input: request.clone(),
            token: None,
        };
        let result = self.result(&invoke, resource, now);
        match resource {
            Resource::Service {
                service,
                action,
                pattern: Pattern::RequestResponse,
            } if full => metadata::added(&mut self.call(&invoke, service, action, now), result),
            _ => result,
        }
    }

    /// Response of the call itself, as `TaskSubmitted` shows it for jobs and callbacks.
    pub(super) fn response(&self, invoke: &Invoke, resource: &Resource, now: Timestamp) -> Value {
        match resource {
            Resource::Service {
                service, action, ..
            } => call::response(&mut self.call(invoke, service, action, now)),
            _ => invoke.input.clone(),
        }
    }

    pub(super) fn result(&self, invoke: &Invoke, resource: &Resource, now: Timestamp) -> Value {
        match resource {
            Resource::Service {
                service,
                action,
                pattern,
            } => {
                let mut call = self.call(invoke, service, action, now);
                match pattern {
                    Pattern::RequestResponse => call::response(&mut call),
                    Pattern::RunJob => job::ended(&mut call),
                    Pattern::WaitForTaskToken => message(invoke),
                }
            }
            _ => invoke.input.clone(),
        }
    }

    pub(super) fn call<'a>(
        &'a self,
        invoke: &'a Invoke,
        service: &'a str,
        action: &'a str,
        now: Timestamp,
    ) -> Call<'a> {
        Call {
            service,
            action: action.split('.').next().unwrap_or(action),
            suffix: action.split_once('.').map_or("", |(_, suffix)| suffix),
            input: &invoke.input,
            random: self.random(invoke).stream(1),
            region: &self.region,
            account: &self.account,
            now,
            begun: self.begun,
        }
    }
}

impl Answers for Automatic {
    fn answer(&mut self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Answer {
        let Some(task) = stages::task_of(invoke, definition) else {
            return Answer::nobody();
        };
        let plan = Plan {
            outcome: Outcome::Succeeded(self.result(invoke, &task.resource, now)),
            delays: self.latency.draw(&task.resource, &mut self.random(invoke)),
            submitted: self.response(invoke, &task.resource, now),
            worker: Some(Text::from("automatic-worker")),
            heartbeat: None,
        };
        Answer {
            replies: stages::replies(&task.resource, plan),
            source: Source::Automatic,
            open: None,
        }
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }
}

/// What a callback's receiver got, without the token.
fn message(invoke: &Invoke) -> Value {
    let sent = ["Payload", "MessageBody", "Message", "Input", "RequestBody"];
    let found = sent.iter().find_map(|name| invoke.input.get(name));
    match found {
        Some(Value::Object(object)) => Value::Object(without_token(object, invoke)),
        Some(value) => value.clone(),
        None => Value::object(),
    }
}

fn without_token(object: &Object, invoke: &Invoke) -> Object {
    let token = invoke.token.as_deref();
    let kept = object
        .iter()
        .filter(|(_, value)| token.is_none() || value.as_str() != token);
    kept.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
