//! One state tried by itself: what TestState sets in place of an execution around it.

use super::agenda::Phase;
use super::event::ErrorDetails;
use super::frame::FrameId;
use super::setup::Setup;
use super::{Machine, Outbox};
use crate::definition::{StateId, StateMachine};
use crate::value::{Array, Object, Value};
use std::rc::Rc;

/// A state to be tried and what is given for it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The state; where it leads is not followed.
    pub state: StateId,
    /// The variables that it finds.
    pub variables: Object,
    /// The context object that it sees. In a Map its item is added.
    pub context: Value,
    /// How often the retrier that names its error has been used.
    pub retries: u64,
    /// What the branches or iterations of a Parallel or Map come to: they do not run.
    pub inside: Option<Inside>,
    /// What a Map's ItemReader has read.
    pub items: Option<Array>,
    /// How many iterations of a Map have failed.
    pub failures: Option<u64>,
}

/// What the branches or iterations come to.
#[derive(Clone, Debug)]
pub enum Inside {
    /// Their results together.
    Result(Value),
    /// The failure of one of them.
    Failed(ErrorDetails),
}

impl Machine {
    /// Starts an execution of nothing but the tried state. The caller stops it where the state is left or retried.
    pub fn trial(
        definition: Rc<StateMachine>,
        setup: Rc<Setup>,
        trial: Trial,
        out: &mut Outbox,
    ) -> Machine {
        let mut machine = Machine::new(definition, setup);
        machine.trial = Some(Rc::new(trial));
        machine.begin();
        machine.drain(out);
        machine
    }

    /// Puts the tried state on the agenda; false when there is none to try.
    pub(super) fn begin_trial(&mut self, id: FrameId) -> bool {
        let Some(trial) = self.trial.clone() else {
            return false;
        };
        if let Some(frame) = self.frames.get_mut(id) {
            frame.variables.assign(&trial.variables);
        }
        let input = self.setup.input.clone();
        self.schedule_at(id, self.now, Phase::Enter(trial.state, input));
        true
    }

    /// How often every retrier of the state has been used before.
    pub(super) fn retries_before(&self) -> u64 {
        self.trial.as_ref().map_or(0, |trial| trial.retries)
    }
}
