//! Events in the shape of GetExecutionHistory.

use super::details;
use super::kind::type_name;
use crate::definition::StateMachine;
use crate::execution::{Event, Setup};
use crate::value::{Object, Value};

/// How `timestamp` is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Times {
    /// Seconds since 1970 with the milliseconds as fraction: a number, as the API answers.
    #[default]
    Epoch,
    /// `2024-01-01T00:00:00.000Z`, for people.
    Iso,
}

/// Writes the events of one execution.
#[derive(Clone, Copy, Debug)]
pub struct Renderer<'a> {
    /// Its definition: names, types and resources of states.
    pub definition: &'a StateMachine,
    /// Its names.
    pub setup: &'a Setup,
    /// `includeExecutionData`: without it inputs, outputs and parameters are left out.
    pub payloads: bool,
    /// How times are written.
    pub times: Times,
}

impl<'a> Renderer<'a> {
    /// With payloads and the API's times.
    pub fn new(definition: &'a StateMachine, setup: &'a Setup) -> Renderer<'a> {
        Renderer {
            definition,
            setup,
            payloads: true,
            times: Times::Epoch,
        }
    }

    /// `{timestamp, type, id, previousEventId, <details>}`.
    pub fn event(&self, event: &Event) -> Value {
        let time = match self.times {
            Times::Epoch => Value::from(event.time.epoch_number()),
            Times::Iso => Value::from(event.time.to_string()),
        };
        let mut object = Object::default()
            .with("timestamp", time)
            .with("type", type_name(event, self.definition))
            .with("id", event.id)
            .with("previousEventId", event.previous);
        if let Some((member, details)) = details::of(self, event) {
            object.set(member, details);
        }
        Value::Object(object)
    }

    /// The member of details alone, without its wrapper; `None` for types without details.
    pub fn details(&self, event: &Event) -> Option<Value> {
        details::of(self, event).map(|(_, object)| Value::Object(object))
    }

    /// All of them as the `events` array.
    pub fn events<'e>(&self, events: impl IntoIterator<Item = &'e Event>) -> Value {
        let rendered = events.into_iter().map(|event| self.event(event));
        Value::from(rendered.collect::<Vec<_>>())
    }
}
