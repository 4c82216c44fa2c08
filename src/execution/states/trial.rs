//! Parallel and Map while they are tried by themselves: all of their own fields, none of what is inside.

use super::super::event::EventKind;
use super::super::failure::{Failure, Trouble, THRESHOLD};
use super::super::flow::Fields;
use super::super::frame::{FrameId, MapItem};
use super::super::trace::TraceStage;
use super::super::trial::{Inside, Trial};
use super::super::Machine;
use crate::definition::{ItemBatcher, Map, State, StateKind};
use crate::value::{Array, Object, Value};
use std::rc::Rc;

/// The service's words, recorded for a Map's mocked failures.
const TOO_MANY: &str = "The specified tolerated failure threshold was exceeded";

/// How many failures a Map tolerates: by count, by share in percent.
type Tolerance = (Option<u64>, Option<f64>);

impl Machine {
    pub(super) fn try_container(
        &mut self,
        id: FrameId,
        state: &State,
        trial: &Trial,
    ) -> Result<(), Trouble> {
        match &state.kind {
            StateKind::Map(map) => self.try_map(id, state, map, trial),
            _ => {
                self.prepare(id, state)?;
                self.come_to(id, state, trial)
            }
        }
    }

    fn try_map(
        &mut self,
        id: FrameId,
        state: &State,
        map: &Map,
        trial: &Trial,
    ) -> Result<(), Trouble> {
        let (input, items, tolerance) =
            self.evaluate(id, state, |fields| fields.map_settings(map, trial))?;
        let inputs = self.selected(id, state, (map, &input), &items)?;
        let batches = self.evaluate(id, state, |fields| fields.batches(map, &input, inputs))?;
        // Recorded: the mocked error of an iteration is the Map's, however many failures are said to be tolerated.
        let failed = matches!(trial.inside, Some(Inside::Failed(_)));
        match trial.failures.filter(|_| !failed) {
            Some(failures) if exceeded(tolerance, failures, batches) => {
                self.judge(id, Failure::named(THRESHOLD, TOO_MANY));
                Ok(())
            }
            _ => self.come_to(id, state, trial),
        }
    }

    /// The inputs of the iterations.
    fn selected(
        &mut self,
        id: FrameId,
        state: &State,
        (map, input): (&Map, &Value),
        items: &Array,
    ) -> Result<Vec<Value>, Trouble> {
        let Some(selector) = &map.item_selector else {
            return Ok(items.to_vec());
        };
        let mut inputs = Vec::with_capacity(items.len());
        for (index, value) in (0_u32..).zip(items.iter()) {
            let item = Rc::new(MapItem {
                index,
                key: None,
                source: None,
                value: value.clone(),
            });
            let change = |fields: &Fields| {
                let states = fields.states();
                let input = fields.with(input, states, |e| e.template(selector, "ItemSelector"))?;
                fields.note(|| TraceStage::AfterItemSelector {
                    index,
                    input: input.clone(),
                });
                Ok(input)
            };
            let selected = self.evaluate_in(id, state, |around| around.with_item(item), change)?;
            inputs.push(selected);
        }
        Ok(inputs)
    }

    /// Goes on with what the branches or iterations come to.
    fn come_to(&mut self, id: FrameId, state: &State, trial: &Trial) -> Result<(), Trouble> {
        match &trial.inside {
            Some(Inside::Failed(details)) => {
                self.judge(id, Failure::reported(details.clone()));
                Ok(())
            }
            inside => {
                let result = match inside {
                    Some(Inside::Result(value)) => value.clone(),
                    _ => Value::Null,
                };
                self.append(id, EventKind::StateSucceeded);
                let leaving = self.result_output(id, state, result)?;
                self.exit_normally(id, state, leaving);
                Ok(())
            }
        }
    }
}

impl Fields<'_> {
    /// A Map's input, items and tolerances, evaluated in the order in which a run does.
    fn map_settings(&self, map: &Map, trial: &Trial) -> Result<(Value, Array, Tolerance), Trouble> {
        let input = self.effective_input()?;
        let items = match &trial.items {
            Some(items) => self.first_items(map, &input, items)?,
            None => {
                let items = self.items(map, &input)?;
                self.note(|| TraceStage::AfterItemsPath(Value::Array(items.clone())));
                items
            }
        };
        let concurrency = self.max_concurrency(map, &input)?;
        let concurrency = concurrency.map_or(0, |number| number as u32);
        self.note(|| TraceStage::MaxConcurrency(concurrency));
        let tolerance = self.tolerances(map, &input)?;
        self.tell_settings(map, &input);
        Ok((input, items, tolerance))
    }

    /// What a distributed Map's own fields come to, for who listens. A state that is tried reads and writes nothing:
    /// what is wrong with them is no failure of it.
    fn tell_settings(&self, map: &Map, input: &Value) {
        if let Some(reader) = &map.reader {
            drop(self.item_reader(reader, input));
        }
        drop(self.batch(map, input));
        drop(self.writer(map, input));
    }

    /// What a reader read, as far as its `MaxItems` goes; 0 is no limit.
    fn first_items(&self, map: &Map, input: &Value, items: &Array) -> Result<Array, Trouble> {
        let Some(reader) = &map.reader else {
            return Ok(items.clone());
        };
        match self.map_number(&reader.max_items, "MaxItems", input, true)? {
            Some(most) if most >= 1.0 => Ok(items.iter().take(most as usize).cloned().collect()),
            _ => Ok(items.clone()),
        }
    }

    /// Batches of the inputs where there is a batcher; gives how many iterations there are.
    fn batches(&self, map: &Map, input: &Value, inputs: Vec<Value>) -> Result<usize, Trouble> {
        let Some(batcher) = &map.batcher else {
            return Ok(inputs.len());
        };
        let (most, bytes) = self.batch_limits(batcher, input)?;
        let shared = match &batcher.batch_input {
            None => None,
            Some(template) => {
                let field = "ItemBatcher/BatchInput";
                let states = self.states();
                Some(self.with(input, states, |e| e.template(template, field))?)
            }
        };
        let batches: Vec<Value> = split(inputs, most, bytes)
            .into_iter()
            .map(|items| {
                let batch = Object::default().with("Items", items);
                Value::Object(match &shared {
                    Some(shared) => batch.with("BatchInput", shared.clone()),
                    None => batch,
                })
            })
            .collect();
        let count = batches.len();
        self.note(|| TraceStage::AfterItemBatcher(Value::from(batches)));
        Ok(count)
    }

    /// Most items and most bytes of a batch.
    fn batch_limits(
        &self,
        batcher: &ItemBatcher,
        input: &Value,
    ) -> Result<(usize, usize), Trouble> {
        let limit = |number: Option<f64>| match number {
            Some(number) if number >= 1.0 => number as usize,
            _ => usize::MAX,
        };
        let items = self.map_number(&batcher.max_items, "MaxItemsPerBatch", input, true)?;
        let bytes = self.map_number(&batcher.max_bytes, "MaxInputBytesPerBatch", input, true)?;
        Ok((limit(items), limit(bytes)))
    }
}

/// Whether so many failures among so many iterations are too many. Recorded: a Map that sets no tolerance takes any
/// number that is mocked.
fn exceeded((count, share): Tolerance, failed: u64, iterations: usize) -> bool {
    let percent = failed as f64 * 100.0 / iterations.max(1) as f64;
    count.is_some_and(|most| failed > most) || share.is_some_and(|most| percent > most)
}

/// Batches of at most so many items and bytes, each of one item at least.
fn split(inputs: Vec<Value>, most: usize, bytes: usize) -> Vec<Vec<Value>> {
    let mut batches: Vec<Vec<Value>> = Vec::new();
    let mut size = 0;
    for input in inputs {
        let own = input.measure().bytes;
        match batches.last_mut() {
            Some(batch) if batch.len() < most && size + own <= bytes => batch.push(input),
            _ => {
                size = 0;
                batches.push(vec![input]);
            }
        }
        size += own;
    }
    batches
}
