//! Map in DISTRIBUTED mode: its children are executions of their own, in a Map Run that the outside keeps.

use super::super::effect::{Effect, EffectId, Reply};
use super::super::event::{ErrorDetails, EventId, EventKind};
use super::super::failure::{cut, Failure, Trouble, DATA_LIMIT, ITEM_READER};
use super::super::flow::Fields;
use super::super::frame::{Doing, Ended, FrameId, MapItem, MapRun};
use super::super::request::{
    Batch, Destination, ItemSource, MapRunRequest, Transformation, Writer,
};
use super::super::trace::TraceStage;
use super::super::Machine;
use crate::definition::{ItemReader, Map, RegionId, State, StateId, StateKind, Template};
use crate::digest;
use crate::random::{uuid_of_name, Random};
use crate::reader::Item;
use crate::value::{Object, Text, Value};
use std::rc::Rc;

/// What is evaluated before the Map is said to have started: the rest may still fail after that.
struct Start {
    input: Value,
    /// `None` when a reader gives them.
    items: Option<Value>,
    max_concurrency: u32,
}

impl Machine {
    pub(super) fn distributed(
        &mut self,
        id: FrameId,
        state: &State,
        map: &Map,
    ) -> Result<(), Trouble> {
        let start = self.evaluate(id, state, |fields| fields.map_run_start(map))?;
        let quotas = &self.setup.quotas;
        let concurrency = quotas.map_run_concurrency(start.max_concurrency);
        self.trace(id, || TraceStage::MaxConcurrency(concurrency));
        let length = start.items.as_ref().map_or(0, count_of);
        self.append(id, EventKind::StateStarted(Some(length)));
        let effect = EffectId(self.next_effect);
        let (arn, label) = self.map_run_arn(state, map);
        let region = map.processor.unwrap_or(RegionId(0));
        let input = start.input.clone();
        let request = self.evaluate(id, state, |fields| {
            let (tolerated_count, tolerated_percentage) = fields.tolerances(map, &input)?;
            Ok(MapRunRequest {
                id: effect,
                state: state.id,
                region,
                arn: arn.clone(),
                label,
                express: map.express_children,
                items: fields.item_source(map, &start)?,
                max_concurrency: start.max_concurrency,
                concurrency,
                tolerated_count,
                tolerated_percentage,
                batch: fields.batch(map, &input)?,
                writer: fields.writer(map, &input)?,
            })
        })?;
        self.append(id, EventKind::MapRunStarted(arn.clone()));
        if !self.is_running() {
            return Ok(());
        }
        self.next_effect += 1;
        self.calls.insert(effect, id);
        let run = MapRun {
            effect,
            arn,
            redrives: 0,
            input,
            ended: None,
        };
        self.set_doing(id, Doing::MapRun(Box::new(run)));
        let request = Rc::new(request);
        self.out.effects.push(Effect::StartMapRun(request));
        Ok(())
    }

    /// `arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:UUID`. A Map without a label has a UUID made of its name in
    /// that place (version 3, as recorded), the same in every run.
    fn map_run_arn(&mut self, state: &State, map: &Map) -> (Text, Text) {
        let label = map.label.clone().unwrap_or_else(|| {
            let hash = digest::hash("MD5", state.name.as_bytes());
            Text::from(uuid_of_name(&hash.unwrap_or_default()))
        });
        let run = self.random.uuid();
        let mut parts = self.setup.machine_arn.split(':').skip(1);
        let mut part = || parts.next().unwrap_or_default();
        let (partition, _, region, account) = (part(), part(), part(), part());
        // A nested Map Run stands beside the one that it is in.
        let machine = self.setup.machine_name.split('/').next();
        let machine = machine.unwrap_or_default();
        let arn =
            format!("arn:{partition}:states:{region}:{account}:mapRun:{machine}/{label}:{run}");
        (Text::from(arn), label)
    }

    fn map_run(&mut self, id: FrameId) -> Option<&mut MapRun> {
        match &mut self.frames.get_mut(id)?.visit.as_mut()?.doing {
            Doing::MapRun(run) => Some(run),
            _ => None,
        }
    }

    /// Whether a scope waits for the end of a Map Run.
    pub(in super::super) fn has_open_map_run(&self, id: FrameId) -> bool {
        let visit = self.frames.get(id).and_then(|frame| frame.visit.as_ref());
        matches!(visit.map(|visit| &visit.doing), Some(Doing::MapRun(run)) if run.is_open())
    }

    /// The Map Run has ended.
    pub(in super::super) fn map_run_ended(&mut self, id: FrameId, state: &State, reply: Reply) {
        let Some(effect) = self.map_run(id).map(|run| run.effect) else {
            return;
        };
        match reply {
            Reply::Succeeded(result) => {
                self.calls.remove(&effect);
                self.set_ended(id, Ended::Succeeded(result.clone()));
                let tail = self.frames.get(id).map_or(0, |frame| frame.tail);
                let succeeded = self.aside(id, tail, EventKind::MapRunSucceeded);
                self.map_run_output(id, state, result, succeeded);
            }
            Reply::Failed(_, details) => {
                self.calls.remove(&effect);
                let details = cut(details, &self.setup.quotas);
                self.set_ended(id, ended_by(&details));
                self.append(id, EventKind::MapRunFailed(details.clone()));
                self.judge(id, Failure::reported(details));
            }
            Reply::Taken(_) | Reply::Submitted(_) | Reply::Heartbeat => {}
        }
    }

    fn set_ended(&mut self, id: FrameId, ended: Ended) {
        if let Some(run) = self.map_run(id) {
            run.ended = Some(ended);
        }
    }

    /// The result's way out of the state: its chain goes on from the start of the Map Run (measured in 2026).
    fn map_run_output(&mut self, id: FrameId, state: &State, result: Value, previous: EventId) {
        let succeeded = self.aside(id, previous, EventKind::StateSucceeded);
        match self.result_output(id, state, result) {
            Ok(leaving) => self.exit_normally(id, state, leaving),
            Err(trouble) => {
                self.set_tail(id, succeeded);
                self.fail(id, trouble);
            }
        }
    }

    /// A redrive finds a Map Run that had succeeded: only what followed is done again.
    pub(in super::super) fn complete_map_run(&mut self, id: FrameId, state: &State) {
        let tail = self.frames.get(id).map_or(0, |frame| frame.tail);
        if let Some(Some(Ended::Succeeded(result))) = self.map_run(id).map(|run| run.ended.clone())
        {
            self.map_run_output(id, state, result, tail);
        }
    }

    /// A redrive goes on with a Map Run.
    pub(in super::super) fn redrive_map_run(&mut self, id: FrameId) {
        let Some(run) = self.map_run(id) else {
            return;
        };
        run.redrives += 1;
        run.ended = None;
        let (effect, arn, count) = (run.effect, run.arn.clone(), run.redrives);
        self.append(id, EventKind::MapRunRedriven { arn, count });
        if self.is_running() {
            self.calls.insert(effect, id);
            self.out.effects.push(Effect::RedriveMapRun(effect));
        }
    }

    /// The input that a child of a Map Run gets for an item: the item, or what `ItemSelector` makes of it. Changes
    /// nothing: what it draws at random depends on the Map Run and the index alone.
    ///
    /// # Errors
    /// Error and cause when the ItemSelector fails or its value is too large.
    pub fn child_input(
        &self,
        run: EffectId,
        index: u32,
        item: &Item,
    ) -> Result<Value, ErrorDetails> {
        let waiting = self.calls.get(&run).copied();
        let frame = waiting.and_then(|id| self.frames.get(id));
        let visit = frame.and_then(|frame| frame.visit.as_ref());
        let (Some(id), Some(visit)) = (waiting, visit) else {
            return Ok(item.input());
        };
        let state = self.definition.state(visit.state);
        let (StateKind::Map(map), Doing::MapRun(open)) = (&state.kind, &visit.doing) else {
            return Ok(item.input());
        };
        let selected = match &map.item_selector {
            None => Ok(item.input()),
            Some(selector) => {
                let chance = u64::from(run.0) << 32 | u64::from(index);
                let chance = Random::new(self.setup.seed).stream(chance).stream(1);
                let seen = map_item(index, item);
                self.select(id, state, (selector, &open.input), (seen, chance))
            }
        };
        let checked = selected.and_then(|input| {
            self.check_payload(&state.name, &input)?;
            Ok(input)
        });
        checked.map_err(|trouble| {
            let failure = trouble.in_state(&state.name, visit.entered);
            cut(failure.details, &self.setup.quotas)
        })
    }

    /// Error and cause of an input that is too large for a child of this state.
    pub fn too_large_for(&self, state: StateId) -> ErrorDetails {
        let name = self.definition.state(state).name.to_string();
        Trouble::TooLarge(name).in_state("", 0).details
    }

    fn select(
        &self,
        id: FrameId,
        state: &State,
        (selector, input): (&Template, &Value),
        (item, chance): (Rc<MapItem>, Random),
    ) -> Result<Value, Trouble> {
        self.evaluate_apart(id, state, (item, chance), |fields| {
            fields.with(input, fields.states(), |e| {
                e.template(selector, "ItemSelector")
            })
        })
    }
}

fn map_item(index: u32, item: &Item) -> Rc<MapItem> {
    Rc::new(MapItem {
        index,
        key: item.key.clone(),
        value: item.value.clone(),
        source: item.source.clone(),
    })
}

/// A batcher's limits and what it adds, by the names of its fields.
fn told(batch: &Batch) -> Value {
    let mut told = Object::default();
    for (name, most) in [
        ("MaxItemsPerBatch", batch.items),
        ("MaxInputBytesPerBatch", batch.bytes),
    ] {
        if let Some(most) = most {
            told = told.with(name, i64::try_from(most).unwrap_or(i64::MAX));
        }
    }
    if let Some(input) = &batch.input {
        told = told.with("BatchInput", input.clone());
    }
    Value::Object(told)
}

/// How many iterations a value gives.
fn count_of(items: &Value) -> u32 {
    let count = match items {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Items that could not be read, or were too large, are not repaired by going on with the same Map Run.
fn ended_by(details: &ErrorDetails) -> Ended {
    let error = details.error.as_deref();
    match error == Some(ITEM_READER) || error == Some(DATA_LIMIT) {
        true => Ended::Lost,
        false => Ended::Failed,
    }
}

impl Fields<'_> {
    fn map_run_start(&self, map: &Map) -> Result<Start, Trouble> {
        let input = self.effective_input()?;
        let items = match &map.reader {
            Some(_) => None,
            None => Some(self.item_collection(map, &input)?),
        };
        if let Some(items) = &items {
            self.note(|| TraceStage::AfterItemsPath(items.clone()));
        }
        let wanted = self.max_concurrency(map, &input)?;
        Ok(Start {
            input,
            items,
            max_concurrency: wanted.map_or(0, |number| number.min(f64::from(u32::MAX)) as u32),
        })
    }

    fn item_source(&self, map: &Map, start: &Start) -> Result<ItemSource, Trouble> {
        match (&map.reader, &start.items) {
            (Some(reader), _) => self.item_reader(reader, &start.input),
            (None, items) => Ok(ItemSource::Value(items.clone().unwrap_or_default())),
        }
    }

    /// The request of an ItemReader. An `ItemsPath` has no say in what it reads (recorded).
    pub(super) fn item_reader(
        &self,
        reader: &ItemReader,
        input: &Value,
    ) -> Result<ItemSource, Trouble> {
        let max_items = self.map_number(&reader.max_items, "MaxItems", input, true)?;
        let parameters = self.part(reader.parameters.as_ref(), "ItemReader", input)?;
        self.setting("ItemReader", || parameters.clone());
        Ok(ItemSource::Reader {
            resource: reader.resource.clone(),
            parameters,
            config: reader.config.clone(),
            max_items,
        })
    }

    /// `Parameters` or `Arguments` of a part of the state.
    fn part(
        &self,
        template: Option<&Template>,
        part: &str,
        input: &Value,
    ) -> Result<Value, Trouble> {
        let Some(template) = template else {
            return Ok(Value::object());
        };
        let field = format!("{part}/Arguments");
        self.with(input, self.states(), |e| e.template(template, &field))
    }

    pub(super) fn batch(&self, map: &Map, input: &Value) -> Result<Option<Batch>, Trouble> {
        let Some(batcher) = &map.batcher else {
            return Ok(None);
        };
        let positive = |amount, field: &str| {
            let number = self.map_number(amount, field, input, true)?;
            match number {
                Some(number) if number < 1.0 => {
                    Err(Trouble::Runtime(format!("{field} must be positive.")))
                }
                number => Ok(number.map(|number| number as u64)),
            }
        };
        let template = batcher.batch_input.as_ref().map(|template| {
            let field = "ItemBatcher/BatchInput";
            self.with(input, self.states(), |e| e.template(template, field))
        });
        let batch = Batch {
            items: positive(&batcher.max_items, "MaxItemsPerBatch")?,
            bytes: positive(&batcher.max_bytes, "MaxInputBytesPerBatch")?,
            input: template.transpose()?,
        };
        self.setting("ItemBatcher", || told(&batch));
        Ok(Some(batch))
    }

    pub(super) fn writer(&self, map: &Map, input: &Value) -> Result<Option<Writer>, Trouble> {
        let Some(writer) = &map.writer else {
            return Ok(None);
        };
        let config = |name: &str| writer.config.get(name).and_then(Value::as_str);
        let parameters = self.part(writer.parameters.as_ref(), "ResultWriter", input)?;
        self.setting("ResultWriter", || parameters.clone());
        let text = |name: &str| {
            let text = parameters.get(name).and_then(Value::as_str);
            Text::from(text.unwrap_or_default())
        };
        Ok(Some(Writer {
            destination: writer.resource.as_ref().map(|_| Destination {
                bucket: text("Bucket"),
                prefix: text("Prefix"),
            }),
            transformation: match config("Transformation") {
                Some("COMPACT") => Transformation::Compact,
                Some("FLATTEN") => Transformation::Flatten,
                _ => Transformation::None,
            },
            lines: config("OutputType") == Some("JSONL"),
        }))
    }
}
