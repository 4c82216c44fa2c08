//! The condition of a breakpoint, as it is at an event: over `$states` and the variables that its state sees.
//!
//! What an event sees does not depend on where the run stands, so that a breakpoint stops at the same events forwards
//! and backwards: everything is told from events and from the side log of the attempt.

use super::Session;
use crate::execution::{ErrorDetails, Event, EventKind, Standing, TaskEvent, TraceStage};
use crate::history::Visit;
use crate::query::jsonata::{Expression, Failure, States};
use crate::query::Surroundings;
use crate::random::Random;
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};

impl Session {
    /// Whether a condition holds at an event; nothing (undefined) does not.
    pub(super) fn holds(&self, condition: &Expression, event: &Event) -> Result<bool, String> {
        let at = Moment::of(self, event);
        match condition.evaluate(&at.states(), &at) {
            Ok(Value::Bool(held)) => Ok(held),
            Err(Failure::Undefined) => Ok(false),
            Ok(other) => Err(format!(
                "The condition must give true or false, but gave {}.",
                compact(&other)
            )),
            Err(Failure::Function) => {
                Err("The condition must give true or false, but gave a function.".to_owned())
            }
            Err(Failure::Threw(message)) => Err(message),
        }
    }

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
}

/// An event with what its state sees then.
struct Moment<'s> {
    session: &'s Session,
    event: &'s Event,
    visit: Option<&'s Visit>,
    /// Retries before its attempt.
    retries: u32,
}

impl<'s> Moment<'s> {
    fn of(session: &'s Session, event: &'s Event) -> Moment<'s> {
        let visit = session.summary.visit_of(event.id);
        let attempts = visit.map_or(0, |visit| {
            let begun = visit.attempts.iter().filter(|a| a.event <= event.id);
            begun.count()
        });
        Moment {
            session,
            event,
            visit,
            retries: u32::try_from(attempts.saturating_sub(1)).unwrap_or(u32::MAX),
        }
    }

    fn states(&self) -> States {
        let (result, error_output) = self.came_to();
        States {
            input: self.input(),
            result,
            error_output,
        }
    }

    fn input(&self) -> Value {
        let entered = self.visit.map(|visit| visit.entered as usize);
        let entered = entered.and_then(|id| self.session.known.get(id.checked_sub(1)?));
        match entered.map(|event| &event.kind) {
            Some(EventKind::StateEntered(input)) => input.clone(),
            _ => self.session.setup().input.clone(),
        }
    }

    /// Result and Error Output of the attempt, as far as the event knows them.
    fn came_to(&self) -> (Option<Value>, Option<Value>) {
        match &self.event.kind {
            EventKind::Task(TaskEvent::Succeeded(result)) => (Some(result.clone()), None),
            EventKind::Task(
                TaskEvent::ScheduleFailed(details)
                | TaskEvent::StartFailed(details)
                | TaskEvent::SubmitFailed(details)
                | TaskEvent::Failed(details)
                | TaskEvent::TimedOut(details),
            )
            | EventKind::EvaluationFailed { details, .. }
            | EventKind::MapRunFailed(details) => (None, Some(error_output(details))),
            EventKind::StateExited { .. } | EventKind::StateFailed => self.ended_as(),
            _ => (None, None),
        }
    }

    /// What the side log says that the attempt ended as: a failure after the result counts.
    fn ended_as(&self) -> (Option<Value>, Option<Value>) {
        let visit = self.visit.map_or(0, |visit| visit.entered);
        let mut ended = (None, None);
        for trace in self.session.traces(visit) {
            match &trace.stage {
                _ if trace.attempt != self.retries => {}
                TraceStage::Result(result) => ended = (Some(result.clone()), None),
                TraceStage::Failed { details, .. } => ended = (None, Some(error_output(details))),
                _ => {}
            }
        }
        ended
    }
}

impl Surroundings for Moment<'_> {
    fn context(&self) -> Value {
        let Some(visit) = self.visit else {
            return Value::object();
        };
        self.session.machine().context_of(&Standing {
            state: visit.state,
            entered: visit.entered,
            entered_at: visit.entered_at,
            retries: self.retries,
            item: self.session.item_of(visit),
        })
    }

    fn variable(&self, name: &str) -> Option<Value> {
        let place = self.visit.map(|visit| visit.place.clone());
        let before = self.event.id.saturating_sub(1);
        // As the state leaves them, where it is left.
        let until = match self.event.kind {
            EventKind::StateExited { .. } => self.event.id,
            _ => before,
        };
        let place = place.unwrap_or_default();
        let seen = self.session.seen(until, before, &place);
        let found = seen.into_iter().find(|seen| seen.name == *name);
        found.map(|seen| seen.value)
    }

    /// The same at every look: a condition that plays dice stops at the same events again.
    fn random(&self) -> u64 {
        let seed = self.session.setup().seed;
        Random::new(seed).stream(u64::from(self.event.id)).next()
    }

    fn now(&self) -> Timestamp {
        self.event.time
    }
}

fn error_output(details: &ErrorDetails) -> Value {
    let text = |text: &Option<Text>| text.clone().map_or(Value::Null, Value::Text);
    let output = Object::default().with("Error", text(&details.error));
    Value::Object(output.with("Cause", text(&details.cause)))
}
