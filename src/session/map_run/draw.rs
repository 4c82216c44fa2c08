//! Items one after the other, and batches of them, as inputs of children.

use super::{fault_details, MapRun};
use crate::execution::{Batch, ErrorDetails, Machine};
use crate::reader::Item;
use crate::value::{Array, Object, Value};
use std::rc::Rc;

impl MapRun {
    /// The input of the next child and how many items it holds; `None` when there are no more.
    pub(super) fn draw_child(
        &mut self,
        owner: &Machine,
    ) -> Result<Option<(Value, u32)>, ErrorDetails> {
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

    /// The next item, after ItemSelector. One that fails stays the next one.
    fn draw(&mut self, owner: &Machine) -> Result<Option<Value>, ErrorDetails> {
        if let Some(held) = self.held.pop_front() {
            return Ok(Some(held));
        }
        let Some((index, item)) = self.take_item()? else {
            return Ok(None);
        };
        let input = owner.child_input(self.request.id, index, &item);
        if input.is_err() {
            self.stuck = Some((index, item));
        }
        input.map(Some)
    }

    fn take_item(&mut self) -> Result<Option<(u32, Item)>, ErrorDetails> {
        if let Some(stuck) = self.stuck.take() {
            return Ok(Some(stuck));
        }
        let Some(reader) = &mut self.reader else {
            return Ok(None);
        };
        let index = u32::try_from(reader.taken()).unwrap_or(u32::MAX);
        let item = reader.take().map_err(fault_details)?;
        Ok(item.map(|item| (index, item)))
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
            let item = match self.draw(owner) {
                Ok(Some(item)) => item,
                Ok(None) => break,
                Err(details) => {
                    self.held.extend(items);
                    return Err(details);
                }
            };
            bytes += item.measure().bytes + usize::from(!items.is_empty());
            if bytes > room && !items.is_empty() {
                self.held.push_back(item);
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
}

fn batch_input(batch: &Batch, items: Array) -> Value {
    let input = match &batch.input {
        Some(input) => Object::default().with("BatchInput", input.clone()),
        None => Object::default(),
    };
    Value::Object(input.with("Items", items))
}
