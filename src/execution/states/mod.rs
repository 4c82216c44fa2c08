//! What each type of state does once it has been entered.

mod choice;
mod comparison;
mod distributed;
mod map;
mod request;
mod settings;
mod simple;
mod task;
mod trial;
mod wait;

use super::frame::FrameId;
use super::{Machine, Trouble};
use crate::definition::{State, StateKind};
use std::rc::Rc;

impl Machine {
    /// Does the work of the state a scope is in, or tries it once more.
    pub(super) fn work(&mut self, id: FrameId) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        if let Err(trouble) = self.begin_work(id, state) {
            self.fail(id, trouble);
        }
    }

    fn begin_work(&mut self, id: FrameId, state: &State) -> Result<(), Trouble> {
        let container = matches!(state.kind, StateKind::Parallel(_) | StateKind::Map(_));
        if let Some(trial) = self.trial.clone().filter(|_| container) {
            return self.try_container(id, state, &trial);
        }
        match &state.kind {
            StateKind::Pass(result) => self.pass(id, state, result.as_ref()),
            StateKind::Task(task) => self.task(id, state, task),
            StateKind::Choice(choice) => self.choice(id, state, choice),
            StateKind::Wait(wait) => self.wait(id, state, wait),
            StateKind::Succeed => self.succeed(id, state),
            StateKind::Fail(fail) => self.fail_state(id, state, fail),
            StateKind::Parallel(branches) => self.parallel(id, state, branches),
            StateKind::Map(map) => self.map(id, state, map),
            StateKind::Unknown(kind) => Err(Trouble::Runtime(format!(
                "The state has no known type: '{kind}'."
            ))),
        }
    }
}
