//! How Map Runs start children, go on when one has ended, and end with all that still runs in them.

use super::{machine_of, Call, Executions};
use crate::execution::{
    Effect, EffectId, ErrorDetails, Machine, MapRunRequest, Outbox, Reply, Stage, Status,
};
use crate::session::map_run::{HandedOver, Input, MapRun, Next, Running};
use crate::time::Timestamp;
use std::rc::Rc;

impl Executions {
    pub(super) fn start_map_run(&mut self, owner: u32, request: Rc<MapRunRequest>) {
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

    pub(super) fn redrive_map_run(&mut self, owner: u32, id: EffectId) {
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
    pub(super) fn progress(&mut self, at: usize, now: Timestamp) {
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
                        self.hand_in(number);
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
                    // Without a state to start at it ends at once.
                    self.hand_in(number);
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

    fn close(&mut self, at: usize, status: Status, now: Timestamp) -> Option<HandedOver> {
        let run = self.runs.get_mut(at)?;
        let owner = machine_of(&self.main, &self.running, run.owner);
        let run = Rc::make_mut(run);
        let result = run.end(status, owner, &mut self.store, now);
        Some((run.owner, run.request().id, result))
    }

    /// Nobody awaits a request any more: if it is a Map Run, it is stopped with all that runs inside.
    pub(super) fn cancel(&mut self, owner: u32, id: EffectId) {
        self.open.remove(Call {
            execution: owner,
            effect: id,
        });
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
