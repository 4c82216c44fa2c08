//! Variables as a fold over events: what a state sees, and who set it.

use crate::execution::{Event, EventId, EventKind, Place};
use crate::value::{Text, Value};
use std::iter::Peekable;

/// A variable that is seen from a place.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Value,
    /// The `…StateExited` event that set it; 0 for one that was changed from outside.
    pub event: EventId,
    /// How many branches and iterations are around where it was set; 0 for the whole execution.
    pub depth: usize,
}

/// A variable that was changed from outside.
#[derive(Clone, Debug)]
pub struct Change {
    /// How many events had happened.
    pub after: EventId,
    /// The branches and iterations around the visit that it was changed for.
    pub place: Place,
    /// Its name.
    pub name: Text,
    /// Its value from then on.
    pub value: Value,
}

/// The variables that a state at `place` sees after these events and changes, in the order in which they were first set,
/// outermost scope first. Of two with one name the inner one counts.
pub fn seen_from<'c>(
    events: &[Event],
    changes: impl Iterator<Item = &'c Change>,
    place: &Place,
) -> Vec<Seen> {
    let around = chain(place);
    let mut changes = changes.peekable();
    let mut seen: Vec<Seen> = Vec::new();
    for event in events {
        change(&mut seen, &mut changes, event.id, &around);
        match &event.kind {
            // A Parallel or Map begins again: what its branches and iterations had set is gone.
            EventKind::StateStarted(_) => {
                let begun = around.iter().position(|(visit, _)| *visit == event.visit);
                if let Some(depth) = begun {
                    seen.retain(|variable| variable.depth <= depth);
                }
            }
            EventKind::StateExited {
                assigned: Some(assigned),
                ..
            } => {
                let scope = chain(&event.place);
                if !around.starts_with(&scope) {
                    continue;
                }
                for (name, value) in assigned.iter() {
                    set(&mut seen, name, value, (event.id, scope.len()));
                }
            }
            _ => {}
        }
    }
    change(&mut seen, &mut changes, EventId::MAX, &around);
    seen.sort_by_key(|variable| variable.depth);
    let inner: Vec<(Text, usize)> = seen.iter().map(|v| (v.name.clone(), v.depth)).collect();
    seen.retain(|variable| {
        let hides =
            |(name, depth): &(Text, usize)| *name == variable.name && *depth > variable.depth;
        !inner.iter().any(hides)
    });
    seen
}

/// Applies the changes that were made before an event.
fn change<'c>(
    seen: &mut Vec<Seen>,
    changes: &mut Peekable<impl Iterator<Item = &'c Change>>,
    event: EventId,
    around: &[(EventId, u32)],
) {
    while let Some(change) = changes.next_if(|change| change.after < event) {
        let scope = chain(&change.place);
        if around.starts_with(&scope) {
            set(seen, &change.name, &change.value, (0, scope.len()));
        }
    }
}

fn set(seen: &mut Vec<Seen>, name: &Text, value: &Value, (event, depth): (EventId, usize)) {
    let known = seen
        .iter_mut()
        .find(|v| v.depth == depth && v.name == *name);
    match known {
        Some(variable) => {
            variable.value = value.clone();
            variable.event = event;
        }
        None => seen.push(Seen {
            name: name.clone(),
            value: value.clone(),
            event,
            depth,
        }),
    }
}

/// The branches and iterations around, outermost first: the container's visit and the number there.
fn chain(place: &Place) -> Vec<(EventId, u32)> {
    let mut chain: Vec<_> = place.steps().map(|step| (step.visit, step.index)).collect();
    chain.reverse();
    chain
}
