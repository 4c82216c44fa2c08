//! One child of a Map Run: while it runs a machine, afterwards only what it takes to run it again.

use crate::definition::StateMachine;
use crate::execution::{
    EffectId, ErrorDetails, Event, Machine, Outbox, Outcome, Reply, Setup, Trace, WorkflowType,
};
use crate::history::{log_records, Renderer};
use crate::time::Timestamp;
use crate::value::Value;
use std::rc::Rc;

/// What is kept of a child execution.
#[derive(Clone, Debug)]
pub(in super::super) struct Child {
    /// Its number among all executions.
    pub(in super::super) number: u32,
    pub(in super::super) input: Value,
    /// How many items its input holds.
    pub(in super::super) items: u32,
    pub(in super::super) started: Timestamp,
    pub(in super::super) stopped: Option<Timestamp>,
    pub(in super::super) outcome: Outcome,
    pub(in super::super) redrives: u32,
    /// The redrive of the Map Run in which it ended.
    pub(in super::super) generation: u32,
    pub(in super::super) past: Past,
}

/// What came to an execution from outside, and how far it went: enough to make its history again.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Past {
    /// Micro-steps.
    pub(in super::super) steps: u32,
    /// What came after so many micro-steps, in order.
    log: Vec<(u32, Input)>,
}

#[derive(Clone, Debug)]
pub(in super::super) enum Input {
    Reply(EffectId, Timestamp, Reply),
    /// What is planned as the result of this call will not come.
    Withdraw(EffectId),
    Stop(Timestamp, ErrorDetails),
    Redrive(Timestamp),
}

/// A child that runs.
#[derive(Clone, Debug)]
pub(in super::super) struct Running {
    pub(in super::super) machine: Machine,
    /// Its Map Run, and its place there.
    pub(in super::super) run: usize,
    pub(in super::super) index: usize,
    pub(in super::super) past: Past,
    /// Under which moment it stands in the order of what is due.
    pub(in super::super) due: Option<Timestamp>,
}

/// A child's execution, made again.
#[derive(Clone, Debug)]
pub struct Opened {
    /// It, as it stands or ended.
    pub machine: Machine,
    /// Its history.
    pub events: Vec<Event>,
    /// Its side log.
    pub traces: Vec<Trace>,
}

impl Opened {
    /// The events as GetExecutionHistory writes them, or for an Express execution the records of its log.
    pub fn history(&self) -> Value {
        let setup = self.machine.setup();
        let renderer = Renderer::new(self.machine.definition(), setup);
        match setup.workflow_type {
            WorkflowType::Standard => renderer.events(&self.events),
            WorkflowType::Express => Value::from(log_records(&renderer, &self.events)),
        }
    }
}

impl Running {
    /// The child `index` of the Map Run `run`.
    pub(in super::super) fn new(machine: Machine, run: usize, index: usize, past: Past) -> Running {
        Running {
            machine,
            run,
            index,
            past,
            due: None,
        }
    }

    /// One micro-step.
    pub(in super::super) fn step(&mut self, out: &mut Outbox) {
        self.past.steps += 1;
        self.machine.step(out);
    }

    /// Something comes from outside. False when the execution refuses it; then it has not come.
    pub(in super::super) fn take(&mut self, input: Input, out: &mut Outbox) -> bool {
        let taken = apply(&mut self.machine, &input, out);
        if taken {
            self.past.log.push((self.past.steps, input));
        }
        taken
    }
}

fn apply(machine: &mut Machine, input: &Input, out: &mut Outbox) -> bool {
    match input {
        Input::Reply(effect, at, reply) => machine.reply(*effect, reply.clone(), *at),
        Input::Withdraw(effect) => machine.withdraw(*effect),
        Input::Stop(at, details) => {
            machine.wait_until(*at);
            machine.stop(details.clone(), out);
        }
        Input::Redrive(at) => return machine.redrive(*at, out).is_ok(),
    }
    true
}

impl Past {
    /// Runs the execution again as far as it went.
    pub(in super::super) fn replay(
        &self,
        definition: &Rc<StateMachine>,
        setup: Rc<Setup>,
    ) -> Opened {
        let mut out = Outbox::default();
        let mut machine = Machine::start(Rc::clone(definition), setup, &mut out);
        let mut log = self.log.iter().peekable();
        let mut steps = 0;
        loop {
            while let Some((_, input)) = log.next_if(|(after, _)| *after == steps) {
                apply(&mut machine, input, &mut out);
            }
            out.effects.clear();
            if steps == self.steps || !machine.step(&mut out) {
                break;
            }
            steps += 1;
        }
        Opened {
            machine,
            events: out.events,
            traces: out.trace,
        }
    }
}
