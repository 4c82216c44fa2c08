//! Why an event happened, in a sentence or two: codes of the page's words and what belongs into them.

mod execution;
mod failure;
mod inside;
mod path;
mod task;

use super::explain::{exit, told};
use crate::definition::State;
use crate::execution::{ErrorDetails, Event, EventId, EventKind, TaskEvent, Trace, TraceStage};
use crate::history::{Summary, Visit};
use crate::session::Past;
use serde::Serialize;
use std::borrow::Cow;

/// Why an event happened.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReasonView {
    /// Its sentences: the reason, then what came of it where that is a decision.
    pub sentences: Vec<SentenceView>,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SentenceView {
    /// The words: `reason.` and this is their key.
    pub code: String,
    /// What belongs into them.
    pub words: Vec<WordView>,
}

/// A word of a sentence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WordView {
    /// Its name in the sentence.
    pub name: String,
    /// What stands there.
    pub value: WordValue,
}

/// What stands in a sentence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum WordValue {
    /// A name or another text as it is.
    Text(String),
    /// A number.
    Count(u32),
    /// Milliseconds.
    Delay(#[cfg_attr(test, ts(type = "number"))] i64),
}

/// Why a known event happened; `None` where there is no such event.
pub fn reason(past: &dyn Past, event: EventId) -> Option<ReasonView> {
    let known = past.known();
    let teller = Teller {
        past,
        summary: past.known_summary(),
        event: known.get((event as usize).checked_sub(1)?)?,
    };
    let sentences = teller.tell().into_iter().map(|said| said.0);
    Some(ReasonView {
        sentences: sentences.collect(),
    })
}

/// A sentence while it is made.
struct Said(SentenceView);

fn say(code: impl Into<String>) -> Said {
    Said(SentenceView {
        code: code.into(),
        words: Vec::new(),
    })
}

impl Said {
    fn word(mut self, name: &str, value: WordValue) -> Said {
        let name = name.to_owned();
        self.0.words.push(WordView { name, value });
        self
    }

    fn text(self, name: &str, text: impl ToString) -> Said {
        self.word(name, WordValue::Text(text.to_string()))
    }

    fn count(self, name: &str, count: u32) -> Said {
        self.word(name, WordValue::Count(count))
    }

    fn delay(self, name: &str, millis: i64) -> Said {
        self.word(name, WordValue::Delay(millis))
    }

    fn error(self, details: &ErrorDetails) -> Said {
        self.text("error", details.error.as_deref().unwrap_or_default())
    }
}

/// One event, and all that is known around it.
struct Teller<'p> {
    past: &'p dyn Past,
    summary: Cow<'p, Summary>,
    event: &'p Event,
}

impl<'p> Teller<'p> {
    fn tell(&self) -> Vec<Said> {
        match &self.event.kind {
            EventKind::StateEntered(_) => vec![self.entered()],
            EventKind::StateExited { .. } => self.exited(),
            EventKind::Task(task) => self.task(task),
            EventKind::EvaluationFailed { details, location } => {
                let why = match location {
                    Some(field) => say("evaluation").text("field", field),
                    None => say("evaluation.input"),
                };
                self.with_fate(why.error(details))
            }
            EventKind::ExecutionStarted(_)
            | EventKind::ExecutionSucceeded(_)
            | EventKind::ExecutionFailed(_)
            | EventKind::ExecutionTimedOut(_)
            | EventKind::ExecutionAborted(_)
            | EventKind::ExecutionRedriven { .. } => self.execution(),
            EventKind::Unknown => vec![say("unknown")],
            _ => self.inside(),
        }
    }

    fn event(&self, id: EventId) -> Option<&'p Event> {
        self.past.known().get((id as usize).checked_sub(1)?)
    }

    fn visit(&self) -> Option<&Visit> {
        self.summary.visit_of(self.event.id)
    }

    fn state(&self) -> Option<&'p State> {
        Some(self.past.definition().state(self.event.state?))
    }

    /// The state's name.
    fn name(&self) -> String {
        self.state()
            .map_or(String::new(), |state| state.name.to_string())
    }

    fn name_of(&self, visit: &Visit) -> String {
        self.past.definition().state(visit.state).name.to_string()
    }

    fn told(&self) -> Vec<Trace> {
        let visit = self.visit();
        visit.map_or(Vec::new(), |visit| told(self.past, visit, true))
    }

    /// The latest event before this one at which the visit's work began.
    fn before(&self) -> EventId {
        let Some(visit) = self.visit() else {
            return 0;
        };
        let own = self.summary.events_of(visit.entered).into_iter().rev();
        let mut before = own.filter(|id| *id < self.event.id);
        let found = before.find(|id| self.event(*id).is_some_and(|event| begins(&event.kind)));
        found.unwrap_or(visit.entered)
    }

    /// Why the work of a visit is done again; `None` for its first attempt.
    fn again(&self) -> Option<Said> {
        let (visit, before) = (self.visit()?, self.before());
        let between = self
            .past
            .known()
            .get(before as usize..self.event.id as usize);
        let redriven = between?.iter().rev().find_map(|event| match &event.kind {
            EventKind::ExecutionRedriven { count, visits } if visits.contains(&visit.entered) => {
                Some(*count)
            }
            _ => None,
        });
        if let Some(count) = redriven {
            return Some(say("again.redrive").count("number", count));
        }
        let told = self.told();
        let decided = |t: &&Trace| t.event >= before && t.event < self.event.id;
        let told: Vec<&Trace> = told.iter().filter(decided).collect();
        let error = told.iter().rev().find_map(|t| match &t.stage {
            TraceStage::Failed { details, .. } => Some(details),
            _ => None,
        });
        told.iter().rev().find_map(|t| match t.stage {
            TraceStage::Retry {
                retrier,
                used,
                delay,
            } => {
                let most = self.state()?.retry.get(retrier as usize)?.max_attempts;
                let said = say("again.retry").count("retrier", retrier + 1);
                let said = said.error(error.unwrap_or(&ErrorDetails::default()));
                let said = said.count("attempt", small(used.saturating_add(1)));
                let said = said.count("of", small(most.saturating_add(1)));
                Some(said.delay("delay", delay))
            }
            _ => None,
        })
    }
}

/// Whether a visit's work begins with it.
fn begins(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::StateStarted(_)
            | EventKind::EvaluationFailed { .. }
            | EventKind::Task(TaskEvent::Scheduled(_))
    )
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
