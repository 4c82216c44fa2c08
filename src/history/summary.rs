//! A fold over events: visits of states with their attempts and status, and the transitions taken.
//!
//! Give it the events one by one, in order; at any moment it describes the run up to the last one. Going back is
//! folding again from the start or from a clone: it keeps numbers of events, no payloads.

use super::edges::Edges;
use crate::definition::{Exit, StateId};
use crate::execution::{EventId, Place};
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

/// Status of a visit or of one attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Status {
    /// Entered, working.
    InProgress,
    /// Entered, waiting for a timer (Wait, retry delay), a token or an activity worker.
    Waiting,
    /// Left in the normal way.
    Succeeded,
    /// Failed for good.
    Failed,
    /// Failed, then left through a catcher.
    Caught,
    /// Timed out for good.
    TimedOut,
    /// Cut by a sibling's failure, by StopExecution or by the end of the execution.
    Aborted,
}

/// One try of a Task, Parallel or Map.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Its `…Scheduled`, `ParallelStateStarted` or `MapStateStarted` event.
    pub event: EventId,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// How it ended: `InProgress`, `Succeeded`, `Failed`, `TimedOut` or `Aborted`.
    pub status: Status,
    /// The event with its error.
    pub failure: Option<EventId>,
}

/// One visit of a state, from its `…StateEntered` event on.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The state.
    pub state: StateId,
    /// The branches and iterations around it.
    pub place: Place,
    /// Its `…StateEntered` event.
    pub entered: EventId,
    /// By what the state before it was left; `None` from Start, and where it is not known.
    pub by: Option<Exit>,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// Its `…StateExited` event.
    pub exited: Option<EventId>,
    /// When it was left or cut.
    pub ended_at: Option<Timestamp>,
    /// What it looks like now.
    pub status: Status,
    /// Its tries, oldest first.
    pub attempts: Vec<Attempt>,
    /// The failure that no new try has followed: an event with an error, or the last one before a failure that left
    /// none of its own.
    pub failure: Option<EventId>,
}

impl Visit {
    /// Tries after the first.
    pub fn retries(&self) -> usize {
        self.attempts.len().saturating_sub(1)
    }

    /// Its places among those that are open.
    fn opened(&self, at: usize) -> impl Iterator<Item = (EventId, u32, usize)> + '_ {
        let around = self.place.steps().map(|step| (step.visit, step.index));
        iter::once((0, 0))
            .chain(around)
            .map(move |(visit, index)| (visit, index, at))
    }
}

/// What the events so far amount to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub(super) visits: Vec<Visit>,
    /// Position of each event's visit in `visits` plus one; 0 for events outside of states.
    pub(super) owners: Vec<u32>,
    /// Visits that are not over, by each that is around them: the container's visit, the branch or iteration there
    /// (zeroes for the execution), their own position.
    open: BTreeSet<(EventId, u32, usize)>,
    pub(super) by_state: BTreeMap<StateId, Vec<usize>>,
    pub(super) edges: Edges,
    pub(super) redrives: Vec<EventId>,
}

impl Summary {
    /// All visits in the order in which they began.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// How many events have been folded.
    pub fn position(&self) -> usize {
        self.owners.len()
    }

    /// The visit an event belongs to.
    pub fn visit_of(&self, event: EventId) -> Option<&Visit> {
        self.visits.get(self.owner(event)?)
    }

    /// Which visit of its state an event belongs to, counted from 1.
    pub fn ordinal(&self, event: EventId) -> Option<u32> {
        let owner = self.owner(event)?;
        let visits = self.by_state.get(&self.visits.get(owner)?.state)?;
        u32::try_from(visits.partition_point(|at| *at <= owner)).ok()
    }

    /// The visits of a state, oldest first.
    pub fn of_state(&self, state: StateId) -> impl DoubleEndedIterator<Item = &Visit> {
        let positions = self.by_state.get(&state).into_iter().flatten();
        positions.filter_map(|&at| self.visits.get(at))
    }

    /// The states that were entered, by number.
    pub fn states(&self) -> impl Iterator<Item = StateId> + '_ {
        self.by_state.keys().copied()
    }

    /// Visits of a state by status, in the order of [`Status`]. There are few statuses: a list is less code than a map.
    pub fn counts(&self, state: StateId) -> Vec<(Status, u32)> {
        let mut counts: Vec<(Status, u32)> = Vec::new();
        for visit in self.of_state(state) {
            let at = counts.partition_point(|(status, _)| *status < visit.status);
            match counts.get_mut(at) {
                Some((status, count)) if *status == visit.status => *count += 1,
                _ => counts.insert(at, (visit.status, 1)),
            }
        }
        counts
    }

    /// The events that belong to a visit, its own and not those inside a container.
    pub fn events_of(&self, visit: EventId) -> Vec<EventId> {
        let Some(owner) = self.owner(visit) else {
            return Vec::new();
        };
        let numbered = (1..).zip(&self.owners);
        let own = numbered.filter(|(_, &at)| at as usize == owner + 1);
        own.map(|(id, _)| id).collect()
    }

    /// The redrives, by their events.
    pub fn redrives(&self) -> &[EventId] {
        &self.redrives
    }

    /// The transitions taken.
    pub fn edges(&self) -> &Edges {
        &self.edges
    }

    pub(super) fn set_open(&mut self, at: usize, open: bool) {
        let Some(visit) = self.visits.get(at) else {
            return;
        };
        for place in visit.opened(at) {
            match open {
                true => self.open.insert(place),
                false => self.open.remove(&place),
            };
        }
    }

    /// What is open inside a container (0: everywhere), or inside one of its branches or iterations, in order.
    pub(super) fn open_inside(&self, container: EventId, index: Option<u32>) -> Vec<usize> {
        let (first, last) = index.map_or((0, u32::MAX), |index| (index, index));
        let within = (container, first, 0)..=(container, last, usize::MAX);
        let mut inside: Vec<usize> = self.open.range(within).map(|(.., at)| *at).collect();
        inside.sort_unstable();
        inside
    }

    pub(super) fn owner(&self, event: EventId) -> Option<usize> {
        let at = (event as usize).checked_sub(1)?;
        (*self.owners.get(at)? as usize).checked_sub(1)
    }
}
