//! What is due when.

use super::effect::Reply;
use super::failure::Failure;
use super::frame::FrameId;
use crate::definition::StateId;
use crate::time::Timestamp;
use crate::value::Value;
use std::collections::{BTreeMap, VecDeque};

/// Names one entry. Ordered by due time, then by the order of scheduling, so that ties are never left to chance.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Key {
    due: Timestamp,
    sequence: u64,
}

impl Key {
    pub(super) fn due(self) -> Timestamp {
        self.due
    }
}

/// What happens when an entry is due.
#[derive(Clone, Debug)]
pub(super) enum Wake {
    /// The whole execution has used up its time.
    ExecutionTimeout,
    /// Something happens to one frame.
    Frame(FrameId, Phase),
}

/// The next phase of a frame.
#[derive(Clone, Debug)]
pub(super) enum Phase {
    /// Enter a state with this input.
    Enter(StateId, Value),
    /// Do the entered state's work.
    Work,
    /// A retry delay is over: try the work once more.
    Retry,
    /// The scheduled call starts.
    Started,
    /// An answer arrives.
    Reply(Reply),
    /// The result is in; what remains is its way to the state's output.
    Result(Value),
    /// The Task's time is over.
    TaskTimeout,
    /// No sign of life came in time.
    HeartbeatTimeout,
    /// An HTTP endpoint has not answered in time.
    SocketTimeout,
    /// A Wait is over.
    Timer,
    /// A Map goes on with its items.
    Iterate,
    /// A Parallel or Map has the results of all its children.
    Complete,
    /// A redrive goes on with a Map Run.
    RedriveMapRun,
    /// A failed attempt: retry, catch or fail.
    Judge(Box<Failure>),
}

/// Entries ordered by due time, then sequence.
///
/// Most entries are due at the moment at which they are made. They come in order and leave in order, so they stand in
/// a queue; the others stand in a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    /// In order of their keys; `None` where an entry was cancelled, never in front.
    soon: VecDeque<(Key, Option<Wake>)>,
    later: BTreeMap<Key, Wake>,
    next: u64,
    /// Due time of the last entry that was popped.
    now: Timestamp,
    /// The place of the last entry that was popped, until somebody takes it.
    popped: Option<Key>,
}

impl Agenda {
    pub(super) fn schedule(&mut self, due: Timestamp, wake: Wake) -> Key {
        let sequence = self.next;
        self.next += 1;
        let key = Key { due, sequence };
        let last = self.soon.back().is_none_or(|(last, _)| *last < key);
        if due <= self.now && last {
            self.soon.push_back((key, Some(wake)));
        } else {
            self.later.insert(key, wake);
        }
        key
    }

    /// Schedules what follows at once from the entry that was popped last: in its place, before everything else that is
    /// due at that moment. A second follower has no such place, and what is due later has none either.
    pub(super) fn follow(&mut self, due: Timestamp, wake: Wake) -> Key {
        let place = self.popped.take().filter(|popped| due <= popped.due);
        let first = self.soon.front().map(|(first, _)| *first);
        match place {
            Some(key) if first.is_none_or(|first| key < first) => {
                self.soon.push_front((key, Some(wake)));
                key
            }
            _ => self.schedule(due, wake),
        }
    }

    pub(super) fn cancel(&mut self, key: Key) {
        match self.find(key) {
            Some(at) => {
                if let Some((_, wake)) = self.soon.get_mut(at) {
                    *wake = None;
                }
                self.trim();
            }
            None => drop(self.later.remove(&key)),
        }
    }

    /// Where a key stands in the queue.
    fn find(&self, key: Key) -> Option<usize> {
        self.soon.binary_search_by_key(&key, |(key, _)| *key).ok()
    }

    /// Drops cancelled entries from the front.
    fn trim(&mut self) {
        while let Some((_, None)) = self.soon.front() {
            self.soon.pop_front();
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<&Wake> {
        match self.find(key) {
            Some(at) => self.soon.get(at)?.1.as_ref(),
            None => self.later.get(&key),
        }
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Wake> {
        match self.find(key) {
            Some(at) => self.soon.get_mut(at)?.1.as_mut(),
            None => self.later.get_mut(&key),
        }
    }

    pub(super) fn pop(&mut self) -> Option<(Key, Wake)> {
        let later = self.later.first_key_value().map(|(key, _)| *key);
        let soon = self.soon.front().map(|(key, _)| *key);
        let popped = match (soon, later) {
            (Some(soon), Some(later)) if later < soon => self.later.pop_first(),
            (None, _) => self.later.pop_first(),
            _ => {
                let entry = self.soon.pop_front();
                self.trim();
                entry.and_then(|(key, wake)| Some((key, wake?)))
            }
        };
        if let Some((key, _)) = &popped {
            self.now = key.due;
            self.popped = Some(*key);
        }
        popped
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.first().map(|(key, _)| key.due)
    }

    /// The wake of the earliest entry.
    pub(super) fn next(&self) -> Option<&Wake> {
        self.first().map(|(_, wake)| wake)
    }

    fn first(&self) -> Option<(Key, &Wake)> {
        let later = self.later.first_key_value().map(|(key, wake)| (*key, wake));
        let soon = self.soon.front();
        let soon = soon.and_then(|(key, wake)| Some((*key, wake.as_ref()?)));
        match (soon, later) {
            (Some(soon), Some(later)) if later.0 < soon.0 => Some(later),
            (Some(soon), _) => Some(soon),
            (None, later) => later,
        }
    }

    /// All entries, earliest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Wake> {
        let soon = self.soon.iter();
        let soon = soon.filter_map(|(key, wake)| Some((*key, wake.as_ref()?)));
        let later = self.later.iter().map(|(key, wake)| (*key, wake));
        let mut all: Vec<(Key, &Wake)> = soon.chain(later).collect();
        all.sort_by_key(|(key, _)| *key);
        all.into_iter().map(|(_, wake)| wake)
    }

    pub(super) fn clear(&mut self) {
        self.soon.clear();
        self.later.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    /// Against a plain tree, with random schedules, cancellations and pops.
    #[test]
    fn entries_leave_in_the_order_of_their_keys() {
        for seed in 0..200 {
            let mut random = Random::new(seed);
            let (mut agenda, mut tree) = (Agenda::default(), BTreeMap::new());
            let mut now = Timestamp(0);
            for _ in 0..300 {
                let due = Timestamp(now.0 + random.below(4) as i64 * random.below(2) as i64 - 1);
                let wake = Wake::Frame(FrameId(random.next() as u32), Phase::Work);
                match random.below(6) {
                    5 => {
                        let first = tree.keys().next().copied();
                        let key = agenda.follow(now, wake.clone());
                        let taken = tree.insert(key, wake);
                        assert!(taken.is_none(), "a place is taken once");
                        let due_now = first.is_some_and(|first| first.due <= now);
                        assert!(!due_now || key.due <= now);
                    }
                    0..=1 => {
                        let key = agenda.schedule(due, wake.clone());
                        tree.insert(key, wake);
                    }
                    2 => {
                        let keys: Vec<Key> = tree.keys().copied().collect();
                        let at = random.below(keys.len() as u64 + 1) as usize;
                        if let Some(key) = keys.get(at) {
                            agenda.cancel(*key);
                            tree.remove(key);
                            assert!(agenda.get(*key).is_none());
                        }
                    }
                    _ => {
                        let popped = agenda.pop();
                        now = popped.as_ref().map_or(now, |(key, _)| now.max(key.due));
                        assert_eq!(format!("{popped:?}"), format!("{:?}", tree.pop_first()));
                    }
                }
                let (first, all) = (tree.keys().next(), tree.values().collect::<Vec<_>>());
                assert_eq!(agenda.next_due(), first.map(|key| key.due));
                let own: Vec<&Wake> = agenda.iter().collect();
                assert_eq!(format!("{own:?}"), format!("{all:?}"));
                assert!(tree.keys().all(|key| agenda.get(*key).is_some()));
            }
        }
    }
}
