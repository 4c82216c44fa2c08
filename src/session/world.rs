//! Executions on one virtual clock, and who answers them.

use super::journal::{Journal, Recorded};
use crate::execution::{Effect, ErrorDetails, Event, Invoke, Machine, Outbox, Trace};
use crate::service::Answers;
use crate::time::Timestamp;
use crate::value::Object;

/// All running executions. A step runs the one that is due first; ties go to the older execution.
pub struct World {
    executions: Vec<Execution>,
    steps: u64,
    traces: Vec<Trace>,
}

struct Execution {
    machine: Machine,
    answers: Box<dyn Answers>,
}

impl Clone for World {
    fn clone(&self) -> World {
        let copy = |execution: &Execution| Execution {
            machine: execution.machine.clone(),
            answers: execution.answers.checkpoint(),
        };
        World {
            executions: self.executions.iter().map(copy).collect(),
            steps: self.steps,
            traces: Vec::new(),
        }
    }
}

impl World {
    /// A world of one execution.
    pub fn new(machine: Machine, answers: Box<dyn Answers>) -> World {
        World {
            executions: vec![Execution { machine, answers }],
            steps: 0,
            traces: Vec::new(),
        }
    }

    /// The execution that was started by the user.
    pub fn main(&self) -> &Machine {
        // `new` puts it there and nothing removes it.
        &self.executions[0].machine
    }

    /// What simulated services hold now.
    pub fn contents(&self) -> Object {
        self.executions[0].answers.contents()
    }

    /// How many micro-steps have been run.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Open scopes of all executions: what a checkpoint copies.
    pub fn open_scopes(&self) -> usize {
        self.executions
            .iter()
            .map(|e| e.machine.open_scopes())
            .sum()
    }

    /// Number of the execution that is due first.
    fn due_first(&self) -> Option<usize> {
        let due = |(at, execution): (usize, &Execution)| {
            let due: Timestamp = execution.machine.next_due()?;
            Some((due, at))
        };
        let all = self.executions.iter().enumerate().filter_map(due);
        all.min().map(|(_, at)| at)
    }

    /// One micro-step. Answers come from the journal where it has them, otherwise from the service, and are recorded.
    pub(super) fn step(&mut self, journal: &mut Journal) -> Option<Vec<Event>> {
        let at = self.due_first()?;
        let execution = self.executions.get_mut(at)?;
        let mut out = Outbox::default();
        execution.machine.step(&mut out);
        self.steps += 1;
        for effect in out.effects.drain(..) {
            if let Effect::Invoke(invoke) = effect {
                execution.answer(at, &invoke, self.steps, journal);
            }
        }
        self.traces.append(&mut out.trace);
        Some(out.events)
    }

    pub(super) fn stop(&mut self, details: ErrorDetails) -> Vec<Event> {
        let mut out = Outbox::default();
        if let Some(execution) = self.executions.first_mut() {
            execution.machine.stop(details, &mut out);
        }
        out.events
    }

    pub(super) fn take_traces(&mut self) -> Vec<Trace> {
        std::mem::take(&mut self.traces)
    }
}

impl Execution {
    fn answer(&mut self, at: usize, invoke: &Invoke, step: u64, journal: &mut Journal) {
        let now = self.machine.now();
        // The service is asked even when the journal knows: it may count its calls.
        let fresh = self.answers.answer(invoke, self.machine.definition(), now);
        let answer = journal.answer(Recorded {
            execution: at,
            effect: invoke.id,
            visit: invoke.visit,
            step,
            answer: fresh,
        });
        for (delay, reply) in answer.replies {
            let delay = i64::try_from(delay).unwrap_or(i64::MAX);
            let due = now + crate::time::Duration::from_millis(delay);
            self.machine.reply(invoke.id, reply, due);
        }
    }
}
