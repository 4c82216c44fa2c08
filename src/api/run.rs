//! One execution driven to its end, answers included.

use crate::definition::StateMachine;
use crate::execution::{
    ErrorDetails, Event, Invoke, Machine, NotRedrivable, Outbox, Setup, Trace, Trial,
};
use crate::service::{Answers, Around, ObjectStore};
use crate::session::{Executions, Machines};
use crate::time::{Duration, Timestamp};
use std::rc::Rc;

/// Virtual time after which a run that still waits is given up.
pub const HORIZON: Duration = Duration(24 * 60 * 60 * 1000);

/// An execution with everything it has recorded, and with the executions that it started itself.
#[derive(Clone)]
pub struct Run {
    executions: Executions,
    /// Its history so far.
    pub events: Vec<Event>,
    /// Data-flow stages and decisions so far, when the setup asks for them.
    pub traces: Vec<Trace>,
    outbox: Outbox,
}

/// Where a run is stopped before its end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// The last moment at which something may happen.
    pub horizon: Timestamp,
    /// Micro-steps; `None` for any number.
    pub budget: Option<u64>,
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Halt {
    /// The execution has ended.
    Ended,
    /// Nothing is due: a call was not answered and has no timeout.
    Waiting,
    /// What is due next lies beyond the horizon.
    Horizon,
    /// All micro-steps allowed have been made.
    Budget,
}

impl Run {
    /// Starts an execution: `ExecutionStarted` is recorded.
    pub fn start(definition: Rc<StateMachine>, setup: Rc<Setup>) -> Run {
        Run::start_with(definition, setup, ObjectStore::default())
    }

    /// The same with objects in the simulated S3.
    pub fn start_with(definition: Rc<StateMachine>, setup: Rc<Setup>, store: ObjectStore) -> Run {
        let mut outbox = Outbox::default();
        let machine = Machine::start(definition, setup, &mut outbox);
        Run::of(machine, store, outbox)
    }

    /// The same beside other state machines, of which executions can be started.
    pub fn with_machines(self, machines: Machines) -> Run {
        Run {
            executions: self.executions.with_machines(machines),
            ..self
        }
    }

    /// Starts the trial of one state.
    pub fn trial(definition: Rc<StateMachine>, setup: Rc<Setup>, trial: Trial) -> Run {
        let mut outbox = Outbox::default();
        let machine = Machine::trial(definition, setup, trial, &mut outbox);
        Run::of(machine, ObjectStore::default(), outbox)
    }

    fn of(machine: Machine, store: ObjectStore, mut outbox: Outbox) -> Run {
        let events = std::mem::take(&mut outbox.events);
        Run {
            executions: Executions::new(machine, store),
            events,
            traces: Vec::new(),
            outbox,
        }
    }

    /// The machine, after the last micro-step.
    pub fn machine(&self) -> &Machine {
        self.executions.main()
    }

    /// The machine with its Map Runs, their children and the simulated S3.
    pub fn executions(&self) -> &Executions {
        &self.executions
    }

    /// Micro-steps so far, those of children included.
    pub fn steps(&self) -> u64 {
        self.executions.steps()
    }

    /// Makes one micro-step and has the calls it makes answered. False when nothing was due.
    pub fn step(&mut self, answers: &mut dyn Answers) -> bool {
        self.lend();
        let mut answer = |invoke: &Invoke, machine: &Machine, store: &mut ObjectStore, _| {
            let mut around = Around {
                definition: machine.definition(),
                now: machine.now(),
                store,
            };
            answers.answer(invoke, &mut around)
        };
        let moved = self.executions.step(&mut answer, &mut self.outbox);
        for ((execution, call), now) in self.executions.take_cancelled() {
            answers.cancel(execution, call, now);
        }
        self.lend();
        moved
    }

    /// Lends the machine the lists that it adds to, or takes them back: cheaper than moving every event once more.
    fn lend(&mut self) {
        std::mem::swap(&mut self.events, &mut self.outbox.events);
        std::mem::swap(&mut self.traces, &mut self.outbox.trace);
    }

    /// Goes on until the execution ends or a limit is met.
    pub fn to_end(&mut self, answers: &mut dyn Answers, limits: &Limits) -> Halt {
        loop {
            let ended = !self.machine().is_running();
            // Executions that nobody waits for run on after the end of the one that has started them.
            if ended && !self.executions.has_children() {
                return Halt::Ended;
            }
            let halt = match self.executions.next_due() {
                None => Halt::Waiting,
                Some(due) if due > limits.horizon => Halt::Horizon,
                Some(_) if limits.budget.is_some_and(|most| self.steps() >= most) => Halt::Budget,
                Some(_) => {
                    self.step(answers);
                    continue;
                }
            };
            return if ended { Halt::Ended } else { halt };
        }
    }

    /// StopExecution, with the caller's error and cause.
    pub fn stop(&mut self, details: ErrorDetails) {
        self.executions.stop(details, &mut self.outbox);
        self.events.append(&mut self.outbox.events);
    }

    /// RedriveExecution at `at`: what did not succeed runs again.
    ///
    /// # Errors
    /// Why the execution cannot be redriven.
    pub fn redrive(&mut self, at: Timestamp) -> Result<(), NotRedrivable> {
        self.executions.redrive(at, &mut self.outbox)?;
        self.events.append(&mut self.outbox.events);
        Ok(())
    }

    /// Virtual time from the start to the last event.
    pub fn duration(&self) -> Duration {
        let start = self.machine().setup().start;
        self.events
            .last()
            .map_or(Duration::ZERO, |e| e.time - start)
    }
}

/// Runs `definition` to its end, answered by `answers`, for at most `horizon` of virtual time.
///
/// An execution that still waits then has the status `Running`.
pub fn simulate_with(
    definition: Rc<StateMachine>,
    setup: Rc<Setup>,
    answers: &mut dyn Answers,
    horizon: Duration,
) -> Run {
    let limits = Limits {
        horizon: setup.start + horizon,
        budget: None,
    };
    let mut run = Run::start(definition, setup);
    run.to_end(answers, &limits);
    run
}
