//! The usual answerer: whom the user asked to be asked, mocks, handlers, simulated services, automatic answers.

use super::doubles::{Doubles, Said};
use super::mock::{Mocks, Step};
use super::nested::{self, Catalogue};
use super::outside::{handled, left_open, Outside};
use super::s3;
use super::stages::{self, Outcome, Plan};
use super::{Answer, Answers, Around, Automatic, ObjectStore, Source, SERVICES};
use crate::definition::{Pattern, StateMachine};
use crate::execution::{EffectId, Invoke, Reply, Stage};
use crate::time::Timestamp;
use crate::value::{Object, Value};
use std::rc::Rc;

/// The user, mocks, handlers, executions of the workspace, doubles, automatic answers, in this order.
#[derive(Clone, Debug)]
pub struct Standard {
    mocks: Mocks,
    doubles: Doubles,
    automatic: Automatic,
    outside: Outside,
    /// The other state machines of the workspace, and their mocks.
    machines: Catalogue,
    others: Vec<Mocks>,
}

impl Standard {
    /// Answers from `mocks` where they name the state, from `automatic` otherwise.
    pub fn new(mocks: Mocks, automatic: Automatic) -> Standard {
        Standard {
            mocks,
            doubles: Doubles::default(),
            automatic,
            outside: Outside::default(),
            machines: Catalogue::default(),
            others: Vec::new(),
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

    /// The same beside other state machines, each with its mocks: calls that start one of them start an execution.
    pub fn with_machines(self, machines: Catalogue, mocks: Vec<Mocks>) -> Standard {
        Standard {
            machines,
            others: mocks,
            ..self
        }
    }

    /// The mocks of the machine that makes a call.
    fn mocks(&mut self, machine: u32) -> Option<&mut Mocks> {
        match (machine as usize).checked_sub(1) {
            None => Some(&mut self.mocks),
            Some(at) => self.others.get_mut(at),
        }
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
            starts: None,
        })
    }

    /// What a double answers. A callback's message is kept, and its token answered as it would be without a double.
    fn doubled(&mut self, invoke: &Invoke, around: &mut Around) -> Option<Answer> {
        let now = around.now;
        let resource = &stages::task_of(invoke, around.definition)?.resource;
        let (service, action, pattern) = resource.integrated()?;
        let mut call = self.automatic.call(invoke, service, action, now);
        let said = match call.service {
            "s3" | "aws-sdk:s3" => s3::said(around.store, &mut call)?,
            _ => {
                let awaited = (pattern == Pattern::RunJob).then_some((invoke.execution, invoke.id));
                self.doubles.answer(&mut call, awaited)?
            }
        };
        let latency = self.automatic.latency();
        let mut delays = latency.draw(resource, &mut self.automatic.random(invoke));
        let (response, outcome) = match said {
            Said::Refused(details) => (None, Outcome::Failed(refusal_stage(pattern), details)),
            Said::Response(response) => (Some(response.clone()), Outcome::Succeeded(response)),
            Said::Job {
                submitted,
                after,
                outcome,
            } if pattern == Pattern::RunJob => {
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
        let token = pattern == Pattern::WaitForTaskToken && response.is_some();
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
            starts: None,
        })
    }
}

/// Executions of the workspace.
impl Standard {
    /// The answer to a call that starts one; its token is answered as it would be without it.
    fn started(
        &self,
        invoke: &Invoke,
        definition: &StateMachine,
        now: Timestamp,
    ) -> Option<Answer> {
        if !SERVICES || self.machines.is_empty() {
            return None;
        }
        let resource = &stages::task_of(invoke, definition)?.resource;
        let (service, action, pattern) = resource.integrated()?;
        let mut call = self.automatic.call(invoke, service, action, now);
        let latency = self.automatic.latency();
        let delays = latency.draw(resource, &mut self.automatic.random(invoke));
        let said = self.machines.answer(&mut call, delays)?;
        let mut plan = Plan {
            outcome: Outcome::Never,
            delays,
            submitted: Value::Null,
            worker: None,
            heartbeat: None,
        };
        let starts = match said {
            nested::Said::Refused(details) => {
                plan.outcome = Outcome::Failed(refusal_stage(pattern), details);
                None
            }
            nested::Said::Started(started) => {
                let nested::Started {
                    response,
                    start,
                    answers_tokens,
                    lost,
                } = *started;
                plan.outcome = match (pattern, lost) {
                    (_, Some(details)) => Outcome::Failed(Stage::Run, details),
                    _ if start.awaited.is_some() => Outcome::Never,
                    (Pattern::WaitForTaskToken, None) if answers_tokens => Outcome::Never,
                    (Pattern::WaitForTaskToken, None) => {
                        Outcome::Succeeded(self.automatic.result(invoke, resource, now))
                    }
                    _ => Outcome::Succeeded(response.clone()),
                };
                plan.submitted = response;
                Some(Rc::new(start))
            }
        };
        Some(Answer {
            replies: stages::replies(resource, plan),
            source: Source::Execution,
            open: None,
            starts,
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
    fn answer(&mut self, invoke: &Invoke, around: &mut Around) -> Answer {
        let (definition, now) = (around.definition, around.now);
        // Whom the user names by a state is asked for the states of the user's own machine.
        let own = invoke.machine == 0;
        let name = definition.states.get(invoke.state.0 as usize);
        let name = name.map(|state| &state.name);
        if own && name.is_some_and(|name| self.outside.asked.contains(name)) {
            return left_open(&self.automatic, invoke, definition, (now, Source::User));
        }
        let mocks = self.mocks(invoke.machine);
        let step = mocks.and_then(|mocks| mocks.next(name?, invoke));
        let mocked = step.and_then(|step| self.mocked(&step, invoke, definition, now));
        if let Some(mocked) = mocked {
            return mocked;
        }
        if own && name.is_some_and(|name| self.outside.handlers.contains(name)) {
            return left_open(&self.automatic, invoke, definition, (now, Source::Handler));
        }
        let known = self.started(invoke, definition, now);
        let known = known.or_else(|| self.doubled(invoke, around));
        known.unwrap_or_else(|| self.automatic.answer(invoke, around))
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

    fn change(&mut self, mocks: Mocks, outside: Outside) {
        self.mocks.replace(mocks);
        self.outside = outside;
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }

    fn contents(&self, store: &ObjectStore) -> Object {
        self.doubles.contents(store)
    }

    fn cancel(&mut self, execution: u32, call: EffectId, now: Timestamp) {
        self.doubles.cancel((execution, call), now);
    }
}
