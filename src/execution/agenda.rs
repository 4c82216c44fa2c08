//! What is due when.

use super::effect::Reply;
use super::failure::Failure;
use super::frame::FrameId;
use crate::definition::StateId;
use crate::time::Timestamp;
use crate::value::Value;
use std::collections::BTreeMap;

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
    /// A failed attempt: retry, catch or fail.
    Judge(Box<Failure>),
}

/// Entries ordered by due time, then sequence.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    entries: BTreeMap<Key, Wake>,
    next: u64,
}

impl Agenda {
    pub(super) fn schedule(&mut self, due: Timestamp, wake: Wake) -> Key {
        let sequence = self.next;
        self.next += 1;
        let key = Key { due, sequence };
        self.entries.insert(key, wake);
        key
    }

    pub(super) fn cancel(&mut self, key: Key) {
        self.entries.remove(&key);
    }

    pub(super) fn get(&self, key: Key) -> Option<&Wake> {
        self.entries.get(&key)
    }

    pub(super) fn pop(&mut self) -> Option<(Key, Wake)> {
        self.entries.pop_first()
    }

    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.entries.first_key_value().map(|(key, _)| key.due)
    }

    /// Whether the earliest entry only lets time pass: a timer, a retry delay or a timeout.
    pub(super) fn next(&self) -> Option<&Wake> {
        self.entries.first_key_value().map(|(_, wake)| wake)
    }

    /// All entries, earliest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Wake> {
        self.entries.values()
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }
}
