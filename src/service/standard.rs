//! The usual answerer: whom the user asked to be asked, mocks, handlers, simulated services, automatic answers.

use super::doubles::{Doubles, Said};
use super::mock::{Mocks, Step};
use super::outside::{handled, left_open, Outside};
use super::stages::{self, Outcome, Plan};
use super::{Answer, Answers, Automatic, Source};
use crate::definition::{Pattern, Resource, StateMachine};
use crate::execution::{Invoke, Reply, Stage};
use crate::time::Timestamp;
use crate::value::{Object, Value};

/// The user, mocks, handlers, doubles, automatic answers, in this order.
#[derive(Clone, Debug)]
pub struct Standard {
    mocks: Mocks,
    doubles: Doubles,
    automatic: Automatic,
    outside: Outside,
}

impl Standard {
    /// Answers from `mocks` where they name the state, from `automatic` otherwise.
    pub fn new(mocks: Mocks, automatic: Automatic) -> Standard {
        Standard {
            mocks,
            doubles: Doubles::default(),
            automatic,
            outside: Outside::default(),
        }
    }

    /// The same with simulated services between mocks and automatic answers.
    pub fn with_doubles(self, doubles: Doubles) -> Standard {
        Standard { doubles, ..self }
    }

    /// The same with calls that are answered from outside.
    pub fn with_outside(self, outside: Outside) -> Standard {
        Standard { outside, ..self }
    }

    fn mocked(
        &self,
        step: &Step,
        invoke: &Invoke,
        definition: &StateMachine,
        now: Timestamp,
    ) -> Option<Answer> {
        let resource = &stages::task_of(invoke, definition)?.resource;
        let latency = self.automatic.latency();
        let mut delays = latency.draw(resource, &mut self.automatic.random(invoke));
        if let Some(delay) = step.delay {
            delays.first = delays.first.min(delay);
            delays.last = delay;
        }
        let submitted = step.submitted.clone();
        let plan = Plan {
            outcome: step.outcome(&invoke.input),
            delays,
            submitted: submitted.unwrap_or_else(|| self.automatic.response(invoke, resource, now)),
            worker: step.worker.clone(),
            heartbeat: step.heartbeat,
        };
        Some(Answer {
            replies: stages::replies(resource, plan),
            source: Source::Mock,
            open: None,
        })
    }

    /// What a double answers. A callback's message is kept, and its token answered as it would be without a double.
    fn doubled(
        &mut self,
        invoke: &Invoke,
        definition: &StateMachine,
        now: Timestamp,
    ) -> Option<Answer> {
        let resource = &stages::task_of(invoke, definition)?.resource;
        let Resource::Service {
            service,
            action,
            pattern,
        } = resource
        else {
            return None;
        };
        let mut call = self.automatic.call(invoke, service, action, now);
        let said = self.doubles.answer(&mut call)?;
        let latency = self.automatic.latency();
        let mut delays = latency.draw(resource, &mut self.automatic.random(invoke));
        let (response, outcome) = match said {
            Said::Refused(details) => (None, Outcome::Failed(refusal_stage(*pattern), details)),
            Said::Response(response) => (Some(response.clone()), Outcome::Succeeded(response)),
            Said::Job {
                submitted,
                after,
                outcome,
            } if *pattern == Pattern::RunJob => {
                delays.first = delays.first.min(after);
                delays.last = after;
                let outcome = match outcome {
                    Ok(result) => Outcome::Succeeded(result),
                    Err(details) => Outcome::Failed(Stage::Run, details),
                };
                (Some(submitted), outcome)
            }
            Said::Job { submitted, .. } => (Some(submitted.clone()), Outcome::Succeeded(submitted)),
        };
        let token = *pattern == Pattern::WaitForTaskToken && response.is_some();
        let outcome = match token {
            true => Outcome::Succeeded(self.automatic.result(invoke, resource, now)),
            false => outcome,
        };
        let plan = Plan {
            outcome,
            delays,
            submitted: response.unwrap_or_default(),
            worker: None,
            heartbeat: None,
        };
        Some(Answer {
            replies: stages::replies(resource, plan),
            source: match token {
                true => Source::Automatic,
                false => Source::Double,
            },
            open: None,
        })
    }
}

/// A job or callback that is refused was never accepted.
fn refusal_stage(pattern: Pattern) -> Stage {
    match pattern {
        Pattern::RequestResponse => Stage::Run,
        _ => Stage::Submit,
    }
}

impl Answers for Standard {
    fn answer(&mut self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Answer {
        let name = definition.states.get(invoke.state.0 as usize);
        let name = name.map(|state| &state.name);
        if name.is_some_and(|name| self.outside.asked.contains(name)) {
            return left_open(&self.automatic, invoke, definition, (now, Source::User));
        }
        let step = name.and_then(|name| self.mocks.next(name, invoke));
        let mocked = step.and_then(|step| self.mocked(&step, invoke, definition, now));
        if let Some(mocked) = mocked {
            return mocked;
        }
        if name.is_some_and(|name| self.outside.handlers.contains(name)) {
            return left_open(&self.automatic, invoke, definition, (now, Source::Handler));
        }
        let known = self.doubled(invoke, definition, now);
        known.unwrap_or_else(|| self.automatic.answer(invoke, definition, now))
    }

    fn proposal(&self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Value {
        // What is mocked would have been the answer.
        let name = &definition.state(invoke.state).name;
        let step = self.mocks.clone().next(name, invoke);
        if let Some(Outcome::Succeeded(result)) = step.map(|step| step.outcome(&invoke.input)) {
            return result;
        }
        match stages::task_of(invoke, definition) {
            Some(task) => self.automatic.result(invoke, &task.resource, now),
            None => Value::Null,
        }
    }

    fn handled(
        &self,
        invoke: &Invoke,
        definition: &StateMachine,
        now: Timestamp,
        reply: Reply,
    ) -> Reply {
        handled(&self.automatic, invoke, definition, (now, reply))
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }

    fn contents(&self) -> Object {
        self.doubles.contents()
    }
}
