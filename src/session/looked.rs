//! A run that is steered, as one that is looked at.

use super::condition::error_output;
use super::{Past, Session};
use crate::definition::StateMachine;
use crate::execution::{Event, EventId, EventKind, Place, Standing, Trace, TraceStage};
use crate::history::{Seen, Summary, Visit};
use crate::time::Timestamp;
use crate::value::Value;
use std::borrow::Cow;

impl Session {
    /// Index and value of the innermost Map's item around a visit.
    pub fn item_of(&self, visit: &Visit) -> Option<(u32, Value)> {
        let step = visit.place.steps().find(|step| step.map)?;
        let items = self
            .traces(step.visit)
            .filter_map(|trace| match &trace.stage {
                TraceStage::AfterItemsPath(items) => Some(items),
                _ => None,
            });
        let items = items.last()?.as_array()?;
        Some((step.index, items.get(step.index as usize)?.clone()))
    }

    /// What the side log says that an attempt ended as, or without one the visit: a failure after the result counts.
    fn logged(&self, visit: &Visit, attempt: Option<u32>) -> (Option<Value>, Option<Value>) {
        let mut ended = (None, None);
        for trace in self.traces(visit.entered) {
            match &trace.stage {
                _ if attempt.is_some_and(|attempt| trace.attempt != attempt) => {}
                TraceStage::Result(result) => ended = (Some(result.clone()), None),
                TraceStage::Failed { details, .. } => ended = (None, Some(error_output(details))),
                _ => {}
            }
        }
        ended
    }
}

impl Past for Session {
    fn definition(&self) -> &StateMachine {
        self.definition()
    }

    fn position(&self) -> EventId {
        self.position()
    }

    fn known(&self) -> &[Event] {
        self.known()
    }

    fn summary(&self) -> &Summary {
        self.summary()
    }

    fn known_summary(&self) -> Cow<'_, Summary> {
        self.known_summary()
    }

    fn now(&self) -> Timestamp {
        self.now()
    }

    fn seen(&self, events: EventId, changed: EventId, place: &Place) -> Vec<Seen> {
        self.seen(events, changed, place)
    }

    fn steered(&self) -> Option<&Session> {
        Some(self)
    }

    fn told(&self, visit: EventId, known: bool) -> Vec<Trace> {
        match known {
            true => self.known_traces(visit).cloned().collect(),
            false => self.traces(visit).cloned().collect(),
        }
    }

    fn input(&self) -> Value {
        self.setup().input.clone()
    }

    fn context(&self, visit: Option<&Visit>, retries: u32) -> Value {
        let standing = visit.map(|visit| Standing {
            state: visit.state,
            entered: visit.entered,
            entered_at: visit.entered_at,
            retries,
            item: self.item_of(visit),
        });
        match standing {
            Some(standing) => self.machine().context_of(&standing),
            None => self.machine().own_context(),
        }
    }

    /// A Fail state that was only entered has failed already: its failure is the next that happens.
    fn ended_as(
        &self,
        visit: &Visit,
        event: &Event,
        retries: u32,
    ) -> (Option<Value>, Option<Value>) {
        match event.kind {
            // Tries that have failed before a call was made are in no event, but they count in the side log.
            EventKind::StateExited { .. } => self.logged(visit, None),
            EventKind::StateEntered(_) => {
                let coming = self.machine().failing(visit.entered);
                let (_, failed) = self.logged(visit, Some(0));
                (None, failed.or_else(|| coming.as_ref().map(error_output)))
            }
            _ => self.logged(visit, Some(retries)),
        }
    }

    fn caught(&self, visit: &Visit) -> bool {
        self.logged(visit, None).1.is_some()
    }

    fn seed(&self) -> u64 {
        self.setup().seed
    }
}
