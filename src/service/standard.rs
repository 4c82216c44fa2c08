//! The usual answerer: the user's mocks first, automatic answers for the rest.

use super::mock::{Mocks, Step};
use super::stages::{self, Plan};
use super::{Answer, Answers, Automatic, Source};
use crate::definition::StateMachine;
use crate::execution::Invoke;
use crate::time::Timestamp;

/// Mocks, then automatic answers.
#[derive(Clone, Debug)]
pub struct Standard {
    mocks: Mocks,
    automatic: Automatic,
}

impl Standard {
    /// Answers from `mocks` where they name the state, from `automatic` otherwise.
    pub fn new(mocks: Mocks, automatic: Automatic) -> Standard {
        Standard { mocks, automatic }
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
        })
    }
}

impl Answers for Standard {
    fn answer(&mut self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Answer {
        let state = definition.states.get(invoke.state.0 as usize);
        let step = state.and_then(|state| self.mocks.next(&state.name, invoke));
        let mocked = step.and_then(|step| self.mocked(&step, invoke, definition, now));
        match mocked {
            Some(answer) => answer,
            None => self.automatic.answer(invoke, definition, now),
        }
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }
}
