//! The tree of running scopes: the execution itself, branches and iterations, each in one state at a time.

use super::agenda::Key;
use super::chunked::Chunked;
use super::effect::EffectId;
use super::event::{EventId, Place, Scheduled};
use super::variables::Variables;
use crate::definition::StateId;
use crate::time::Timestamp;
use crate::value::{Array, Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Number of a running scope. A number is used again once its scope has ended; nothing names an ended scope.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct FrameId(pub(super) u32);

/// A running scope. The default is that of an execution that has just begun.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// The scope whose Parallel or Map state this one belongs to.
    pub(super) parent: Option<FrameId>,
    /// Branch number or item index.
    pub(super) index: u32,
    /// Branches and iterations around and including this scope.
    pub(super) place: Place,
    /// The event that the next one of this chain names.
    pub(super) tail: EventId,
    pub(super) variables: Variables,
    /// The innermost Map's item, for the context object.
    pub(super) item: Option<Rc<MapItem>>,
    pub(super) visit: Option<Visit>,
    /// Its entries in the agenda.
    pub(super) pending: Vec<Key>,
}

impl Frame {
    /// An entry of the agenda is no longer there.
    pub(super) fn forget(&mut self, key: Key) {
        if let Some(at) = self.pending.iter().position(|pending| *pending == key) {
            self.pending.swap_remove(at);
        }
    }
}

/// `$$.Map.Item`.
#[derive(Debug)]
pub(super) struct MapItem {
    pub(super) index: u32,
    pub(super) key: Option<Text>,
    pub(super) value: Value,
    /// Only a distributed Map tells.
    pub(super) source: Option<Text>,
}

/// A scope's stay in a state.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) state: StateId,
    /// The `…StateEntered` event.
    pub(super) entered: EventId,
    pub(super) entered_at: Timestamp,
    /// Raw input.
    pub(super) input: Value,
    /// Retries so far.
    pub(super) retries: u32,
    /// Retries so far by retrier; empty until the first.
    pub(super) used: Vec<u64>,
    /// The current attempt's task token.
    pub(super) token: Option<Text>,
    pub(super) doing: Doing,
}

/// What a visit is at.
#[derive(Clone, Debug)]
pub(super) enum Doing {
    /// Nothing that outlives a micro-step.
    Nothing,
    /// A Task's call is out.
    Call(Call),
    /// Branches or iterations run.
    Children(Box<Children>),
    /// A Map Run is out, or has ended.
    MapRun(Box<MapRun>),
}

/// A distributed Map's children, which are executions of their own.
#[derive(Clone, Debug)]
pub(super) struct MapRun {
    pub(super) effect: EffectId,
    pub(super) arn: Text,
    pub(super) redrives: u32,
    /// What an ItemSelector sees as `$`.
    pub(super) input: Value,
    pub(super) ended: Option<Ended>,
}

/// How a Map Run ended.
#[derive(Clone, Debug)]
pub(super) enum Ended {
    /// With this result.
    Succeeded(Value),
    /// With a failure of its items: a redrive goes on with it.
    Failed,
    /// With a failure that a redrive does not repair: it starts another one.
    Lost,
}

impl MapRun {
    /// Whether its end is awaited.
    pub(super) fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

/// A call that is out.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) effect: EffectId,
    /// What it asks for, and its clocks.
    pub(super) scheduled: Rc<Scheduled>,
    /// The heartbeat's entry in the agenda.
    pub(super) heartbeat: Option<Key>,
}

impl Visit {
    /// The number of the request that is out, which from now on nobody awaits.
    pub(super) fn awaited(&mut self) -> Option<EffectId> {
        let effect = match &self.doing {
            Doing::Call(call) => call.effect,
            Doing::MapRun(run) => return run.is_open().then_some(run.effect),
            _ => return None,
        };
        self.doing = Doing::Nothing;
        Some(effect)
    }
}

/// Running branches or iterations of a Parallel or Map.
#[derive(Clone, Debug)]
pub(super) struct Children {
    /// The input of branches, or what an ItemSelector sees as `$`.
    pub(super) input: Value,
    /// Results by branch or index; `None` until there is one.
    pub(super) results: Chunked<Option<Value>>,
    /// How many have ended.
    pub(super) ended: u32,
    /// Running ones by index.
    pub(super) open: BTreeMap<u32, FrameId>,
    /// The last event recorded by a branch, or the last `MapIterationSucceeded`.
    pub(super) last: EventId,
    /// Maps only.
    pub(super) items: Option<Items>,
}

/// What a Map iterates over.
#[derive(Clone, Debug)]
pub(super) struct Items {
    pub(super) values: Array,
    /// Keys, when the items are the members of an object.
    pub(super) keys: Option<Rc<Vec<Text>>>,
    /// The next one to start.
    pub(super) next: u32,
    /// How many may run at once.
    pub(super) concurrency: u32,
    /// Started before the next one: what a redrive runs again.
    pub(super) again: Vec<u32>,
    /// How many failed and were tolerated, and which.
    pub(super) failed: u32,
    pub(super) tolerated: Chunked<bool>,
    pub(super) tolerated_count: Option<u64>,
    pub(super) tolerated_percentage: Option<f64>,
}

impl Items {
    /// Whether the Map says how many failures it tolerates, be that none.
    pub(super) fn tolerates(&self) -> bool {
        self.tolerated_count.is_some() || self.tolerated_percentage.is_some()
    }
}

/// All running scopes.
#[derive(Clone, Debug, Default)]
pub(super) struct Frames {
    slots: Vec<Option<Rc<Frame>>>,
    free: Vec<FrameId>,
}

impl Frames {
    pub(super) fn add(&mut self, frame: Frame) -> FrameId {
        let frame = Some(Rc::new(frame));
        match self.free.pop() {
            Some(id) => {
                self.slots[id.0 as usize] = frame;
                id
            }
            None => {
                self.slots.push(frame);
                FrameId(self.slots.len() as u32 - 1)
            }
        }
    }

    pub(super) fn get(&self, id: FrameId) -> Option<&Frame> {
        self.slots.get(id.0 as usize)?.as_deref()
    }

    pub(super) fn get_mut(&mut self, id: FrameId) -> Option<&mut Frame> {
        self.slots
            .get_mut(id.0 as usize)?
            .as_mut()
            .map(Rc::make_mut)
    }

    pub(super) fn remove(&mut self, id: FrameId) -> Option<Rc<Frame>> {
        let frame = self.slots.get_mut(id.0 as usize)?.take();
        if frame.is_some() {
            self.free.push(id);
        }
        frame
    }

    /// All open scopes, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FrameId, &Frame)> {
        let slots = self.slots.iter().enumerate();
        slots.filter_map(|(at, frame)| Some((FrameId(at as u32), frame.as_deref()?)))
    }

    /// How many scopes are open.
    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub(super) fn clear(&mut self) {
        self.slots.clear();
        self.free.clear();
    }
}
