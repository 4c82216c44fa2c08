//! Entering states, leaving them, and the ends of scopes.

use super::agenda::Phase;
use super::event::EventKind;
use super::failure::Trouble;
use super::flow::Leaving;
use super::frame::{Doing, FrameId, Visit};
use super::Machine;
use crate::definition::{Exit, RegionId, State, StateId, Target};
use crate::value::Value;
use std::rc::Rc;

const NOWHERE: &str =
    "Failed to transition out of the state. The state does not point to a next state.";

impl Machine {
    /// Puts the first state of a region on the agenda of its scope.
    pub(super) fn enter_region(&mut self, id: FrameId, region: RegionId, input: Value) {
        let definition = Rc::clone(&self.definition);
        let start = definition.regions.get(region.0 as usize);
        let target = start.and_then(|region| region.start_at.as_ref());
        match target.and_then(|target| target.state) {
            Some(state) => {
                let pace = self.setup.pace.transition;
                self.schedule_after(id, pace, Phase::Enter(state, input));
            }
            None => {
                let trouble = Trouble::Runtime("The workflow has no state to start at.".to_owned());
                let failure = trouble.in_state("", 0);
                self.judge(id, failure);
            }
        }
    }

    /// A scope enters a state.
    pub(super) fn enter(&mut self, id: FrameId, state: StateId, input: Value) {
        self.transitions += 1;
        let visit = Visit {
            state,
            entered: self.next_event,
            entered_at: self.now,
            input: input.clone(),
            retries: 0,
            used: Vec::new(),
            token: None,
            doing: Doing::Nothing,
        };
        if let Some(frame) = self.frames.get_mut(id) {
            frame.visit = Some(visit);
        }
        self.append(id, EventKind::StateEntered(input));
        let pace = self.setup.pace.transition;
        if self.in_iteration(id) {
            self.follow_after(id, pace, Phase::Work);
        } else {
            self.schedule_after(id, pace, Phase::Work);
        }
    }

    /// Iterations of a Map enter a state and begin its work in one go (`TaskStateEntered`, `TaskScheduled`, then the
    /// next iteration's), branches of a Parallel all enter first: so it is recorded.
    fn in_iteration(&self, id: FrameId) -> bool {
        let innermost = self
            .frames
            .get(id)
            .and_then(|frame| frame.place.innermost());
        innermost.is_some_and(|step| step.map)
    }

    /// The state a scope is in.
    pub(super) fn current(&self, id: FrameId) -> Option<StateId> {
        Some(self.frames.get(id)?.visit.as_ref()?.state)
    }

    /// A scope leaves its state: records by what, assigns, goes on.
    pub(super) fn exit(&mut self, id: FrameId, leaving: Leaving, next: Next, by: Exit) {
        let Leaving { output, assigned } = leaving;
        self.append(
            id,
            EventKind::StateExited {
                output: output.clone(),
                assigned: assigned.clone(),
                by: Some(by),
            },
        );
        let Some(frame) = self.frames.get_mut(id) else {
            return;
        };
        frame.visit = None;
        if let Some(values) = &assigned {
            frame.variables.assign(values);
        }
        match next {
            Next::State(state) => {
                let pace = self.setup.pace.transition;
                self.schedule_after(id, pace, Phase::Enter(state, output));
            }
            Next::End => self.end_scope(id, output),
        }
    }

    /// A scope has run to its end.
    fn end_scope(&mut self, id: FrameId, output: Value) {
        let Some(frame) = self.frames.get(id) else {
            return;
        };
        match frame.parent {
            Some(parent) => self.child_succeeded(parent, id, output),
            None => {
                let previous = frame.tail;
                self.end(previous, EventKind::ExecutionSucceeded(output));
            }
        }
    }

    /// Leaves by the state's own `Next` or `End`.
    pub(super) fn exit_normally(&mut self, id: FrameId, state: &State, leaving: Leaving) {
        match Next::of(state.next.as_ref(), state.end) {
            Ok(next) => self.exit(id, leaving, next, Exit::Own),
            Err(trouble) => self.fail(id, trouble),
        }
    }
}

/// Where a scope goes from a state.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    State(StateId),
    End,
}

impl Next {
    /// The target of a transition; a name that no state has leads nowhere.
    pub(super) fn of(target: Option<&Target>, end: bool) -> Result<Next, Trouble> {
        match target {
            Some(target) => target.state.map(Next::State).ok_or_else(nowhere),
            None if end => Ok(Next::End),
            None => Err(nowhere()),
        }
    }
}

fn nowhere() -> Trouble {
    Trouble::Runtime(NOWHERE.to_owned())
}
