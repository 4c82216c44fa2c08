//! Executions, and who answers them.

use super::journal::{Deed, Journal, Recorded};
use super::{Call, Executions};
use crate::execution::{Event, Machine, Outbox, Reply, Trace};
use crate::service::{Answers, ObjectStore};
use crate::value::{Object, Value};

/// All executions with what answers their calls. One answerer serves them all, children of Map Runs too.
pub struct World {
    executions: Executions,
    answers: Box<dyn Answers>,
    traces: Vec<Trace>,
    /// How many interventions have happened.
    interventions: usize,
}

impl Clone for World {
    fn clone(&self) -> World {
        World {
            executions: self.executions.clone(),
            answers: self.answers.checkpoint(),
            traces: Vec::new(),
            interventions: self.interventions,
        }
    }
}

impl World {
    /// A world of one execution, and of objects in the simulated S3.
    pub fn new(machine: Machine, answers: Box<dyn Answers>, store: ObjectStore) -> World {
        World {
            executions: Executions::new(machine, store).steered(),
            answers,
            traces: Vec::new(),
            interventions: 0,
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

    /// How many interventions have happened.
    pub(super) fn interventions(&self) -> usize {
        self.interventions
    }

    /// Does what the journal says comes next at this moment.
    pub(super) fn intervene(&mut self, journal: &Journal) -> Option<Vec<Event>> {
        let deed = journal.intervention(self.interventions, self.steps())?;
        self.interventions += 1;
        let mut out = Outbox::default();
        match deed {
            Deed::Stop(details) => self.executions.stop(details.clone(), &mut out),
            Deed::Reply(call, after, reply) => {
                self.executions.reply_to(*call, *after, reply.clone());
            }
            Deed::Input(scope, input) => {
                let main = self.executions.main_mut();
                main.change_input(*scope, input.clone());
            }
            Deed::Variable(visit, name, value) => {
                let main = self.executions.main_mut();
                main.change_variable(*visit, name.clone(), value.clone());
            }
        }
        Some(out.events)
    }

    /// What an open call would be answered if it were not left open.
    pub fn proposal(&self, call: Call) -> Option<Value> {
        let (open, machine) = self.executions.open_call(call)?;
        let definition = machine.definition();
        Some(self.answers.proposal(&open.invoke, definition, open.since))
    }

    /// The reply that a handler's result or error comes to.
    pub(super) fn handled(&self, call: Call, reply: Reply) -> Reply {
        let Some((open, machine)) = self.executions.open_call(call) else {
            return reply;
        };
        let definition = machine.definition();
        self.answers
            .handled(&open.invoke, definition, open.since, reply)
    }

    pub(super) fn take_traces(&mut self) -> Vec<Trace> {
        std::mem::take(&mut self.traces)
    }
}
