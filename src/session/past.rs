//! What tables, colours and details are told from: events up to a position, and those that are known to follow.

use super::{Recording, Session};
use crate::definition::StateMachine;
use crate::execution::{Event, EventId, EventKind, Place, TaskEvent, Trace};
use crate::history::{seen_from, type_name, Seen, Summary, Visit};
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::Value;
use std::borrow::Cow;

/// A run that is looked at: one that is steered, or one that was recorded elsewhere.
pub trait Past {
    /// The definition it ran.
    fn definition(&self) -> &StateMachine;
    /// How many events have happened at the position.
    fn position(&self) -> EventId;
    /// All known events, the future included.
    fn known(&self) -> &[Event];
    /// The events up to the position, folded.
    fn summary(&self) -> &Summary;
    /// All known events, folded. Its first visits are those of [`Past::summary`].
    fn known_summary(&self) -> Cow<'_, Summary>;
    /// The time at the position.
    fn now(&self) -> Timestamp;
    /// The run as one that can be steered, if it can be.
    fn steered(&self) -> Option<&Session>;
    /// Input of the execution.
    fn input(&self) -> Value;
    /// The context object that a visit sees after so many retries; outside of states that of the execution.
    fn context(&self, visit: Option<&Visit>, retries: u32) -> Value;
    /// Result and Error Output of a visit at an event that tells of its end but not of these, after so many retries.
    fn ended_as(
        &self,
        visit: &Visit,
        event: &Event,
        retries: u32,
    ) -> (Option<Value>, Option<Value>);
    /// Whether a visit that was left was left through a catcher.
    fn caught(&self, visit: &Visit) -> bool;
    /// What chance is made of.
    fn seed(&self) -> u64;

    /// The run as one that was recorded elsewhere, if it is one.
    fn recording(&self) -> Option<&Recording> {
        None
    }

    /// The side log of one visit, `known` with its future: of a run that was recorded elsewhere what can be deduced of
    /// decisions about failures.
    fn told(&self, visit: EventId, known: bool) -> Vec<Trace>;

    /// The variables that a state at a place sees after so many events, with what was changed from outside up to the
    /// moment of `changed` events.
    fn seen(&self, events: EventId, changed: EventId, place: &Place) -> Vec<Seen> {
        let _ = changed;
        let all = self.events();
        let events = all.get(..events as usize).unwrap_or(all);
        seen_from(events, std::iter::empty(), place)
    }

    /// The events up to the position.
    fn events(&self) -> &[Event] {
        let happened = self.known().get(..self.position() as usize);
        happened.unwrap_or(self.known())
    }

    /// `type` of an event.
    fn type_of(&self, event: &Event) -> String {
        type_name(event, self.definition()).to_owned()
    }

    /// What an event carries: input, output, parameters or result; `None` where it carries nothing.
    fn value(&self, event: &Event) -> Option<Value> {
        match &event.kind {
            EventKind::StateEntered(value)
            | EventKind::StateExited { output: value, .. }
            | EventKind::Task(TaskEvent::Submitted(value) | TaskEvent::Succeeded(value)) => {
                Some(value.clone())
            }
            EventKind::Task(TaskEvent::Scheduled(scheduled)) => Some(scheduled.input.clone()),
            _ => None,
        }
    }

    /// The same as JSON text.
    fn payload(&self, event: &Event) -> Option<String> {
        self.value(event).as_ref().map(compact)
    }
}
