//! Everything that determines a run: texts, seed, start, every answer, every intervention.
//!
//! Written as JSON text it is the bug report, what the page keeps in case the worker is killed, and what an old
//! execution is opened from.

use super::Start;
use crate::execution::{EffectId, ErrorDetails, EventId, Invoke, Machine, Reply, Stage};
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

/// A StopExecution, after so many micro-steps.
#[derive(Clone, Debug)]
pub(super) struct Intervention {
    pub(super) step: u64,
    pub(super) details: ErrorDetails,
}

impl Recorded {
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

    /// The intervention that belongs after this micro-step, while the execution still runs.
    pub(super) fn intervention_at(&self, step: u64, machine: &Machine) -> Option<ErrorDetails> {
        let due = self.interventions.iter().find(|i| i.step == step)?;
        machine.is_running().then(|| due.details.clone())
    }

    /// Drops what happened after this micro-step.
    pub(super) fn forget_after(&mut self, step: u64) {
        self.answers.retain(|recorded| recorded.step <= step);
        self.interventions
            .retain(|intervention| intervention.step < step);
    }

    /// What the attempts of a visit were answered.
    pub(super) fn answers_of(&self, visit: EventId) -> impl Iterator<Item = &Answer> + '_ {
        // Visits of children of a Map Run have numbers of their own.
        let own = self.answers.iter();
        let own = own.filter(move |r| r.execution == 0 && r.visit == visit);
        own.map(|recorded| &recorded.answer)
    }

    /// Who answered the attempts of a visit.
    pub(super) fn answered(&self, visit: EventId) -> impl Iterator<Item = Source> + '_ {
        self.answers_of(visit).map(|answer| answer.source)
    }

    /// As JSON text.
    pub fn to_text(&self) -> String {
        let answers: Array = self.answers.iter().map(recorded_value).collect();
        let interventions: Array = self.interventions.iter().map(intervention_value).collect();
        let journal = Object::default()
            .with("v", VERSION)
            .with("start", self.start.to_value())
            .with("answers", answers)
            .with("stops", interventions);
        compact(&Value::Object(journal))
    }

    /// Reads what [`Journal::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Journal> {
        let value = read_value(text).ok()?;
        if value.get("v")?.as_number()?.as_i64()? != VERSION {
            return None;
        }
        let list = |name: &str| value.get(name)?.as_array();
        Some(Journal {
            start: Start::from_value(value.get("start")?)?,
            answers: list("answers")?
                .iter()
                .map(recorded)
                .collect::<Option<_>>()?,
            interventions: list("stops")?
                .iter()
                .map(intervention)
                .collect::<Option<_>>()?,
        })
    }
}

fn recorded_value(recorded: &Recorded) -> Value {
    let source = match recorded.answer.source {
        Source::Mock => "mock",
        Source::Double => "double",
        Source::Automatic => "automatic",
        Source::Nobody => "nobody",
    };
    let replies = recorded.answer.replies.iter();
    let replies: Array = replies
        .map(|(delay, reply)| reply_value(*delay, reply))
        .collect();
    let object = Object::default()
        .with("execution", recorded.execution)
        .with("effect", recorded.effect.0)
        .with("visit", recorded.visit)
        .with("step", count(recorded.step))
        .with("source", source)
        .with("replies", replies);
    Value::Object(object)
}

fn recorded(value: &Value) -> Option<Recorded> {
    let source = match value.get("source")?.as_str()? {
        "mock" => Source::Mock,
        "double" => Source::Double,
        "automatic" => Source::Automatic,
        "nobody" => Source::Nobody,
        _ => return None,
    };
    let replies = value.get("replies")?.as_array()?.iter().map(reply);
    Some(Recorded {
        execution: whole(value, "execution")? as u32,
        effect: EffectId(whole(value, "effect")? as u32),
        visit: whole(value, "visit")? as u32,
        step: whole(value, "step")?,
        answer: Answer {
            replies: replies.collect::<Option<_>>()?,
            source,
        },
    })
}

fn reply_value(delay: u64, reply: &Reply) -> Value {
    let object = Object::default().with("after", count(delay));
    Value::Object(match reply {
        Reply::Taken(worker) => object.with("taken", worker.clone()),
        Reply::Submitted(response) => object.with("submitted", response.clone()),
        Reply::Heartbeat => object.with("heartbeat", true),
        Reply::Succeeded(result) => object.with("succeeded", result.clone()),
        Reply::Failed(stage, details) => {
            let stage = match stage {
                Stage::Schedule => "schedule",
                Stage::Start => "start",
                Stage::Submit => "submit",
                Stage::Run => "run",
            };
            object
                .with("failed", stage)
                .with("error", details.error.clone())
                .with("cause", details.cause.clone())
        }
    })
}

fn reply(value: &Value) -> Option<(u64, Reply)> {
    let after = whole(value, "after")?;
    if let Some(stage) = value.get("failed") {
        let stage = match stage.as_str()? {
            "schedule" => Stage::Schedule,
            "start" => Stage::Start,
            "submit" => Stage::Submit,
            _ => Stage::Run,
        };
        return Some((after, Reply::Failed(stage, details(value))));
    }
    let reply = if let Some(result) = value.get("succeeded") {
        Reply::Succeeded(result.clone())
    } else if let Some(response) = value.get("submitted") {
        Reply::Submitted(response.clone())
    } else if let Some(worker) = value.get("taken") {
        Reply::Taken(worker.as_str().map(Text::from))
    } else if value.get("heartbeat").is_some() {
        Reply::Heartbeat
    } else {
        return None;
    };
    Some((after, reply))
}

fn intervention_value(intervention: &Intervention) -> Value {
    let object = Object::default()
        .with("step", count(intervention.step))
        .with("error", intervention.details.error.clone())
        .with("cause", intervention.details.cause.clone());
    Value::Object(object)
}

fn intervention(value: &Value) -> Option<Intervention> {
    Some(Intervention {
        step: whole(value, "step")?,
        details: details(value),
    })
}

fn details(value: &Value) -> ErrorDetails {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(Text::from);
    ErrorDetails {
        error: text("error"),
        cause: text("cause"),
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn whole(value: &Value, name: &str) -> Option<u64> {
    let number = value.get(name)?.as_number()?.as_i64()?;
    u64::try_from(number).ok()
}
