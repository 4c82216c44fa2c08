//! Map Runs: which items become children, how many run, when there have been too many failures.
//!
//! A Map Run draws items one after the other, so that those of a long file need not all be there at once, and keeps its
//! children in shared chunks, so that a copy of it is cheap at any moment.

mod child;
mod counts;
mod results;

pub use child::Opened;
pub(super) use child::{Child, Input, Running};
pub use counts::{ChildSummary, Counts};

use crate::definition::StateMachine;
use crate::execution::{
    Batch, Chunked, EffectId, ErrorDetails, ItemSource, Machine, MapRunRequest, Outbox, Outcome, Setup,
    Status,
};
use crate::random::Random;
use crate::reader::{Fault, Item, Reader, Request, Settings};
use crate::service::ObjectStore;
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Array, Object, Text, Value};
use counts::Tally;
use results::Files;
use std::collections::BTreeSet;
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
    /// An item that was drawn but did not fit into the last batch.
    held: Option<Value>,
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
    written: u64,
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
            held: None,
            total,
            given: 0,
            children: Chunked::default(),
            live: BTreeSet::new(),
            again: Vec::new(),
            executions: Tally::default(),
            items: Tally::default(),
            not_redrivable: Tally::default(),
            written: 0,
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

    /// The input of the next child and how many items it holds; `None` when there are no more.
    fn draw_child(&mut self, owner: &Machine) -> Result<Option<(Value, u32)>, ErrorDetails> {
        let request = Rc::clone(&self.request);
        let drawn = match &request.batch {
            None => self.draw(owner)?.map(|input| (input, 1)),
            Some(batch) => self.draw_batch(owner, batch)?,
        };
        if let Some((_, items)) = &drawn {
            self.given += u64::from(*items);
        }
        Ok(drawn)
    }

    /// The next item, after ItemSelector.
    fn draw(&mut self, owner: &Machine) -> Result<Option<Value>, ErrorDetails> {
        if let Some(held) = self.held.take() {
            return Ok(Some(held));
        }
        let Some(reader) = &mut self.reader else {
            return Ok(None);
        };
        let index = u32::try_from(reader.taken()).unwrap_or(u32::MAX);
        match reader.take().map_err(fault_details)? {
            None => Ok(None),
            Some(item) => self.select(owner, index, &item).map(Some),
        }
    }

    fn select(&self, owner: &Machine, index: u32, item: &Item) -> Result<Value, ErrorDetails> {
        owner.child_input(self.request.id, index, item)
    }

    /// As many items as fit: by number, and by bytes of the input that they become. An item that is too large alone
    /// stands alone.
    fn draw_batch(
        &mut self,
        owner: &Machine,
        batch: &Batch,
    ) -> Result<Option<(Value, u32)>, ErrorDetails> {
        let most = batch.items.unwrap_or(u64::MAX);
        let payload = self.setup.quotas.payload_bytes;
        let room = batch
            .bytes
            .map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
        let room = room.into_iter().chain(payload).min().unwrap_or(usize::MAX);
        let mut bytes = batch_input(batch, Array::default()).measure().bytes;
        let mut items = Vec::new();
        while (items.len() as u64) < most {
            let Some(item) = self.draw(owner)? else { break };
            bytes += item.measure().bytes + usize::from(!items.is_empty());
            if bytes > room && !items.is_empty() {
                self.held = Some(item);
                break;
            }
            items.push(item);
        }
        if items.is_empty() {
            return Ok(None);
        }
        let count = items.len() as u32;
        let input = batch_input(batch, items.into());
        if payload.is_some_and(|most| input.measure().bytes > most) {
            return Err(owner.too_large_for(self.request.state));
        }
        Ok(Some((input, count)))
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

    /// What a child was started with; `whole` with its input's text, which only its history shows.
    fn child_setup(&self, child: &Child, whole: bool) -> Setup {
        let mut random = Random::new(self.setup.seed)
            .stream(u64::from(child.number))
            .stream(3);
        let name = random.uuid();
        let machine = self.child_machine();
        let arn = |rest: String| self.states_arn(&rest);
        let express = self.request.express;
        Setup {
            number: child.number,
            scope: self.request.region,
            execution_arn: match express {
                true => arn(format!("express:{machine}:{name}:{}", random.uuid())),
                false => arn(format!("execution:{machine}:{name}")),
            },
            execution_name: name.into(),
            machine_arn: arn(format!("stateMachine:{machine}")),
            machine_name: machine.into(),
            workflow_type: match express {
                true => crate::execution::WorkflowType::Express,
                false => crate::execution::WorkflowType::Standard,
            },
            synchronous: false,
            input_text: match whole {
                true => compact(&child.input).into(),
                false => Text::default(),
            },
            input: child.input.clone(),
            start: child.started,
            seed: random.next(),
            trace: whole,
            ..Setup::clone(&self.setup)
        }
    }

    /// `MACHINE/LABEL`, the name that the children's state machine has.
    fn child_machine(&self) -> String {
        let machine = self.setup.machine_name.split('/').next();
        format!("{}/{}", machine.unwrap_or_default(), self.request.label)
    }

    /// An ARN of Step Functions in the owner's region and account.
    fn states_arn(&self, rest: &str) -> Text {
        let head: Vec<&str> = self.setup.machine_arn.split(':').take(5).collect();
        Text::from(format!("{}:{rest}", head.join(":")))
    }

    /// A child has ended.
    pub(super) fn child_ended(&mut self, running: Running) {
        let generation = self.redrives;
        let Some(child) = self.children.get_mut(running.index) else {
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

    /// The last word: its status, and where the results go.
    pub(super) fn end(
        &mut self,
        status: Status,
        owner: &Machine,
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

    /// A redrive: unsuccessful children run again, then the items that were never started.
    pub(super) fn redrive(&mut self) {
        self.redrives += 1;
        self.status = Status::Running;
        self.stopped = None;
        self.not_redrivable = Tally::default();
        let lost = self.children.iter().enumerate();
        let lost = lost.filter(|(_, child)| child.outcome.status != Status::Succeeded);
        self.again = lost.map(|(index, _)| index).collect();
        self.again.reverse();
        for at in 0..self.again.len() {
            if let Some(child) = self.again.get(at).and_then(|i| self.children.get(*i)) {
                let (status, items) = (child.outcome.status, child.items);
                self.executions.take_back(status, 1);
                self.items.take_back(status, u64::from(items));
            }
        }
    }

    /// Takes a child up again: its machine made again and redriven, or for Express a new start from its input. `None`
    /// when the service would not redrive it: it stays as it was.
    pub(super) fn take_up(
        &mut self,
        at: usize,
        index: usize,
        now: Timestamp,
    ) -> Option<(u32, Running)> {
        let mut child = self.children.get(index)?.clone();
        let mut past = std::mem::take(&mut child.past);
        if self.request.express {
            child.started = now;
            past = Default::default();
        }
        let setup = Rc::new(self.child_setup(&child, false));
        let machine = past.replay(&self.definition, setup).machine;
        let mut running = Running::new(machine, at, index, past);
        let again = Input::Redrive(now);
        if !self.request.express && !running.take(again, &mut Outbox::default()) {
            self.not_redrivable.add(child.outcome.status, 1);
            self.keep_as_it_was(index);
            return None;
        }
        let number = child.number;
        self.live.insert(number);
        child.redrives += 1;
        child.stopped = None;
        child.outcome = Outcome::default();
        self.children.set(index, child);
        Some((number, running))
    }

    /// Error and cause of the children that it stops. The service gives a cause whose text is not known.
    pub(super) fn stopped_by(&self) -> ErrorDetails {
        let cause = format!(
            "The Map Run [{}] which was managing this execution was aborted",
            self.request.arn
        );
        ErrorDetails {
            error: None,
            cause: Some(cause.into()),
        }
    }

    /// The definition whose item processor the children run.
    pub(super) fn definition(&self) -> Rc<StateMachine> {
        Rc::clone(&self.definition)
    }

    fn keep_as_it_was(&mut self, index: usize) {
        if let Some(child) = self.children.get(index) {
            let (status, items) = (child.outcome.status, child.items);
            self.executions.add(status, 1);
            self.items.add(status, u64::from(items));
        }
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

fn batch_input(batch: &Batch, items: Array) -> Value {
    let input = match &batch.input {
        Some(input) => Object::default().with("BatchInput", input.clone()),
        None => Object::default(),
    };
    Value::Object(input.with("Items", items))
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
