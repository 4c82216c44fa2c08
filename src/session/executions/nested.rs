//! Executions that Tasks have started: of other state machines of the workspace, each with its own machine, history and
//! status, on the same clock.

use super::arns::Arns;
use super::{Call, Executions, MAIN};
use crate::definition::{RegionId, StateMachine};
use crate::execution::{
    Chunked, EffectId, ErrorDetails, EventId, Invoke, Machine, Outbox, Outcome, Reply, Setup,
    Stage, WorkflowType,
};
use crate::random::Random;
use crate::service::nested::{Ended, ExecutionStart, Form};
use crate::service::SERVICES;
use crate::session::machines::Machines;
use crate::session::map_run::{Opened, Origin, Past, Running};
use crate::time::{Duration, Timestamp};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How deep executions may start each other.
const DEEPEST: u32 = 16;
/// Executions that one run may start, all together.
const MOST: usize = 5_000;

/// All of them, and who waits for which.
#[derive(Clone, Debug, Default)]
pub(super) struct NestedRuns {
    machines: Machines,
    started: Chunked<Nested>,
    arns: Arns,
    /// Places of those that Tasks wait for, by the call.
    awaited: BTreeMap<(u32, EffectId), usize>,
}

/// An execution that a Task has started.
#[derive(Clone, Debug)]
pub struct Nested {
    /// The number of the execution that has started it, and the visit of the Task there.
    owner: (u32, EventId),
    /// ARN of that execution.
    started_by: crate::value::Text,
    /// 1 for one that the user's execution has started.
    depth: u32,
    definition: Rc<StateMachine>,
    setup: Rc<Setup>,
    /// The calls that wait for its end, or have been told of it, and how it is told.
    waiting: Vec<(u32, EffectId, Form)>,
    outcome: Outcome,
    stopped: Option<Timestamp>,
    past: Past,
}

impl Nested {
    /// What it was started with.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// How it stands or ended.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// When it ended.
    pub fn stopped(&self) -> Option<Timestamp> {
        self.stopped
    }

    /// ARN of the execution that has started it.
    pub fn started_by(&self) -> &str {
        &self.started_by
    }

    /// The number of the execution that has started it, 0 for the user's, and the `TaskStateEntered` event there.
    pub fn owner(&self) -> (u32, EventId) {
        self.owner
    }

    fn end(&mut self, running: Running) {
        self.outcome = running.machine.outcome().clone();
        self.stopped = Some(running.machine.now());
        self.past = running.past;
    }

    /// What its end tells a call that waits for it.
    fn told(&self, form: Form) -> Reply {
        let setup = &self.setup;
        form.reply(&Ended {
            arn: &setup.execution_arn,
            name: &setup.execution_name,
            machine_arn: &setup.machine_arn,
            input: &setup.input_text,
            status: self.outcome.status,
            output: self.outcome.output.as_ref(),
            details: &self.outcome.details,
            dates: (setup.start, self.stopped.unwrap_or(setup.start)),
        })
    }
}

impl NestedRuns {
    pub(super) fn new(machines: Machines) -> NestedRuns {
        NestedRuns {
            machines,
            ..NestedRuns::default()
        }
    }
}

impl Executions {
    /// The executions that Tasks have started, oldest first.
    pub fn nested(&self) -> impl Iterator<Item = &Nested> {
        self.nested.started.iter()
    }

    /// One of them with its history, which is made again for it.
    pub fn opened(&self, at: usize) -> Option<Opened> {
        let nested = self.nested.started.get(at).filter(|_| SERVICES)?;
        let running = self.running.get(&nested.setup.number);
        let past = running.map_or(&nested.past, |running| &running.past);
        Some(past.replay(&nested.definition, Rc::clone(&nested.setup)))
    }

    /// What a call that waited for an execution was told of its end, and how long that took from its start.
    pub fn told(&self, call: Call) -> Option<(Duration, Reply)> {
        if !SERVICES {
            return None;
        }
        let found = self.nested().find_map(|nested| {
            let mut waiting = nested.waiting.iter();
            let form =
                waiting.find(|(owner, id, _)| (*owner, *id) == (call.execution, call.effect));
            Some((nested, form?.2, nested.stopped?))
        });
        let (nested, form, stopped) = found?;
        Some((stopped - nested.setup.start, nested.told(form)))
    }

    /// Starts an execution that a call asks for. The error is the call's answer.
    pub(super) fn start_nested(
        &mut self,
        invoke: &Invoke,
        start: &ExecutionStart,
        now: Timestamp,
    ) -> Result<(), Reply> {
        if !SERVICES {
            return Ok(());
        }
        let call = (invoke.execution, invoke.id);
        if let Some(known) = self.namesake(start)? {
            self.wait_for(known, call, start.awaited);
            return Ok(());
        }
        let depth = self.depth(invoke.execution) + 1;
        if depth > DEEPEST {
            return Err(refused(too_deep()));
        }
        if self.nested.started.len() >= MOST {
            return Err(refused(too_many()));
        }
        let after = i64::try_from(start.after).unwrap_or(i64::MAX);
        let setup = self.nested_setup(invoke, start, now + Duration::from_millis(after));
        let (Some(setup), Some(listed)) = (setup, self.nested.machines.get(start.machine)) else {
            return Ok(());
        };
        let (definition, setup) = (Rc::clone(&listed.definition), Rc::new(setup));
        let owner = self.machine(invoke.execution).map(|owner| owner.setup());
        let started_by = owner.map(|owner| owner.execution_arn.clone());
        let at = self.nested.started.len();
        self.nested.arns.add(&setup.execution_arn, at);
        self.nested.started.push(Nested {
            owner: (invoke.execution, invoke.visit),
            started_by: started_by.unwrap_or_default(),
            depth,
            definition: Rc::clone(&definition),
            setup: Rc::clone(&setup),
            waiting: Vec::new(),
            outcome: Outcome::default(),
            stopped: None,
            past: Past::default(),
        });
        self.wait_for(at, call, start.awaited);
        let number = setup.number;
        let machine = Machine::start(definition, setup, &mut Outbox::default());
        self.add(
            number,
            Running::new(machine, Origin::Task(at), Past::default()),
        );
        // Without a state to start at it ends at once.
        self.settle(number);
        Ok(())
    }

    fn wait_for(&mut self, at: usize, call: (u32, EffectId), form: Option<Form>) {
        let Some(form) = form else {
            return;
        };
        self.nested.awaited.insert(call, at);
        if let Some(nested) = self.nested.started.get_mut(at) {
            nested.waiting.push((call.0, call.1, form));
        }
    }

    /// The execution of the same name that runs already, when the call has the same input: it is then the answer.
    /// Another input, or one that has ended, is an error. Names of Express executions may be used again.
    fn namesake(&self, start: &ExecutionStart) -> Result<Option<usize>, Reply> {
        let Some(taken) = &start.taken else {
            return Ok(None);
        };
        let main = self.main.setup().execution_arn == start.arn;
        let named = |at: &usize| {
            let nested = self.nested.started.get(*at);
            nested.is_some_and(|nested| nested.setup.execution_arn == start.arn)
        };
        let known = self.nested.arns.places(&start.arn).find(named);
        let same = |at: &usize| {
            let nested = self.nested.started.get(*at);
            nested.is_some_and(|n| n.stopped.is_none() && n.setup.input_text == start.input_text)
        };
        match known {
            None if !main => Ok(None),
            Some(at) if same(&at) => Ok(Some(at)),
            _ => Err(refused(taken.clone())),
        }
    }

    /// How deep an execution stands: 0 for the user's. A Map Run's child stands where its owner does.
    fn depth(&self, number: u32) -> u32 {
        let mut number = number;
        while number != MAIN {
            let Some(running) = self.running.get(&number) else {
                return DEEPEST;
            };
            match running.origin {
                Origin::Task(at) => {
                    return self.nested.started.get(at).map_or(DEEPEST, |n| n.depth);
                }
                Origin::MapRun { run, .. } => {
                    number = self.runs.get(run).map_or(MAIN, |run| run.owner);
                }
            }
        }
        0
    }

    fn nested_setup(
        &mut self,
        invoke: &Invoke,
        start: &ExecutionStart,
        begins: Timestamp,
    ) -> Option<Setup> {
        let listed = self.nested.machines.get(start.machine)?;
        let owner = self.machine(invoke.execution)?.setup();
        let part = |at: usize| start.machine_arn.split(':').nth(at).unwrap_or_default();
        let (region, machine_name) = (part(3).into(), part(6).into());
        let number = self.next;
        let random = Random::new(self.main.setup().seed).stream(u64::from(number));
        let setup = Setup {
            number,
            machine: start.machine,
            scope: RegionId(0),
            execution_arn: start.arn.clone(),
            execution_name: start.name.clone(),
            machine_arn: start.machine_arn.clone(),
            machine_name,
            region,
            workflow_type: match listed.express {
                true => WorkflowType::Express,
                false => WorkflowType::Standard,
            },
            synchronous: start.awaited == Some(Form::Response),
            input_text: start.input_text.clone(),
            input: start.input.clone(),
            start: begins,
            seed: random.stream(4).next(),
            trace: false,
            ..Setup::clone(owner)
        };
        self.next += 1;
        Some(setup)
    }

    /// One has ended: whoever waits for it is told.
    pub(super) fn nested_ended(&mut self, at: usize, running: Running) {
        if !SERVICES {
            return;
        }
        let now = running.machine.now();
        let Some(nested) = self.nested.started.get_mut(at) else {
            return;
        };
        nested.end(running);
        let waiting = nested.waiting.iter();
        let told: Vec<_> = waiting
            .map(|(owner, id, form)| (*owner, *id, nested.told(*form)))
            .collect();
        for (owner, id, reply) in told {
            self.nested.awaited.remove(&(owner, id));
            self.reply(owner, id, reply, now);
        }
    }

    /// Nobody awaits a call any more: if it waits for an execution, that is stopped, and what that awaits goes to
    /// `open`. False when it doesn't.
    pub(super) fn stop_awaited(
        &mut self,
        call: (u32, EffectId),
        now: Timestamp,
        open: &mut Vec<(u32, EffectId)>,
    ) -> bool {
        if !SERVICES {
            return false;
        }
        let Some(at) = self.nested.awaited.remove(&call) else {
            return false;
        };
        let Some(nested) = self.nested.started.get_mut(at) else {
            return true;
        };
        nested
            .waiting
            .retain(|(owner, id, _)| (*owner, *id) != call);
        let (number, begins) = (nested.setup.number, nested.setup.start);
        // Recorded on AWS.
        let cause = format!(
            "The Task state in AWS Step Functions execution [{}] which was managing this resource was aborted",
            nested.started_by
        );
        let details = ErrorDetails {
            error: None,
            cause: Some(cause.into()),
        };
        if let Some(running) = self.halt(number, details, now.max(begins), open) {
            self.nested_ended(at, running);
        }
        true
    }
}

/// A call that was not accepted.
fn refused(details: ErrorDetails) -> Reply {
    Reply::Failed(Stage::Submit, details)
}

fn too_deep() -> ErrorDetails {
    unsupported(format!(
        "Executions may start each other {DEEPEST} deep in this simulator; this one would be the next"
    ))
}

fn too_many() -> ErrorDetails {
    unsupported(format!(
        "A run may start {MOST} executions of other state machines in this simulator; this one would be the next"
    ))
}

fn unsupported(cause: String) -> ErrorDetails {
    ErrorDetails {
        error: Some("Stepglass.Unsupported".into()),
        cause: Some(cause.into()),
    }
}
