//! Which transitions were taken.

use crate::definition::{Exit, StateId};
use crate::execution::{EventId, Place};
use std::collections::BTreeMap;

/// A transition that was taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edge {
    /// From which state; `None` from the Start of the region of `to`.
    pub from: Option<StateId>,
    /// To which state; `None` to the End of the region of `from`.
    pub to: Option<StateId>,
    /// By what the state was left; `None` from Start, and where it is not known which of several ways it was.
    pub by: Option<Exit>,
    /// How often.
    pub count: u32,
    /// The event that last left over it: what it put out is what the transition carried.
    pub event: EventId,
}

/// The two ends of a transition, and by what the first was left.
type Ends = (Option<StateId>, Option<StateId>, Option<Exit>);

/// The innermost branch or iteration: the container's visit and its number there; zeroes at the top level.
type Chain = (EventId, u32);

/// All transitions that were taken, in order of first use.
#[derive(Clone, Debug, Default)]
pub struct Edges {
    list: Vec<Edge>,
    known: BTreeMap<Ends, usize>,
    latest: BTreeMap<Chain, usize>,
    /// By what states were left whose next one was not entered yet, by their Exited events.
    leaving: BTreeMap<EventId, Exit>,
}

impl Edges {
    /// The transitions in order of first use. One that was taken back has a count of 0.
    pub fn iter(&self) -> impl Iterator<Item = &Edge> {
        self.list.iter()
    }

    /// Those that were the latest transition of a chain that still runs.
    pub fn latest(&self) -> impl Iterator<Item = &Edge> {
        self.latest.values().filter_map(|&at| self.list.get(at))
    }

    /// A state was left for another.
    pub(super) fn leave(&mut self, event: EventId, by: Exit) {
        self.leaving.insert(event, by);
    }

    /// By what a state was left whose next one is entered now.
    pub(super) fn left(&mut self, event: EventId) -> Option<Exit> {
        self.leaving.remove(&event)
    }

    pub(super) fn take(&mut self, (from, to, by): Ends, event: EventId, place: &Place) {
        let next = self.list.len();
        let at = *self.known.entry((from, to, by)).or_insert(next);
        match self.list.get_mut(at) {
            Some(edge) => {
                edge.count += 1;
                edge.event = event;
            }
            None => self.list.push(Edge {
                from,
                to,
                by,
                count: 1,
                event,
            }),
        }
        self.latest.insert(chain(place), at);
    }

    /// Takes back a transition to End that turned out to be one to a catcher's target.
    pub(super) fn take_back(&mut self, from: StateId) {
        let at = self.known.get(&(Some(from), None, Some(Exit::Own)));
        if let Some(edge) = at.and_then(|&at| self.list.get_mut(at)) {
            edge.count = edge.count.saturating_sub(1);
        }
    }

    /// The container's visit is over, and so are the chains inside.
    pub(super) fn close(&mut self, container: EventId) {
        let inside: Vec<Chain> = self
            .latest
            .range((container, 0)..=(container, u32::MAX))
            .map(|(chain, _)| *chain)
            .collect();
        for chain in inside {
            self.latest.remove(&chain);
        }
    }
}

fn chain(place: &Place) -> Chain {
    place
        .innermost()
        .map_or((0, 0), |step| (step.visit, step.index))
}
