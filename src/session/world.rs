//! Executions, and who answers them.

use super::journal::{Deed, Journal, Recorded};
use super::machines::Machines;
use super::redrive::{files_of, Surroundings};
use super::{Call, Executions, Start};
use crate::execution::{Event, Machine, Outbox, Reply, Trace};
use crate::service::{Answer, Answers, Around, ObjectStore, Outside};
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
        self.answers.contents(self.executions.store())
    }

    /// The same beside other state machines, of which executions can be started.
    pub fn with_machines(self, machines: Machines) -> World {
        World {
            executions: self.executions.with_machines(machines),
            ..self
        }
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
        let mut answer = |invoke: &_, machine: &Machine, store: &mut _, step| {
            let mut around = Around {
                definition: machine.definition(),
                now: machine.now(),
                store,
            };
            // The service is asked even when the journal knows: it may count its calls, and it alone knows what to start.
            let fresh = answers.answer(invoke, &mut around);
            let starts = fresh.starts.clone();
            let known = journal.answer(Recorded::new(invoke, step, fresh));
            Answer { starts, ..known }
        };
        if !self.executions.step(&mut answer, &mut out) {
            return None;
        }
        self.tell_cancelled();
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
            Deed::Redrive(changed) => {
                if let Some(changed) = changed {
                    let before = journal.surroundings(self.interventions - 1);
                    self.change(&before, changed, journal.start());
                }
                // The journal has none that was refused.
                let _ = self.executions.redrive(self.executions.now(), &mut out);
            }
            Deed::UpdateMapRun(run, update) => self.executions.update_map_run(*run, update),
            Deed::Input(scope, input) => {
                let main = self.executions.main_mut();
                main.change_input(*scope, input.clone());
            }
            Deed::Variable(visit, name, value) => {
                let main = self.executions.main_mut();
                main.change_variable(*visit, name.clone(), value.clone());
            }
        }
        self.tell_cancelled();
        Some(out.events)
    }

    /// Puts in place what has changed around the execution.
    fn change(&mut self, before: &Surroundings, now: &Surroundings, start: &Start) {
        let definition = self.main().definition();
        let texts = (now.mocks.as_str(), now.test_case.as_str());
        if let Ok(mocks) = start.scripts(texts, definition) {
            let outside = Outside::new(&now.asked, &now.handlers);
            self.answers.change(mocks, outside);
        }
        let old = files_of(&before.files).unwrap_or_default();
        for (name, text) in files_of(&now.files).unwrap_or_default().iter() {
            if old.get(name) != Some(text) {
                self.executions.put_file(name, text);
            }
        }
    }

    /// Tells the services which calls nobody awaits any more.
    fn tell_cancelled(&mut self) {
        for ((execution, call), now) in self.executions.take_cancelled() {
            self.answers.cancel(execution, call, now);
        }
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
