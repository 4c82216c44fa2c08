//! Executions, and who answers them.

use super::journal::{Journal, Recorded};
use super::Executions;
use crate::execution::{ErrorDetails, Event, Machine, Outbox, Trace};
use crate::service::{Answers, ObjectStore};
use crate::value::Object;

/// All executions with what answers their calls. One answerer serves them all, children of Map Runs too.
pub struct World {
    executions: Executions,
    answers: Box<dyn Answers>,
    traces: Vec<Trace>,
}

impl Clone for World {
    fn clone(&self) -> World {
        World {
            executions: self.executions.clone(),
            answers: self.answers.checkpoint(),
            traces: Vec::new(),
        }
    }
}

impl World {
    /// A world of one execution, and of objects in the simulated S3.
    pub fn new(machine: Machine, answers: Box<dyn Answers>, store: ObjectStore) -> World {
        World {
            executions: Executions::new(machine, store),
            answers,
            traces: Vec::new(),
        }
    }

    /// The execution that was started by the user.
    pub fn main(&self) -> &Machine {
        self.executions.main()
    }

    /// All of them.
    pub fn executions(&self) -> &Executions {
        &self.executions
    }

    /// What simulated services hold now.
    pub fn contents(&self) -> Object {
        self.answers.contents()
    }

    /// How many micro-steps have been run.
    pub fn steps(&self) -> u64 {
        self.executions.steps()
    }

    /// Whether children of Map Runs run.
    pub fn has_children(&self) -> bool {
        self.executions.has_children()
    }

    /// Open scopes of all executions: what a checkpoint copies.
    pub fn open_scopes(&self) -> usize {
        self.executions.open_scopes()
    }

    /// One micro-step. Answers come from the journal where it has them, otherwise from the service, and are recorded.
    pub(super) fn step(&mut self, journal: &mut Journal) -> Option<Vec<Event>> {
        let answers = &mut self.answers;
        let mut out = Outbox::default();
        let mut answer = |invoke: &_, machine: &Machine, step| {
            // The service is asked even when the journal knows: it may count its calls.
            let fresh = answers.answer(invoke, machine.definition(), machine.now());
            journal.answer(Recorded::new(invoke, step, fresh))
        };
        if !self.executions.step(&mut answer, &mut out) {
            return None;
        }
        self.traces.append(&mut out.trace);
        Some(out.events)
    }

    pub(super) fn stop(&mut self, details: ErrorDetails) -> Vec<Event> {
        let mut out = Outbox::default();
        self.executions.stop(details, &mut out);
        out.events
    }

    pub(super) fn take_traces(&mut self) -> Vec<Trace> {
        std::mem::take(&mut self.traces)
    }
}
