//! Map Runs: which items become children, how many run, when there have been too many failures.
//!
//! A Map Run draws items one after the other, so that those of a long file need not all be there at once, and keeps its
//! children in shared chunks, so that a copy of it is cheap at any moment.

mod child;
mod counts;
mod draw;
mod names;
mod redrive;
mod results;
mod update;

pub use child::Opened;
pub(super) use child::{Child, Input, Origin, Past, Running};
pub use counts::{ChildSummary, Counts};
pub use update::MapRunUpdate;

use crate::definition::StateMachine;
use crate::execution::{
    Chunked, EffectId, ErrorDetails, ItemSource, Machine, MapRunRequest, Outcome, Setup, Status,
};
use crate::reader::{Fault, Item, Reader, Request, Settings};
use crate::service::ObjectStore;
use crate::time::Timestamp;
use crate::value::Value;
use counts::Tally;
use results::Files;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

const READER_FAILED: &str = "States.ItemReaderFailed";
const UNSUPPORTED: &str = "Stepglass.Unsupported";
const THRESHOLD: &str = "States.ExceedToleratedFailureThreshold";

/// A Map Run: the children of one distributed Map state.
#[derive(Clone, Debug)]
pub struct MapRun {
    request: Rc<MapRunRequest>,
    /// Number of the execution whose Map state it belongs to, and what that was started with.
    pub(super) owner: u32,
    setup: Rc<Setup>,
    definition: Rc<StateMachine>,
    reader: Option<Reader>,
    /// Items that were drawn but are not in a child's input: one that did not fit into the last batch, or those of a
    /// batch that an item's failure has spoilt.
    held: VecDeque<Value>,
    /// An item that the ItemSelector failed on.
    stuck: Option<(u32, Item)>,
    /// Items in all, and those that have been given to children.
    total: u64,
    given: u64,
    children: Chunked<Child>,
    /// Numbers of the children that run.
    live: BTreeSet<u32>,
    /// Children that a redrive takes up, last first.
    again: Vec<usize>,
    executions: Tally,
    items: Tally,
    not_redrivable: Tally,
    /// Children whose results have been written, and their items.
    written: (u64, u64),
    files: Files,
    status: Status,
    started: Timestamp,
    stopped: Option<Timestamp>,
    redrives: u32,
}

/// The number of the execution that awaits a Map Run, its request, and the result.
pub(super) type HandedOver = (u32, EffectId, Result<Value, ErrorDetails>);

/// What a Map Run does next.
pub(super) enum Next {
    /// Starts a child with this input.
    Start(Value, u32),
    /// Takes a child up again.
    Again(usize),
    /// Waits for a child.
    Wait,
    /// All children have ended.
    Done,
    /// It has failed.
    Failed(ErrorDetails),
}

impl MapRun {
    /// Opens the items; with them the reason why they cannot be read.
    pub(super) fn open(
        request: Rc<MapRunRequest>,
        owner: &Machine,
        store: &ObjectStore,
    ) -> (MapRun, Option<ErrorDetails>) {
        let opened = open_items(&request.items, store);
        let (reader, total, failure) = match opened {
            Ok((reader, total)) => (Some(reader), total, None),
            Err(fault) => (None, 0, Some(fault_details(fault))),
        };
        let run = MapRun {
            owner: owner.setup().number,
            setup: Rc::clone(owner.setup()),
            definition: Rc::clone(owner.definition()),
            reader,
            held: VecDeque::new(),
            stuck: None,
            total,
            given: 0,
            children: Chunked::default(),
            live: BTreeSet::new(),
            again: Vec::new(),
            executions: Tally::default(),
            items: Tally::default(),
            not_redrivable: Tally::default(),
            written: (0, 0),
            files: Files::default(),
            status: Status::Running,
            started: owner.now(),
            stopped: None,
            redrives: 0,
            request,
        };
        (run, failure)
    }

    /// What comes next; `owner` is the execution that the Map state runs in.
    pub(super) fn next(&mut self, owner: &Machine) -> Next {
        if self.exceeded() {
            let cause = "The specified tolerated failure threshold was exceeded";
            return Next::Failed(named(THRESHOLD, cause));
        }
        if self.live.len() as u64 >= u64::from(self.request.concurrency) {
            return Next::Wait;
        }
        if let Some(index) = self.again.pop() {
            return Next::Again(index);
        }
        match self.draw_child(owner) {
            Err(details) => Next::Failed(details),
            Ok(Some((input, items))) => Next::Start(input, items),
            Ok(None) if self.live.is_empty() => Next::Done,
            Ok(None) => Next::Wait,
        }
    }

    /// Failed and timed-out items against the thresholds; without any threshold none is tolerated. With an
    /// ItemBatcher a failed child counts with all its items.
    fn exceeded(&self) -> bool {
        let failed = self.items.of(Status::Failed) + self.items.of(Status::TimedOut);
        let (count, share) = (
            self.request.tolerated_count,
            self.request.tolerated_percentage,
        );
        if count.is_none() && share.is_none() {
            return failed > 0;
        }
        let percent = failed as f64 * 100.0 / (self.total as f64).max(1.0);
        count.is_some_and(|most| failed > most) || share.is_some_and(|most| percent > most)
    }

    /// Writes down a child that starts, and what it starts with.
    pub(super) fn start_child(
        &mut self,
        number: u32,
        (input, items): (Value, u32),
        now: Timestamp,
    ) -> (usize, Setup) {
        let child = Child {
            number,
            input,
            items,
            started: now,
            stopped: None,
            outcome: Outcome::default(),
            redrives: 0,
            generation: 0,
            past: Default::default(),
        };
        let setup = self.child_setup(&child, false);
        self.children.push(child);
        self.live.insert(number);
        (self.children.len() - 1, setup)
    }

    /// A child has ended.
    pub(super) fn child_ended(&mut self, index: usize, running: Running) {
        let generation = self.redrives;
        let Some(child) = self.children.get_mut(index) else {
            return;
        };
        child.outcome = running.machine.outcome().clone();
        child.stopped = Some(running.machine.now());
        child.past = running.past;
        child.generation = generation;
        let (number, status, items) = (child.number, child.outcome.status, child.items);
        self.live.remove(&number);
        self.executions.add(status, 1);
        self.items.add(status, u64::from(items));
    }

    /// The last word: its status, and where the results go. `owner` is not there any more when it was stopped too.
    pub(super) fn end(
        &mut self,
        status: Status,
        owner: Option<&Machine>,
        store: &mut ObjectStore,
        now: Timestamp,
    ) -> Result<Value, ErrorDetails> {
        self.status = status;
        self.stopped = Some(now);
        for index in std::mem::take(&mut self.again) {
            self.keep_as_it_was(index);
        }
        let result = self.hand_over(owner, store, now);
        if result.is_err() && status == Status::Succeeded {
            self.status = Status::Failed;
        }
        result
    }

    /// Numbers of the children that run.
    pub(super) fn live(&self) -> Vec<u32> {
        self.live.iter().copied().collect()
    }

    /// Whether it has not ended.
    pub(super) fn is_open(&self) -> bool {
        self.status == Status::Running
    }

    pub(super) fn request(&self) -> &MapRunRequest {
        &self.request
    }
}

fn open_items(items: &ItemSource, store: &ObjectStore) -> Result<(Reader, u64), Fault> {
    let reader = match items {
        ItemSource::Value(value) => Reader::of(value).unwrap_or_else(Reader::empty),
        ItemSource::Reader {
            resource,
            parameters,
            config,
            max_items,
        } => {
            let request = Request::new(resource, parameters);
            let settings = Settings::new(request.lists, config, *max_items)?;
            Reader::open(&request, settings, store)?
        }
    };
    let total = reader.count()?;
    Ok((reader, total))
}

fn fault_details(fault: Fault) -> ErrorDetails {
    match fault {
        Fault::Failed(cause) => named(READER_FAILED, &cause),
        Fault::Unsupported(what) => named(UNSUPPORTED, &what),
    }
}

fn named(error: &str, cause: &str) -> ErrorDetails {
    ErrorDetails {
        error: Some(error.into()),
        cause: Some(cause.into()),
    }
}
