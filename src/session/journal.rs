//! Everything that determines a run: texts, seed, start, every answer, every intervention.
//!
//! Written as JSON text it is the bug report, what the page keeps in case the worker is killed, and what an old
//! execution is opened from.

use super::executions::Call;
use super::map_run::MapRunUpdate;
use super::plain::finite;
use super::redrive::Surroundings;
use super::written::{intervention, intervention_value, recorded, recorded_value};
use super::Start;
use crate::execution::{EffectId, ErrorDetails, EventId, Invoke, Reply};
use crate::service::{Answer, Source};
use crate::text::{read::read_value, write::compact};
use crate::value::{Array, Object, Text, Value};

/// Version of the written form.
const VERSION: i64 = 1;

/// The journal of one session.
#[derive(Clone, Debug)]
pub struct Journal {
    pub(super) start: Start,
    answers: Vec<Recorded>,
    interventions: Vec<Intervention>,
}

/// One call's answer.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    pub(super) execution: u32,
    pub(super) effect: EffectId,
    pub(super) visit: EventId,
    /// The micro-step in which the call was made.
    pub(super) step: u64,
    pub(super) answer: Answer,
}

/// Something that was done from outside, after so many micro-steps.
#[derive(Clone, Debug)]
pub(super) struct Intervention {
    pub(super) step: u64,
    pub(super) deed: Deed,
}

/// What was done.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// StopExecution.
    Stop(ErrorDetails),
    /// A reply to an open call, after so many milliseconds.
    Reply(Call, u64, Reply),
    /// RedriveExecution; with what answers from there on where that has changed.
    Redrive(Option<Surroundings>),
    /// UpdateMapRun, by the Map Run's place.
    UpdateMapRun(usize, MapRunUpdate),
    /// Another input for the state that a scope of the user's execution is about to enter.
    Input(u32, Value),
    /// Another value of a variable, as a visit of the user's execution sees it.
    Variable(EventId, Text, Value),
}

impl Deed {
    /// As it comes back from the journal's text, so that a replay has what the run had: a number beyond the range of
    /// doubles is written in quotes.
    pub(super) fn written(self) -> Deed {
        match self {
            Deed::Reply(call, after, reply) => Deed::Reply(
                call,
                after,
                match reply {
                    Reply::Submitted(value) => Reply::Submitted(finite(value)),
                    Reply::Succeeded(value) => Reply::Succeeded(finite(value)),
                    other => other,
                },
            ),
            Deed::Input(scope, input) => Deed::Input(scope, finite(input)),
            Deed::Variable(visit, name, value) => Deed::Variable(visit, name, finite(value)),
            other => other,
        }
    }
}

impl Recorded {
    /// The call that it answers.
    pub(super) fn call(&self) -> Call {
        Call {
            execution: self.execution,
            effect: self.effect,
        }
    }

    pub(super) fn new(invoke: &Invoke, step: u64, answer: Answer) -> Recorded {
        Recorded {
            execution: invoke.execution,
            effect: invoke.id,
            visit: invoke.visit,
            step,
            answer,
        }
    }
}

impl Journal {
    pub(super) fn new(start: Start) -> Journal {
        Journal {
            start,
            answers: Vec::new(),
            interventions: Vec::new(),
        }
    }

    /// The texts and settings it began with.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The recorded answer of this call if there is one; otherwise records the fresh one. Calls come in the order of
    /// their numbers, so the list is sorted.
    pub(super) fn answer(&mut self, fresh: Recorded) -> Answer {
        let key = (fresh.step, fresh.execution, fresh.effect);
        let known = self
            .answers
            .binary_search_by_key(&key, |r| (r.step, r.execution, r.effect));
        match known {
            Ok(at) => self.answers[at].answer.clone(),
            Err(at) => {
                let answer = fresh.answer.clone();
                self.answers.insert(at, fresh);
                answer
            }
        }
    }

    pub(super) fn intervene(&mut self, intervention: Intervention) {
        self.interventions.push(intervention);
    }

    /// What comes after so many interventions, if it is due at this micro-step.
    pub(super) fn intervention(&self, done: usize, step: u64) -> Option<&Deed> {
        let next = self.interventions.get(done)?;
        (next.step == step).then_some(&next.deed)
    }

    /// Drops what happened after this micro-step and so many interventions.
    pub(super) fn forget_after(&mut self, step: u64, done: usize) {
        self.answers.retain(|recorded| recorded.step <= step);
        self.interventions.truncate(done);
    }

    /// What answers calls after so many interventions.
    pub(super) fn surroundings(&self, done: usize) -> Surroundings {
        let happened = self.interventions.get(..done).unwrap_or_default();
        let changed = happened.iter().rev().find_map(|one| match &one.deed {
            Deed::Redrive(changed) => changed.clone(),
            _ => None,
        });
        changed.unwrap_or_else(|| Surroundings::at_start(&self.start))
    }

    /// The result that a call was given when it was made.
    pub(super) fn result_of(&self, call: Call) -> Option<&Value> {
        let recorded = self
            .answers
            .iter()
            .find(|recorded| recorded.call() == call)?;
        recorded
            .answer
            .replies
            .iter()
            .find_map(|(_, reply)| match reply {
                Reply::Succeeded(result) => Some(result),
                _ => None,
            })
    }

    /// The replies that a call was given later.
    pub(super) fn replies_to(&self, call: Call) -> impl Iterator<Item = (u64, &Reply)> + '_ {
        let given = self.interventions.iter();
        given.filter_map(move |intervention| match &intervention.deed {
            Deed::Reply(to, after, reply) if *to == call => Some((*after, reply)),
            _ => None,
        })
    }

    /// What the attempts of a visit were answered.
    pub(super) fn answers_of(&self, visit: EventId) -> impl Iterator<Item = &Recorded> + '_ {
        // Visits of children of a Map Run have numbers of their own.
        let own = self.answers.iter();
        own.filter(move |r| r.execution == 0 && r.visit == visit)
    }

    /// Who answered the attempts of a visit.
    pub(super) fn answered(&self, visit: EventId) -> impl Iterator<Item = Source> + '_ {
        self.answers_of(visit)
            .map(|recorded| recorded.answer.source)
    }

    /// All answers as JSON texts, with who gave them.
    pub fn answers(&self) -> impl Iterator<Item = (Source, String)> + '_ {
        let answers = self.answers.iter();
        answers.map(|recorded| (recorded.answer.source, compact(&recorded_value(recorded))))
    }

    /// As JSON text.
    pub fn to_text(&self) -> String {
        let answers: Array = self.answers.iter().map(recorded_value).collect();
        let interventions: Array = self.interventions.iter().map(intervention_value).collect();
        let journal = Object::default()
            .with("v", VERSION)
            .with("start", self.start.to_value())
            .with("answers", answers)
            .with("interventions", interventions);
        compact(&Value::Object(journal))
    }

    /// Reads what [`Journal::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Journal> {
        let value = read_value(text).ok()?;
        if value.get("v")?.as_number()?.as_i64()? != VERSION {
            return None;
        }
        let list = |name: &str| value.get(name)?.as_array();
        // Before there were others they were called for what they were.
        let interventions = list("interventions").or_else(|| list("stops"))?;
        Some(Journal {
            start: Start::from_value(value.get("start")?)?,
            answers: list("answers")?
                .iter()
                .map(recorded)
                .collect::<Option<_>>()?,
            interventions: interventions
                .iter()
                .map(intervention)
                .collect::<Option<_>>()?,
        })
    }
}
