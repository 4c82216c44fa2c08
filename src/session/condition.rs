//! The condition of a breakpoint, as it is at an event: over `$states` and the variables that its state sees.
//!
//! What an event sees does not depend on where the run stands, so that a breakpoint stops at the same events forwards
//! and backwards: everything is told from events and from the side log of the attempt. Events outside of states see the
//! execution: its input, its context and its variables.

use super::breakpoints::{Condition, Problem, ProblemKind};
use super::Past;
use crate::execution::{ErrorDetails, Event, EventKind, TaskEvent};
use crate::history::Visit;
use crate::query::jsonata::{Failure, States};
use crate::query::Surroundings;
use crate::random::Random;
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};

/// Characters of what is told of a condition that gave no answer.
const LONGEST_DETAIL: usize = 160;

/// Whether a condition holds at an event for a visit; nothing (undefined) does not.
pub(super) fn holds(
    past: &dyn Past,
    condition: &Condition,
    event: &Event,
    visit: Option<&Visit>,
) -> Result<bool, Problem> {
    let problem = |kind, detail: &str| Problem {
        kind,
        detail: short(detail),
    };
    let expression = match condition {
        Ok(expression) => expression,
        Err(message) => return Err(problem(ProblemKind::Unreadable, message)),
    };
    let at = Moment::of(past, event, visit);
    match expression.evaluate(&at.states(), &at) {
        Ok(Value::Bool(held)) => Ok(held),
        Err(Failure::Undefined) => Ok(false),
        Ok(other) => Err(problem(ProblemKind::NotBoolean, &compact(&other))),
        Err(Failure::Function) => Err(problem(ProblemKind::Function, "")),
        Err(Failure::Threw(message)) => Err(problem(ProblemKind::Failed, &message)),
    }
}

/// The beginning of a text, in one line.
fn short(text: &str) -> String {
    let mut line: String = text.chars().take(LONGEST_DETAIL).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    line.replace(['\n', '\r'], " ")
}

/// An event with what its state sees then.
struct Moment<'s> {
    past: &'s dyn Past,
    event: &'s Event,
    visit: Option<&'s Visit>,
    /// Retries before its attempt.
    retries: u32,
}

impl<'s> Moment<'s> {
    fn of(past: &'s dyn Past, event: &'s Event, visit: Option<&'s Visit>) -> Moment<'s> {
        let attempts = visit.map_or(0, |visit| {
            let begun = visit.attempts.iter().filter(|a| a.event <= event.id);
            begun.count()
        });
        Moment {
            past,
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
        let entered = self.visit.map(|visit| visit.entered);
        let entered = entered.and_then(|id| event_of(self.past, id));
        let input = entered.and_then(|event| self.past.value(event));
        input.unwrap_or_else(|| self.past.input())
    }

    /// Result and Error Output of the attempt, as far as the event knows them.
    fn came_to(&self) -> (Option<Value>, Option<Value>) {
        if let EventKind::Task(TaskEvent::Succeeded(_)) = &self.event.kind {
            return (self.past.value(self.event), None);
        }
        if let Some(details) = details(self.event) {
            return (None, Some(error_output(details)));
        }
        let ends = matches!(
            self.event.kind,
            EventKind::StateEntered(_)
                | EventKind::StateExited { .. }
                | EventKind::StateFailed
                | EventKind::IterationFailed(_)
        );
        match self.visit.filter(|_| ends) {
            Some(visit) => self.past.ended_as(visit, self.event, self.retries),
            None => (None, None),
        }
    }
}

fn event_of(past: &dyn Past, id: u32) -> Option<&Event> {
    past.known().get((id as usize).checked_sub(1)?)
}

/// Error and cause of an event that has them.
pub(super) fn details(event: &Event) -> Option<&ErrorDetails> {
    match &event.kind {
        EventKind::Task(
            TaskEvent::ScheduleFailed(details)
            | TaskEvent::StartFailed(details)
            | TaskEvent::SubmitFailed(details)
            | TaskEvent::Failed(details)
            | TaskEvent::TimedOut(details),
        )
        | EventKind::EvaluationFailed { details, .. }
        | EventKind::MapRunFailed(details)
        | EventKind::ExecutionFailed(details)
        | EventKind::ExecutionTimedOut(details)
        | EventKind::ExecutionAborted(details) => Some(details),
        _ => None,
    }
}

impl Surroundings for Moment<'_> {
    fn context(&self) -> Value {
        self.past.context(self.visit, self.retries)
    }

    fn variable(&self, name: &str) -> Option<Value> {
        let before = self.event.id.saturating_sub(1);
        // As the state leaves them, where it is left.
        let until = match self.event.kind {
            EventKind::StateExited { .. } => self.event.id,
            _ => before,
        };
        let place = self.visit.map_or(&self.event.place, |visit| &visit.place);
        let seen = self.past.seen(until, before, place);
        let found = seen.into_iter().find(|seen| seen.name == *name);
        found.map(|seen| seen.value)
    }

    /// The same at every look: a condition that plays dice stops at the same events again.
    fn random(&self) -> u64 {
        let random = Random::new(self.past.seed());
        random.stream(u64::from(self.event.id)).next()
    }

    fn now(&self) -> Timestamp {
        self.event.time
    }
}

/// What `$states.errorOutput` is.
pub(super) fn error_output(details: &ErrorDetails) -> Value {
    let text = |text: &Option<Text>| text.clone().map_or(Value::Null, Value::Text);
    let output = Object::default().with("Error", text(&details.error));
    Value::Object(output.with("Cause", text(&details.cause)))
}
