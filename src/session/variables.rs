//! Variables as the run knows them: what its events assigned, and what was changed from outside.

use super::journal::Deed;
use super::Session;
use crate::execution::{EventId, Place};
use crate::history::{seen_from, Change, Seen};

impl Session {
    /// The variables that a state at a place sees after so many events, with what was changed from outside up to the
    /// moment of `changed` events.
    pub fn seen(&self, events: EventId, changed: EventId, place: &Place) -> Vec<Seen> {
        let all = self.events();
        let done = self.world.interventions();
        let changes = self.changes.iter().filter(|(at, _)| *at < done);
        let changes = changes.map(|(_, change)| change);
        let changes = changes.filter(|change| change.after <= changed);
        seen_from(all.get(..events as usize).unwrap_or(all), changes, place)
    }

    /// Whether a visit is under way at the position, so that its variables can be changed.
    pub fn is_under_way(&self, visit: EventId) -> bool {
        self.machine().is_under_way(visit)
    }

    /// Notes that the intervention of that number has changed a variable, the first time it happens.
    pub(super) fn note_change(&mut self, number: usize) {
        let step = self.world.steps();
        let Some(Deed::Variable(visit, name, value)) = self.journal.intervention(number, step)
        else {
            return;
        };
        if self.changes.iter().any(|(known, _)| *known == number) {
            return;
        }
        let place = self.summary.visit_of(*visit).map(|v| v.place.clone());
        let change = Change {
            after: self.position(),
            place: place.unwrap_or_default(),
            name: name.clone(),
            value: value.clone(),
        };
        self.changes.push((number, change));
    }

    /// Forgets what was changed after the position.
    pub(super) fn forget_changes(&mut self) {
        let done = self.world.interventions();
        self.changes.retain(|(number, _)| *number < done);
    }
}
