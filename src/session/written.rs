//! The written form of a journal's entries.

use super::executions::Call;
use super::journal::{Deed, Intervention, Recorded};
use crate::execution::{EffectId, ErrorDetails, Reply, Stage};
use crate::service::{Answer, Source};
use crate::value::{Array, Object, Text, Value};

const SOURCES: [(&str, Source); 6] = [
    ("mock", Source::Mock),
    ("double", Source::Double),
    ("automatic", Source::Automatic),
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
        Deed::Input(scope, input) => object.with("scope", *scope).with("input", input.clone()),
        Deed::Variable(visit, name, value) => object
            .with("visit", *visit)
            .with("variable", name.clone())
            .with("value", value.clone()),
    })
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
    } else {
        Deed::Stop(details(value))
    };
    Some(Intervention {
        step: whole(value, "step")?,
        deed,
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
