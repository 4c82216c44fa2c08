//! Where things are in a recorded history: what followed from an event, what belongs to a visit.

use crate::execution::{Event, EventId, EventKind};

/// Made once, so that nobody searches the history for what belongs together.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// For each event the first that names it as its cause; 0 for none.
    next: Vec<EventId>,
    /// Visits and their events, in order.
    own: Vec<(EventId, EventId)>,
    redrives: Vec<EventId>,
}

impl Index {
    pub(super) fn of(events: &[Event]) -> Index {
        let mut next = vec![0; events.len()];
        let mut redrives = Vec::new();
        for event in events {
            let cause = (event.previous as usize).checked_sub(1);
            if let Some(first) = cause.and_then(|at| next.get_mut(at)) {
                if *first == 0 {
                    *first = event.id;
                }
            }
            if matches!(event.kind, EventKind::ExecutionRedriven { .. }) {
                redrives.push(event.id);
            }
        }
        let mut own: Vec<_> = events.iter().map(|event| (event.visit, event.id)).collect();
        own.sort_unstable();
        Index {
            next,
            own,
            redrives,
        }
    }

    /// The first event that names this one as its cause.
    pub(super) fn next(&self, event: EventId) -> Option<EventId> {
        let next = *self.next.get((event as usize).checked_sub(1)?)?;
        (next > 0).then_some(next)
    }

    /// The events of a visit.
    pub(super) fn own(&self, visit: EventId) -> impl DoubleEndedIterator<Item = EventId> + '_ {
        let from = self.own.partition_point(|(of, _)| *of < visit);
        let to = self.own.partition_point(|(of, _)| *of <= visit);
        let own = self.own.get(from..to).unwrap_or_default();
        own.iter().map(|(_, event)| *event)
    }

    /// The redrives.
    pub(super) fn redrives(&self) -> impl Iterator<Item = EventId> + '_ {
        self.redrives.iter().copied()
    }
}
