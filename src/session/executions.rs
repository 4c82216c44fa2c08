//! The execution that a user started with everything it starts itself: Map Runs and their children, on one virtual
//! clock.

use super::map_run::{Input, MapRun, Next, Opened, Running};
use crate::execution::{
    Effect, EffectId, ErrorDetails, Invoke, Machine, MapRunRequest, NotRedrivable, Outbox, Reply,
    Stage, Status,
};
use crate::service::{Answer, ObjectStore};
use crate::time::{Duration, Timestamp};
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
    /// When the children are due.
    due: BTreeSet<(Timestamp, u32)>,
    runs: Vec<Rc<MapRun>>,
    /// Map Runs by the execution and the request that they belong to.
    asked: BTreeMap<(u32, EffectId), usize>,
    next: u32,
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
            due: BTreeSet::new(),
            runs: Vec::new(),
            asked: BTreeMap::new(),
            next: MAIN + 1,
            store,
            steps: 0,
            out: Outbox::default(),
        }
    }

    /// The user's execution.
    pub fn main(&self) -> &Machine {
        &self.main
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
        let children = self.running.values();
        let inside: usize = children.map(|child| child.machine.open_scopes()).sum();
        self.main.open_scopes() + inside
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
        change(child);
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
        self.running.insert(number, Rc::new(child));
        self.change(number, |_| {});
    }

    fn remove(&mut self, number: u32) -> Option<Running> {
        let child = self.running.remove(&number)?;
        if let Some(due) = child.due {
            self.due.remove(&(due, number));
        }
        Some(Rc::unwrap_or_clone(child))
    }

    /// A child that has ended is handed to its Map Run, which goes on.
    fn settle(&mut self, number: u32) {
        let child = self.running.get(&number);
        if child.is_none_or(|child| child.machine.is_running()) {
            return;
        }
        let Some(child) = self.remove(number) else {
            return;
        };
        let (run, now) = (child.run, child.machine.now());
        if let Some(run) = self.runs.get_mut(run) {
            Rc::make_mut(run).child_ended(child);
        }
        self.progress(run, now);
    }

    fn start_map_run(&mut self, owner: u32, request: Rc<MapRunRequest>) {
        let at = self.runs.len();
        self.asked.insert((owner, request.id), at);
        let Some(machine) = machine_of(&self.main, &self.running, owner) else {
            return;
        };
        let now = machine.now();
        let (run, failure) = MapRun::open(request, machine, &self.store);
        self.runs.push(Rc::new(run));
        match failure {
            None => self.progress(at, now),
            Some(details) => self.end_map_run(at, Err(details), now),
        }
    }

    fn redrive_map_run(&mut self, owner: u32, id: EffectId) {
        let now = self.machine(owner).map(Machine::now);
        let (Some(at), Some(now)) = (self.asked.get(&(owner, id)).copied(), now) else {
            return;
        };
        if let Some(run) = self.runs.get_mut(at) {
            Rc::make_mut(run).redrive();
        }
        self.progress(at, now);
    }

    /// Starts children of a Map Run while there are items and room, or ends it. What a child records at its start is
    /// made again when somebody asks.
    fn progress(&mut self, at: usize, now: Timestamp) {
        while let Some(run) = self.runs.get_mut(at) {
            let Some(owner) = machine_of(&self.main, &self.running, run.owner) else {
                return;
            };
            let run = Rc::make_mut(run);
            match run.next(owner) {
                Next::Wait => return,
                Next::Done => return self.end_map_run(at, Ok(()), now),
                Next::Failed(details) => return self.end_map_run(at, Err(details), now),
                Next::Again(index) => {
                    if let Some((number, child)) = run.take_up(at, index, now) {
                        self.add(number, child);
                    }
                }
                Next::Start(input, items) => {
                    let number = self.next;
                    self.next += 1;
                    let (index, setup) = run.start_child(number, (input, items), now);
                    let definition = run.definition();
                    let machine =
                        Machine::start(definition, Rc::new(setup), &mut Outbox::default());
                    self.add(number, Running::new(machine, at, index, Default::default()));
                }
            }
        }
    }

    /// Ends a Map Run and tells the execution that awaits it. Children that still run are stopped.
    fn end_map_run(&mut self, at: usize, outcome: Result<(), ErrorDetails>, now: Timestamp) {
        let mut open = Vec::new();
        self.stop_children(at, now, &mut open);
        let status = match outcome {
            Ok(()) => Status::Succeeded,
            Err(_) => Status::Failed,
        };
        let handed = self.close(at, status, now);
        let Some((owner, id, result)) = handed else {
            return;
        };
        let reply = match outcome.and(result) {
            Ok(result) => Reply::Succeeded(result),
            Err(details) => Reply::Failed(Stage::Run, details),
        };
        self.reply(owner, id, reply, now);
        self.cancel_all(open, now);
    }

    fn close(
        &mut self,
        at: usize,
        status: Status,
        now: Timestamp,
    ) -> Option<super::map_run::HandedOver> {
        let run = self.runs.get_mut(at)?;
        let owner = machine_of(&self.main, &self.running, run.owner);
        let run = Rc::make_mut(run);
        let result = run.end(status, owner, &mut self.store, now);
        Some((run.owner, run.request().id, result))
    }

    /// Nobody awaits a request any more: if it is a Map Run, it is stopped with all that runs inside.
    fn cancel(&mut self, owner: u32, id: EffectId) {
        if self.asked.contains_key(&(owner, id)) {
            let now = self.machine(owner).map_or(self.main.now(), Machine::now);
            self.cancel_all(vec![(owner, id)], now);
        }
    }

    fn cancel_all(&mut self, mut open: Vec<(u32, EffectId)>, now: Timestamp) {
        while let Some(asked) = open.pop() {
            let Some(at) = self.asked.get(&asked).copied() else {
                continue;
            };
            if self.runs.get(at).is_some_and(|run| run.is_open()) {
                self.stop_children(at, now, &mut open);
                self.close(at, Status::Aborted, now);
            }
        }
    }

    /// Stops the children of a Map Run; what those await goes to `open`.
    fn stop_children(&mut self, at: usize, now: Timestamp, open: &mut Vec<(u32, EffectId)>) {
        let Some(run) = self.runs.get(at) else {
            return;
        };
        for number in run.live() {
            let Some(mut child) = self.remove(number) else {
                continue;
            };
            let mut out = Outbox::default();
            let details = self.runs.get(at).map(|run| run.stopped_by());
            child.take(Input::Stop(now, details.unwrap_or_default()), &mut out);
            let cancelled = out.effects.into_iter().filter_map(|effect| match effect {
                Effect::Cancel(id) => Some((number, id)),
                _ => None,
            });
            open.extend(cancelled);
            if let Some(run) = self.runs.get_mut(at) {
                Rc::make_mut(run).child_ended(child);
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
