//! Branches and iterations: how they start, succeed and come together.

use super::evaluate::array_of;
use super::event::{EventId, EventKind};
use super::failure::Trouble;
use super::frame::{Children, Doing, Frame, FrameId, MapItem};
use super::trace::TraceStage;
use super::Machine;
use crate::definition::{RegionId, State, StateKind};
use crate::value::Value;
use std::rc::Rc;

impl Machine {
    /// The running children of the Parallel or Map a scope is in.
    pub(super) fn children(&mut self, id: FrameId) -> Option<&mut Children> {
        match &mut self.frames.get_mut(id)?.visit.as_mut()?.doing {
            Doing::Children(children) => Some(children),
            _ => None,
        }
    }

    pub(super) fn set_doing(&mut self, id: FrameId, doing: Doing) {
        if let Some(visit) = self.frames.get_mut(id).and_then(|f| f.visit.as_mut()) {
            visit.doing = doing;
        }
    }

    /// Opens a branch or iteration whose chain starts at `tail`.
    pub(super) fn open_child(
        &mut self,
        parent: FrameId,
        index: u32,
        tail: EventId,
        item: Option<Rc<MapItem>>,
    ) -> Option<FrameId> {
        let outer = self.frames.get(parent)?;
        let visit = outer.visit.as_ref()?;
        let place = outer
            .place
            .inside(visit.state, item.is_some(), index, visit.entered);
        let child = Frame {
            parent: Some(parent),
            index,
            place,
            tail,
            variables: outer.variables.inner(),
            item: item.or_else(|| outer.item.clone()),
            visit: None,
            pending: Vec::new(),
        };
        let child = self.frames.add(child);
        self.children(parent)?.open.insert(index, child);
        Some(child)
    }

    pub(super) fn start_branches(&mut self, id: FrameId, branches: &[RegionId], input: &Value) {
        let started = self.frames.get(id).map_or(0, |frame| frame.tail);
        let open = branches.iter().enumerate();
        for (index, region) in open {
            if let Some(child) = self.open_child(id, index as u32, started, None) {
                self.enter_region(child, *region, input.clone());
            }
        }
    }

    /// A branch or iteration has run to its end.
    pub(super) fn child_succeeded(&mut self, parent: FrameId, child: FrameId, output: Value) {
        let Some(frame) = self.frames.get(child) else {
            return;
        };
        let (index, tail) = (frame.index, frame.tail);
        let is_map = self.children(parent).is_some_and(|c| c.items.is_some());
        let last = match is_map {
            true => self.iteration_event(parent, child, tail, EventKind::IterationSucceeded(index)),
            false => tail,
        };
        self.frames.remove(child);
        self.child_ended(parent, index, output, last, tail);
    }

    /// Events of an iteration belong to the Map's visit but stand in the iteration's place.
    pub(super) fn iteration_event(
        &mut self,
        parent: FrameId,
        child: FrameId,
        previous: EventId,
        kind: EventKind,
    ) -> EventId {
        let visit = self
            .frames
            .get(parent)
            .and_then(|frame| frame.visit.as_ref());
        let (state, entered) = (visit.map(|v| v.state), visit.map_or(0, |v| v.entered));
        let place = self.frames.get(child).map(|frame| frame.place.clone());
        self.record(previous, state, entered, place.unwrap_or_default(), kind)
    }

    /// Takes a child's result and goes on: the next iteration, or the end of the Parallel or Map.
    pub(super) fn child_ended(
        &mut self,
        parent: FrameId,
        index: u32,
        result: Value,
        last: EventId,
        tail: EventId,
    ) {
        let Some(children) = self.children(parent) else {
            return;
        };
        children.open.remove(&index);
        children.results.set(index as usize, Some(result));
        children.ended += 1;
        children.last = last;
        if children.ended as usize == children.results.len() {
            self.complete(parent);
        } else {
            self.start_iterations(parent, tail);
        }
    }

    /// All branches or iterations are done.
    pub(super) fn complete(&mut self, id: FrameId) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        let Some(children) = self.children(id) else {
            return self.complete_map_run(id, state);
        };
        // The results stay where they are until the state is left, for a redrive after a failure of its own.
        let (last, result) = (children.last, array_of(children.results.iter()));
        let succeeded = self.aside(id, last, EventKind::StateSucceeded);
        match self.result_output(id, state, result) {
            Ok(leaving) => {
                self.set_tail(id, last);
                self.exit_normally(id, state, leaving);
            }
            Err(trouble) => {
                self.set_tail(id, succeeded);
                self.fail(id, trouble);
            }
        }
    }

    /// Starts iterations again that a redrive takes up.
    pub(super) fn iterate(&mut self, id: FrameId) {
        let started = self.frames.get(id).map_or(0, |frame| frame.tail);
        self.start_iterations(id, started);
    }

    /// Starts iterations while there are items and room; `previous` is what caused it.
    pub(super) fn start_iterations(&mut self, id: FrameId, previous: EventId) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        while let Some((index, item)) = self.next_item(id) {
            let input = self.item_input(id, state, &item);
            let checked = input.and_then(|input| {
                self.check_payload(&state.name, &input)?;
                Ok(input)
            });
            match checked {
                Ok(input) => self.start_iteration(id, state, (index, item), input, previous),
                Err(trouble) => return self.fail_before_iteration(id, index, trouble, previous),
            }
        }
    }

    /// An item could not be made into an input: the iteration never starts, those that run are cut. `States.Runtime`
    /// ends the execution without a word about them.
    fn fail_before_iteration(
        &mut self,
        id: FrameId,
        index: u32,
        trouble: Trouble,
        previous: EventId,
    ) {
        if let Some(items) = self.children(id).and_then(|c| c.items.as_mut()) {
            items.again.push(index);
        }
        self.set_tail(id, previous);
        let Some(failure) = self.noted_failure(id, &trouble) else {
            return;
        };
        if !failure.fatal {
            self.keep_for_redrive();
            let cause = self.frames.get(id).map_or(0, |frame| frame.tail);
            self.cut_children(id, None, cause);
            self.set_doing(id, Doing::Nothing);
        }
        self.judge(id, failure);
    }

    /// The next item, if one may start now.
    fn next_item(&mut self, id: FrameId) -> Option<(u32, Rc<MapItem>)> {
        let children = self.children(id)?;
        let running = children.open.len() as u32;
        let items = children.items.as_mut()?;
        if running >= items.concurrency {
            return None;
        }
        let index = items.again.last().copied().unwrap_or(items.next);
        let value = items.values.get(index as usize)?.clone();
        let keys = items.keys.as_ref();
        let key = keys.and_then(|keys| keys.get(index as usize).cloned());
        if items.again.pop().is_none() {
            items.next += 1;
        }
        Some((
            index,
            Rc::new(MapItem {
                index,
                key,
                value,
                source: None,
            }),
        ))
    }

    /// An iteration's input: the item, or what `ItemSelector` makes of it.
    fn item_input(
        &mut self,
        id: FrameId,
        state: &State,
        item: &Rc<MapItem>,
    ) -> Result<Value, Trouble> {
        let index = item.index;
        let StateKind::Map(map) = &state.kind else {
            return Ok(item.value.clone());
        };
        let Some(selector) = &map.item_selector else {
            let input = item.value.clone();
            self.trace(id, || TraceStage::AfterItemSelector { index, input });
            return Ok(item.value.clone());
        };
        let input = self
            .children(id)
            .map(|c| c.input.clone())
            .unwrap_or_default();
        let seen = Rc::clone(item);
        self.evaluate_in(
            id,
            state,
            |around| around.with_item(seen),
            |fields| {
                let states = fields.states();
                let input =
                    fields.with(&input, states, |e| e.template(selector, "ItemSelector"))?;
                fields.note(|| TraceStage::AfterItemSelector {
                    index,
                    input: input.clone(),
                });
                Ok(input)
            },
        )
    }

    fn start_iteration(
        &mut self,
        id: FrameId,
        state: &State,
        (index, item): (u32, Rc<MapItem>),
        input: Value,
        previous: EventId,
    ) {
        let StateKind::Map(map) = &state.kind else {
            return;
        };
        let Some(child) = self.open_child(id, index, previous, Some(item)) else {
            return;
        };
        let kind = EventKind::IterationStarted(index);
        let started = self.iteration_event(id, child, previous, kind);
        self.set_tail(child, started);
        if let Some(region) = map.processor {
            self.enter_region(child, region, input);
        }
    }
}
