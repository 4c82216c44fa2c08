//! The written form of a journal's entries.

use super::executions::Call;
use super::journal::{Deed, Intervention, Recorded};
use super::plain::{plain_numbers, with_plain_numbers};
use super::{MapRunUpdate, Surroundings};
use crate::execution::{EffectId, ErrorDetails, Reply, Stage};
use crate::service::{Answer, Source};
use crate::value::{Array, Object, Text, Value};

const SOURCES: [(&str, Source); 7] = [
    ("mock", Source::Mock),
    ("double", Source::Double),
    ("automatic", Source::Automatic),
    ("execution", Source::Execution),
    ("user", Source::User),
    ("handler", Source::Handler),
    ("nobody", Source::Nobody),
];

pub(super) fn recorded_value(recorded: &Recorded) -> Value {
    let source = SOURCES.iter().find(|(_, s)| *s == recorded.answer.source);
    let replies = recorded.answer.replies.iter();
    let replies: Array = replies
        .map(|(delay, reply)| reply_value(*delay, reply))
        .collect();
    let object = Object::default()
        .with("execution", recorded.execution)
        .with("effect", recorded.effect.0)
        .with("visit", recorded.visit)
        .with("step", count(recorded.step))
        .with("source", source.map(|(name, _)| *name))
        .with("replies", replies);
    Value::Object(match recorded.answer.open {
        Some(after) => object.with("open", count(after)),
        None => object,
    })
}

pub(super) fn recorded(value: &Value) -> Option<Recorded> {
    let name = value.get("source")?.as_str()?;
    let (_, source) = SOURCES.into_iter().find(|(known, _)| *known == name)?;
    let replies = value.get("replies")?.as_array()?.iter().map(reply);
    Some(Recorded {
        execution: whole(value, "execution")? as u32,
        effect: EffectId(whole(value, "effect")? as u32),
        visit: whole(value, "visit")? as u32,
        step: whole(value, "step")?,
        answer: Answer {
            replies: replies.collect::<Option<_>>()?,
            source,
            open: whole(value, "open"),
            // The service says it again: it is asked even when the journal knows.
            starts: None,
        },
    })
}

fn reply_value(delay: u64, reply: &Reply) -> Value {
    let object = Object::default().with("after", count(delay));
    Value::Object(match reply {
        Reply::Taken(worker) => object.with("taken", worker.clone()),
        Reply::Submitted(response) => with_value(object, "submitted", response),
        Reply::Heartbeat => object.with("heartbeat", true),
        Reply::Succeeded(result) => with_value(object, "succeeded", result),
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

fn with_value(reply: Object, name: &str, value: &Value) -> Object {
    let (reply, plain) = (reply.with(name, value.clone()), plain_numbers(value));
    match plain.is_empty() {
        true => reply,
        false => reply.with("plain", plain),
    }
}

fn reply(value: &Value) -> Option<(u64, Reply)> {
    let plain = value.get("plain").and_then(Value::as_array);
    let read = |value: &Value| match plain {
        Some(plain) => with_plain_numbers(value.clone(), plain),
        None => value.clone(),
    };
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
        Reply::Succeeded(read(result))
    } else if let Some(response) = value.get("submitted") {
        Reply::Submitted(read(response))
    } else if let Some(worker) = value.get("taken") {
        Reply::Taken(worker.as_str().map(Text::from))
    } else if value.get("heartbeat").is_some() {
        Reply::Heartbeat
    } else {
        return None;
    };
    Some((after, reply))
}

pub(super) fn intervention_value(intervention: &Intervention) -> Value {
    let object = Object::default().with("step", count(intervention.step));
    Value::Object(match &intervention.deed {
        Deed::Stop(details) => object
            .with("error", details.error.clone())
            .with("cause", details.cause.clone()),
        Deed::Reply(call, after, reply) => object
            .with("execution", call.execution)
            .with("effect", call.effect.0)
            .with("reply", reply_value(*after, reply)),
        Deed::Redrive(changed) => match changed {
            None => object.with("redrive", true),
            Some(changed) => object.with("redrive", surroundings_value(changed)),
        },
        Deed::UpdateMapRun(run, update) => object
            .with("mapRun", *run as i64)
            .with("maxConcurrency", update.max_concurrency)
            .with(
                "toleratedFailureCount",
                update.tolerated_failure_count.map(count),
            )
            .with(
                "toleratedFailurePercentage",
                update.tolerated_failure_percentage,
            ),
        Deed::Input(scope, input) => object.with("scope", *scope).with("input", input.clone()),
        Deed::Variable(visit, name, value) => object
            .with("visit", *visit)
            .with("variable", name.clone())
            .with("value", value.clone()),
    })
}

fn surroundings_value(around: &Surroundings) -> Object {
    let list = |names: &[String]| {
        names
            .iter()
            .map(|name| Value::from(name.as_str()))
            .collect::<Array>()
    };
    Object::default()
        .with("mocks", around.mocks.as_str())
        .with("testCase", around.test_case.as_str())
        .with("asked", list(&around.asked))
        .with("handlers", list(&around.handlers))
        .with("files", around.files.as_str())
}

fn surroundings(value: &Value) -> Surroundings {
    let text = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Surroundings {
        mocks: text("mocks"),
        test_case: text("testCase"),
        asked: names(value, "asked"),
        handlers: names(value, "handlers"),
        files: text("files"),
    }
}

/// The texts of a list; none where there is no such list.
pub(super) fn names(value: &Value, name: &str) -> Vec<String> {
    let list = value.get(name).and_then(Value::as_array).into_iter();
    let names = list.flat_map(|list| list.iter().filter_map(Value::as_str));
    names.map(str::to_owned).collect()
}

pub(super) fn intervention(value: &Value) -> Option<Intervention> {
    let number = |name: &str| Some(whole(value, name)? as u32);
    let deed = if let Some(given) = value.get("reply") {
        let call = Call {
            execution: number("execution")?,
            effect: EffectId(number("effect")?),
        };
        let (after, reply) = reply(given)?;
        Deed::Reply(call, after, reply)
    } else if let Some(input) = value.get("input") {
        Deed::Input(number("scope")?, input.clone())
    } else if let Some(name) = value.get("variable") {
        let assigned = value.get("value")?.clone();
        Deed::Variable(number("visit")?, name.as_str()?.into(), assigned)
    } else if let Some(changed) = value.get("redrive") {
        Deed::Redrive(changed.as_object().map(|_| surroundings(changed)))
    } else if let Some(run) = whole(value, "mapRun") {
        Deed::UpdateMapRun(run as usize, map_run_update(value))
    } else {
        Deed::Stop(details(value))
    };
    Some(Intervention {
        step: whole(value, "step")?,
        deed,
    })
}

fn map_run_update(value: &Value) -> MapRunUpdate {
    let share = value.get("toleratedFailurePercentage");
    MapRunUpdate {
        max_concurrency: whole(value, "maxConcurrency").map(|limit| limit as u32),
        tolerated_failure_count: whole(value, "toleratedFailureCount"),
        tolerated_failure_percentage: share.and_then(Value::as_number).map(|n| n.as_f64()),
    }
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
