//! A recorded run, as one that is looked at: what its texts tell, and nothing else.

use super::condition::{details, error_output};
use super::deduced::deduced;
use super::{Past, Recording, Session};
use crate::definition::{FailText, StateKind, StateMachine};
use crate::execution::{ErrorDetails, Event, EventId, EventKind, TaskEvent, Trace};
use crate::history::{Status, Summary, Visit};
use crate::text::read_value;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use std::borrow::Cow;

impl Past for Recording {
    fn definition(&self) -> &StateMachine {
        &self.recorded.definition
    }

    fn position(&self) -> EventId {
        self.position
    }

    fn known(&self) -> &[Event] {
        &self.recorded.events
    }

    fn summary(&self) -> &Summary {
        &self.summary
    }

    fn known_summary(&self) -> Cow<'_, Summary> {
        Cow::Borrowed(&self.whole)
    }

    fn now(&self) -> Timestamp {
        let last = self.events().last();
        last.map_or(Timestamp(0), |event| event.time)
    }

    fn steered(&self) -> Option<&Session> {
        None
    }

    fn recording(&self) -> Option<&Recording> {
        Some(self)
    }

    fn told(&self, visit: EventId, known: bool) -> Vec<Trace> {
        let upto = match known {
            true => EventId::MAX,
            false => self.position,
        };
        let mut told = deduced(self, visit);
        told.retain(|trace| trace.event <= upto);
        told
    }

    fn type_of(&self, event: &Event) -> String {
        let raw = self.recorded.raw(event);
        raw.map(|raw| raw.name.to_string()).unwrap_or_default()
    }

    /// What was printed is read when it is wanted.
    fn value(&self, event: &Event) -> Option<Value> {
        read_value(&self.recorded.payload(event)?).ok()
    }

    fn payload(&self, event: &Event) -> Option<String> {
        Some(self.recorded.payload(event)?.to_string())
    }

    fn input(&self) -> Value {
        let input = self.recorded.input();
        input
            .and_then(|text| read_value(&text).ok())
            .unwrap_or_default()
    }

    /// The value of a Map's item, tokens and keys are in no history.
    fn context(&self, visit: Option<&Visit>, retries: u32) -> Value {
        let context = self.own_context();
        let Some(visit) = visit else {
            return Value::Object(context);
        };
        let name = self.definition().state(visit.state).name.clone();
        let state = Object::default()
            .with("Name", name)
            .with("EnteredTime", visit.entered_at.to_string())
            .with("RetryCount", retries);
        let context = context.with("State", state);
        let item = visit.place.steps().find(|step| step.map);
        Value::Object(match item {
            Some(step) => {
                let item = Object::default().with("Index", step.index);
                context.with("Map", Object::default().with("Item", item))
            }
            None => context,
        })
    }

    fn ended_as(&self, visit: &Visit, event: &Event, _: u32) -> (Option<Value>, Option<Value>) {
        match event.kind {
            EventKind::StateExited { .. } => self.left_with(visit, event),
            EventKind::StateEntered(_) => (None, self.raised(event).as_ref().map(error_output)),
            _ => {
                let failure = self.failed_by(event).or_else(|| self.ends_by(event));
                (None, failure.as_ref().map(error_output))
            }
        }
    }

    fn caught(&self, visit: &Visit) -> bool {
        let visit = self.whole.visit_of(visit.entered);
        visit.is_some_and(|visit| visit.status == Status::Caught)
    }

    fn seed(&self) -> u64 {
        0
    }
}

impl Recording {
    /// The context object of the execution, as far as it is known.
    fn own_context(&self) -> Object {
        let names = self.recorded.identity();
        let started = self.known().first().map(|first| first.time.to_string());
        let mut execution = Object::default()
            .with("Id", names.arn)
            .with("Input", self.input())
            .with("StartTime", started.unwrap_or_default())
            .with("Name", names.name);
        if let Some(role) = names.role {
            execution.set("RoleArn", role);
        }
        let machine = Object::default()
            .with("Id", names.machine_arn)
            .with("Name", names.machine_name);
        Object::default()
            .with("Execution", execution)
            .with("StateMachine", machine)
    }

    /// The last result or failure of a visit before it was left; of a failure without an event what the output shows.
    fn left_with(&self, visit: &Visit, exit: &Event) -> (Option<Value>, Option<Value>) {
        let own = self.index.own(visit.entered).rev();
        let inside = own.filter(|id| *id > visit.entered && *id < exit.id);
        for event in inside.filter_map(|id| self.known().get((id as usize).checked_sub(1)?)) {
            if let Some(details) = details(event) {
                return (None, Some(error_output(details)));
            }
            match event.kind {
                EventKind::Task(TaskEvent::Succeeded(_)) if !self.caught(visit) => {
                    return (self.value(event), None);
                }
                EventKind::StateFailed => {
                    let failure = self.failed_by(event);
                    return (None, failure.as_ref().map(error_output));
                }
                EventKind::Task(TaskEvent::Scheduled(_)) | EventKind::StateStarted(_) => break,
                _ => {}
            }
        }
        let output = self.value(exit).filter(|_| self.caught(visit));
        (None, output.filter(|output| output.get("Error").is_some()))
    }

    /// Error and cause of a Fail state that was entered: of the end that it causes, or the texts of the definition.
    fn raised(&self, entered: &Event) -> Option<ErrorDetails> {
        if let Some(details) = self.ends_by(entered) {
            return Some(details);
        }
        let state = entered.state.map(|state| self.definition().state(state));
        let StateKind::Fail(fail) = &state?.kind else {
            return None;
        };
        let written = |text: &FailText| match text {
            FailText::Literal(text) => Some(text.clone()),
            _ => None,
        };
        Some(ErrorDetails {
            error: written(&fail.error),
            cause: written(&fail.cause),
        })
    }

    /// Error and cause of what an event leads to: the end of the execution, or a catcher's output.
    fn ends_by(&self, event: &Event) -> Option<ErrorDetails> {
        let next = self.next(event.id)?;
        if let Some(details) = details(next) {
            return Some(details.clone());
        }
        let left = matches!(next.kind, EventKind::StateExited { .. });
        let output = self.value(next).filter(|_| left)?;
        let text = |name: &str| output.get(name).and_then(Value::as_str).map(Text::from);
        Some(ErrorDetails {
            error: Some(text("Error")?),
            cause: text("Cause"),
        })
    }

    /// Error and cause of what a failure followed from.
    fn failed_by(&self, event: &Event) -> Option<ErrorDetails> {
        let mut event = event;
        loop {
            if let Some(found) = details(event) {
                return Some(found.clone());
            }
            let follows = matches!(
                event.kind,
                EventKind::StateFailed
                    | EventKind::StateAborted
                    | EventKind::IterationFailed(_)
                    | EventKind::IterationAborted(_)
            );
            if !follows {
                return None;
            }
            // Causes have smaller numbers than what they cause.
            let at = (event.previous as usize).checked_sub(1)?;
            event = self.known().get(at)?;
        }
    }
}
