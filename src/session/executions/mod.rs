//! The execution that a user started with everything it starts itself: Map Runs and their children, on one virtual
//! clock.

mod arns;
mod map_runs;
mod nested;
mod open;
mod tokens;

pub use nested::Nested;
pub use open::{Call, OpenCall};
pub(super) use tokens::answers_tokens;

use super::machines::Machines;
use super::map_run::{Input, MapRun, Opened, Origin, Running};
use crate::execution::{
    Effect, EffectId, ErrorDetails, Invoke, Machine, NotRedrivable, Outbox, Reply,
};
use crate::service::{Answer, ObjectStore};
use crate::time::{Duration, Timestamp};
use crate::value::Value;
use nested::NestedRuns;
use open::OpenCalls;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The number of the user's execution.
const MAIN: u32 = 0;

/// Who answers a call of a machine beside the simulated S3, made in a micro-step.
pub type Answerer<'a> = dyn FnMut(&Invoke, &Machine, &mut ObjectStore, u64) -> Answer + 'a;

/// All executions of a run. A step runs the one that is due first; ties go to the older one. A copy costs a count for
/// each child that runs and each Map Run.
#[derive(Clone, Debug)]
pub struct Executions {
    main: Machine,
    running: BTreeMap<u32, Rc<Running>>,
    /// Open scopes of the children.
    scopes: usize,
    /// When the children are due.
    due: BTreeSet<(Timestamp, u32)>,
    runs: Vec<Rc<MapRun>>,
    /// Map Runs by the execution and the request that they belong to.
    asked: BTreeMap<(u32, EffectId), usize>,
    nested: NestedRuns,
    next: u32,
    /// Calls that can be answered from outside.
    open: OpenCalls,
    /// Calls of services that nobody awaits any more, and since when.
    cancelled: Vec<((u32, EffectId), Timestamp)>,
    store: ObjectStore,
    steps: u64,
    /// Virtual time: that of the last micro-step, whoever made it.
    now: Timestamp,
    /// Filled by a child's step and emptied again.
    out: Outbox,
}

impl Executions {
    /// Only the user's execution, with the objects that it finds in the simulated S3.
    pub fn new(main: Machine, store: ObjectStore) -> Executions {
        Executions {
            now: main.now(),
            main,
            running: BTreeMap::new(),
            scopes: 0,
            due: BTreeSet::new(),
            runs: Vec::new(),
            asked: BTreeMap::new(),
            next: MAIN + 1,
            nested: NestedRuns::default(),
            open: OpenCalls::default(),
            cancelled: Vec::new(),
            store,
            steps: 0,
            out: Outbox::default(),
        }
    }

    /// The same beside other state machines, of which executions can be started.
    pub fn with_machines(mut self, machines: Machines) -> Executions {
        self.nested = NestedRuns::new(machines);
        self
    }

    /// The user's execution.
    pub fn main(&self) -> &Machine {
        &self.main
    }

    /// The user's execution, to be changed from outside.
    pub(in super::super) fn main_mut(&mut self) -> &mut Machine {
        &mut self.main
    }

    /// How many micro-steps have been run.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Virtual time.
    pub fn now(&self) -> Timestamp {
        self.now.max(self.main.now())
    }

    /// The simulated S3.
    pub fn store(&self) -> &ObjectStore {
        &self.store
    }

    /// All Map Runs, oldest first.
    pub fn map_runs(&self) -> impl Iterator<Item = &MapRun> {
        self.runs.iter().map(Rc::as_ref)
    }

    /// A child's execution with its history, which is made again for it.
    pub fn child(&self, run: usize, index: usize) -> Option<Opened> {
        let origin = Origin::MapRun { run, index };
        let of = |child: &&Rc<Running>| child.origin == origin;
        let running = self.running.values().find(of);
        self.runs.get(run)?.replay(index, running.map(Rc::as_ref))
    }

    /// Open scopes of all executions: what a copy counts.
    pub fn open_scopes(&self) -> usize {
        self.main.open_scopes() + self.scopes
    }

    /// Whether any child runs.
    pub fn has_children(&self) -> bool {
        !self.running.is_empty()
    }

    /// Due time of what comes first.
    pub fn next_due(&self) -> Option<Timestamp> {
        let child = self.due.first().map(|(due, _)| *due);
        self.main.next_due().into_iter().chain(child).min()
    }

    /// The number of the execution that is due first.
    fn due_first(&self) -> Option<u32> {
        match (self.main.next_due(), self.due.first()) {
            (Some(main), Some((due, child))) if *due < main => Some(*child),
            (Some(_), _) => Some(MAIN),
            (None, child) => child.map(|(_, number)| *number),
        }
    }

    /// One micro-step of the execution that is due first. `out` gets events and side log of the user's execution.
    /// False when nothing is due.
    pub fn step(&mut self, answer: &mut Answerer, out: &mut Outbox) -> bool {
        let Some(number) = self.due_first() else {
            return false;
        };
        self.steps += 1;
        self.open.asked = None;
        if number == MAIN {
            self.main.step(out);
            self.perform_of(MAIN, out, answer);
            return true;
        }
        let mut out = std::mem::take(&mut self.out);
        let mut now = self.now;
        self.change(number, |child| {
            child.step(&mut out);
            now = now.max(child.machine.now());
        });
        self.now = now;
        out.events.clear();
        out.trace.clear();
        self.perform_of(number, &mut out, answer);
        self.out = out;
        self.settle(number);
        true
    }

    /// StopExecution of the user's execution.
    pub fn stop(&mut self, details: ErrorDetails, out: &mut Outbox) {
        self.main.wait_until(self.now);
        self.main.stop(details, out);
        self.perform_of(MAIN, out, &mut |_, _, _, _| Answer::nobody());
    }

    /// Puts a file into the simulated S3.
    pub fn put_file(&mut self, name: &str, text: &Value) {
        if let (Some((bucket, key)), Value::Text(text)) = (name.split_once('/'), text) {
            self.store.put(bucket, key, text.clone(), self.now());
        }
    }

    /// RedriveExecution of the user's execution. What it does at once needs no answers.
    ///
    /// # Errors
    /// Why it cannot be redriven.
    pub fn redrive(&mut self, at: Timestamp, out: &mut Outbox) -> Result<(), NotRedrivable> {
        self.main.redrive(at, out)?;
        self.perform_of(MAIN, out, &mut |_, _, _, _| Answer::nobody());
        Ok(())
    }

    /// Does what an execution asks for.
    fn perform_of(&mut self, number: u32, out: &mut Outbox, answer: &mut Answerer) {
        if out.effects.is_empty() {
            return;
        }
        for effect in std::mem::take(&mut out.effects) {
            match effect {
                Effect::Invoke(invoke) => self.call(number, &invoke, answer),
                Effect::Cancel(id) => self.cancel(number, id),
                Effect::StartMapRun(request) => self.start_map_run(number, request),
                Effect::RedriveMapRun(id) => self.redrive_map_run(number, id),
            }
        }
    }

    fn machine(&self, number: u32) -> Option<&Machine> {
        machine_of(&self.main, &self.running, number)
    }

    fn call(&mut self, number: u32, invoke: &Invoke, answer: &mut Answerer) {
        let Some(machine) = machine_of(&self.main, &self.running, number) else {
            return;
        };
        let answer = answer(invoke, machine, &mut self.store, self.steps);
        let now = machine.now();
        if let Some(start) = &answer.starts {
            if let Err(refused) = self.start_nested(invoke, start, now) {
                return self.reply(number, invoke.id, refused, now);
            }
        }
        let call = Call {
            execution: number,
            effect: invoke.id,
        };
        self.note_open(call, invoke, &answer);
        self.send_token(invoke, &answer);
        for (delay, reply) in answer.replies {
            let delay = Duration::from_millis(i64::try_from(delay).unwrap_or(i64::MAX));
            self.reply(number, invoke.id, reply, now + delay);
        }
    }

    fn reply(&mut self, number: u32, id: EffectId, reply: Reply, at: Timestamp) {
        if number == MAIN {
            return self.main.reply(id, reply, at);
        }
        self.change(number, |child| {
            child.take(Input::Reply(id, at, reply), &mut Outbox::default());
        });
    }

    /// Changes a child and notes when it is due afterwards.
    fn change(&mut self, number: u32, change: impl FnOnce(&mut Running)) {
        let Some(child) = self.running.get_mut(&number) else {
            return;
        };
        let child = Rc::make_mut(child);
        let before = child.machine.open_scopes();
        change(child);
        self.scopes = self.scopes + child.machine.open_scopes() - before;
        let due = child.machine.next_due();
        if due != child.due {
            let before = std::mem::replace(&mut child.due, due);
            if let Some(before) = before {
                self.due.remove(&(before, number));
            }
            self.due.extend(due.map(|due| (due, number)));
        }
    }

    fn add(&mut self, number: u32, child: Running) {
        self.scopes += child.machine.open_scopes();
        self.running.insert(number, Rc::new(child));
        self.change(number, |_| {});
    }

    fn remove(&mut self, number: u32) -> Option<Running> {
        let child = self.running.remove(&number)?;
        self.scopes -= child.machine.open_scopes();
        if let Some(due) = child.due {
            self.due.remove(&(due, number));
        }
        Some(Rc::unwrap_or_clone(child))
    }

    /// Calls of services that nobody awaits any more, and since when, since it was last asked.
    pub fn take_cancelled(&mut self) -> Vec<((u32, EffectId), Timestamp)> {
        std::mem::take(&mut self.cancelled)
    }

    /// A child that has ended is handed to its Map Run, which goes on, or to the Task that waits for it.
    fn settle(&mut self, number: u32) {
        if let Some((run, now)) = self.hand_in(number) {
            self.progress(run, now);
        }
    }

    /// The Map Run of a child that has ended, and when it did.
    fn hand_in(&mut self, number: u32) -> Option<(usize, Timestamp)> {
        let child = self.running.get(&number)?;
        if child.machine.is_running() {
            return None;
        }
        let child = self.remove(number)?;
        let now = child.machine.now();
        match child.origin {
            Origin::MapRun { run, index } => {
                Rc::make_mut(self.runs.get_mut(run)?).child_ended(index, child);
                Some((run, now))
            }
            Origin::Task(at) => {
                self.nested_ended(at, child);
                None
            }
        }
    }
}

fn machine_of<'a>(
    main: &'a Machine,
    running: &'a BTreeMap<u32, Rc<Running>>,
    number: u32,
) -> Option<&'a Machine> {
    match number {
        MAIN => Some(main),
        number => running.get(&number).map(|child| &child.machine),
    }
}
