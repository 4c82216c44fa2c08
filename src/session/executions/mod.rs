//! The execution that a user started with everything it starts itself: Map Runs and their children, on one virtual
//! clock.

mod map_runs;
mod open;

pub use open::{Call, OpenCall};

use super::map_run::{Input, MapRun, Opened, Running};
use crate::execution::{
    Effect, EffectId, ErrorDetails, Invoke, Machine, NotRedrivable, Outbox, Reply,
};
use crate::service::{Answer, ObjectStore};
use crate::time::{Duration, Timestamp};
use open::OpenCalls;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The number of the user's execution.
const MAIN: u32 = 0;

/// Who answers a call of a machine, made in a micro-step.
pub type Answerer<'a> = dyn FnMut(&Invoke, &Machine, u64) -> Answer + 'a;

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
    next: u32,
    /// Calls that can be answered from outside.
    open: OpenCalls,
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
            open: OpenCalls::default(),
            store,
            steps: 0,
            out: Outbox::default(),
        }
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
        let of = |child: &&Rc<Running>| child.run == run && child.index == index;
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
        self.perform_of(MAIN, out, &mut |_, _, _| Answer::nobody());
    }

    /// RedriveExecution of the user's execution. What it does at once needs no answers.
    ///
    /// # Errors
    /// Why it cannot be redriven.
    pub fn redrive(&mut self, at: Timestamp, out: &mut Outbox) -> Result<(), NotRedrivable> {
        self.main.redrive(at, out)?;
        self.perform_of(MAIN, out, &mut |_, _, _| Answer::nobody());
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
        let steps = self.steps;
        let Some(machine) = self.machine(number) else {
            return;
        };
        let (now, answer) = (machine.now(), answer(invoke, machine, steps));
        let call = Call {
            execution: number,
            effect: invoke.id,
        };
        self.note_open(call, invoke, &answer);
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

    /// A child that has ended is handed to its Map Run, which goes on.
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
        let (run, now) = (child.run, child.machine.now());
        Rc::make_mut(self.runs.get_mut(run)?).child_ended(child);
        Some((run, now))
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
